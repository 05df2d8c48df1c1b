package charset

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	const russian = "---\ntitle: Дороги области\n---\nЭто обычный русский текст — он написан для проверки «кодировок».\n"
	const french = "Le café est fermé le matin, déjà.\n"
	encode := func(e encoding.Encoding, text string) string {
		out, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct {
		name, in, want, encoding string
		sure                     bool
	}{
		{"UTF-8", russian, russian, "", true},
		{"a mark", "\uFEFF" + russian, russian, "", true},
		{"empty", "", "", "", true},
		{"UTF-16, little end", encode(xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), russian), russian, "UTF-16", true},
		{"UTF-16, big end", encode(xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), russian), russian, "UTF-16", true},
		{"UTF-16 without mark", encode(xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM), russian), russian, "UTF-16", true},
		{"Windows-1251", encode(charmap.Windows1251, russian), russian, "Windows-1251", true},
		{"KOI8-R", encode(charmap.KOI8R, "Это обычный текст для проверки\n"), "Это обычный текст для проверки\n", "KOI8-R", true},
		{"CP866", encode(charmap.CodePage866, "Это обычный текст для проверки\n"), "Это обычный текст для проверки\n", "CP866", true},
		{"Windows-1252", encode(charmap.Windows1252, french), french, "Windows-1252", true},
		{"one broken byte", russian + "\xff", russian + "\xff", "", true},
		{"zeros", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, name, sure := Decode([]byte(c.in))
			if string(got) != c.want || name != c.encoding || sure != c.sure {
				t.Errorf("Decode(%q) = %q, %q, %v, want %q, %q, %v", c.in, got, name, sure, c.want, c.encoding, c.sure)
			}
		})
	}
	if _, name, sure := Decode(bytes.Repeat([]byte("\x81\x8d\x90 \xd7\xf7"), 100)); sure {
		t.Errorf("Decode(noise) is sure of %q", name)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a", "\xff\xfe", "\xff\xfea", "\xfe\xff\xd8\x00", "\xcf\xf0\xe8\xe2\xe5\xf2", "\x00a\x00b", "\xef\xbb\xbf\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, _ := Decode(data)
		if name != "" && !utf8.Valid(text) {
			t.Errorf("Decode(%q) = %q in %q, not UTF-8", data, text, name)
		}
		if name == "" && len(text) > len(data) {
			t.Errorf("Decode(%q) = %q", data, text)
		}
	})
}

package importer

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	xunicode "golang.org/x/text/encoding/unicode"
)

// declared matches the encoding an HTML file names for itself.
var declared = regexp.MustCompile(`(?i)<meta[^>]{0,100}charset\s*=\s*["']?([a-z0-9_\-]{3,20})`)

// decode turns the bytes of a file into UTF-8 with "\n" at the ends of lines.
func (d *draft) decode(data []byte) (string, error) {
	text, err := d.utf8(data)
	if err != nil {
		return "", err
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(text)
	return strings.ToValidUTF8(text, "\uFFFD"), nil
}

func (d *draft) utf8(data []byte) (string, error) {
	if enc, name := utf16(data); enc != nil {
		out, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", err
		}
		d.guess(0, "read as "+name, "")
		return string(out), nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", errors.New("it is not a text file")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if m := declared.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		if enc, err := htmlindex.Get(string(m[1])); err == nil && enc != encoding.Nop {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				d.guess(0, "read as "+strings.ToLower(string(m[1])), "")
				return string(out), nil
			}
		}
	}
	// A UTF-8 file with one broken byte stays UTF-8.
	if bad := strings.Count(strings.ToValidUTF8(string(data), "\uFFFD"), "\uFFFD"); bad*10 < multibyte(data) {
		d.guess(0, "bytes that are no UTF-8 are replaced by \uFFFD", "look for that sign")
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	}
	text, name := codePage(data)
	d.guess(0, "read as "+name, "look whether the letters are right")
	return text, nil
}

// multibyte counts the letters of data that are longer than a byte.
func multibyte(data []byte) int {
	n := 0
	for len(data) > 0 {
		_, size := utf8.DecodeRune(data)
		if size > 1 {
			n++
		}
		data = data[size:]
	}
	return n
}

// utf16 recognizes UTF-16 by its mark, or by every second byte being almost
// always the same: zero in Latin text, 4 in Cyrillic, 6 in Arabic.
func utf16(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM), "UTF-16"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM), "UTF-16"
	}
	head := data[:min(len(data), 2048)&^1]
	if len(head) < 16 {
		return nil, ""
	}
	for high, endian := range []xunicode.Endianness{xunicode.BigEndian, xunicode.LittleEndian} {
		n := 0
		for i := high; i < len(head); i += 2 {
			if b := head[i]; b == 0 || b == 4 || b == 6 {
				n++
			}
		}
		if n*2 >= len(head)*9/10 {
			return xunicode.UTF16(endian, xunicode.IgnoreBOM), "UTF-16"
		}
	}
	return nil, ""
}

// codePage decodes text in the old code page in which it looks most like words.
func codePage(data []byte) (text, name string) {
	best := -1 << 62
	for _, page := range []struct {
		name string
		enc  *charmap.Charmap
	}{
		{"windows-1251", charmap.Windows1251}, {"koi8-r", charmap.KOI8R}, {"cp866", charmap.CodePage866},
		{"windows-1252", charmap.Windows1252},
	} {
		out, err := page.enc.NewDecoder().Bytes(data)
		if err != nil {
			continue
		}
		if score := wordLike(string(out[:min(len(out), 64<<10)])); score > best {
			best, text, name = score, string(out), page.name
		}
	}
	return text, name
}

// wordLike is higher the more a text looks like words: small letters after
// letters of the same script, no capitals inside words, no signs of frames.
func wordLike(text string) int {
	score := 0
	var previous rune
	for _, r := range text {
		if r >= utf8.RuneSelf {
			switch {
			case !unicode.IsLetter(r):
				if !strings.ContainsRune("«»—–№“”„’…\u00a0", r) {
					score -= 2
				}
			case unicode.IsUpper(r) && unicode.IsLower(previous):
				score -= 3
			case unicode.IsLower(r) && unicode.IsLetter(previous) && (r >= 0x400) == (previous >= 0x400):
				score++
			case unicode.IsLetter(previous) && (r >= 0x400) != (previous >= 0x400):
				score -= 3
			}
			if strings.ContainsRune("оеаинтсрвл", r) {
				score++
			}
		}
		previous = r
	}
	return score
}

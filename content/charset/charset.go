// Package charset brings the bytes of a text into UTF-8.
//
// Rules:
//   - UTF-16 is known by its mark, or by what every second byte of it is.
//   - What is valid UTF-8, or UTF-8 with a few broken bytes, is left as it is.
//   - Anything else is read in the old code page in which it looks most like
//     words: three Cyrillic ones and the western one. That is a guess, and
//     [Decode] says whether it is a good one.
package charset

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

// scored is how many bytes are looked at to choose a code page. The choice is
// plain after some hundred words.
const scored = 64 << 10

// mark is the byte order mark in UTF-8.
var mark = []byte("\xEF\xBB\xBF")

// Decode returns data in UTF-8 without a byte order mark, and the encoding it
// was in: "" when it was UTF-8 (it may then have broken bytes), else "UTF-16" or
// the name of a code page. sure is false when a code page was chosen though the
// text hardly looks like words in it.
func Decode(data []byte) (text []byte, name string, sure bool) {
	if enc := utf16(data); enc != nil {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			return bytes.TrimPrefix(out, mark), "UTF-16", true
		}
	}
	data = bytes.TrimPrefix(data, mark)
	if utf8.Valid(data) || mostlyUTF8(data) || bytes.IndexByte(data, 0) >= 0 {
		return data, "", true
	}
	return codePage(data)
}

// mostlyUTF8 tells whether a text has ten letters that are longer than a byte
// for every run of bytes that is no UTF-8.
func mostlyUTF8(data []byte) bool {
	bad, long := 0, 0
	for broken := false; len(data) > 0; {
		r, size := utf8.DecodeRune(data)
		now := r == utf8.RuneError && size == 1
		if now && !broken {
			bad++
		}
		if broken = now; size > 1 {
			long++
		}
		data = data[size:]
	}
	return bad*10 < long
}

// utf16 recognizes UTF-16 by its mark, or by every second byte being almost
// always the same: zero in Latin text, 4 in Cyrillic, 6 in Arabic.
func utf16(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
	}
	head := data[:min(len(data), 2048)&^1]
	if len(head) < 16 {
		return nil
	}
	for high, endian := range []xunicode.Endianness{xunicode.BigEndian, xunicode.LittleEndian} {
		n, text := 0, 0
		for i := high; i < len(head); i += 2 {
			if b := head[i]; b == 0 || b == 4 || b == 6 {
				n++
			}
			if head[i^1] != 0 {
				text++ // a file of zeros is no text
			}
		}
		if n*2 >= len(head)*9/10 && text*2 >= len(head)*9/10 {
			return xunicode.UTF16(endian, xunicode.IgnoreBOM)
		}
	}
	return nil
}

// codePage decodes text in the code page in which it looks most like words.
func codePage(data []byte) (text []byte, name string, sure bool) {
	best := -1 << 62
	var chosen *charmap.Charmap
	for _, page := range []struct {
		name string
		enc  *charmap.Charmap
	}{
		{"Windows-1251", charmap.Windows1251}, {"KOI8-R", charmap.KOI8R}, {"CP866", charmap.CodePage866},
		{"Windows-1252", charmap.Windows1252},
	} {
		if score := wordLike(page.enc, data[:min(len(data), scored)]); score > best {
			best, chosen, name = score, page.enc, page.name
		}
	}
	out, err := chosen.NewDecoder().Bytes(data)
	if err != nil {
		return data, "", false
	}
	return out, name, letters(out)
}

// wordLike is higher the more a text looks like words: small letters after
// letters of the same script, no capitals inside words, no signs of frames.
func wordLike(page *charmap.Charmap, data []byte) int {
	score := 0
	var previous rune
	for _, c := range data {
		r := page.DecodeByte(c)
		if r >= utf8.RuneSelf {
			switch {
			case !unicode.IsLetter(r):
				if !strings.ContainsRune(signs, r) {
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

// signs are the signs above ASCII of ordinary texts.
const signs = "«»—–№“”„‘’‚…\u00a0"

// letters tells whether of the signs above ASCII nine in ten are letters or
// the signs of ordinary texts, and more letters are small than capital.
func letters(text []byte) bool {
	high, good, lower, upper := 0, 0, 0, 0
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		switch {
		case unicode.IsLower(r):
			good++
			lower++
		case unicode.IsLetter(r):
			good++
			upper++
		case strings.ContainsRune(signs, r):
			good++
		}
	}
	return good*10 >= high*9 && lower > upper
}

package markdown

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
)

const saveAsUTF8 = "save the file as UTF-8"

// decode turns the source's bytes into UTF-8 text with "\n" at the end of each line
// and says what was wrong with them. It reports false when they are not text.
func (p *page) decode() bool {
	src := p.src.Text
	if len(src) > mostBytes {
		p.refuse(&excess{-1, fmt.Sprintf("the text has %d bytes, more than %d", len(src), mostBytes)})
		return false
	}
	switch {
	case bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")):
		src = src[3:]
	case bytes.HasPrefix(src, []byte("\xFF\xFE")), bytes.HasPrefix(src, []byte("\xFE\xFF")):
		decoded, err := xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM).NewDecoder().Bytes(src)
		if err != nil {
			p.report(-1, "bad-encoding", "the file is not text in UTF-8", saveAsUTF8)
			return false
		}
		src = decoded
		p.report(-1, "bad-encoding", "the file is in UTF-16, not UTF-8", saveAsUTF8)
	}
	if nul := bytes.Count(src, []byte{0}); nul > 0 && nul > len(src)/1000+1 {
		p.report(-1, "bad-encoding", "the file is not text", "only Markdown and plain text can be articles")
		return false
	}
	if !utf8.Valid(src) && isWindows1251(src) {
		if decoded, err := charmap.Windows1251.NewDecoder().Bytes(src); err == nil {
			src = decoded
			p.report(-1, "bad-encoding", "the file is in Windows-1251, not UTF-8", saveAsUTF8)
		}
	}
	broken := !utf8.Valid(src)
	if broken && tooBroken(src) {
		p.report(-1, "bad-encoding", "the file is not text in UTF-8", saveAsUTF8)
		return false
	}
	p.text = unixLines(src)
	p.indexLines()
	if broken {
		for i := 0; i < len(p.text); {
			c, n := utf8.DecodeRune(p.text[i:])
			if c == utf8.RuneError && n == 1 {
				p.report(i, "bad-encoding", "there are bytes that are not UTF-8", saveAsUTF8)
				break
			}
			i += n
		}
		p.text = bytes.ToValidUTF8(p.text, []byte("\uFFFD"))
		p.indexLines()
	}
	if i := bytes.IndexByte(p.text, 0); i >= 0 {
		p.report(i, "bad-encoding", "there is a NUL character", "take it away")
	}
	return true
}

// unixLines returns src with "\n" at the end of each line and of the text.
func unixLines(src []byte) []byte {
	out := make([]byte, 0, len(src)+1)
	for i, c := range src {
		switch {
		case c != '\r':
			out = append(out, c)
		case i+1 == len(src) || src[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	if len(out) == 0 || out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return out
}

// isWindows1251 reports whether bytes that are not UTF-8 are Cyrillic text in
// Windows-1251: of the bytes above ASCII nine in ten are letters or the quotation
// marks, dashes and signs of such texts, and more are lower case than upper case.
func isWindows1251(src []byte) bool {
	high, good, lower, upper := 0, 0, 0, 0
	for _, c := range src {
		if c < 0x80 {
			continue
		}
		high++
		r := charmap.Windows1251.DecodeByte(c)
		switch {
		case r >= 'а' && r <= 'я', r == 'ё', r == 'ў', r == 'і', r == 'ї', r == 'є':
			good++
			lower++
		case unicode.Is(unicode.Cyrillic, r):
			good++
			upper++
		case bytes.ContainsRune([]byte("«»„“”–—…№’\u00A0"), r):
			good++
		}
	}
	return high > 0 && good*10 >= high*9 && lower > upper
}

// tooBroken reports whether more than one byte in a hundred is not UTF-8.
func tooBroken(src []byte) bool {
	bad := 0
	for i := 0; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && n == 1 {
			bad++
		}
		i += n
	}
	return bad*100 > len(src)+100
}

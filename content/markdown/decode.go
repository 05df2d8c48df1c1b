package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"lectern/content/charset"
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
	// The library hands over UTF-8; a text from elsewhere may be in anything.
	if text, name, sure := charset.Decode(src); name == "" {
		src = text
	} else if sure {
		src = text
		p.report(-1, "bad-encoding", "the file is in "+name+", not UTF-8", saveAsUTF8)
	}
	if nul := bytes.Count(src, []byte{0}); nul > 0 && nul > len(src)/1000+1 {
		p.report(-1, "bad-encoding", "the file is not text", "only Markdown and plain text can be articles")
		return false
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

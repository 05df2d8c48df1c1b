package importer

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"lectern/content/charset"
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
	text, name, sure := charset.Decode(data)
	switch {
	case name == "UTF-16":
		d.guess(0, "read as UTF-16", "")
		return string(text), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", errors.New("it is not a text file (save the text as .txt in UTF-8)")
	case name == "" && utf8.Valid(text):
		return string(text), nil
	}
	if m := declared.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		if enc, err := htmlindex.Get(string(m[1])); err == nil && enc != encoding.Nop {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				d.guess(0, "read as "+strings.ToLower(string(m[1])), "")
				return string(out), nil
			}
		}
	}
	if name == "" {
		d.guess(0, "bytes that are no UTF-8 are replaced by \uFFFD", "look for that sign")
		return strings.ToValidUTF8(string(text), "\uFFFD"), nil
	}
	hint := "look whether the letters are right"
	if !sure {
		hint = "that is hardly right: save it as UTF-8 and import it again"
	}
	d.guess(0, "read as "+name, hint)
	return string(text), nil
}

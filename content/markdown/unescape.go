package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// unescape resolves backslash escapes and character references in a piece of
// Markdown text and brings it into Unicode NFC.
func unescape(src []byte) string {
	if bytes.IndexByte(src, '\\') < 0 && bytes.IndexByte(src, '&') < 0 {
		return composed(visible(string(src)))
	}
	var b strings.Builder
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src) && util.IsPunct(src[i+1]):
			b.WriteByte(src[i+1])
			i += 2
		case c == '&':
			text, n := reference(src[i:])
			b.WriteString(text)
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return composed(visible(b.String()))
}

// composed returns s in Unicode NFC. Below U+0300 and among the Cyrillic letters
// nothing composes, which spares most texts a slower look.
func composed(s string) string {
	for _, c := range s {
		if c >= 0x300 && (c < 0x400 || c > 0x482) && (c < 0x2010 || c > 0x2027) {
			return norm.NFC.String(s)
		}
	}
	return s
}

// visible returns s without control characters, which must not stand in a page:
// NUL becomes U+FFFD, a form feed and its like a space, the others go. Tabs and
// the ends of lines stay.
func visible(s string) string {
	if !hasControls(s) {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == 0:
			return utf8.RuneError
		case c == '\v', c == '\f', c == '\u0085':
			return ' '
		case c == '\t', c == '\n', !unicode.IsControl(c):
			return c
		}
		return -1
	}, s)
}

// hasControls reports whether s holds control characters other than tabs and the
// ends of lines: those of ASCII, and U+0080 to U+009F, in UTF-8 C2 80 to C2 9F.
func hasControls(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' && c != '\t' && c != '\n' || c == 0x7F || c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0 {
			return true
		}
	}
	return false
}

// reference resolves the character reference at the start of src, which begins with
// "&", and returns its text and length. What is none stands for itself.
func reference(src []byte) (string, int) {
	const longest = 34 // "&CounterClockwiseContourIntegral;"
	end := bytes.IndexByte(src[:min(len(src), longest)], ';')
	if end < 2 {
		return "&", 1
	}
	name := string(src[1:end])
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(entity.Characters), end + 1
		}
		return "&", 1
	}
	digits, base, limit := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, limit = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > limit || digits[0] == '+' || digits[0] == '-' {
		return "&", 1
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return "&", 1
	}
	if n == 0 || !utf8.ValidRune(rune(n)) {
		n = utf8.RuneError
	}
	return string(rune(n)), end + 1
}

package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// plainOf returns the text of a node's inline content, as it is set, on one line.
// Template tags alone say nothing.
func (p *page) plainOf(n ast.Node) string {
	if onlyTags(n, p.text) {
		return ""
	}
	var b strings.Builder
	p.addPlain(&b, n)
	return visible(strings.Join(strings.FieldsFunc(b.String(), func(c rune) bool {
		return c == ' ' || c == '\n' || c == '\t'
	}), " "))
}

func (p *page) addPlain(b *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if p.gone[c] {
			continue
		}
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(p.texts[c])
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.CodeSpan:
			b.WriteString(codeText(c, p.text))
		case *templateTag:
			if !c.control {
				b.WriteString(codeText(c, p.text))
			}
		case *ast.AutoLink:
			b.Write(c.Label(p.text))
		default:
			p.addPlain(b, c)
		}
	}
}

// codeText returns the text of a code span or a template tag, on one line.
func codeText(n ast.Node, src []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(src))
		}
	}
	return visible(strings.ReplaceAll(b.String(), "\n", " "))
}

// searchable replaces the spaces of typography by ordinary ones and drops soft
// hyphens.
func searchable(s string) string {
	if !strings.ContainsAny(s, "\u00A0\u202F\u00AD\u2009\u200A") {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch c {
		case '\u00A0', '\u202F', '\u2009', '\u200A':
			return ' '
		case '\u00AD':
			return -1
		}
		return c
	}, s)
}

// shorten cuts s to at most limit characters: after a sentence if one ends in
// the second half, else after a word, with "…".
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)[:limit]
	for i := len(runes) - 2; i > limit/3; i-- {
		if (runes[i] == ' ') && strings.ContainsRune(".!?…۔؟", runes[i-1]) && endsSentence(runes[:i]) {
			return string(runes[:i])
		}
	}
	cut := len(runes) - 1
	for cut > limit/2 && !unicode.IsSpace(runes[cut]) {
		cut--
	}
	if cut == limit/2 {
		cut = len(runes) - 1
	}
	return strings.TrimRightFunc(string(runes[:cut]), func(c rune) bool {
		return unicode.IsSpace(c) || strings.ContainsRune(",;:—–-(«“„\"", c)
	}) + "…"
}

// endsSentence reports whether a full stop at the end of runes ends a sentence:
// not after a single letter (an initial), a short abbreviation, or a number that
// all begins with ("1. Introduction").
func endsSentence(runes []rune) bool {
	end := len(runes) - 1
	if runes[end] != '.' {
		return true
	}
	start := end
	for start > 0 && unicode.IsLetter(runes[start-1]) {
		start--
	}
	word := strings.ToLower(string(runes[start:end]))
	if strings.Trim(string(runes[:end]), "0123456789.") == "" {
		return false
	}
	switch word {
	case "г", "гг", "т", "д", "е", "п", "др", "пр", "руб", "млн", "млрд", "тыс", "им", "ул", "см", "стр", "рис", "mr", "mrs", "dr", "st", "e", "g", "i":
		return false
	}
	return utf8.RuneCountInString(word) != 1
}

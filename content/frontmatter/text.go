package frontmatter

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

var (
	// reference matches a character reference of HTML. One without a semicolon
	// is text: "AT&T", "?a=1&copy=2".
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	// tag matches a tag of HTML.
	tag = regexp.MustCompile(`<(/?)([A-Za-z][A-Za-z0-9]*)(\s+[A-Za-z\-]+\s*=[^<>]*|\s*/?)>`)
)

// inline are the elements that other systems put into titles and captions, and
// whether they have an end tag.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true, "del": true, "dfn": true,
	"em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "p": true, "q": true, "s": true, "samp": true,
	"small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "tt": true, "u": true, "var": true,
	"br": false, "wbr": false,
}

// words makes the text a reader sees of what an author wrote: without the tags
// and references of HTML, in one line, and without signs that are not seen.
//
// A tag goes only with its other half, and only when it is one of HTML: "a < b"
// and "vector<int>" stay as they are. To show a tag as such, it is written
// with references, "&lt;b&gt;".
func words(text string) string {
	if strings.ContainsRune(text, '<') {
		text = stripTags(text)
	}
	if strings.ContainsRune(text, '&') {
		text = reference.ReplaceAllStringFunc(text, html.UnescapeString)
	}
	return seen(text)
}

// Escape writes a text so that [Parse] gives it back as it is where a title,
// a description, a caption or a name is read.
func Escape(text string) string {
	if words(text) == seen(text) {
		return text
	}
	text = reference.ReplaceAllStringFunc(text, func(s string) string { return "&amp;" + s[1:] })
	return strings.ReplaceAll(text, "<", "&lt;")
}

// seen drops the signs that are not seen, and puts single spaces between words.
func seen(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unseen(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

// unseen tells the controls of terminals and those that turn the direction of
// all that follows: a title with one would turn the list it stands in. Marks
// that say the direction of one place, and joiners, belong to Persian, Arabic
// and Indic spelling and stay.
func unseen(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\uFEFF'
}

// stripTags takes away start tags that have an end tag, those end tags, and
// line breaks, which become spaces.
func stripTags(text string) string {
	found := tag.FindAllStringSubmatchIndex(text, 200)
	gone := make([]bool, len(found))
	type start struct {
		name string
		at   int
	}
	var open []start
	for i, m := range found {
		name := strings.ToLower(text[m[4]:m[5]])
		paired, known := inline[name]
		switch {
		case !known:
		case !paired:
			gone[i] = true
		case m[2] == m[3]:
			open = append(open, start{name, i})
		default:
			for j := len(open) - 1; j >= 0; j-- {
				if open[j].name == name {
					gone[open[j].at], gone[i] = true, true
					open = open[:j]
					break
				}
			}
		}
	}
	var b strings.Builder
	at := 0
	for i, m := range found {
		if !gone[i] {
			continue
		}
		b.WriteString(text[at:m[0]])
		if name := strings.ToLower(text[m[4]:m[5]]); name == "br" || name == "p" {
			b.WriteByte(' ')
		}
		at = m[1]
	}
	return b.String() + text[at:]
}

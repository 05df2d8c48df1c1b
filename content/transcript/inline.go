package transcript

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// line returns what is within an element as a line of text.
func (w writer) line(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.inline(&b, c)
	}
	return b.String()
}

// inline writes one node of a line.
func (w writer) inline(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		escape(b, n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Br:
		b.WriteString("\\\n")
	case atom.Em, atom.I:
		marked(b, "*", w.line(n))
	case atom.Strong, atom.B:
		marked(b, "**", w.line(n))
	case atom.Del, atom.S:
		marked(b, "~~", w.line(n))
	case atom.Code:
		b.WriteString(code(words(n)))
	case atom.Img:
		w.image(b, n)
	case atom.A:
		w.link(b, n)
	case atom.Input:
		if attr(n, "type") == "checkbox" {
			if hasAttr(n, "checked") {
				b.WriteString("[x] ")
			} else {
				b.WriteString("[ ] ")
			}
		}
	case atom.Sup, atom.Sub, atom.Kbd:
		if a := find(n, atom.A); a != nil && hasClass(a, "footnote-ref") {
			w.link(b, a)
			return
		}
		if text := w.line(n); strings.TrimSpace(text) != "" {
			b.WriteString("<" + n.Data + ">" + text + "</" + n.Data + ">")
		}
	case atom.Script, atom.Style, atom.Template, atom.Button, atom.Svg:
	default:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.inline(b, c)
		}
	}
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func (w writer) image(b *strings.Builder, n *html.Node) {
	to := w.address(attr(n, "src"))
	if to == "" {
		return
	}
	b.WriteString("![")
	escape(b, strings.Join(strings.Fields(attr(n, "alt")), " "))
	b.WriteString("](" + to + ")")
}

func (w writer) link(b *strings.Builder, n *html.Node) {
	href := attr(n, "href")
	switch {
	case hasClass(n, "footnote-back"), hasClass(n, "heading-link"):
		return
	case hasClass(n, "footnote-ref"):
		b.WriteString("[^" + noteName(strings.TrimPrefix(href, "#")) + "]")
		return
	}
	text := w.line(n)
	to := ""
	if href != "" {
		to = w.address(href)
	}
	if to == "" || strings.TrimSpace(text) == "" {
		b.WriteString(text)
		return
	}
	lead, body, tail := apart(text)
	b.WriteString(lead + "[" + body + "](" + to + ")" + tail)
}

// marked puts a text between marks, which must not touch spaces within.
func marked(b *strings.Builder, mark, text string) {
	lead, body, tail := apart(text)
	if body == "" {
		b.WriteString(text)
		return
	}
	b.WriteString(lead + mark + body + mark + tail)
}

// apart takes the space around a text away from it.
func apart(text string) (lead, body, tail string) {
	body = strings.TrimLeftFunc(text, unicode.IsSpace)
	lead = text[:len(text)-len(body)]
	all := body
	body = strings.TrimRightFunc(all, unicode.IsSpace)
	return lead, body, all[len(body):]
}

// code puts a text between more backticks than it has in a row.
func code(text string) string {
	text = strings.ReplaceAll(text, "\n", " ")
	if text == "" {
		return ""
	}
	ticks := "`"
	for strings.Contains(text, ticks) {
		ticks += "`"
	}
	if strings.Contains(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return ticks + text + ticks
}

// escape writes plain text so that no sign of it means anything in Markdown.
func escape(b *strings.Builder, text string) {
	before := rune(' ')
	for i, r := range text {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '~':
			b.WriteByte('\\')
		case '_':
			after, _ := utf8.DecodeRuneInString(text[i+1:])
			if !isWord(before) || !isWord(after) {
				b.WriteByte('\\')
			}
		case '&':
			if after, _ := utf8.DecodeRuneInString(text[i+1:]); after == '#' || isWord(after) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		before = r
	}
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) }

// paragraph finishes the lines of a paragraph: none begins with what would make
// it a heading, a list or a quotation.
func paragraph(text string) string {
	text = strings.Trim(text, " \t\n")
	for strings.HasSuffix(text, "\\\n") { // a break at the end breaks nothing
		text = strings.TrimRight(strings.TrimSuffix(text, "\\\n"), " \t\n")
	}
	var lines []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = strings.Trim(l, " \t"); l != "" && l != `\` {
			lines = append(lines, plainStart(l))
		}
	}
	return strings.Join(lines, "\n")
}

func plainStart(line string) string {
	switch line[0] {
	case '#', '>', '+', '-', '=', '|', ':':
		return `\` + line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
		return line[:digits] + `\` + line[digits:]
	}
	return line
}

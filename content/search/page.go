package search

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A page is what results show of an article's page: text, no markup.
type page struct {
	title, summary, date, text string
}

// decodePage reads one of our own pages: the first h1, the summary and the
// first date of the article's head, and the text of the element that is marked
// data-text. Of other pages it finds less, or nothing. Whatever looks like
// markup in the result was text in the page.
func decodePage(html string) page {
	var p page
	s := markup{html: html}
	for s.next() {
		switch {
		case s.name == "article" && !s.end && p.text == "":
			p = page{} // what was before belongs to the site
		case s.name == "h1" && p.title == "":
			p.title = s.textOf("h1")
		case s.name == "p" && p.summary == "" && p.text == "" && s.attribute("class") == "summary":
			p.summary = s.textOf("p")
		case s.name == "time" && p.date == "" && p.text == "":
			p.date = s.textOf("time")
		case s.has("data-text") && p.text == "":
			p.text = s.textOf(s.name)
		case s.name == "script" || s.name == "style":
			s.skip(s.name)
		}
	}
	return p
}

// markup is on its way through the tags of a page.
type markup struct {
	html   string
	at     int
	before string // text before the tag
	name   string // of the tag, in lower case
	inside string // the rest of the tag
	end    bool   // "</name>"
}

// next moves to the next tag and reports whether there is one.
func (m *markup) next() bool {
	rest := m.html[min(m.at, len(m.html)):]
	open := strings.IndexByte(rest, '<')
	if open < 0 {
		m.before, m.at = rest, len(m.html)
		return false
	}
	m.before = rest[:open]
	open += m.at
	if strings.HasPrefix(m.html[open:], "<!--") {
		m.name, m.inside, m.end = "!", "", false
		m.at = len(m.html)
		if n := strings.Index(m.html[open:], "-->"); n >= 0 {
			m.at = open + n + 3
		}
		return true
	}
	m.tag(open + 1)
	return true
}

// tag reads the tag whose "<" is before from.
func (m *markup) tag(from int) {
	m.end = from < len(m.html) && m.html[from] == '/'
	if m.end {
		from++
	}
	at := from
	for at < len(m.html) && isNameByte(m.html[at]) {
		at++
	}
	m.name = strings.ToLower(m.html[from:at])
	if m.name == "" && !m.end && (from >= len(m.html) || m.html[from] != '!') {
		// A "<" of text: a careful writer escapes it, so this is no page of ours.
		m.inside, m.at = "", from
		return
	}
	start := at
	quote := byte(0)
	for ; at < len(m.html); at++ {
		switch c := m.html[at]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			m.inside, m.at = m.html[start:at], at+1
			return
		}
	}
	m.inside, m.at = m.html[start:], len(m.html)
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
}

// has reports whether the start tag has an attribute.
func (m *markup) has(name string) bool {
	_, ok := m.find(name)
	return ok && !m.end
}

// attribute returns the value of an attribute of the start tag.
func (m *markup) attribute(name string) string {
	value, _ := m.find(name)
	return value
}

func (m *markup) find(name string) (string, bool) {
	rest := m.inside
	for rest != "" {
		rest = strings.TrimLeft(rest, " \t\r\n/")
		n := strings.IndexAny(rest, " \t\r\n/=")
		if n < 0 {
			n = len(rest)
		}
		key := rest[:n]
		rest = rest[n:]
		value := ""
		if strings.HasPrefix(rest, "=") {
			rest = rest[1:]
			if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
				quote := rest[:1]
				value, rest, _ = strings.Cut(rest[1:], quote)
			} else if n := strings.IndexAny(rest, " \t\r\n"); n >= 0 {
				value, rest = rest[:n], rest[n:]
			} else {
				value, rest = rest, ""
			}
		}
		if key == name {
			return value, true
		}
		if key == "" && rest == "" {
			break
		}
	}
	return "", false
}

// unread reports whether the start tag is of what is not in the text of an
// article as the index has it: what another program was told, the number of a note.
func (m *markup) unread() bool {
	switch m.name {
	case "code":
		return m.attribute("class") == "template"
	case "a":
		return m.attribute("class") == "footnote-ref"
	}
	return false
}

// skip moves past the end of an element without children.
func (m *markup) skip(name string) {
	if m.end {
		return
	}
	if n := strings.Index(m.html[m.at:], "</"+name); n >= 0 {
		m.at += n
		return
	}
	m.at = len(m.html)
}

// textOf returns the text of the element whose start tag has just been read,
// and moves past it. Blocks are on lines of their own.
func (m *markup) textOf(name string) string {
	var t pageText
	depth := 1
	for depth > 0 && m.next() {
		t.add(m.before)
		switch {
		case m.name == name && m.end:
			depth--
			t.space('\n')
		case m.name == name:
			depth++
			t.space('\n')
		case m.name == "script" || m.name == "style" || m.name == "template" || m.unread():
			m.skip(m.name)
		case isBlock(m.name):
			t.space('\n')
		case m.name == "td" || m.name == "th" || m.name == "wbr":
			t.space(' ')
		case m.name == "":
			t.add("<")
		}
	}
	if depth > 0 {
		t.add(m.before)
	}
	return t.String()
}

// A pageText is text with one space or line break where there are many.
type pageText struct {
	strings.Builder
	blank byte // due before the next character
}

func (t *pageText) space(b byte) {
	if t.blank != '\n' {
		t.blank = b
	}
}

// add adds text of a page with its references resolved. The spaces of typography
// are ordinary ones, as in the index: "10 000" is one number whatever its space.
func (t *pageText) add(text string) {
	for len(text) > 0 {
		n := 0
		for n < len(text) {
			c := text[n]
			if c <= ' ' || c == '&' || (c == 0xC2 || c == 0xE2) && spaceSize(text[n:]) > 0 {
				break
			}
			n++
		}
		if n > 0 {
			t.write(text[:n])
			text = text[n:]
			continue
		}
		if size := spaceSize(text); size > 0 {
			t.space(' ')
			text = text[size:]
			continue
		}
		end := strings.IndexByte(text[:min(len(text), 12)], ';')
		if r := reference(text, end); r != 0 {
			t.add(string(r))
			text = text[end+1:]
			continue
		}
		t.write("&")
		text = text[1:]
	}
}

// spaceSize returns the bytes of the white space, or the control character, that
// a text begins with: 0 for none.
func spaceSize(text string) int {
	switch {
	case text[0] <= ' ':
		return 1
	case text[0] == 0xC2 && strings.HasPrefix(text, "\u00A0"):
		return len("\u00A0")
	case text[0] == 0xE2 && (strings.HasPrefix(text, "\u202F") || strings.HasPrefix(text, "\u2009") || strings.HasPrefix(text, "\u200A")):
		return len("\u202F")
	}
	return 0
}

func (t *pageText) write(text string) {
	if t.blank != 0 && t.Len() > 0 {
		t.WriteByte(t.blank)
	}
	t.blank = 0
	t.WriteString(text)
}

func isBlock(name string) bool {
	switch name {
	case "p", "br", "hr", "div", "li", "ul", "ol", "dl", "dt", "dd", "pre", "table", "tr", "caption", "blockquote", "section", "aside",
		"figure", "figcaption", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

// reference returns the character of a reference that ends at end: numbers and
// the names that our pages use; 0 for others.
func reference(text string, end int) rune {
	if end < 2 {
		return 0
	}
	name := text[1:end]
	if name[0] == '#' {
		base, digits := 10, name[1:]
		if len(digits) > 1 && (digits[0] == 'x' || digits[0] == 'X') {
			base, digits = 16, digits[1:]
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return 0
		}
		return rune(n)
	}
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	case "nbsp":
		return '\u00A0'
	case "shy":
		return '\u00AD'
	}
	return 0
}

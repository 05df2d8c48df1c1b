package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Plain text, as editors hand it in: the first line is the title, blank lines part
// paragraphs. Nothing in it is Markdown but [words](address); bare addresses
// are links too. A line break is kept where the lines look like lines of their own:
// when the lines of a paragraph are all short (verse, addresses) or whole
// sentences, or the next begins like an item of a list; else lines are joined, as in text wrapped
// at a fixed width.
//
// [words](destination) is a link when the destination is an address (http,
// https, mailto), or a file of the library; "#" is what editors leave for an address to
// come, and told as such. What else looks like one is text: code and examples do.

// longTitle is the length in characters beyond which a first line is prose.
const longTitle = 200

// shortLine is the length, in characters, of lines that stand by themselves.
const shortLine = 60

// plainLink finds [words](address) and bare addresses. Both end at a space, so
// each byte is looked at a few times at most.
var plainLink = regexp.MustCompile(`\[([^\[\]\n]+)\]\(([^()\s]*)\)|https?://[^\s<>"«»]+`)

// parsePlain makes the tree of a plain text.
func (p *page) parsePlain() ast.Node {
	root := ast.NewDocument()
	var lines []text.Segment
	first := true
	flush := func() {
		if len(lines) == 0 {
			return
		}
		if first {
			first = false
			if p.plainTitle(root, lines[0]) {
				lines = lines[1:]
			}
		}
		if len(lines) > 0 {
			p.plainParagraph(root, lines)
		}
		lines = lines[:0]
	}
	for start := 0; start < len(p.text); {
		end := start + bytes.IndexByte(p.text[start:], '\n')
		line := bytes.TrimFunc(p.text[start:end], unicode.IsSpace)
		if len(line) == 0 {
			flush()
		} else {
			at := start + bytes.Index(p.text[start:end], line)
			lines = append(lines, text.NewSegment(at, at+len(line)))
		}
		start = end + 1
	}
	flush()
	return root
}

// plainTitle takes the title from the first line. It reports whether the line is
// done with; a long one stays in the text.
func (p *page) plainTitle(root *ast.Document, line text.Segment) bool {
	value := string(line.Value(p.text))
	if p.src.Title != "" {
		return sameWords(value, p.src.Title)
	}
	value = p.setter.set(unescapePlain(value))
	if utf8.RuneCountInString(value) > longTitle {
		p.title, p.guessed = firstSentence(value, longTitle), true
		return false
	}
	p.title = withoutStop(value)
	return true
}

// withoutStop returns a title without the full stop at its end, unless it is of
// an abbreviation or of several sentences.
func withoutStop(title string) string {
	runes := []rune(title)
	if strings.HasSuffix(title, "..") || !strings.HasSuffix(title, ".") || !endsSentence(runes) || firstSentence(title, len(runes)) != title {
		return title
	}
	return strings.TrimSuffix(title, ".")
}

// firstSentence returns the first sentence of s, without its full stop, within
// limit characters.
func firstSentence(s string, limit int) string {
	runes := []rune(s)
	for i := 1; i < min(len(runes), limit); i++ {
		if (runes[i] == ' ' || runes[i] == '\u00A0') && strings.ContainsRune(".!?…", runes[i-1]) && endsSentence(runes[:i]) {
			return strings.TrimSuffix(string(runes[:i]), ".")
		}
	}
	return shorten(s, limit)
}

// unescapePlain brings plain text into the form in which it is shown.
func unescapePlain(s string) string {
	return unescape([]byte(strings.NewReplacer(`\`, `\\`, `&`, `&amp;`).Replace(s)))
}

// plainParagraph adds a paragraph of lines to the tree.
func (p *page) plainParagraph(root *ast.Document, lines []text.Segment) {
	n := ast.NewParagraph()
	all := text.NewSegments()
	breaks := p.standAlone(lines)
	for i, line := range lines {
		all.Append(line)
		p.plainLine(n, line)
		if i+1 < len(lines) {
			last, ok := n.LastChild().(*ast.Text)
			if !ok {
				last = ast.NewTextSegment(text.NewSegment(line.Stop, line.Stop))
				p.texts[last] = ""
				n.AppendChild(n, last)
			}
			if breaks || beginsItem(lines[i+1].Value(p.text)) {
				last.SetHardLineBreak(true)
			} else {
				last.SetSoftLineBreak(true)
			}
		}
	}
	n.SetLines(all)
	root.AppendChild(root, n)
}

// standAlone reports whether the lines of a paragraph are lines of their own.
func (p *page) standAlone(lines []text.Segment) bool {
	short, ends := 0, 0
	for _, line := range lines {
		if utf8.RuneCount(line.Value(p.text)) <= shortLine {
			short++
		}
		c, _ := utf8.DecodeLastRune(line.Value(p.text))
		if strings.ContainsRune(".!?…:;»\"”)", c) {
			ends++
		}
	}
	return short == len(lines) || ends == len(lines)
}

// beginsItem reports whether a line begins like an item of a list or a line of
// dialogue.
func beginsItem(line []byte) bool {
	for _, mark := range []string{"- ", "– ", "— ", "• ", "* ", "· "} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	digits := 0
	for digits < len(line) && digits < 3 && line[digits] >= '0' && line[digits] <= '9' {
		digits++
	}
	return digits > 0 && len(line) > digits+1 && (line[digits] == '.' || line[digits] == ')') && line[digits+1] == ' '
}

// plainLine adds the text and the links of one line.
func (p *page) plainLine(n *ast.Paragraph, line text.Segment) {
	value := line.Value(p.text)
	at := 0
	add := func(start, stop int, parent ast.Node) {
		t := ast.NewTextSegment(text.NewSegment(line.Start+start, line.Start+stop))
		p.texts[t] = unescapePlain(string(value[start:stop]))
		parent.AppendChild(parent, t)
	}
	for _, m := range plainLink.FindAllSubmatchIndex(value, -1) {
		link := ast.NewLink()
		start, stop := m[0], m[1]
		if m[2] >= 0 {
			if !p.plainLeads(string(value[m[4]:m[5]])) {
				continue
			}
			link.Destination = value[m[4]:m[5]]
			add(m[2], m[3], link)
		} else {
			stop = start + addressEnd(value[start:stop])
			link.Destination = value[start:stop]
			add(start, stop, link)
		}
		link.SetPos(line.Start + start)
		if start > at {
			add(at, start, n)
		}
		n.AppendChild(n, link)
		at = stop
	}
	if at < len(value) {
		add(at, len(value), n)
	}
}

// plainLeads reports whether what stands in the place of a destination is one.
func (p *page) plainLeads(destination string) bool {
	if destination == "#" {
		return true
	}
	if destination == "" || destination[0] == '#' {
		return false
	}
	if scheme, _, ok := strings.Cut(strings.ToLower(destination), ":"); ok && strings.IndexByte(scheme, '/') < 0 {
		return scheme == "http" || scheme == "https" || scheme == "mailto"
	}
	if p.resolve == nil {
		return false
	}
	link := p.resolve.Link(destination)
	return link.Problem == nil && link.Href != ""
}

// addressEnd returns the length of a bare address without the punctuation of
// the sentence around it.
func addressEnd(address []byte) int {
	end := len(address)
	for end > 0 {
		c := address[end-1]
		if strings.IndexByte(".,:;!?'*", c) >= 0 ||
			c == ')' && bytes.Count(address[:end], []byte(")")) > bytes.Count(address[:end], []byte("(")) {
			end--
			continue
		}
		if c, n := utf8.DecodeLastRune(address[:end]); c == '…' || c == '”' || c == '’' {
			end -= n
			continue
		}
		break
	}
	return end
}

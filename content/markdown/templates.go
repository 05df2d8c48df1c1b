package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Tags of template languages ({{ x }}, {% x %}, {{< x >}}, {* x *}) mean nothing here. They
// are shown as code on one line, so that nothing in them is taken for Markdown
// or set as prose. Those that say what to do ({% x %}, {{< x >}}) rather than what to
// show are no part of the plain text, and so of no title and no summary.

// longestTag is the number of bytes, and tagLines that of lines, in which the
// end of a template tag is looked for.
const (
	longestTag = 4000
	tagLines   = 40
)

var kindTemplateTag = ast.NewNodeKind("TemplateTag")

// A templateTag is a tag of a template language; its children are its lines, raw.
type templateTag struct {
	ast.BaseInline
	control bool // says what to do
}

func (n *templateTag) Kind() ast.NodeKind { return kindTemplateTag }

func (n *templateTag) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type templateParser struct{}

func (templateParser) Trigger() []byte { return []byte{'{'} }

// templateEnd returns how a template tag that begins with b ends, or "".
func templateEnd(b []byte) string {
	if len(b) < 2 {
		return ""
	}
	switch string(b[:2]) {
	case "{{":
		return "}}"
	case "{%":
		return "%}"
	case "{*":
		return "*}"
	}
	return ""
}

// controls reports whether a template tag says what to do.
func controls(tag []byte) bool {
	return bytes.HasPrefix(tag, []byte("{%")) || bytes.HasPrefix(tag, []byte("{{<")) || bytes.HasPrefix(tag, []byte("{{%"))
}

// mayGoOn reports whether a template tag may end on a later line. Braces of
// other kinds, as in formulas, would swallow what stands between them.
func mayGoOn(tag []byte) bool { return controls(tag) || bytes.HasPrefix(tag, []byte("{{ ")) }

func (templateParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("{:")) {
		return parseAttributeTag(parent, block)
	}
	end := templateEnd(line)
	if end == "" {
		return nil
	}
	opening, lines := string(line[:2]), mayGoOn(line)
	n := &templateTag{control: controls(line)}
	n.SetPos(segment.Start)
	number, position := block.Position()
	for skip, read, count := 2, 0, 0; len(line) > skip && segment.Padding == 0; count++ {
		value := line[skip:min(len(line), max(skip, longestTag-read))]
		i := bytes.Index(value, []byte(end))
		if again := bytes.Index(value, []byte(opening)); count > 0 && again >= 0 && (i < 0 || again < i) {
			break // a second tag begins: the first has no end
		}
		if i >= 0 {
			length := skip + i + len(end)
			n.AppendChild(n, ast.NewRawTextSegment(text.NewSegment(segment.Start, segment.Start+length)))
			block.Advance(length)
			return n
		}
		read += len(line)
		if !lines || read >= longestTag || count >= tagLines {
			break
		}
		n.AppendChild(n, ast.NewRawTextSegment(segment))
		block.AdvanceLine()
		line, segment = block.PeekLine()
		skip = 0
	}
	block.SetPosition(number, position)
	return nil
}

// onlyTags reports whether a block says nothing but template tags.
func onlyTags(n ast.Node, src []byte) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *templateTag:
			found = true
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(src))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return found
}

// behindTag is what may follow a template tag in a destination: the rest of
// it, and a title.
var behindTag = regexp.MustCompile(`^([^\s()\[\]]*)(?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'))?[ \t]*\)`)

// linkTemplates makes links of "[words]({{ "/path/" | url }} "title")": a space
// in a destination keeps Markdown from seeing one.
func (p *page) linkTemplates() {
	for _, span := range collect[*templateTag](p.root) {
		p.linkTemplate(span)
	}
}

// linkTemplate makes a link of a template tag that stands in the place of a
// destination, and of the nodes before it back to the bracket.
func (p *page) linkTemplate(span *templateTag) {
	before, ok := span.PreviousSibling().(*ast.Text)
	after, ok2 := span.NextSibling().(*ast.Text)
	if !ok || !ok2 || !bytes.HasSuffix(before.Segment.Value(p.text), []byte("](")) {
		return
	}
	tail := p.text[after.Segment.Start:min(len(p.text), after.Segment.Start+longestTag)]
	m := behindTag.FindSubmatch(tail)
	if m == nil {
		return
	}
	first, bracket := before, -1
	for n := ast.Node(before); n != nil && bracket < 0; n = n.PreviousSibling() {
		t, ok := n.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(p.text)
		if t == before {
			value = value[:len(value)-2]
		}
		first, bracket = t, bytes.LastIndexByte(value, '[')
	}
	if bracket < 0 {
		return
	}
	parent := span.Parent()
	link := ast.NewLink()
	link.Destination = append([]byte(codeText(span, p.text)), m[1]...)
	link.Title = append(m[2], m[3]...)
	start := first.Segment.Start + bracket
	link.SetPos(start)
	image := bracket > 0 && p.text[start-1] == '!'
	var node ast.Node = link
	if image {
		start--
		node = ast.NewImage(link)
		node.(*ast.Image).SetPos(start)
	}
	label := ast.NewTextSegment(text.NewSegment(first.Segment.Start+bracket+1, first.Segment.Stop))
	label.SetSoftLineBreak(first.SoftLineBreak())
	if first == before {
		label.Segment.Stop -= 2
		label.SetSoftLineBreak(false)
	}
	node.AppendChild(node, label)
	for n := first.NextSibling(); n != nil && n != ast.Node(span); {
		next := n.NextSibling()
		parent.RemoveChild(parent, n)
		if n == ast.Node(before) {
			before.Segment.Stop -= 2
			before.SetSoftLineBreak(false)
		}
		node.AppendChild(node, n)
		n = next
	}
	first.Segment.Stop = start
	first.SetSoftLineBreak(false)
	parent.ReplaceChild(parent, span, node)
	cutText(after, after.Segment.Start+len(m[0]))
}

// plainDestination takes template tags out of a destination: of
// {{ "/path/" | url }} the quoted path is kept, of {% link a.md %} the file, of
// {{ site.baseurl }} nothing.
func plainDestination(destination string) string {
	for range 4 {
		start := strings.IndexByte(destination, '{')
		if start < 0 {
			break
		}
		end := templateEnd([]byte(destination[start:]))
		length := -1
		if end != "" {
			length = strings.Index(destination[start:], end)
		}
		if length < 0 {
			break
		}
		tag := strings.TrimSpace(destination[start+2 : start+length])
		kept := ""
		if quote := strings.IndexAny(tag, "\"'"); quote >= 0 {
			if stop := strings.IndexByte(tag[quote+1:], tag[quote]); stop >= 0 {
				kept = tag[quote+1 : quote+1+stop]
			}
		} else if fields := strings.Fields(tag); len(fields) == 2 && (fields[0] == "link" || fields[0] == "post_url") {
			kept = fields[1]
			if fields[0] == "post_url" && !strings.HasSuffix(kept, ".md") {
				kept += ".md"
			}
		}
		destination = destination[:start] + kept + destination[start+length+len(end):]
	}
	return destination
}

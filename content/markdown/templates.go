package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Tags of template languages ({{ x }}, {% x %}, {{< x >}}, {* x *}) mean nothing here. They
// are shown as code on one line, so that nothing in them is taken for Markdown
// or set as prose.

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

func (templateParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	end := templateEnd(line)
	if end == "" {
		return nil
	}
	i := bytes.Index(line[2:], []byte(end))
	if i < 0 {
		return nil
	}
	length := i + 2 + len(end)
	n := ast.NewCodeSpan()
	n.AppendChild(n, ast.NewRawTextSegment(text.NewSegment(segment.Start, segment.Start+length)))
	n.SetPos(segment.Start)
	block.Advance(length)
	return n
}

// linkTemplates makes links of "[words]({{ "/path/" | url }})": a space in a
// destination keeps Markdown from seeing one.
func (p *page) linkTemplates() {
	var spans []*ast.CodeSpan
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if span, ok := n.(*ast.CodeSpan); ok && entering && strings.HasPrefix(codeText(span, p.text), "{") {
			spans = append(spans, span)
		}
		return ast.WalkContinue, nil
	})
	for _, span := range spans {
		p.linkTemplate(span)
	}
}

// linkTemplate makes a link of a template tag that stands in the place of a
// destination, and of the nodes before it back to the bracket.
func (p *page) linkTemplate(span *ast.CodeSpan) {
	before, ok := span.PreviousSibling().(*ast.Text)
	after, ok2 := span.NextSibling().(*ast.Text)
	if !ok || !ok2 || !bytes.HasSuffix(before.Segment.Value(p.text), []byte("](")) {
		return
	}
	tail := after.Segment.Value(p.text)
	closing := bytes.IndexByte(tail, ')')
	if closing < 0 || bytes.ContainsAny(tail[:closing], " ([") {
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
	link.Destination = append([]byte(codeText(span, p.text)), tail[:closing]...)
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
	after.Segment.Start += closing + 1
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

package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// longestAttributes is how many bytes of attributes are read in one place.
const longestAttributes = 1000

// applyAttributes notes the attributes authors gave: goldmark's own on headings,
// "{.class}" or "{: .class}" in the last line of a paragraph or directly under a
// block, and the same directly behind an image or a link.
func (p *page) applyAttributes() {
	var headings []*ast.Heading
	var paragraphs []*ast.Paragraph
	var tables []*extast.Table
	var spans []ast.Node
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			headings = append(headings, n)
		case *ast.Paragraph:
			paragraphs = append(paragraphs, n)
		case *extast.Table:
			tables = append(tables, n)
		case *ast.Image, *ast.Link, *templateTag:
			if next, ok := ast.Node(n).NextSibling().(*ast.Text); ok && bytes.HasPrefix(next.Segment.Value(p.text), []byte("{")) {
				spans = append(spans, n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range headings {
		p.addAttributes(n, "h2", n.Attributes())
	}
	for _, n := range spans {
		p.spanAttributes(n)
	}
	for _, n := range paragraphs {
		p.paragraphAttributes(n)
	}
	for _, n := range tables {
		p.tableAttributes(n)
	}
}

// spanAttributes takes the attributes out of the text behind an inline.
func (p *page) spanAttributes(n ast.Node) {
	next, ok := n.NextSibling().(*ast.Text)
	if !ok {
		return
	}
	value := p.text[next.Segment.Start:min(len(p.text), next.Segment.Start+longestAttributes)]
	end := bytes.IndexAny(value, "}\n")
	if end < 0 || value[end] == '\n' {
		return
	}
	attrs, ok := parseAttributes(value[:end+1])
	if !ok {
		return
	}
	element := "a"
	if n.Kind() == ast.KindImage {
		element = "img"
	}
	p.addAttributes(n, element, attrs)
	cutText(next, next.Segment.Start+end+1)
}

// cutText takes the text up to an offset away from a node and the texts after it.
func cutText(n ast.Node, end int) {
	for n != nil {
		t, ok := n.(*ast.Text)
		if !ok || t.Segment.Start >= end {
			return
		}
		next := n.NextSibling()
		if t.Segment.Stop > end {
			t.Segment = t.Segment.WithStart(end)
		} else if t.SoftLineBreak() || t.HardLineBreak() {
			t.Segment = t.Segment.WithStart(t.Segment.Stop)
		} else {
			n.Parent().RemoveChild(n.Parent(), n)
		}
		n = next
	}
}

// paragraphAttributes reads a last line that holds nothing but attributes.
func (p *page) paragraphAttributes(n *ast.Paragraph) {
	if n.Lines().Len() == 0 {
		return
	}
	line := n.Lines().At(n.Lines().Len() - 1)
	value := bytes.TrimSpace(line.Value(p.text))
	if len(value) < 3 || len(value) > longestAttributes || value[0] != '{' || value[len(value)-1] != '}' {
		return
	}
	var last *ast.Text // first of the texts of the line
	for c := n.LastChild(); c != nil; c = c.PreviousSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			return
		}
		if t.Segment.Stop <= line.Start {
			break
		}
		last = t
	}
	if last == nil {
		return
	}
	attrs, ok := parseAttributes(value)
	if !ok {
		return
	}
	if n.FirstChild() != ast.Node(last) {
		p.addAttributes(n, "p", attrs)
		if before, ok := last.PreviousSibling().(*ast.Text); ok {
			before.SetSoftLineBreak(false)
			before.SetHardLineBreak(false)
		}
		cutText(last, line.Stop)
		return
	}
	if before := n.PreviousSibling(); before != nil && !n.HasBlankPreviousLines() {
		p.addAttributes(before, elementOf(before), attrs)
	}
	p.gone[n] = true
}

// tableAttributes reads a last row that holds nothing but attributes.
func (p *page) tableAttributes(n *extast.Table) {
	row, ok := n.LastChild().(*extast.TableRow)
	if !ok || row.FirstChild() == nil {
		return
	}
	cell := row.FirstChild()
	if cell.Lines().Len() != 1 || cell.NextSibling() != nil && cell.NextSibling().HasChildren() {
		return
	}
	line := cell.Lines().At(0)
	value := bytes.TrimSpace(line.Value(p.text))
	if !bytes.HasPrefix(value, []byte("{")) || len(value) > longestAttributes {
		return
	}
	if attrs, ok := parseAttributes(value); ok {
		p.addAttributes(n, "table", attrs)
		n.RemoveChild(n, row)
	}
}

// elementOf names the element of a block, as far as attributes depend on it.
func elementOf(n ast.Node) string {
	if n.Kind().String() == "Table" {
		return "table"
	}
	return "div"
}

// parseAttributes reads "{#id .class key=value}" or "{: …}", all of it.
func parseAttributes(value []byte) ([]ast.Attribute, bool) {
	s := string(value)
	if rest, ok := strings.CutPrefix(s, "{:"); ok {
		s = "{" + strings.TrimSpace(rest)
	}
	r := text.NewReader([]byte(s))
	attrs, ok := parser.ParseAttributes(r)
	if !ok || len(attrs) == 0 {
		return nil, false
	}
	if rest, _ := r.PeekLine(); len(rest) > 0 {
		return nil, false
	}
	list := make([]ast.Attribute, 0, len(attrs))
	for _, a := range attrs {
		list = append(list, ast.Attribute{Name: a.Name, Value: a.Value})
	}
	return list, true
}

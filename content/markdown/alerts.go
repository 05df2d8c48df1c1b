package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// An alert is a block that calls for attention.
type alert struct {
	kind  string // note, tip, important, warning or caution
	title string // an author's own title; empty: the kind's label
}

// findAlerts marks the block quotes that begin with a line like "[!NOTE]", and
// the admonitions.
func (p *page) findAlerts() {
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Blockquote:
			p.quotedAlert(n)
		case *admonition:
			p.alerts[n] = alert{alertKind(n.class), p.setter.set(unescape([]byte(n.title)))}
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// quotedAlert turns a block quote whose first line is "[!NOTE]" into an alert.
func (p *page) quotedAlert(n *ast.Blockquote) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return
	}
	line := first.Lines().At(0)
	mark := strings.ToLower(strings.TrimSpace(string(line.Value(p.text))))
	if !strings.HasPrefix(mark, "[!") || !strings.HasSuffix(mark, "]") {
		return
	}
	kind := mark[2 : len(mark)-1]
	switch kind {
	case "note", "tip", "important", "warning", "caution":
	default:
		return
	}
	p.alerts[n] = alert{kind: kind}
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Start >= line.Stop {
			break
		}
		p.gone[c] = true
		if t.SoftLineBreak() || t.HardLineBreak() {
			break
		}
	}
	if first.Lines().Len() == 1 {
		p.gone[first] = true
	}
}

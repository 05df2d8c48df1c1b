package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Attributes the way of kramdown: "{:.class #id key=value}" directly behind a
// span, at the end of a heading, at the beginning of a list item, or in a line of its
// own. Such a line is never text: "{:toc}" and "{:/comment}" are left out too.

var kindAttributeTag = ast.NewNodeKind("AttributeTag")

// An attributeTag holds attributes until their place is known.
type attributeTag struct {
	ast.BaseInline
	attrs []ast.Attribute
}

func (n *attributeTag) Kind() ast.NodeKind { return kindAttributeTag }

func (n *attributeTag) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// parseAttributeTag reads a tag that begins with "{:"; nil when it is text.
func parseAttributeTag(parent ast.Node, block text.Reader) ast.Node {
	line, segment := block.PeekLine()
	end := bytes.IndexByte(line[:min(len(line), longestAttributes)], '}')
	if end < 0 || bytes.IndexByte(line[1:end], '{') >= 0 {
		return nil
	}
	before, rest := block.PrecendingCharacter(), bytes.TrimSpace(line[end+1:])
	ends := len(rest) == 0 || bytes.HasPrefix(rest, []byte("{:"))
	begins := before == '\n' || before == '}'
	attrs, ok := parseAttributes(line[:end+1])
	switch {
	case begins && ends: // a line of its own
	case ok && begins && parent.Parent() != nil && parent.Parent().Kind() == ast.KindListItem && parent.PreviousSibling() == nil:
	case ok && ends && parent.Kind() == ast.KindHeading:
	case ok && bytes.ContainsRune([]byte("*_)`>~]"), before):
	default:
		return nil
	}
	n := &attributeTag{attrs: attrs}
	n.SetPos(segment.Start)
	block.Advance(end + 1)
	return n
}

// placeAttributeTags gives the attributes to what they are for.
func (p *page) placeAttributeTags() {
	for _, tag := range collect[*attributeTag](p.root) {
		p.placeAttributes(tag)
	}
}

// collect returns the nodes of one kind, in order, so that the tree may be
// changed while going through them.
func collect[T ast.Node](root ast.Node) []T {
	var nodes []T
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if node, ok := n.(T); ok && entering {
			nodes = append(nodes, node)
		}
		return ast.WalkContinue, nil
	})
	return nodes
}

func (p *page) placeAttributes(tag *attributeTag) {
	parent, before, after := tag.Parent(), tag.PreviousSibling(), tag.NextSibling()
	last := after == nil
	parent.RemoveChild(parent, tag)
	if t, ok := before.(*ast.Text); ok && !endsLine(t) {
		t.Segment = t.Segment.TrimRightSpace(p.text)
	}
	if t, ok := after.(*ast.Text); ok && (before == nil || endsLine(before)) {
		t.Segment = t.Segment.TrimLeftSpace(p.text)
	}
	if t, ok := after.(*ast.Text); ok && t.Segment.IsEmpty() && (before == nil || endsLine(before)) {
		last = last || t.NextSibling() == nil
		parent.RemoveChild(parent, t)
	}
	switch {
	case before != nil && !endsLine(before):
		switch before.(type) {
		case *ast.Link, *ast.Image, *ast.Emphasis, *ast.CodeSpan, *extast.Strikethrough:
			element := "span"
			if before.Kind() == ast.KindImage {
				element = "img"
			}
			p.addAttributes(before, element, tag.attrs)
			return
		}
		p.addAttributes(parent, "div", tag.attrs)
	case parent.FirstChild() == nil: // nothing but attributes
		if owner := parent.PreviousSibling(); owner != nil && !parent.HasBlankPreviousLines() {
			p.addAttributes(owner, elementOf(owner), tag.attrs)
		}
		p.gone[parent] = true
	default:
		if t, ok := before.(*ast.Text); ok && last {
			t.SetSoftLineBreak(false)
			t.SetHardLineBreak(false)
		}
		p.addAttributes(ownerOf(parent, last), "div", tag.attrs)
	}
}

// endsLine reports whether a line ends behind a node.
func endsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// ownerOf returns what the attributes in a line of a block are for: under the
// last item of a list they are the list's.
func ownerOf(block ast.Node, under bool) ast.Node {
	item, ok := block.Parent().(*ast.ListItem)
	switch {
	case !ok:
		return block
	case under && item.NextSibling() == nil && block.NextSibling() == nil:
		return item.Parent()
	}
	return item
}

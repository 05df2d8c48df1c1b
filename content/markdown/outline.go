package markdown

import (
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"
)

// A heading is what the page knows of a heading's node.
type heading struct {
	id    string
	level int // displayed, 2 to 6
}

// prepare finds out all that writing needs to know of the tree.
func (p *page) prepare() {
	p.linkTemplates()
	p.placeAttributeTags()
	p.applyAttributes()
	p.findAlerts()
	trimBreaks(p.root, p.text)
	p.takeTexts()
	p.outline()
	p.setType()
	p.chooseTitle()
}

// takeTexts resolves the escapes in every text of the tree.
func (p *page) takeTexts() {
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *templateTag:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if _, done := p.texts[n]; done {
				return ast.WalkContinue, nil
			}
			if n.IsRaw() {
				p.texts[n] = visible(string(n.Value(p.text)))
			} else {
				p.texts[n] = unescape(n.Value(p.text))
			}
		}
		return ast.WalkContinue, nil
	})
}

// trimBreaks drops the spaces before hard line breaks, of which goldmark takes
// only two away.
func trimBreaks(root ast.Node, src []byte) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !entering || !ok || !t.HardLineBreak() {
			return ast.WalkContinue, nil
		}
		for ok && !t.IsRaw() {
			t.Segment = t.Segment.TrimRightSpace(src)
			if !t.Segment.IsEmpty() {
				break
			}
			t, ok = t.PreviousSibling().(*ast.Text)
		}
		return ast.WalkContinue, nil
	})
}

// outline takes the title out of the body and gives the headings their ids and
// levels. It runs before the typesetter, whose dashes would change the ids.
func (p *page) outline() {
	var headings []*ast.Heading
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if h, ok := n.(*ast.Heading); ok {
			headings = append(headings, h)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	title := p.titleHeading(headings)
	shift := 0
	for _, h := range headings {
		if ast.Node(h) != title && h.Level == 1 {
			shift = 1
		}
	}
	last := 1
	for _, h := range headings {
		text := p.plainOf(h)
		id := p.attribute(h, "id")
		if id == "" {
			id = p.ids.claim(headingID(text))
		}
		if ast.Node(h) == title {
			p.titleID = id
			p.gone[h] = true
			continue
		}
		if h.Level > last+1 {
			p.report(h.Pos(), "heading-skip", "heading "+quoteShort(text)+" is of level "+digit(h.Level)+
				" but follows level "+digit(last), "use level "+digit(last+1))
		}
		last = h.Level
		p.headed[h] = heading{id, min(max(h.Level+shift, 2), 6)}
	}
}

func digit(n int) string { return string(rune('0' + n)) }

// titleHeading returns the heading that is the article's title and so does not
// belong to its body, or nil.
func (p *page) titleHeading(headings []*ast.Heading) ast.Node {
	if len(headings) == 0 || headings[0].Parent() != p.root {
		return nil
	}
	first := headings[0]
	if p.src.Title != "" {
		if sameWords(p.plainOf(first), p.src.Title) {
			return first
		}
		return nil
	}
	if p.plainOf(first) == "" {
		return nil
	}
	if first.Level == 1 || p.leads(first, headings[1:]) {
		return first
	}
	return nil
}

// leads reports whether nothing but comments stands before a top-level heading;
// before one of the second level that is alone on it also template tags. (Other
// systems have the title elsewhere, and let a text begin with tags and a section.)
func (p *page) leads(first *ast.Heading, others []*ast.Heading) bool {
	for n := first.PreviousSibling(); n != nil; n = n.PreviousSibling() {
		switch n.Kind() {
		case ast.KindHTMLBlock, ast.KindLinkReferenceDefinition:
		default:
			if !p.gone[n] && (first.Level > 2 || !onlyTags(n, p.text) || slices.ContainsFunc(others, func(h *ast.Heading) bool { return h.Level <= first.Level })) {
				return false
			}
		}
	}
	return true
}

// sameWords compares titles by their letters and digits alone.
func sameWords(a, b string) bool {
	fold := func(s string) string {
		return strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsNumber(c) {
				return unicode.ToLower(c)
			}
			return -1
		}, norm.NFKC.String(s))
	}
	return fold(a) == fold(b) && fold(a) != ""
}

// attribute returns the value of an author's attribute, or "".
func (p *page) attribute(n ast.Node, name string) string {
	for _, a := range p.attrs[n] {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// chooseTitle finds the title where the headings had none.
func (p *page) chooseTitle() {
	if p.src.Title != "" {
		p.title = p.setter.set(strings.TrimSpace(visible(norm.NFC.String(p.src.Title))))
		return
	}
	if p.title != "" {
		return
	}
	for n := p.root.FirstChild(); n != nil; n = n.NextSibling() {
		if p.gone[n] && n.Kind() == ast.KindHeading {
			p.title = p.plainOf(n)
			return
		}
	}
	for n := p.root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && (h.Level == 1) {
			p.title = p.plainOf(n)
			return
		}
	}
	for n := p.root.FirstChild(); n != nil && p.title == ""; n = n.NextSibling() {
		paragraph, ok := n.(*ast.Paragraph)
		if ok {
			image, _ := loneImage(paragraph)
			ok = image == nil && !p.gone[n]
		}
		if ok || n.Kind() == ast.KindHeading {
			p.title, p.guessed = shorten(p.plainOf(n), longestTitle), true
		}
	}
	p.report(0, "missing-title", "the article has no title", "begin it with a heading (# Title) or put title: in the front matter")
}

// reportUnusedNotes reports the notes that nothing refers to: the parser leaves them out.
func (p *page) reportUnusedNotes(notes []ast.Node) {
	for _, n := range notes {
		if note, ok := n.(*extast.Footnote); ok && note.Index < 0 {
			p.report(max(note.Pos(), 0), "unused-note", "nothing refers to the note "+quoteShort(string(note.Ref))+", so it is not shown",
				"refer to it with [^"+string(note.Ref)+"], or take it away")
		}
	}
}

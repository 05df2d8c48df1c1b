// Package markdown turns the text of an article into safe HTML.
//
// A text passes five stages, each in its own files:
//
//	decode      bytes to UTF-8 text with "\n" at the end of lines (decode.go)
//	limits      what would take goldmark seconds or gigabytes is refused (limits.go)
//	parse       goldmark with our extensions, or paragraphs of a plain text (parse.go, plain.go)
//	prepare     title, heading ids, attributes, alerts, typography (outline.go, …)
//	write       the tree to HTML and to plain text (write*.go, links.go, rawhtml.go)
//
// Rules:
//   - Safe by construction: the writer puts out elements and attributes it
//     names itself, escapes all text, and passes every address through an allow
//     list of schemes. Author's HTML is rewritten tag by tag from the same kind
//     of list and balanced; pages in which it is more than plain elements then
//     pass bluemonday. content.SafeHTML is called in one place.
//   - No style attributes, no script, no addresses of other origins in src.
//   - Control characters never come out, in HTML or in text.
//   - Problems are found with the line and the column, in characters, at which
//     they stand in the file.
//   - Same source and resolver, same bytes.
//
// Attributes. Headings and blocks take {#id .class key=value} at the end of a
// heading, or in a line of their own directly under a block; images take them
// directly behind. Allowed are id, class, lang, dir, title, width, height and align.
// An id is normalized to begin with a letter or digit: "_" begins the interface's ids.
// Classes of authors keep a prefix, "u-", unless they are one of a short list that
// the style sheet offers to authors (see attributes.go), so that they can't
// dress a text up as a part of the interface.
//
// The same in the way of kramdown, "{:.class}", is taken where it allows it (kramdown.go).
//
// Headings. The page's one h1 is its title. A body that still has headings of
// the first level is shown one level deeper throughout, so its outline stays.
package markdown

import (
	"sync"

	"lectern/content"
)

// Source is the text of one article, without its front matter.
type Source struct {
	File      string       // for problems: "news/customs.md"
	Text      []byte       // UTF-8 Markdown or plain text
	FirstLine int          // line of the file on which Text starts, from 1
	Lang      content.Lang // language of the text: typography, quotes
	Plain     bool         // a plain text file: blank lines part paragraphs, no Markdown but links
	Title     string       // title from the front matter; empty: taken out of the text
	Summary   string       // summary from the front matter; empty: cut from the text
}

// A Resolver says what the destinations written in an article lead to.
type Resolver interface {
	// Link resolves the destination of a link as the author wrote it
	// (percent-decoded by nobody yet).
	Link(destination string) Link
	// Image resolves the address of an image. The problem, with its kind, message
	// and hint, says why there is none to show, when the image has no Source, or
	// what is wrong with it.
	Image(destination string) (content.Image, *content.Problem)
}

// A Link is a resolved destination.
type Link struct {
	Href     string           // what the page gets; empty: the link becomes plain text
	Page     string           // path of the page of the site it leads to, without base path; empty when elsewhere
	Fragment string           // decoded fragment into Page (or into the article itself), to be checked against its anchors
	External bool             // leads to another origin
	Problem  *content.Problem // kind, message and hint; position is filled in by the renderer
}

// A Document is a rendered text.
type Document struct {
	Title   string // plain text; from Source.Title, the first heading or the first line
	Summary string // plain text; from Source.Summary, or the first paragraph cut at a sentence or word within 300 characters
	// TitleGuessed says that nothing in the source was a title: it is the
	// beginning of the text, or the heading of a section.
	TitleGuessed bool
	HTML         content.HTML
	Text         string // plain text, a block a line
	Headings     []content.Heading
	Anchors      []string   // every id in HTML
	Fragments    []Fragment // links with a fragment, for checking once all anchors are known
}

// A Fragment is a link to a place in a page.
type Fragment struct {
	Page         string // path of the page; empty: the article itself
	ID           string
	Line, Column int
}

// A Renderer renders articles. It is safe for concurrent use.
type Renderer struct {
	syntax    *syntax
	sanitizer *sanitizer
	code      *highlighter
	sheets    sync.Pool // of *sheet
}

// New returns a renderer.
func New() *Renderer {
	return &Renderer{syntax: newSyntax(), sanitizer: newSanitizer(), code: newHighlighter()}
}

// Render renders src. A nil document means that the text was refused (too
// deeply nested, not text); the problems then say why.
func (r *Renderer) Render(src Source, resolve Resolver) (*Document, []content.Problem) {
	p := newPage(r, src, resolve)
	if !p.decode() || !p.withinLimits() {
		return nil, p.sortedProblems()
	}
	if src.Plain {
		p.root = p.parsePlain()
	} else {
		root, meter := r.syntax.parse(p.text)
		if meter.excess != nil {
			p.refuse(meter.excess)
			return nil, p.sortedProblems()
		}
		p.root = root
		p.reportUnusedNotes(meter.notes)
	}
	p.prepare()
	doc := p.write()
	return doc, p.sortedProblems()
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"lectern/content"
)

// longestTitle is the length, in characters, of a title made of the text.
const longestTitle = 100

// A writer puts a tree out as HTML and, beside it, as plain text.
type writer struct {
	*page
	out      []byte
	plain    strings.Builder
	doc      *Document
	summary  string // the first paragraph
	inner    string // the first paragraph within a list, quote or the like
	labels   labels
	authored bool   // HTML of the author's is in out
	rich     bool   // and more of it than plain elements
	skip     string // element of the author's whose content is being left out
	tables   int
	code     int      // bytes of code so far
	inLink   int      // depth of links that are open
	opened   []string // elements of the author's that are open
	floor    int      // how many of them were open when the present block began
	media    int      // depth of audio and video elements of the author's
	verbatim int      // depth of code elements of the author's
}

// write returns the finished document.
func (p *page) write() *Document {
	w := &writer{page: p, doc: &Document{}, labels: labelsFor(p.src.Lang)}
	if p.titleID != "" { // articles link to the heading of others and of their own
		w.put(`<span id="`, escape(p.titleID), `"></span>`, "\n")
	}
	w.blocks(p.root)
	markup := string(w.out)
	switch {
	case w.rich:
		markup = w.sanitize(markup)
	case w.authored:
		markup = requoted(markup)
	}
	d := w.doc
	d.Title = p.title
	d.HTML = content.SafeHTML(markup)
	d.Text = joinLines(w.plain.String())
	d.Words = countWords(d.Text)
	if w.summary == "" {
		w.summary = w.inner
	}
	d.Summary = shorten(w.summary, 300)
	if given := strings.TrimSpace(p.src.Summary); given != "" {
		d.Summary = p.setter.set(norm.NFC.String(given))
	}
	if d.Title == "" {
		line, _, _ := strings.Cut(d.Text, "\n")
		d.Title = shorten(line, longestTitle)
	}
	d.Anchors = p.ids.list
	d.Fragments = p.fragments
	return d
}

// joinLines drops the empty lines of a text and the spaces around lines.
func joinLines(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimRight(line, " \t"); strings.TrimSpace(line) != "" {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}

// put appends markup.
func (w *writer) put(parts ...string) {
	for _, part := range parts {
		w.out = append(w.out, part...)
	}
}

// say appends text to the page and to the plain text.
func (w *writer) say(s string) {
	w.putText(s)
	w.plain.WriteString(searchable(s))
}

// putText appends text to the page alone.
func (w *writer) putText(s string) {
	w.out = append(w.out, util.EscapeHTML([]byte(s))...)
}

// endLine ends a block in the plain text.
func (w *writer) endLine() { w.plain.WriteByte('\n') }

// putAttributes appends an author's attributes of a node, with class added to
// theirs when it isn't empty.
func (w *writer) putAttributes(n ast.Node, class string) {
	attrs := w.attrs[n]
	if class != "" {
		w.put(` class="`, class)
		for _, a := range attrs {
			if a.name == "class" {
				w.put(" ", escape(a.value))
			}
		}
		w.put(`"`)
	}
	for _, a := range attrs {
		if a.name != "class" || class == "" {
			w.put(` `, a.name, `="`, escape(a.value), `"`)
		}
	}
}

// escape escapes s for text and attributes.
func escape(s string) string { return string(util.EscapeHTML([]byte(s))) }

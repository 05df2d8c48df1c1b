package markdown

import (
	"bytes"
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
	*sheet
	doc      *Document
	summary  string // the first paragraph
	inner    string // the first paragraph within a list, quote or the like
	labels   labels
	authored bool   // HTML of the author's is in out
	rich     bool   // and more of it than plain elements
	skip     string // element of the author's whose content is being left out
	tables   int
	code     allowance // what highlighting has taken so far
	inLink   int       // depth of links that are open
	opened   []string  // elements of the author's that are open
	floor    int       // how many of them were open when the present block began
	media    int       // depth of audio and video elements of the author's
	verbatim int       // depth of code elements of the author's
	marked   int       // number of the first open element that says markdown="1"; 0: none does
	searched int       // bytes looked through for template tags in HTML
}

// write returns the finished document.
func (p *page) write() *Document {
	w := &writer{page: p, sheet: p.renderer.sheet(), doc: &Document{}, labels: labelsFor(p.src.Lang)}
	defer p.renderer.giveBack(w.sheet)
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
	d.Title, d.TitleGuessed = visible(p.title), p.guessed
	d.HTML = content.SafeHTML(markup)
	d.Text = joinLines(w.plain)
	if w.summary == "" {
		w.summary = w.inner
	}
	d.Summary = shorten(w.summary, 300)
	if given := strings.TrimSpace(p.src.Summary); given != "" {
		d.Summary = p.setter.set(visible(norm.NFC.String(given)))
	}
	if d.Title == "" {
		d.Title, d.TitleGuessed = shorten(firstWords(d.Text), longestTitle), true
	}
	d.Anchors = p.ids.list
	d.Fragments = p.fragments
	return d
}

// firstWords returns the first line of a text that is more than a template tag.
func firstWords(s string) string {
	for line := range strings.SplitSeq(s, "\n") {
		if end := templateEnd([]byte(line)); end == "" || !strings.HasSuffix(line, end) {
			return line
		}
	}
	return ""
}

// afterTitle returns what a paragraph says beyond the title, which may have been taken
// from it: a list that shows both would say the same twice.
func (p *page) afterTitle(paragraph string) string {
	title := strings.TrimSuffix(p.title, "…")
	cut := title != p.title
	rest, ok := strings.CutPrefix(paragraph, strings.TrimRight(title, "."))
	if !ok || title == "" {
		return paragraph
	}
	rest = strings.TrimSpace(rest)
	if !cut {
		rest = strings.TrimLeft(rest, ".!?… \u00A0")
	}
	switch {
	case rest == "":
		return ""
	case !p.guessed:
		return paragraph
	case cut:
		return "…\u00A0" + strings.TrimLeft(rest, ",;: \u00A0")
	}
	return rest
}

// joinLines drops the empty lines of a text and the spaces around lines. The text
// is shortened in its place: what is kept has no room to spare.
func joinLines(text []byte) string {
	kept := text[:0]
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		if line = bytes.TrimRight(line, " \t"); len(bytes.TrimSpace(line)) > 0 {
			kept = append(append(kept, line...), '\n')
		}
	}
	return string(bytes.TrimSpace(kept))
}

// put appends markup.
func (w *writer) put(parts ...string) {
	for _, part := range parts {
		w.out = append(w.out, part...)
	}
}

// say appends text to the page and to the plain text.
func (w *writer) say(s string) {
	s = visible(s)
	w.out = appendText(w.out, s)
	w.plain = append(w.plain, searchable(s)...)
}

// putText appends text to the page alone.
func (w *writer) putText(s string) {
	w.out = appendText(w.out, visible(s))
}

// appendText appends a text to markup.
func appendText(out []byte, s string) []byte {
	written := 0
	for i := range len(s) {
		if escaped := util.EscapeHTMLByte(s[i]); escaped != nil {
			out = append(append(out, s[written:i]...), escaped...)
			written = i + 1
		}
	}
	return append(out, s[written:]...)
}

// endLine ends a block in the plain text.
func (w *writer) endLine() { w.plain = append(w.plain, '\n') }

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
func escape(s string) string {
	s = visible(s)
	if !strings.ContainsAny(s, "\x00\"&<>") {
		return s
	}
	return string(appendText(nil, s))
}

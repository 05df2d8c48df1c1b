//go:build js

package browser

import (
	"strings"
	"syscall/js"
)

// Names of the highlights, known to marks.css.
const (
	markName    = "lectern-found"
	currentName = "lectern-current"
)

// marks are the words marked in the article.
type marks struct {
	nodes      js.Value  // array of the text nodes, by the numbers of their parts
	registry   js.Value  // CSS.highlights; undefined where <mark> stands in
	found, now js.Value  // the Highlights of all matches and of the current one
	cut        []cutNode // text nodes that hold <mark> elements
	elements   map[Place][]js.Value
	before     js.Value // what had the focus before the bar
}

// ReadArticle returns the text of the article shown, in order.
func (w *Window) ReadArticle() []Part {
	read := w.shared.Call("read")
	nodes := read.Get("nodes")
	fields := strings.Split(text(read, "text"), "\x00")
	if len(fields) != 2*nodes.Length() {
		return nil // an article without text
	}
	parts := make([]Part, 0, nodes.Length())
	for i := 0; i < len(fields); i += 2 {
		gap, lang := Apart, ""
		if about := fields[i]; about != "" {
			gap, lang = Gap(about[0]-'0'), about[1:]
		}
		parts = append(parts, Part{Text: fields[i+1], Lang: lang, Gap: gap})
	}
	w.marks.nodes = nodes
	return parts
}

// StartMarks takes all marks away; AddMarks makes new ones.
func (w *Window) StartMarks() {
	w.ClearMarks()
	if css := w.window.Get("CSS"); css.Truthy() && w.window.Get("Highlight").Truthy() {
		w.marks.registry = css.Get("highlights")
	}
	if !w.marks.registry.Truthy() {
		return
	}
	w.marks.found = w.window.Get("Highlight").New()
	w.marks.now = w.window.Get("Highlight").New()
	w.marks.now.Set("priority", 1)
	w.marks.registry.Call("set", markName, w.marks.found)
	w.marks.registry.Call("set", currentName, w.marks.now)
}

// AddMarks marks matches. Those in one part must be given together.
func (w *Window) AddMarks(matches []Match) {
	if !w.marks.registry.Truthy() {
		w.keepSelection(func() { w.wrap(matches) })
		return
	}
	for _, m := range matches {
		w.marks.found.Call("add", w.rangeOf(m))
	}
}

// ClearMarks takes all marks away and leaves the document as it was.
func (w *Window) ClearMarks() {
	if w.marks.registry.Truthy() {
		w.marks.registry.Call("delete", markName)
		w.marks.registry.Call("delete", currentName)
	}
	if len(w.marks.cut) > 0 {
		w.keepSelection(w.unwrap)
	}
}

// SetCurrent tells one match apart from the others.
func (w *Window) SetCurrent(m Match) {
	if w.marks.registry.Truthy() {
		w.marks.now.Call("clear")
		w.marks.now.Call("add", w.rangeOf(m))
		return
	}
	each(w.document.Call("querySelectorAll", "mark.found[aria-current]"), func(e js.Value) { e.Call("removeAttribute", "aria-current") })
	for _, e := range w.marks.elements[m.Start] {
		e.Call("setAttribute", "aria-current", "true")
	}
}

// rangeOf returns the range of a match; an empty one when something else, such
// as a translator in the browser, has changed the text meanwhile.
func (w *Window) rangeOf(m Match) js.Value {
	r := w.document.Call("createRange")
	_ = attempt(func() {
		r.Call("setStart", w.node(m.Start.Part), m.Start.Offset)
		r.Call("setEnd", w.node(m.End.Part), m.End.Offset)
	})
	return r
}

// ArticleStands reports whether the text read last is still in the document: a
// translator in the browser puts other nodes in its place.
func (w *Window) ArticleStands() bool {
	const looks = 16
	if !w.marks.nodes.Truthy() {
		return false
	}
	n := w.marks.nodes.Length()
	for i := 0; i < n; i += 1 + n/looks {
		if !w.node(i).Get("isConnected").Bool() {
			return false
		}
	}
	return true
}

// node returns the text node of a part.
func (w *Window) node(part int) js.Value { return w.marks.nodes.Index(part) }

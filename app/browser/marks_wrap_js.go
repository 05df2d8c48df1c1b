//go:build js

package browser

import "syscall/js"

// Browsers without the CSS Custom Highlight API get <mark> elements. What is
// cut for them is remembered, so that the document can be put back exactly.

// A cutNode is a text node of the article that was cut.
type cutNode struct {
	node  js.Value
	data  js.Value   // its whole text
	added []js.Value // text nodes and <mark> elements put after it
}

// A stretch is what a match covers of one part; to is -1 for all that is left.
type stretch struct {
	from, to int
	match    Place // where the match begins
}

// wrap puts matches into <mark> elements.
func (w *Window) wrap(matches []Match) {
	if w.marks.elements == nil {
		w.marks.elements = map[Place][]js.Value{}
	}
	var parts []int
	stretches := map[int][]stretch{}
	for _, m := range matches {
		for part := m.Start.Part; part <= m.End.Part; part++ {
			s := stretch{to: -1, match: m.Start}
			if part == m.Start.Part {
				s.from = m.Start.Offset
			}
			if part == m.End.Part {
				s.to = m.End.Offset
			}
			if stretches[part] == nil {
				parts = append(parts, part)
			}
			stretches[part] = append(stretches[part], s)
		}
	}
	for _, part := range parts {
		w.cutPart(w.node(part), stretches[part])
	}
}

// cutPart cuts from the end, so that what is before keeps its offsets.
func (w *Window) cutPart(node js.Value, stretches []stretch) {
	parent := node.Get("parentNode")
	if !parent.Truthy() {
		return
	}
	cut := cutNode{node: node, data: node.Get("data")}
	for i := len(stretches) - 1; i >= 0; i-- {
		s := stretches[i]
		length := node.Get("length").Int()
		if s.to < 0 {
			s.to = length
		}
		if s.from >= s.to || s.to > length {
			continue
		}
		if s.to < length {
			cut.added = append(cut.added, node.Call("splitText", s.to))
		}
		word := node.Call("splitText", s.from)
		mark := w.document.Call("createElement", "mark")
		mark.Set("className", "found")
		parent.Call("insertBefore", mark, word)
		mark.Call("append", word)
		cut.added = append(cut.added, mark)
		w.marks.elements[s.match] = append(w.marks.elements[s.match], mark)
	}
	w.marks.cut = append(w.marks.cut, cut)
}

// unwrap puts every text node back as it was.
func (w *Window) unwrap() {
	for _, cut := range w.marks.cut {
		for _, e := range cut.added {
			e.Call("remove")
		}
		cut.node.Set("data", cut.data)
	}
	w.marks.cut, w.marks.elements = nil, nil
}

// keepSelection runs f, which moves text between nodes but changes none, and
// puts back what the reader had selected.
func (w *Window) keepSelection(f func()) {
	selection := w.document.Call("getSelection")
	if !selection.Truthy() || selection.Get("isCollapsed").Bool() {
		f()
		return
	}
	anchor := w.pointOf(selection.Get("anchorNode"), selection.Get("anchorOffset").Int())
	focus := w.pointOf(selection.Get("focusNode"), selection.Get("focusOffset").Int())
	f()
	if w.find(&anchor) && w.find(&focus) {
		selection.Call("setBaseAndExtent", anchor.node, anchor.offset, focus.node, focus.offset)
	}
}

// A point is an end of the selection: in the article by the length of the text
// before it, elsewhere by its node.
type point struct {
	node   js.Value
	offset int
	length int // -1 outside main
}

func (w *Window) pointOf(node js.Value, offset int) point {
	p := point{node: node, offset: offset, length: -1}
	main := w.document.Call("querySelector", "main")
	if main.Truthy() && main.Call("contains", node).Bool() {
		before := w.document.Call("createRange")
		before.Call("selectNodeContents", main)
		before.Call("setEnd", node, offset)
		p.length = Units(before.Call("toString").String())
	}
	return p
}

// find gives a point its node again.
func (w *Window) find(p *point) bool {
	if p.length < 0 {
		return p.node.Get("isConnected").Bool()
	}
	const showText = 4
	walker := w.document.Call("createTreeWalker", w.document.Call("querySelector", "main"), showText)
	left := p.length
	for node := walker.Call("nextNode"); node.Truthy(); node = walker.Call("nextNode") {
		length := node.Get("length").Int()
		if left <= length {
			p.node, p.offset = node, left
			return true
		}
		left -= length
	}
	return false
}

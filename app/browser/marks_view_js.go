//go:build js

package browser

import (
	"strconv"
	"strings"
	"syscall/js"
)

const (
	reach    = 24  // pixels kept free around a match
	leap     = 1.5 // windows; a longer way is not shown
	restsAt  = 0.3 // of the free height: where a match comes to rest
	fromEdge = 8
)

// MatchTop returns where a match is, in CSS pixels below the top of the window;
// for one that is folded away, where its fold is.
func (w *Window) MatchTop(m Match) float64 {
	if rect := w.rectOf(m); rect.Truthy() {
		return pixels(rect, "top")
	}
	if fold := w.ownerOf(m).Call("closest", "details"); fold.Truthy() {
		return pixels(fold.Call("getBoundingClientRect"), "top")
	}
	return 0
}

// ShowMatch brings a match into view: unfolds what it is folded in, scrolls what
// is wider than its place, then the page, past the element barID. The way is
// shown when smooth is set, it is short, and the reader allows motion.
func (w *Window) ShowMatch(m Match, barID string, smooth bool) {
	owner := w.ownerOf(m)
	if !owner.Truthy() {
		return
	}
	for fold := folded(owner); fold.Truthy(); fold = folded(owner) {
		fold.Set("open", true)
	}
	for e := owner; e.Truthy() && text(e, "localName") != "article"; e = e.Get("parentElement") {
		w.scrollSideways(e, m)
	}
	rect := w.rectOf(m)
	if !rect.Truthy() {
		return
	}
	from, to := w.free(barID)
	top, bottom := pixels(rect, "top"), pixels(rect, "bottom")
	if top >= from && bottom <= to {
		return
	}
	way := top - from - restsAt*(to-from)
	behavior := "instant"
	calm := w.window.Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
	if smooth && !calm && max(way, -way) < leap*(to-from) {
		behavior = "smooth"
	}
	w.window.Call("scrollBy", map[string]any{"top": way, "behavior": behavior})
}

// folded returns the innermost closed details that hides an element.
func folded(owner js.Value) js.Value {
	fold := owner.Call("closest", "details:not([open])")
	for fold.Truthy() {
		summary := owner.Call("closest", "summary")
		if !summary.Truthy() || !summary.Get("parentNode").Equal(fold) {
			return fold
		}
		fold = fold.Get("parentElement").Call("closest", "details:not([open])")
	}
	return fold
}

func (w *Window) scrollSideways(e js.Value, m Match) {
	if e.Get("scrollWidth").Int() <= e.Get("clientWidth").Int()+1 {
		return
	}
	if x := text(w.window.Call("getComputedStyle", e), "overflowX"); x != "auto" && x != "scroll" {
		return
	}
	rect, box := w.rectOf(m), e.Call("getBoundingClientRect")
	if !rect.Truthy() {
		return
	}
	left := pixels(rect, "left") - pixels(box, "left") - reach
	right := pixels(rect, "right") - pixels(box, "right") + reach
	switch {
	case left < 0:
		e.Call("scrollBy", map[string]any{"left": left, "behavior": "instant"})
	case right > 0:
		e.Call("scrollBy", map[string]any{"left": min(left, right), "behavior": "instant"})
	}
}

// free returns the part of the window's height where text can be read: without
// what scrolling to a heading leaves free, the bar, and a phone's keyboard.
func (w *Window) free(barID string) (from, to float64) {
	to = pixels(w.window, "innerHeight")
	if seen := w.window.Get("visualViewport"); seen.Truthy() {
		from = pixels(seen, "offsetTop")
		to = from + pixels(seen, "height")
	}
	middle := (from + to) / 2
	padding := text(w.window.Call("getComputedStyle", w.root), "scrollPaddingTop")
	if n, err := strconv.ParseFloat(strings.TrimSuffix(padding, "px"), 64); err == nil {
		from += n
	}
	if bar := w.byID(barID); bar.Truthy() && bar.Get("offsetParent").Type() != js.TypeUndefined {
		rect := bar.Call("getBoundingClientRect")
		switch top, bottom := pixels(rect, "top"), pixels(rect, "bottom"); {
		case bottom == top: // hidden
		case bottom < middle:
			from = max(from, bottom)
		default:
			to = min(to, top)
		}
	}
	return from + fromEdge, max(to-fromEdge, from+2*fromEdge)
}

// pixels returns a length. Drawn into every place it is asked from it would cost
// 8 kB.
//
//go:noinline
func pixels(v js.Value, name string) float64 { return v.Get(name).Float() }

// ownerOf returns the element a match begins in.
func (w *Window) ownerOf(m Match) js.Value {
	return w.node(m.Start.Part).Get("parentElement")
}

// rectOf returns the first rectangle of a match; undefined when it is not shown.
func (w *Window) rectOf(m Match) js.Value {
	rects := js.Undefined()
	if elements := w.marks.elements[m.Start]; len(elements) > 0 {
		rects = elements[0].Call("getClientRects")
	} else if len(w.marks.cut) == 0 {
		rects = w.rangeOf(m).Call("getClientRects")
	}
	if !rects.Truthy() || rects.Length() == 0 {
		return js.Undefined()
	}
	return rects.Index(0)
}

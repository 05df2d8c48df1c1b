//go:build js

package browser

import "syscall/js"

// Every entry of the history carries a key in its state, by which its scroll
// position is remembered.

func state(key string) map[string]any { return map[string]any{"lectern": key} }

func key(state js.Value) string {
	if state.Type() != js.TypeObject {
		return ""
	}
	return text(state, "lectern")
}

// Push adds an entry to the history. A browser that refuses it (Safari does
// after 100 changes in 30 seconds) loads the address itself.
func (w *Window) Push(address, key string) {
	if attempt(func() { w.window.Get("history").Call("pushState", state(key), "", address) }) != nil {
		w.Assign(address)
	}
}

// Replace gives the present entry another address, if the browser lets us.
func (w *Window) Replace(address, key string) {
	_ = attempt(func() { w.window.Get("history").Call("replaceState", state(key), "", address) })
}

// Entry returns the key of the present entry, "" when it has none.
func (w *Window) Entry() string { return key(w.window.Get("history").Get("state")) }

// KeepScroll says who restores scroll positions on Back and Forward: us, or
// the browser. A document that goes away must leave it to the browser, or a
// reload starts at the top.
func (w *Window) KeepScroll(ours bool) {
	mode := "auto"
	if ours {
		mode = "manual"
	}
	w.window.Get("history").Set("scrollRestoration", mode)
}

// Position returns where the page is scrolled to.
func (w *Window) Position() Position {
	return Position{X: int(w.window.Get("scrollX").Float()), Y: int(w.window.Get("scrollY").Float())}
}

// Placed reports whether the reader is somewhere in the page already: at a
// fragment, scrolled, or on a page the browser has loaded again.
func (w *Window) Placed() bool {
	if w.Position().Y > 0 || text(w.window.Get("location"), "hash") != "" {
		return true
	}
	entries := w.window.Get("performance").Call("getEntriesByType", "navigation")
	return entries.Length() > 0 && text(entries.Index(0), "type") != "navigate"
}

// ScrollTo scrolls at once, whatever the style sheet says of smoothness.
func (w *Window) ScrollTo(p Position) {
	w.window.Call("scrollTo", map[string]any{"left": p.X, "top": p.Y, "behavior": "instant"})
}

// ScrollToID shows the element with an id and moves the focus to it. It
// reports whether there is one.
func (w *Window) ScrollToID(id string) bool {
	element := w.document.Call("getElementById", id)
	if !element.Truthy() {
		return false
	}
	element.Call("scrollIntoView", map[string]any{"behavior": "instant"})
	focus(element)
	return true
}

// FocusHeading moves the focus to the page's heading without scrolling.
func (w *Window) FocusHeading() {
	heading := w.document.Call("querySelector", "main h1")
	if !heading.Truthy() {
		heading = w.document.Call("querySelector", "main")
	}
	if heading.Truthy() {
		focus(heading)
	}
}

// focus focuses an element, which need not be a control.
func focus(element js.Value) {
	options := map[string]any{"preventScroll": true}
	element.Call("focus", options)
	if !element.Equal(js.Global().Get("document").Get("activeElement")) {
		element.Call("setAttribute", "tabindex", "-1")
		element.Call("focus", options)
	}
}

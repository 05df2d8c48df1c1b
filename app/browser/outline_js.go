//go:build js

package browser

import (
	"strings"
	"syscall/js"
)

// UnfoldOutline opens the outline where it stands beside the text, unless the
// reader has folded it.
func (w *Window) UnfoldOutline() { w.shared.Call("unfold") }

// Sections returns the ids an outline links to, in its order.
func (w *Window) Sections() []string {
	var ids []string
	each(w.document.Call("querySelectorAll", `main [data-outline] a[href^="#"]`), func(link js.Value) {
		hash := text(link, "hash")
		var id string
		if attempt(func() { id = js.Global().Call("decodeURIComponent", strings.TrimPrefix(hash, "#")).String() }) == nil {
			ids = append(ids, id)
		}
	})
	return ids
}

// Tops returns where elements begin, in CSS pixels below the top of the window,
// the height of the window, and whether the page is scrolled to its end. An
// element that is not there is far below.
func (w *Window) Tops(ids []string) (tops []float64, height float64, end bool) {
	for _, id := range ids {
		top := 1e9
		if e := w.byID(id); e.Truthy() {
			top = e.Call("getBoundingClientRect").Get("top").Float()
		}
		tops = append(tops, top)
	}
	height = w.window.Get("innerHeight").Float()
	total := w.root.Get("scrollHeight").Float()
	return tops, height, w.window.Get("scrollY").Float()+height >= total-2
}

// MarkSection marks the i-th link of the outline as the one being read; -1
// marks none.
func (w *Window) MarkSection(i int) {
	n := 0
	each(w.document.Call("querySelectorAll", `main [data-outline] a[href^="#"]`), func(link js.Value) {
		if n == i {
			link.Call("setAttribute", "aria-current", "location")
		} else {
			link.Call("removeAttribute", "aria-current")
		}
		n++
	})
}

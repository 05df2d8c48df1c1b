//go:build js

package browser

import "syscall/js"

// SetLook sets an attribute of html that the style sheet knows, such as
// data-theme; "" removes it.
func (w *Window) SetLook(name, value string) {
	if value == "" {
		w.root.Call("removeAttribute", name)
	} else {
		w.root.Call("setAttribute", name, value)
	}
}

// TintBars gives the browser's own bars the colour of the page.
func (w *Window) TintBars() {
	color := w.window.Call("getComputedStyle", w.root).Call("getPropertyValue", "--color-bg").String()
	if color == "" {
		return
	}
	each(w.document.Call("querySelectorAll", `meta[name="theme-color"]`), func(meta js.Value) {
		meta.Call("setAttribute", "content", color)
	})
}

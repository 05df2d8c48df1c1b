//go:build js

package browser

// SetLook sets an attribute of html that the style sheet knows, such as
// data-theme; "" removes it.
func (w *Window) SetLook(name, value string) {
	if value == "" {
		w.root.Call("removeAttribute", name)
	} else {
		w.root.Call("setAttribute", name, value)
	}
}

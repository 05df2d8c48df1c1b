//go:build js

package browser

import (
	"fmt"
	"syscall/js"
)

// Stored returns a value of the site's storage, "" when there is none or the
// browser keeps none.
func (w *Window) Stored(key string) string {
	value := ""
	_ = attempt(func() { // a browser may refuse; then nothing is stored
		if v := w.area("localStorage").Call("getItem", key); v.Type() == js.TypeString {
			value = v.String()
		}
	})
	return value
}

// Store keeps a value; "" removes it.
func (w *Window) Store(key, value string) error {
	return w.store("localStorage", key, value)
}

// StoreHere keeps a value for as long as the tab is open.
func (w *Window) StoreHere(key, value string) error {
	return w.store("sessionStorage", key, value)
}

// StoredHere returns a value of this tab.
func (w *Window) StoredHere(key string) string {
	value := ""
	_ = attempt(func() {
		if v := w.area("sessionStorage").Call("getItem", key); v.Type() == js.TypeString {
			value = v.String()
		}
	})
	return value
}

// area returns a storage, or panics when the browser refuses it. It asks
// boot.js, because a getter that throws inside js.Value.Get ends the program.
func (w *Window) area(name string) js.Value { return w.shared.Call("area", name) }

func (w *Window) store(storage, key, value string) error {
	err := attempt(func() {
		if value == "" {
			w.area(storage).Call("removeItem", key)
		} else {
			w.area(storage).Call("setItem", key, value)
		}
	})
	if err != nil {
		return fmt.Errorf("storing %s: %w", key, err)
	}
	return nil
}

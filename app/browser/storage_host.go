//go:build !js

package browser

import "errors"

// Stored returns what Store was given.
func (w *Window) Stored(key string) string { return w.Values["local "+key] }

// Store keeps a value, or fails when the window is Full.
func (w *Window) Store(key, value string) error { return w.store("local "+key, value) }

// StoredHere returns what StoreHere was given.
func (w *Window) StoredHere(key string) string { return w.Values["tab "+key] }

// StoreHere keeps a value, or fails when the window is Full.
func (w *Window) StoreHere(key, value string) error { return w.store("tab "+key, value) }

func (w *Window) store(key, value string) error {
	if w.Full {
		return errors.New("storage is full")
	}
	w.Values[key] = value
	return nil
}

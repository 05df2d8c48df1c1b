//go:build !js

package browser

// SetLook keeps an attribute.
func (w *Window) SetLook(name, value string) { w.Looks[name] = value }

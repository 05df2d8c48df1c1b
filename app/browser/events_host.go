//go:build !js

package browser

// Connect connects nothing.
func (w *Window) Connect(Handlers) {}

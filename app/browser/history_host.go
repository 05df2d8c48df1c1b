//go:build !js

package browser

// Push keeps nothing.
func (w *Window) Push(string, string) {}

// Replace keeps nothing.
func (w *Window) Replace(string, string) {}

// Entry returns "".
func (w *Window) Entry() string { return "" }

// KeepScroll changes nothing.
func (w *Window) KeepScroll(bool) {}

// Position returns the top.
func (w *Window) Position() Position { return Position{} }

// Placed reports false.
func (w *Window) Placed() bool { return false }

// ScrollTo scrolls nothing.
func (w *Window) ScrollTo(Position) {}

// ScrollToID finds nothing.
func (w *Window) ScrollToID(string) bool { return false }

// FocusHeading focuses nothing.
func (w *Window) FocusHeading() {}

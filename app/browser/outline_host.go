//go:build !js

package browser

// UnfoldOutline does nothing.
func (w *Window) UnfoldOutline() {}

// Sections returns none.
func (w *Window) Sections() []string { return nil }

// Tops returns none.
func (w *Window) Tops([]string) (tops []float64, height float64, end bool) { return nil, 0, false }

// MarkSection marks nothing.
func (w *Window) MarkSection(int) {}

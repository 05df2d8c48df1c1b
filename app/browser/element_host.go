//go:build !js

package browser

// ShowDialog shows nothing.
func (w *Window) ShowDialog(string) {}

// CloseDialogs keeps that it was called under "closed".
func (w *Window) CloseDialogs() { w.Values["closed"] = "yes" }

// Value returns what SetValue was given.
func (w *Window) Value(id string) string { return w.Values[id] }

// SetValue keeps a value.
func (w *Window) SetValue(id, value string) { w.Values[id] = value }

// Select focuses nothing.
func (w *Window) Select(string) {}

// Focus keeps the id under "focused".
func (w *Window) Focus(id string) { w.Values["focused"] = id }

// Blur blurs nothing.
func (w *Window) Blur() {}

// Reveal scrolls nothing.
func (w *Window) Reveal(string) {}

// Follow keeps the id under "followed".
func (w *Window) Follow(id string) { w.Values["followed"] = id }

// SearchField returns what FillSearchField was given.
func (w *Window) SearchField() string { return w.Values["q"] }

// FillSearchField keeps a query.
func (w *Window) FillSearchField(query string) { w.Values["q"] = query }

// SetTitle keeps the title.
func (w *Window) SetTitle(title string) { w.Values["title"] = title }

// Place moves nothing.
func (w *Window) Place(string, string, string) {}

// HideLists hides nothing.
func (w *Window) HideLists(string, bool) {}

// Links reports true.
func (w *Window) Links(string) bool { return true }

// Busy marks nothing.
func (w *Window) Busy(bool) {}

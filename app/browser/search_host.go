//go:build !js

package browser

// Watch tells at once that all are in view.
func (w *Window) Watch(_ string, ids []string, tell func(ids []string)) { tell(ids) }

// FocusFirst keeps the first id under "focused".
func (w *Window) FocusFirst(ids ...string) { w.Values["focused"] = ids[0] }

// OpenAside keeps the id under "aside".
func (w *Window) OpenAside(id string) { w.Values["aside"] = id }

// HalfTyped returns what it is given.
func (w *Window) HalfTyped(composing bool) bool { return composing }

// Touch returns false.
func (w *Window) Touch() bool { return false }

// LanguageName returns the tag.
func (w *Window) LanguageName(_, tag string) string { return tag }

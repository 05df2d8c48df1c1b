//go:build js

package browser

// PluralCategory returns the CLDR category of n in a language: "one", "few",
// "many", "other", ...
func (w *Window) PluralCategory(tag string, n int) string {
	category := "other"
	_ = attempt(func() { // an unknown tag has one form
		category = w.window.Get("Intl").Get("PluralRules").New(tag).Call("select", n).String()
	})
	return category
}

// Number writes n as a language does.
func (w *Window) Number(tag string, n int) string {
	written := ""
	_ = attempt(func() { written = w.window.Get("Intl").Get("NumberFormat").New(tag).Call("format", n).String() })
	return written
}

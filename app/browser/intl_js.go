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

// Size writes a number of bytes as a language does, in the largest unit of
// which there is one, with three digits at most: "1,4 МБ".
func (w *Window) Size(tag string, bytes float64) string {
	units, digits := []string{"byte", "kilobyte", "megabyte", "gigabyte"}, 0
	for len(units) > 1 && bytes >= 999.5 {
		bytes, units = bytes/1000, units[1:]
	}
	if len(units) < 3 && bytes < 99.95 {
		digits = 1
	}
	written := ""
	_ = attempt(func() {
		written = w.window.Get("Intl").Get("NumberFormat").New(latin(tag), map[string]any{
			"style": "unit", "unit": units[0], "unitDisplay": "short", "maximumFractionDigits": digits,
		}).Call("format", bytes).String()
	})
	return written
}

// Number writes n as a language does.
func (w *Window) Number(tag string, n int) string {
	written := ""
	_ = attempt(func() { written = w.window.Get("Intl").Get("NumberFormat").New(latin(tag)).Call("format", n).String() })
	return written
}

// latin asks for the digits that the pages have: browsers do not agree on those
// of Arabic.
func latin(tag string) string { return tag + "-u-nu-latn" }

//go:build !js

package browser

import "strconv"

// PluralCategory returns the English category.
func (w *Window) PluralCategory(_ string, n int) string {
	if n == 1 {
		return "one"
	}
	return "other"
}

// Number writes n in digits.
func (w *Window) Number(_ string, n int) string { return strconv.Itoa(n) }

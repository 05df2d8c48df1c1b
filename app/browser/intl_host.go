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

// Size writes bytes in digits.
func (w *Window) Size(_ string, bytes float64) string {
	return strconv.FormatFloat(bytes, 'f', 0, 64) + " B"
}

// Number writes n in digits.
func (w *Window) Number(_ string, n int) string { return strconv.Itoa(n) }

package analysis

import (
	"strings"
	"unicode"
)

// The keys of the Latin and the Russian layout, in the same order.
const (
	latinKeys   = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
	russianKeys = "ёйцукенгшщзхъфывапролджэячсмитьбю"
)

// OtherLayout returns what the keys of a query give in the other of the two
// layouts: "ghbdtn" is "привет", "цщкв" is "word". It is empty when there is
// nothing to change.
func OtherLayout(query string) string {
	from, to := latinKeys, russianKeys
	if strings.ContainsFunc(query, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		from, to = to, from
	}
	keys := make(map[rune]rune, len(latinKeys))
	letters := []rune(to)
	for i, r := range []rune(from) {
		keys[r] = letters[i]
	}
	// Shift makes the same letters of keys that are signs in one layout.
	for shifted, key := range map[rune]rune{'{': '[', '}': ']', ':': ';', '"': '\'', '<': ',', '>': '.', '~': '`'} {
		if r, ok := keys[key]; ok {
			keys[shifted] = r
		}
	}
	changed := strings.Map(func(r rune) rune {
		if other, ok := keys[unicode.ToLower(r)]; ok {
			return other
		}
		return r
	}, query)
	if changed == query {
		return ""
	}
	return changed
}

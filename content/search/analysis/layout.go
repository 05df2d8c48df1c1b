package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content"
)

// The keys of the Latin and the Russian layout, in the same order, and those
// that Shift makes another sign of in the Latin one.
const (
	latinKeys   = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
	russianKeys = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю"
)

// Letters that other Cyrillic layouts have on the keys of Russian ones, or
// where the Russian layout has a sign; the rest of these layouts is Russian.
const (
	uzbekLetters, uzbekKeys         = "ўқғҳ", "os-="
	ukrainianLetters, ukrainianKeys = "іїєґ", "s]'\\"
	kazakhLetters, kazakhKeys       = "әіңғүұқөһ", "2345890-="
)

// OtherLayout returns what the keys of a query give in the other of the two
// layouts: "ghbdtn" is "привет", "цщкв" is "word". Letters that only the Uzbek
// and the Ukrainian layout have are taken for their keys. It is empty when
// there is nothing to change, or no letter. Digits stay, and so do signs without letters.
func OtherLayout(query string) string {
	if !strings.ContainsFunc(query, unicode.IsLetter) {
		return ""
	}
	if strings.ContainsFunc(query, isCyrillic) {
		return rekeyed(query, func(r rune) rune {
			for _, keys := range [...][2]string{{russianKeys, latinKeys}, {uzbekLetters, uzbekKeys}, {ukrainianLetters, ukrainianKeys}} {
				if key, ok := keyOf(r, keys[0], keys[1]); ok {
					return key
				}
			}
			return r
		})
	}
	return rekeyed(query, func(r rune) rune {
		key, _ := keyOf(r, latinKeys, russianKeys)
		return key
	})
}

// OtherLayouts returns what the keys of a query give in the other layouts that
// writers of lang use, OtherLayout's first: "j[jnf" is also Ukrainian "охота".
// In Kazakh, digits beside letters are letters.
func OtherLayouts(query string, lang content.Lang) []string {
	first := OtherLayout(query)
	if first == "" {
		return nil
	}
	layouts := []string{first}
	if strings.ContainsFunc(query, isCyrillic) {
		return layouts
	}
	var letters, keys string
	switch lang.Base() {
	case "uz":
		letters, keys = uzbekLetters, uzbekKeys
	case "uk":
		letters, keys = ukrainianLetters, ukrainianKeys
	case "kk":
		letters, keys = kazakhLetters, kazakhKeys
	default:
		return layouts
	}
	words := strings.Split(query, " ")
	for i, word := range words {
		if isDigits(word) {
			continue
		}
		words[i] = strings.Map(func(r rune) rune {
			if letter, ok := keyOf(r, keys, letters); ok {
				return letter
			}
			key, _ := keyOf(r, latinKeys, russianKeys)
			return key
		}, word)
	}
	own := strings.Join(words, " ")
	if own != first {
		layouts = append(layouts, own)
	}
	return layouts
}

// keyOf returns what is at the place of r in from, in to; r itself if nothing.
func keyOf(r rune, from, to string) (rune, bool) {
	at := 0
	r = unicode.ToLower(r)
	for _, key := range from {
		if key == r {
			for ; at > 0; at-- {
				_, size := utf8.DecodeRuneInString(to)
				to = to[size:]
			}
			return First(to), true
		}
		at++
	}
	return r, false
}

// rekeyed maps the runes of a query, "" when it stays what it was.
func rekeyed(query string, key func(rune) rune) string {
	changed := strings.Map(key, query)
	if changed == strings.ToLower(query) || changed == query {
		return ""
	}
	return changed
}

package analysis

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem/russian"
)

// Snowball gives one word in 8 of true Russian inflection pairs another stem
// than its partner: "обмен" is cut to "обм" for its "ен", "обмена" to "обмен".
// russianKin returns the stems of the other forms that a word probably has;
// those that aren't in the index do no harm.

// russianKin returns stems akin to the one of word, without it.
func russianKin(word, stem string) []string {
	word = yeForYo(word)
	var kin []string
	add := func(k string) {
		if k == stem || utf8.RuneCountInString(k) < 3 {
			return
		}
		for _, known := range kin {
			if known == k {
				return
			}
		}
		kin = append(kin, k)
	}
	base := withoutEnding(word)
	if utf8.RuneCountInString(base) >= 4 {
		for _, ending := range []string{"", "а", "у", "ом", "ы", "ов"} {
			add(stemmed(base+ending, russian.Stem))
		}
	}
	swap := func(end, other string) {
		if rest, ok := strings.CutSuffix(stem, end); ok && utf8.RuneCountInString(rest) >= 3 {
			add(rest + other)
		}
	}
	// использует, использовать, использован(ие)
	if strings.HasPrefix(word, stem+"у") {
		add(stem + "ова")
		add(stem + "ован")
	}
	swap("у", "ова")
	swap("у", "ован")
	swap("ова", "у")
	swap("ова", "ован")
	swap("ован", "ова")
	swap("ован", "у")
	// подписать, подписан(ие); отменить, отменен; изменя(ть), изменен(ие)
	swap("а", "ан")
	swap("ан", "а")
	swap("и", "ен")
	// вставка, вставок; кодек, кодека
	for _, vowel := range []string{"о", "е"} {
		swap(vowel+"к", "к")
		if rest, ok := strings.CutSuffix(stem, "к"); ok && rest != "" && !endsInVowel(rest) {
			swap("к", vowel+"к")
		}
	}
	return kin
}

// withoutEnding cuts the longest ending of a noun's cases off a word.
func withoutEnding(word string) string {
	const endings = " а у ом е ы и ов ам ами ах ой ою ей я ю ем ям ями ях ью ь "
	at := len(word)
	best := word
	for range 3 {
		_, size := utf8.DecodeLastRuneInString(word[:at])
		at -= size
		if at <= 0 {
			break
		}
		if strings.Contains(endings, " "+word[at:]+" ") {
			best = word[:at]
		}
	}
	return best
}

func endsInVowel(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune("аеиоуыэюя", last)
}

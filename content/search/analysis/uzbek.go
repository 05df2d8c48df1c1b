package analysis

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// The key of an Uzbek word is its Latin spelling by the alphabet of 1995, with
// oʻ and gʻ as one letter each and the tutuq belgisi left out: о'збек, oʻzbek,
// o‘zbek and ўзбек have the key "özbek"; маъно and ma'no the key "mano".

// appendUzbek appends the key of a folded word in either alphabet.
func appendUzbek(key []byte, word string) []byte {
	if !strings.ContainsFunc(word, func(r rune) bool { return r >= 0x400 && r <= 0x52F }) {
		word = strings.ReplaceAll(word, "o"+string(Apostrophe), "ö")
		word = strings.ReplaceAll(word, "g"+string(Apostrophe), "ğ")
		return append(key, strings.ReplaceAll(word, string(Apostrophe), "")...)
	}
	previous := rune(0)
	for _, r := range word {
		if latin := uzbekLatin(r, previous); latin != "" {
			key = append(key, latin...)
		} else if r < 0x400 && r != Apostrophe {
			key = utf8.AppendRune(key, r)
		}
		previous = r
	}
	return key
}

// uzbekLatin returns the Latin spelling of a Cyrillic letter that follows
// previous (0 at the start of a word); "" for signs without one.
func uzbekLatin(r, previous rune) string {
	switch r {
	case 'е':
		if previous == 0 || isUzbekVowel(previous) || previous == 'ъ' || previous == 'ь' {
			return "ye"
		}
		return "e"
	case 'ц':
		if isUzbekVowel(previous) {
			return "ts"
		}
		return "s"
	case 'а':
		return "a"
	case 'б':
		return "b"
	case 'в':
		return "v"
	case 'г':
		return "g"
	case 'д':
		return "d"
	case 'ё':
		return "yo"
	case 'ж':
		return "j"
	case 'з':
		return "z"
	case 'и', 'ы', 'і':
		return "i"
	case 'й':
		return "y"
	case 'к':
		return "k"
	case 'л':
		return "l"
	case 'м':
		return "m"
	case 'н', 'ң':
		return "n"
	case 'о':
		return "o"
	case 'п':
		return "p"
	case 'р':
		return "r"
	case 'с':
		return "s"
	case 'т':
		return "t"
	case 'у':
		return "u"
	case 'ф':
		return "f"
	case 'х':
		return "x"
	case 'ч':
		return "ch"
	case 'ш', 'щ':
		return "sh"
	case 'э', 'ә':
		return "e"
	case 'ю':
		return "yu"
	case 'я':
		return "ya"
	case 'ў':
		return "ö"
	case 'қ':
		return "q"
	case 'ғ':
		return "ğ"
	case 'ҳ':
		return "h"
	}
	return ""
}

func isUzbekVowel(r rune) bool {
	return strings.ContainsRune("аеёиоуэюяўы", r) && r != 0
}

// appendUzbekTerm appends the key of a folded word without the endings of
// plural, possession and case, each in its place, so that any form finds all
// others: "qoidalarni", "qoidasi" and "қоидамиз" have the term "qoida". Many
// stems end as if with an ending; theirs goes too, in all their forms alike.
func appendUzbekTerm(term, word []byte) []byte {
	at := len(term)
	term = appendUzbek(term, string(word))
	key := term[at:]
	for _, place := range uzbekEndings {
		for _, ending := range place {
			if rest := len(key) - len(ending); rest >= 3 && string(key[rest:]) == ending && (rest > 3 || len(ending) > 2) {
				key = key[:rest]
				break
			}
		}
	}
	term = term[:at+len(key)]
	// yurak, yuragi; qishloq, qishlogʻi
	switch {
	case bytes.HasSuffix(term, []byte("ğ")):
		term = append(term[:len(term)-len("ğ")], 'q')
	case len(key) > 3 && term[len(term)-1] == 'g' && term[len(term)-2] != 'n':
		term[len(term)-1] = 'k'
	}
	return term
}

// uzbekEndings are the endings by their place, from the last to the first; the
// longer ones first.
var uzbekEndings = [...][]string{
	{"dagi", "ning", "gacha", "dan", "ni", "ga", "ka", "qa", "da"},
	{"larimiz", "laringiz", "imiz", "ingiz", "miz", "ngiz", "lari", "si", "i"},
	{"lar"},
	{"moqda", "moq", "adi", "ydi", "gan", "ish"},
}

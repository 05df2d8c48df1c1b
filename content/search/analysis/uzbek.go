package analysis

import (
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

// uzbekBase cuts the endings of plural, possession and case off a key, so that
// any form finds all others: "qoidalarni" and "qoidasi" have the base "qoida".
// Words of the index that begin with it are taken for its forms, so a base
// below four letters, which many words begin with, is no base: "".
func uzbekBase(key string) string {
	const least = 4
	for range 3 {
		cut := ""
		for _, ending := range []string{"ning", "lari", "imiz", "ingiz", "lar", "dan", "ni", "ga", "ka", "qa", "da", "si", "i"} {
			if rest, ok := strings.CutSuffix(key, ending); ok && utf8.RuneCountInString(rest) >= least {
				cut = ending
				break
			}
		}
		if cut == "" {
			break
		}
		key = strings.TrimSuffix(key, cut)
	}
	if utf8.RuneCountInString(key) < least {
		return ""
	}
	return key
}

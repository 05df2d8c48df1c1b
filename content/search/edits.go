package search

import (
	"slices"

	"lectern/content"
	"lectern/content/search/analysis"
)

// Letters that people type, by script.
var (
	cyrillicLetters = []rune("абвгдежзийклмнопрстуфхцчшщъыьэюя")
	turkicLetters   = append(slices.Clone(cyrillicLetters), []rune("әғқңөұүһіўҳ")...) // of Kazakh and its kin, and Uzbek
	latinLetters    = []rune("abcdefghijklmnopqrstuvwxyz")
	uzbekLetters    = append(slices.Clone(latinLetters), analysis.Apostrophe)
	arabicLetters   = []rune("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی")
)

// lettersFor returns the letters that a word may lack.
func lettersFor(word string, lang content.Lang) []rune {
	base := lang.Base()
	switch scriptOf(analysis.First(word)) {
	case cyrillic:
		switch base {
		case "kk", "ky", "tt", "ba", "uz":
			return turkicLetters
		}
		return cyrillicLetters
	case latin:
		if base == "uz" || base == "kaa" {
			return uzbekLetters
		}
		return latinLetters
	case arabic:
		return arabicLetters
	}
	return nil
}

// edits calls try with every word that one error makes typed of: letters
// swapped, one too many, one missing, one wrong. The word is valid till the next
// call.
func edits(typed, letters []rune, try func(word []rune)) {
	word := make([]rune, 0, len(typed)+1)
	for i := range typed {
		if i > 0 && typed[i] != typed[i-1] {
			word = append(word[:0], typed...)
			word[i-1], word[i] = word[i], word[i-1]
			try(word)
		}
		if i == 0 || typed[i] != typed[i-1] {
			try(append(append(word[:0], typed[:i]...), typed[i+1:]...))
		}
		for _, r := range letters {
			if r != typed[i] {
				word = append(word[:0], typed...)
				word[i] = r
				try(word)
				try(append(append(append(word[:0], typed[:i]...), r), typed[i:]...))
			}
		}
	}
	for _, r := range letters {
		try(append(append(word[:0], typed...), r))
	}
}

package library

import (
	"math"
	"strings"
	"unicode"

	"lectern/content"
)

// Words a minute at which grown-up readers read aloud a text of medium
// difficulty: Trauzettel-Klosinski & Dietz, "Standardized Assessment of Reading
// Performance: The New International Reading Speed Texts IReST", Investigative
// Ophthalmology & Visual Science 53 (2012), table 2. Languages not measured
// there are counted as the nearest relative that was; others at the mean.
func wordsPerMinute(lang content.Lang) float64 {
	switch lang.Base() {
	case "ar":
		return 138
	case "fi", "et":
		return 161
	case "tr", "az", "uz", "kk", "ky", "tk", "tt", "ba", "ug", "kaa", "crh":
		return 166
	case "pl", "cs", "sk":
		return 166
	case "de":
		return 179
	case "sl", "hr", "sr", "bs":
		return 180
	case "pt", "gl":
		return 181
	case "ru", "uk", "be", "bg":
		return 184
	case "he", "yi":
		return 187
	case "it":
		return 188
	case "fr":
		return 195
	case "sv", "da", "no", "nb", "nn":
		return 199
	case "nl", "af":
		return 202
	case "es", "ca":
		return 218
	case "en":
		return 228
	}
	return 184
}

// signsPerMinute is the same, from the same table, for writing without spaces.
func signsPerMinute(lang content.Lang) float64 {
	if lang.Base() == "ja" {
		return 357
	}
	return 255
}

// lettersPerWord parts into words the scripts of South-East Asia, which put no
// spaces between them: Thai words in running text have some five letters.
const lettersPerWord = 5

// A tally is how much there is to read in a text.
type tally struct {
	words int // words, each sign of Chinese and Japanese counted as one
	signs int // of them Chinese and Japanese
}

// minutes is the time to read it in whole minutes, at least one.
func (n tally) minutes(lang content.Lang) int {
	m := float64(n.words-n.signs)/wordsPerMinute(lang) + float64(n.signs)/signsPerMinute(lang)
	return max(1, int(math.Round(m)))
}

// scan counts the words of a text and gives each to word, as it is written. A
// word is letters, marks and digits, with apostrophes and hyphens inside;
// signs of Chinese and Japanese come in pairs, each with the one before it.
func scan(text string, word func(string)) tally {
	var n tally
	start, unspaced := -1, 0 // start of the word; letters of a script without spaces
	var before rune
	beforeAt := 0
	end := func(i int) {
		if start >= 0 {
			w := strings.TrimRight(text[start:i], "'’ʼʻ-‑")
			n.words++
			word(w)
			start = -1
		}
		n.words += (unspaced + lettersPerWord - 1) / lettersPerWord
		unspaced = 0
	}
	for i, r := range text {
		if r >= 0x400 && r < 0x530 && r != 0x482 { // Cyrillic, fast: all letters and marks
			if start < 0 {
				if unspaced > 0 {
					end(i)
				}
				start = i
			}
			before = 0
			continue
		}
		switch {
		case r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'):
			if start < 0 {
				start = i
			}
		case r < 0x80 && r != '\'' && r != '-':
			end(i)
		case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			end(i)
			n.words++
			n.signs++
			if before != 0 {
				word(text[beforeAt : i+len(string(r))])
			}
			before, beforeAt = r, i
			continue
		case r >= 0xe00 && r < 0x1a00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			if start >= 0 {
				end(i)
			}
			if unicode.IsLetter(r) {
				unspaced++
			}
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == 0xad || r == 0x200c || r == 0x200d:
			if start < 0 && !unicode.IsMark(r) {
				start = i
			}
		case strings.ContainsRune("'’ʼʻ‘`-‑", r):
			// part of a word only inside one
		default:
			end(i)
		}
		before = 0
	}
	end(len(text))
	return n
}

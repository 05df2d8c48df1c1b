package search

import (
	"slices"
	"strings"
	"unicode"

	"lectern/content"
	"lectern/content/search/analysis"
)

// suits reports whether a word of the query is in a script that texts of the
// language are written in.
func (r *reading) suits(lang content.Lang) bool {
	return slices.ContainsFunc(r.words, func(w queryWord) bool { return suits(w.text, lang) })
}

func suits(word string, lang content.Lang) bool {
	letter := strings.IndexFunc(word, unicode.IsLetter)
	if letter < 0 {
		return true
	}
	of := scriptOf(analysis.First(word[letter:]))
	if strings.HasSuffix(string(lang), "-Cyrl") {
		return of == cyrillic
	}
	switch lang.Base() {
	case "ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "tt", "ba", "mn", "cv":
		return of == cyrillic
	case "sr", "bs":
		return of == cyrillic || of == latin
	case "ar", "fa", "ur", "ps", "ug", "ckb", "sd":
		return of == arabic
	case "zh", "ja", "ko", "th", "lo", "my", "km", "he", "hi", "bn", "ta", "te", "ka", "hy", "el", "am":
		return of == otherScript
	}
	return of == latin
}

// A script is what suits needs to know about a letter.
type script int

const (
	otherScript script = iota
	cyrillic
	latin
	arabic
)

func scriptOf(r rune) script {
	switch {
	case r < 0x250 || r >= 0x1E00 && r <= 0x1EFF:
		return latin
	case r >= 0x400 && r <= 0x52F:
		return cyrillic
	case r >= 0x600 && r <= 0x6FF:
		return arabic
	}
	return otherScript
}

package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// A knownWord is a term of the dictionary that corrections are looked up in.
type knownWord struct {
	term    string
	letters []rune
	weight  uint8 // twice the binary logarithm of the number of articles
}

// decodeWords reads the payload of a words file.
func decodeWords(payload []byte) ([]knownWord, error) {
	r := reader{data: payload}
	n := r.count()
	words := make([]knownWord, 0, n)
	var term []byte
	for range n {
		shared := r.number(len(term))
		term = append(term[:shared], r.bytes(r.count())...)
		weight := r.bytes(1)
		if r.failed {
			return nil, errDamaged
		}
		words = append(words, knownWord{term: string(term), letters: []rune(string(term)), weight: weight[0]})
	}
	return words, r.done()
}

// correctable reports whether a term is a word that people mistype.
func correctable(term string) bool {
	n := utf8.RuneCountInString(term)
	return n >= 4 && n <= 32 && !strings.ContainsFunc(term, func(r rune) bool { return !unicode.IsLetter(r) || analysis.IsUnspaced(r) })
}

package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/search/analysis"
)

// rests are what may be left to type of a word whose ending has been begun, by
// script: the ends of the endings that stems lose.
var rests = map[script][]string{
	cyrillic: strings.Fields("а я о е и ы у й ь го му м х ми ой ей ый ий ая ые ого ому ым ых ыми ами ах ть ет ит ут ют ат ят л ла ли ся " +
		"ный ная ные ного ных нный нная нные нного нных ние ния ением ение ения ание ания ость ости " +
		"щий щие щего щих ющий емый вший вшие вшего вшим вших ший шие шего шим ших сь сать лять рать нуть"),
	latin: strings.Fields("s e d y t n g es ed er ing ng ly ion on ions tion ions ation tions ent nt ents ment ments ity ty lity ility ies bility al nal able ble ive ness less ful " +
		"r ar lar ning ga da dan ni"),
}

const maxOutgrown = 6

// outgrown returns the terms that an unfinished word may have outgrown: those of
// words that begin with it and don't begin so themselves. "больног" is on its
// way to "больного" and "mapp" to "mapping", whose terms are "больн" and "map".
func outgrown(word string, f analysis.Forms, lang content.Lang) []string {
	letters := utf8.RuneCountInString(word)
	if letters < 3 || f.Key == "" || analysis.IsUnspaced(analysis.First(word)) {
		return nil
	}
	same := cut(f.Key, max(2, letters-4)) // as far as a term must begin with the word
	var terms []string
	for _, rest := range rests[scriptOf(analysis.First(word))] {
		term := analysis.Term([]byte(word+rest), lang)
		if !strings.HasPrefix(term, f.Key) && strings.HasPrefix(term, same) && term != f.Term &&
			utf8.RuneCountInString(term) >= 3 && !slices.Contains(terms, term) && len(terms) < maxOutgrown {
			terms = append(terms, term)
		}
	}
	return terms
}

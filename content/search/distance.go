package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Costs of an error in typing, in tenths of a wrong letter.
const (
	wrongLetter     = 10
	neighbourLetter = 7 // its key is beside the right one
	similarLetter   = 6 // one is written for the other: ъ for ь
	swappedLetters  = 7
	missingLetter   = 6 // of all letters that it may be, one is left out; of wrong ones there are several
	extraLetter     = 8
	doubledLetter   = 5 // one of two, or two of one
	firstLetter     = 2 // more, for people look where they begin
	farOff          = 100
)

// A distance measures how much went wrong between a word meant and a word
// typed: Damerau and Levenshtein's, each pair of letters changed once, with
// costs for what fingers do. It holds rows that are used again.
type distance struct {
	rows [3][]uint8
	keys keyboard
}

// rowOf returns the costs of a word meant against the beginnings of a word
// typed, or nil when all are above limit; what is above limit may be higher yet.
// Its values are valid till the next call. Beginnings that are longer or shorter
// by more letters than limit allows are not compared.
func (d *distance) rowOf(meant, typed []rune, limit uint8) []uint8 {
	for i := range d.rows {
		if cap(d.rows[i]) <= len(typed) {
			d.rows[i] = make([]uint8, len(typed)+32)
		}
		d.rows[i] = d.rows[i][:len(typed)+1]
	}
	before, last, row := d.rows[0], d.rows[1], d.rows[2]
	for j := range last {
		last[j] = uint8(min(j*extraLetter, farOff))
	}
	most := int(limit) / doubledLetter
	from, to := 0, len(typed)
	for i := 1; i <= len(meant); i++ {
		from, to = max(1, i-most), min(len(typed), i+most)
		if from > to {
			return nil
		}
		row[0] = uint8(min(i*missingLetter, farOff))
		least := row[0]
		if from > 1 {
			row[from-1], least = farOff, farOff
		}
		for j := from; j <= to; j++ {
			a, b := meant[i-1], typed[j-1]
			cost := last[j-1]
			if a != b {
				cost += d.wrong(a, b)
				missing, extra := uint8(missingLetter), uint8(extraLetter)
				if i > 1 && meant[i-2] == a {
					missing = doubledLetter
				}
				if j > 1 && typed[j-2] == b {
					extra = doubledLetter
				}
				if i == 1 && j == 1 {
					cost += firstLetter
				}
				cost = min(cost, last[j]+missing, row[j-1]+extra)
				if i > 1 && j > 1 && a == typed[j-2] && meant[i-2] == b {
					cost = min(cost, before[j-2]+swappedLetters)
				}
			}
			row[j] = min(cost, farOff)
			least = min(least, row[j])
		}
		if least > limit {
			return nil
		}
		if to < len(typed) {
			row[to+1] = farOff
		}
		before, last, row = last, row, before
	}
	for j := range last {
		if j > 0 && j < from || j > to {
			last[j] = farOff
		}
	}
	return last
}

// between returns what went wrong between two words.
func (d *distance) between(meant, typed string) uint8 {
	letters := []rune(typed)
	if row := d.rowOf([]rune(meant), letters, farOff); row != nil {
		return row[len(letters)]
	}
	return farOff
}

// begun returns what went wrong between a word meant and one typed; if that may
// be unfinished, and the beginning of the word that is nearest.
func (d *distance) begun(meant, typed string, unfinished bool) uint8 {
	least := d.between(meant, typed)
	if unfinished {
		letters := []rune(meant)
		for n := utf8.RuneCountInString(typed) - 1; n < len(letters) && n <= utf8.RuneCountInString(typed)+1; n++ {
			least = min(least, d.between(string(letters[:max(n, 0)]), typed))
		}
	}
	return least
}

// wrong returns what it costs that one letter was typed for another.
func (d *distance) wrong(meant, typed rune) uint8 {
	a, b := keyNumber(meant), keyNumber(typed)
	switch {
	case a < 0 || b < 0 || (a^b)&64 != 0:
		return wrongLetter
	case d.keys.like[a]>>(b&63)&1 != 0:
		return similarLetter
	case d.keys.beside[a]>>(b&63)&1 != 0:
		return neighbourLetter
	}
	return wrongLetter
}

// A keyboard knows of each letter those whose keys touch its own and those that are
// written for it or that it is written for: Latin letters by their places in the
// alphabet, Russian ones from 64 on.
type keyboard struct {
	beside, like [128]uint32
}

// newKeyboard returns the Latin and the Russian layout.
func newKeyboard() keyboard {
	var k keyboard
	join := func(in *[128]uint32, a, b rune) {
		if x, y := keyNumber(a), keyNumber(b); x >= 0 && y >= 0 {
			in[x] |= 1 << (y & 63)
			in[y] |= 1 << (x & 63)
		}
	}
	for _, rows := range [][3]string{{"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"}} {
		for i, row := range rows {
			keys := []rune(row)
			for at, r := range keys {
				if at > 0 {
					join(&k.beside, r, keys[at-1])
				}
				// A row stands half a key to the right of the one above, two rows a key.
				if i > 0 {
					above := []rune(rows[i-1])
					for n := at; n < min(at+2, len(above)); n++ {
						join(&k.beside, r, above[n])
					}
				}
			}
		}
	}
	for _, pair := range [...]string{"ъь", "щш", "йи", "эе"} {
		letters := []rune(pair)
		join(&k.like, letters[0], letters[1])
	}
	return k
}

// keyNumber returns the place of a letter in a keyboard; -1 for others.
func keyNumber(r rune) int {
	switch {
	case r >= 'a' && r <= 'z':
		return int(r - 'a')
	case r >= 'а' && r <= 'я':
		return 64 + int(r-'а')
	}
	return -1
}

// signature returns a bit for each letter of a word, some sharing one: words
// with few errors between them differ in few bits.
func signature(letters []rune) uint32 {
	var bits uint32
	for _, r := range letters {
		bits |= 1 << (uint32(r) % 32)
	}
	return bits
}

// surface returns the form of a term to show to readers: the word with that
// term that is nearest to the one typed.
func (d *distance) surface(term, typed string, termOf func(string) string) string {
	letters := []rune(typed)
	best, least := "", uint8(farOff+1)
	try := func(word string) {
		row := d.rowOf([]rune(word), letters, farOff)
		if row != nil && row[len(letters)] < least && termOf(word) == term {
			best, least = word, row[len(letters)]
		}
	}
	try(term)
	for _, ending := range endings {
		try(term + ending)
	}
	if stem, ok := strings.CutSuffix(term, "i"); ok {
		try(stem + "y")
	}
	if best == "" {
		return term
	}
	return best
}

// endings are what stems lose in Russian and English: those of declension and
// the commonest of conjugation and derivation.
var endings = strings.Fields("а я о е ь и ы у ю й ие ия ий ый ой ая яя ое ее ые ом ем ов ев ей ам ям ами ями ах ях ого его ому ему ым им ых их ыми ими " +
	"ую юю ою ею ью ию ии ием иям иях иями ть ти ться ет ит ут ют ат ят л ла ло ли ал ил ала али ать ить ять еть ует уют ный ная ное ные ного ной ному ным ных ную " +
	"ость ости остью ание ания анию ением ение ения ению ании ении нии ние ния " +
	"e s es ed ing er y ies ion ions ly al ment ness lar ni ning ga da dan si")

// isEnding reports whether letters are one of the endings, or none.
func isEnding(letters []rune) bool {
	return len(letters) == 0 || slices.Contains(endings, string(letters))
}

// verbal are the endings of Russian verbs among them.
var verbal = strings.Fields("ть ти ться ет ит ут ют ат ят л ла ло ли ал ил ала али ать ить ять еть ует уют")

// isVerbal reports whether an ending is one of Russian verbs.
func isVerbal(ending []rune) bool { return slices.Contains(verbal, string(ending)) }

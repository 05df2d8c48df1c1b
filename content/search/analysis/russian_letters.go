package analysis

import "unicode/utf8"

// letters is the length of a Cyrillic word in letters: each is two bytes.
func letters(word []byte) int { return len(word) / 2 }

// endsIn reports whether word ends in ending. It is asked some 400 times in this
// package: inlined it would add 40 kB to the compressed browser program.
//
//go:noinline
func endsIn(word []byte, ending string) bool {
	n := len(word) - len(ending)
	return n >= 0 && word[len(word)-1] == ending[len(ending)-1] && string(word[n:]) == ending
}

// less returns word without its last n letters.
func less(word []byte, n int) []byte { return word[:max(0, len(word)-2*n)] }

// lastLetter returns the last letter of word, 0 for none.
//
//go:noinline
func lastLetter(word []byte) rune {
	if len(word) < 2 {
		return 0
	}
	n := len(word)
	return rune(word[n-2]&0x1F)<<6 | rune(word[n-1]&0x3F) // of two bytes, as all letters here
}

// isVowel reports whether r is a vowel; ё is е here.
func isVowel(r rune) bool {
	switch r {
	case 'а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я':
		return true
	}
	return false
}

// hissing reports whether r is one of the letters that consonants change to
// before some endings of verbs.
func hissing(r rune) bool { return r == 'ж' || r == 'ш' || r == 'ч' || r == 'щ' }

// hasVowel reports whether a word has a vowel: a stem has one.
func hasVowel(word []byte) bool {
	for i := 0; i+1 < len(word); i += 2 {
		if r, _ := utf8.DecodeRune(word[i:]); isVowel(r) {
			return true
		}
	}
	return false
}

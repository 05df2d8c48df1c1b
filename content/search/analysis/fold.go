package analysis

import (
	"unicode"
	"unicode/utf8"
)

// Folding brings the ways to write one letter to one letter: lower case, no
// accents, no vowel marks, no invisible characters. It works on composed and on
// decomposed text alike, so nothing needs to be normalized first (x/text's
// tables would add 40 kB to the browser program).

// latin holds the base letters of U+00C0 to U+024F, and latinMore
// those of U+1E00 to U+1EFF; a dot stands for "keep". A test holds them
// against the Unicode tables.
const (
	latin = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll." +
		".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
		"................................oo.............uu....zz........." +
		".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo" +
		"aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............" +
		"................"
	latinMore = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
)

// Apostrophe is what every sign used as one is folded to. It is no letter of
// any stemmer, and no sign that people type.
const Apostrophe = 'ʼ'

// IsApostrophe reports whether people use r for an Apostrophe inside a word.
func IsApostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʻ', 'ʼ', '‘', '`', '´', 'ʹ', '′', '‛', '＇':
		return true
	}
	return false
}

// IsInvisible reports whether r has no shape of its own: joiners, direction
// marks, soft hyphens, selectors. Such characters neither break nor make words.
func IsInvisible(r rune) bool {
	switch {
	case r == 0xAD || r == 0x34F || r == 0x61C || r == 0x180E || r == 0xFEFF || r == 0x640:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}

// isDroppedMark reports whether r is a mark that a reader may leave out:
// accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic.
// Marks of other scripts (Devanagari, Thai) are letters in all but name.
func isDroppedMark(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x1AB0 && r <= 0x1AFF, r >= 0x1DC0 && r <= 0x1DFF:
		return true
	case r >= 0x591 && r <= 0x5BD, r == 0x5BF, r == 0x5C1, r == 0x5C2, r == 0x5C4, r == 0x5C5, r == 0x5C7:
		return true
	case r >= 0x610 && r <= 0x61A, r >= 0x64B && r <= 0x65F, r == 0x670, r >= 0x6D6 && r <= 0x6ED && r != 0x6DD && r != 0x6DE && r != 0x6E5 && r != 0x6E6 && r != 0x6E9:
		return true
	}
	return false
}

// appendFolded appends the folded form of r, a letter, digit or mark, to word.
func appendFolded(word []byte, r rune) []byte {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(word, byte(r))
	case r >= 0x430 && r <= 0x45F: // small Cyrillic, the bulk of our text
		return utf8.AppendRune(word, r)
	case isDroppedMark(r):
		return compose(word, r)
	case IsInvisible(r):
		return word
	case r >= 0xFF01 && r <= 0xFF5E: // full width
		return appendFolded(word, r-0xFEE0)
	}
	r = unicode.ToLower(r)
	switch {
	case r < 0x80:
		return append(word, byte(r))
	case r >= 0xC0 && r <= 0x24F:
		switch r {
		case 'ß':
			return append(word, "ss"...)
		case 'æ', 'ǽ', 'ǣ':
			return append(word, "ae"...)
		case 'œ':
			return append(word, "oe"...)
		case 'þ':
			return append(word, "th"...)
		}
		if base := latin[r-0xC0]; base != '.' {
			return append(word, base)
		}
	case r >= 0x1E00 && r <= 0x1EFF:
		if base := latinMore[r-0x1E00]; base != '.' {
			return append(word, base)
		}
	case r >= 0x370 && r <= 0x3FF:
		r = foldGreek(r)
	case r >= 0x600 && r <= 0x6FF:
		r = foldArabic(r)
	}
	if r < 0x80 {
		return append(word, byte(r))
	}
	return utf8.AppendRune(word, r)
}

// compose applies a mark that follows the last letter of word: the Cyrillic
// letters that are told apart by a mark get theirs, other marks are dropped.
func compose(word []byte, mark rune) []byte {
	last, size := utf8.DecodeLastRune(word)
	var whole rune
	switch {
	case mark == 0x306 && last == 'и':
		whole = 'й'
	case mark == 0x306 && last == 'у':
		whole = 'ў'
	case mark == 0x308 && last == 'е':
		whole = 'ё'
	case mark == 0x308 && last == 'і':
		whole = 'ї'
	default:
		return word
	}
	return utf8.AppendRune(word[:len(word)-size], whole)
}

func foldGreek(r rune) rune {
	switch r {
	case 'ά':
		return 'α'
	case 'έ':
		return 'ε'
	case 'ή':
		return 'η'
	case 'ί', 'ϊ', 'ΐ':
		return 'ι'
	case 'ό':
		return 'ο'
	case 'ύ', 'ϋ', 'ΰ':
		return 'υ'
	case 'ώ':
		return 'ω'
	case 'ς':
		return 'σ'
	}
	return r
}

// foldArabic folds what a keyboard of one country writes differently from
// another's: Persian and Urdu yeh, kaf and heh, and both sets of digits. The
// alefs and the teh marbuta are left to arabicKey, for the stemmer needs them.
func foldArabic(r rune) rune {
	switch {
	case r >= 0x660 && r <= 0x669:
		return '0' + r - 0x660
	case r >= 0x6F0 && r <= 0x6F9:
		return '0' + r - 0x6F0
	}
	switch r {
	case 'ی', 'ې', 'ے':
		return 'ي'
	case 'ک', 'ڪ':
		return 'ك'
	case 'ہ', 'ھ', 'ە':
		return 'ه'
	case 'ۀ', 'ۃ':
		return 'ة'
	}
	return r
}

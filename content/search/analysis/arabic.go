package analysis

import "unicode/utf8"

// Words in Arabic letters are written with what most writers agree on: one
// alef, one yeh, one kaf, heh for teh marbuta, no seats of hamza. In Arabic the
// article, the conjunctions and prepositions written with a word, and the
// endings of number, gender and possession are no part of its term; in Persian
// the plural, the indefinite ی, the ezafe and the comparison are not.

// appendArabicKey appends word with the letters folded that writers mix up:
// the alefs, the seats of hamza, final yeh and alef maksura, heh and teh marbuta.
func appendArabicKey(key, word []byte) []byte {
	for i := 0; i < len(word); {
		r, size := utf8.DecodeRune(word[i:])
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			r = 'ا'
		case 'ى', 'ئ':
			r = 'ي'
		case 'ؤ':
			r = 'و'
		case 'ة':
			r = 'ه'
		case 'ء', Apostrophe:
			r = -1
		}
		if r >= 0 {
			key = append(key, string(r)...)
		}
		i += size
	}
	return key
}

// appendArabic appends the term of an Arabic word.
func appendArabic(term, word []byte) []byte {
	at := len(term)
	term = appendArabicKey(term, word)
	w := term[at:]
	w = arabicWithoutEnding(w[arabicPrefix(w):])
	return append(term[:at], w...)
}

// appendPersian appends the term of a Persian word. A joiner without width
// before an ending (کتاب‌ها) has been left out by then.
func appendPersian(term, word []byte) []byte {
	at := len(term)
	term = appendArabicKey(term, word)
	w := term[at:]
	for _, ending := range [...]string{"هايشان", "هايمان", "هايتان", "هايش", "هايم", "هايت", "هايي", "هاي", "ها", "ترين", "تر", "يي"} {
		if endsIn(w, ending) && letters(w) >= len(ending)/2+3 {
			w = w[:len(w)-len(ending)]
			break
		}
	}
	if letters(w) > 4 && (endsIn(w, "ي") || endsIn(w, "ه")) {
		w = less(w, 1)
	}
	return term[:at+len(w)]
}

// arabicPrefix returns the bytes of the article and the small words written
// together with w.
func arabicPrefix(w []byte) int {
	at := 0
	if n := letters(w); n > 3 && beginsWith(w, "و") {
		if n > 4 || !beginsWith(w, "وا") {
			at = 2
		}
	}
	rest := w[at:]
	switch n := letters(rest); {
	case n > 4 && (beginsWith(rest, "بال") || beginsWith(rest, "كال") || beginsWith(rest, "فال")):
		return at + 6
	case n > 3 && (beginsWith(rest, "ال") || beginsWith(rest, "لل")):
		return at + 4
	}
	if letters(rest) < 3 {
		return 0
	}
	return at
}

func beginsWith(word []byte, beginning string) bool {
	return len(word) >= len(beginning) && string(word[:len(beginning)]) == beginning
}

// arabicWithoutEnding cuts endings off an Arabic word without its article.
func arabicWithoutEnding(w []byte) []byte {
	for range 2 {
		n := letters(w)
		switch {
		case n > 4 && (endsIn(w, "هما") || endsIn(w, "كما") || endsIn(w, "تها") || endsIn(w, "تهم")):
			w = less(w, 3)
		case n > 3 && (endsIn(w, "ها") || endsIn(w, "ان") || endsIn(w, "ات") || endsIn(w, "ون") || endsIn(w, "ين") || endsIn(w, "يه") || endsIn(w, "هم") || endsIn(w, "نا")):
			w = less(w, 2)
		case n > 3 && (endsIn(w, "ه") || endsIn(w, "ي") || n > 4 && endsIn(w, "ا")):
			w = less(w, 1)
		default:
			return w
		}
	}
	return w
}

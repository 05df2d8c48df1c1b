package analysis

import "unicode/utf8"

// A Russian word's term is a stem of our own making, not Snowball's. Snowball
// leaves 12.7 % of the pairs of forms of one word apart (22 % with participles,
// which are half the forms of a verb), for two reasons. It takes an ending for
// a verb's in one form and for a noun's in the next: "вызов" is "выз", "вызова"
// is "вызов". And it knows no vowels that come and go, and no consonants that
// change: "вставок" and "вставка", "укажите" and "указать".
//
// Here endings that any form of a word can have are cut in one way, and what
// only a form's last letters can tell (participle, past, noun) is levelled on
// the stem that is left:
//
//	использовать используйте использующий использован  использова
//	изменил измените измененный изменены               измен
//	канал канала каналов                               кана
//	вставка вставок, заголовок заголовки               вставк, заголовк
//	укажите указать указан                             указа
//
// Verbal nouns stay words of their own (использование: "использовани").

// A russianForm is a word while its stem is being found.
type russianForm struct {
	stem  []byte
	class formClass
}

// A formClass says by which kind of ending a stem was found, which tells the
// other stems that the word may have.
type formClass uint8

const (
	nominal    formClass = iota // a noun's or an adjective's, or none
	verbal                      // a verb's with the vowel и, or none
	thematic                    // a verb's with the vowel а, я or е, which is kept
	participle                  // -ен and -енный
	verbalNoun                  // -ание, -ение
	whole                       // none: the word has no other stem
)

// appendRussian appends the stem of a folded word of Cyrillic letters.
func appendRussian(term, word []byte) []byte {
	at := len(term)
	term = appendYeForYo(term, word)
	form := russianStem(term[at:])
	return append(term[:at], form.stem...)
}

// appendYeForYo appends word with е for ё and without apostrophes.
func appendYeForYo(to, word []byte) []byte {
	const yo, ye, mark = "ё", "е", "ʼ"
	for i := 0; i < len(word); {
		if i+1 < len(word) && word[i] >= 0xC0 {
			switch string(word[i : i+2]) {
			case yo:
				to = append(to, ye...)
			case mark:
			default:
				to = append(to, word[i], word[i+1])
			}
			i += 2
			continue
		}
		to = append(to, word[i])
		i++
	}
	return to
}

// russianStem finds the stem of w, which it may write over.
func russianStem(w []byte) russianForm {
	if stem := irregular(w); stem == string(w) && stem != "" {
		return russianForm{w, whole}
	} else if stem != "" {
		return russianForm{append(w[:0], stem...), nominal}
	}
	if letters(w) < 3 {
		return russianForm{w, nominal}
	}
	if endsIn(w, "аясь") && letters(w) > 6 {
		return russianForm{verbRoot(less(w, 3)), thematic} // пытаясь
	}
	if endsIn(w, "уюсь") && letters(w) > 6 {
		return russianForm{append(less(w, 4), "ова"...), thematic} // интересуюсь
	}
	w = withoutReflexive(w)
	if letters(w) > 5 && (endsIn(w, "емте") || endsIn(w, "имте")) {
		w = less(w, 2) // пойдемте
	}
	if kept := keptEnding(w); kept >= 0 {
		return russianForm{less(w, kept), nominal}
	}
	if form, ok := verbStem(w); ok {
		return form
	}
	if stem, ok := fluent(w); ok {
		return russianForm{stem, nominal}
	}
	n := nominalEnding(w)
	if n > 0 {
		ending := w[len(w)-2*n:]
		stem := less(w, n)
		if r, _ := utf8.DecodeRune(ending); r == 'и' && (n > 1 && endsInNoun(stem)) && string(ending) != "ими" && string(ending) != "им" && string(ending) != "их" {
			return russianForm{append(stem, "и"...), verbalNoun}
		}
		w = stem
	}
	return level(w, n)
}

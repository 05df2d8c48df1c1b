package analysis

import "unicode/utf8"

// A Kazakh word is a stem and endings, each with a fixed place: plural,
// possession, case. The term is what is left without them, so that "кітап",
// "кітаптар", "кітабы", "кітаптарымыздың" are one word. Kyrgyz, Tatar, Bashkir
// and Karakalpak in Cyrillic letters have the same places and most of the
// endings, and go the same way.
//
// Endings are written by the vowels and the last consonant of what they follow;
// they are listed in all their forms, and a form that doesn't fit the vowels
// before it is no ending.

// appendKazakh appends the stem of a folded word of Cyrillic letters.
func appendKazakh(term, word []byte) []byte {
	at := len(term)
	term = appendYeForYo(term, word)
	return append(term[:at], kazakhStem(term[at:])...)
}

// kazakhStem cuts the endings off w, which it may write over.
func kazakhStem(w []byte) []byte {
	const least = 3
	for {
		n := kazakhRelative(w)
		if n == 0 || letters(w)-n < least {
			break
		}
		w = less(w, n)
	}
	switch string(tail(w, 3)) {
	case "ады", "еді", "йды", "йді":
		if letters(w) > 5 {
			return turkicFinal(less(w, 3))
		}
	}
	for place := range 3 {
		n := 0
		switch place {
		case 0:
			n = kazakhCase(w)
		case 1:
			n = kazakhPossession(w)
		case 2:
			n = kazakhPlural(w)
		}
		if rest := less(w, n); n > 0 && (letters(rest) >= least || n > 2 && letters(rest) == 2) && hasTurkicVowel(rest) {
			w = rest
		}
	}
	if n := kazakhVerb(w); n > 0 && letters(w)-n >= least && hasTurkicVowel(less(w, n)) {
		w = less(w, n)
	}
	return turkicFinal(w)
}

// kazakhVerb returns the letters of a participle's or an infinitive's ending.
func kazakhVerb(w []byte) int {
	switch string(tail(w, 4)) {
	case "атын", "етін", "йтын", "йтін":
		return 4
	}
	switch string(tail(w, 3)) {
	case "ған", "ген", "қан", "кен":
		return 3
	}
	switch string(tail(w, 2)) {
	case "ып", "іп":
		return 2
	}
	switch string(tail(w, 1)) {
	case "у":
		return 1
	}
	return 0
}

// tail returns the last n letters of w, "" if there are none before them.
func tail(w []byte, n int) []byte {
	if len(w) < 2*n+2 {
		return nil
	}
	return w[len(w)-2*n:]
}

// kazakhRelative returns the letters of -дағы ("that is in") and -нікі ("that
// belongs to") at the end of w.
func kazakhRelative(w []byte) int {
	switch string(tail(w, 4)) {
	case "дағы", "дегі", "тағы", "тегі":
		return 2
	}
	return 0
}

// kazakhCase returns the letters of a case at the end of w. What an ending
// begins with depends on what it follows.
func kazakhCase(w []byte) int {
	switch string(tail(w, 3)) {
	case "ның", "нің", "дың", "дің", "дан", "ден", "нан", "нен", "мен", "бен", "нең", "нын", "нин", "дын", "дин", "дән", "нән", "дон", "дөн":
		return 3
	case "тың", "тің", "тан", "тен", "пен":
		if !endsIn(w, "стан") && isVoiceless(lastLetter(less(w, 3))) {
			return 3
		}
	case "нда", "нде":
		// қаласында has the н of possession, Қазақстанда its own.
		if p := less(w, 3); endsIn(p, "ы") || endsIn(p, "і") {
			return 3
		}
		return 2
	}
	before := lastLetter(less(w, min(letters(w), 2)))
	switch string(tail(w, 2)) {
	case "да", "де", "ға", "ге", "га", "гә", "дә", "до", "дө", "го", "гө":
		return 2
	case "та", "те", "қа", "ке", "ты", "ті":
		if isVoiceless(before) {
			return 2
		}
	case "ды", "ді":
		return 2
	case "ны", "ні":
		if isTurkicVowel(before) {
			return 2
		}
	case "на", "не":
		if before == 'ы' || before == 'і' {
			return 2
		}
	case "ын", "ін":
		return 1
	}
	return 0
}

// isVoiceless reports whether a Kazakh stem that ends in r takes endings with
// т, қ, к and п. Loans keep a voiced letter that is spoken without voice.
func isVoiceless(r rune) bool {
	switch r {
	case 'п', 'т', 'к', 'қ', 'с', 'ш', 'щ', 'ц', 'ч', 'ф', 'х', 'һ', 'б', 'в', 'г', 'д', 'ғ':
		return true
	}
	return false
}

// kazakhPossession returns the letters of a possessive ending of w.
func kazakhPossession(w []byte) int {
	switch string(tail(w, 4)) {
	case "ымыз", "іміз", "ыңыз", "іңіз":
		return 4
	}
	switch string(tail(w, 2)) {
	case "сы", "сі":
		return 2
	}
	switch string(tail(w, 1)) {
	case "ы", "і":
		return 1
	}
	return 0
}

// kazakhPlural returns the letters of a plural ending of w.
func kazakhPlural(w []byte) int {
	before := lastLetter(less(w, min(letters(w), 3)))
	switch string(tail(w, 3)) {
	case "лар", "лер", "ләр", "лор", "лөр", "нар", "нәр":
		return 3
	case "дар", "дер":
		switch before {
		case 'л', 'м', 'н', 'ң', 'з', 'ж':
			return 3
		}
	case "тар", "тер":
		if isVoiceless(before) {
			return 3
		}
	}
	return 0
}

// turkicFinal gives a stem the consonant it has without endings: кітабы is a
// form of кітап, құқығы of құқық.
func turkicFinal(w []byte) []byte {
	if letters(w) < 3 {
		return w
	}
	if string(w) == "халық" {
		return append(less(w, 2), "қ"...)
	}
	if letters(w) > 5 {
		switch string(tail(w, 3)) {
		case "лық", "лік", "дық", "дік", "тық", "тік":
			w = less(w, 3)
		}
	}
	if letters(w) > 4 && (endsIn(w, "ыс") || endsIn(w, "іс")) {
		return less(w, 2)
	}
	if last := lastLetter(w); letters(w) > 3 && (last == 'ы' || last == 'і') {
		return less(w, 1)
	}
	switch lastLetter(w) {
	case 'ғ':
		return append(less(w, 1), "қ"...)
	case 'г':
		return append(less(w, 1), "к"...)
	case 'б':
		return append(less(w, 1), "п"...)
	}
	return w
}

// hasTurkicVowel reports whether a word has a vowel: a stem has one.
func hasTurkicVowel(w []byte) bool {
	for i := 0; i+1 < len(w); i += 2 {
		if r, _ := utf8.DecodeRune(w[i:]); isTurkicVowel(r) {
			return true
		}
	}
	return false
}

func isTurkicVowel(r rune) bool {
	switch r {
	case 'а', 'ә', 'е', 'и', 'о', 'ө', 'у', 'ұ', 'ү', 'ы', 'і', 'э', 'ю', 'я':
		return true
	}
	return false
}

// kazakhKin returns the stem of a word that may end in a possessive ending of
// the first or second person, which articles hardly have and many stems end in.
func kazakhKin(stem string) []string {
	w := []byte(stem)
	if letters(w) < 5 {
		return nil
	}
	switch string(tail(w, 2)) {
	case "ым", "ім", "ың", "ің":
		return []string{string(turkicFinal(less(w, 2)))}
	}
	if endsIn(w, "м") || endsIn(w, "ң") {
		return []string{string(less(w, 1))}
	}
	return nil
}

package analysis

// endsInNoun reports whether a stem may be that of a noun in -ание or -ение.
func endsInNoun(stem []byte) bool {
	return endsIn(stem, "ан") || endsIn(stem, "ен") || endsIn(stem, "ян")
}

// nominalEnding returns the letters of the longest ending of a noun or an
// adjective that leaves a stem.
func nominalEnding(w []byte) int {
	for n := min(4, letters(w)-2); n > 0; n-- {
		switch string(w[len(w)-2*n:]) {
		case "иями", "ьями",
			"иев", "ьев", "ьей", "ьям", "ьях", "ьем",
			"ими", "ыми", "его", "ого", "ему", "ому", "иях", "иям", "ием", "ией", "ями", "ами",
			"ее", "ие", "ые", "ое", "ей", "ий", "ый", "ой", "ем", "им", "ым", "ом", "их", "ых", "ую", "юю", "ая", "яя", "ою", "ею",
			"ев", "ов", "ье", "ьи", "ии", "ям", "ам", "ах", "ях", "ию", "ью", "ия", "ья",
			"а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я":
			stem := less(w, n)
			if last := lastLetter(stem); w[len(w)-1] == 0xBE && n == 1 && (last == 'е' || last == 'и') {
				return 0 // видео, радио
			}
			if n == 2 && w[len(w)-1] == 0xB2 && endsIn(w, "ев") && !softPlural(stem) {
				return 0
			}
			if n == 1 && letters(stem) == 2 || hasVowel(stem) {
				return n
			}
		}
	}
	return 0
}

// softPlural reports whether -ев after the stem may be the ending of a plural:
// after a vowel (музеев) or ц (месяцев). After other letters it is a part of the
// word (Медведев, посев), and so it is where only one letter and и are before it (Киев).
func softPlural(stem []byte) bool {
	last := lastLetter(stem)
	return last == 'ц' || isVowel(last) && (last != 'и' || letters(stem) > 2)
}

// keptEnding returns the letters of the ending of words whose stem itself ends
// as if with an ending (вызов, режим, объему), -1 for all others.
func keptEnding(w []byte) int {
	for n := 0; n <= 3 && n < letters(w)-2; n++ {
		switch ending := string(w[len(w)-2*n:]); ending {
		case "", "а", "е", "о", "у", "ы", "ам", "ах", "ов", "ой", "ом", "ами", "ая", "ое", "ые", "ый", "ых", "ым", "ыми", "ого", "ому", "ую":
			if stem := less(w, n); keptStem(stem) {
				return n
			}
		}
	}
	return -1
}

// keptStem reports whether a word is such a stem.
func keptStem(stem []byte) bool {
	switch lastLetter(stem) {
	case 'в':
		return endsIn(stem, "вызов") || endsIn(stem, "основ") || endsIn(stem, "остров") || endsIn(stem, "готов") ||
			endsIn(stem, "инаков") || endsIn(stem, "останов") || endsIn(stem, "здоров") || endsIn(stem, "грев")
	case 'м':
		return endsIn(stem, "режим") || endsIn(stem, "ъем") || endsIn(stem, "прием") || endsIn(stem, "схем") || endsIn(stem, "модем")
	case 'т':
		return endsIn(stem, "счет") || endsIn(stem, "отчет") || endsIn(stem, "вычет") || endsIn(stem, "учет")
	case 'г':
		switch string(stem) {
		case "дорог", "строг", "долг", "мног":
			return true
		}
	}
	return false
}

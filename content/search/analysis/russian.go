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
)

// letters is the length of a Cyrillic word in letters: each is two bytes.
func letters(word []byte) int { return len(word) / 2 }

// endsIn reports whether word ends in ending. It is asked some 400 times in this
// package: inlined it would add 40 kB to the compressed browser program.
//
//go:noinline
func endsIn(word []byte, ending string) bool {
	n := len(word) - len(ending)
	return n >= 0 && string(word[n:]) == ending
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
	if stem := irregular(w); stem != "" {
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

// endsInNoun reports whether a stem may be that of a noun in -ание or -ение.
func endsInNoun(stem []byte) bool {
	return endsIn(stem, "ан") || endsIn(stem, "ен") || endsIn(stem, "ян")
}

// withoutReflexive cuts -ся and -сь off what may be a verb.
func withoutReflexive(w []byte) []byte {
	switch {
	case letters(w) < 5:
	case endsIn(w, "ся"):
		return less(w, 2)
	case endsIn(w, "лась"), endsIn(w, "лось"), endsIn(w, "лись"), endsIn(w, "тесь"), endsIn(w, "вшись"),
		endsIn(w, "йтись"), endsIn(w, "стись"), endsIn(w, "ючись"), endsIn(w, "усь"), endsIn(w, "юсь"), endsIn(w, "ясь"):
		return less(w, 2)
	}
	return w
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
			if n == 1 && letters(stem) == 2 || hasVowel(stem) {
				return n
			}
		}
	}
	return 0
}

// level brings the stems of one word's forms to one. n is the number of letters
// that were cut off.
func level(w []byte, n int) russianForm {
	switch {
	case letters(w) == 3 && n > 0 && endsIn(w, "иде"):
		return russianForm{less(w, 1), nominal}
	case letters(w) < 4 && !endsIn(w, "каж") && !endsIn(w, "мож") && !endsIn(w, "пиш"):
		return russianForm{w, nominal}
	case endsIn(w, "ейш") && letters(w) > 5, endsIn(w, "айш") && letters(w) > 5:
		w = less(w, 3)
	}
	switch lastLetter(w) {
	case 'щ', 'м', 'ш', 'н', 'л', 'т', 'ж', 'р', 'в', 'е', 'о':
	default:
		return russianForm{w, nominal} // no suffix below ends so
	}
	switch {
	case endsIn(w, "ующ") && letters(w) > 5, endsIn(w, "уем") && n > 0 && letters(w) > 5:
		return russianForm{append(less(w, 3), "ова"...), thematic}
	case endsIn(w, "ающ"), endsIn(w, "яющ"), endsIn(w, "еющ"):
		return russianForm{verbRoot(less(w, 2)), thematic}
	case letters(w) > 5 && (endsIn(w, "аем") || endsIn(w, "яем")) && n > 0:
		return russianForm{verbRoot(less(w, 2)), thematic}
	case endsIn(w, "авш"), endsIn(w, "явш"), endsIn(w, "евш"):
		return russianForm{verbRoot(less(w, 2)), thematic}
	case letters(w) > 5 && (endsIn(w, "ивш") || endsIn(w, "ывш") || endsIn(w, "увш")):
		return russianForm{verbRoot(less(w, 3)), verbal}
	case letters(w) > 4 && (endsIn(w, "ящ") || endsIn(w, "ащ") && !endsIn(w, "тащ") || endsIn(w, "ущ") || endsIn(w, "ющ")):
		return russianForm{verbRoot(less(w, 2)), verbal}
	case endsIn(w, "шедш") && letters(w) > 4:
		return russianForm{verbRoot(append(less(w, 4), "йд"...)), verbal}
	case endsIn(w, "странн"): // not of страна
		return russianForm{w, nominal}
	case endsIn(w, "нн"):
		w = less(w, 1)
		if endsIn(w, "ствен") || !endsInNoun(w) {
			return russianForm{w, nominal}
		}
		return levelN(w, 1)
	case endsIn(w, "влечен"):
		return russianForm{append(less(w, 3), "к"...), verbal}
	case endsIn(w, "чтен"):
		return russianForm{less(w, 2), verbal}
	case endsIn(w, "анин"), endsIn(w, "янин"): // гражданин, граждане
		return levelN(less(w, 2), n)
	case endsIn(w, "ан"), endsIn(w, "ян"), endsIn(w, "ен"):
		return levelN(w, n)
	case endsIn(w, "ал"), endsIn(w, "ял"):
		return russianForm{verbRoot(less(w, 1)), thematic}
	case endsIn(w, "понят"):
	case endsIn(w, "нят"), endsIn(w, "могл"), endsIn(w, "влекл"):
		return russianForm{less(w, 1), thematic}
	case letters(w) > 4 && (endsIn(w, "крыт")):
		return russianForm{less(w, 2), verbal}
	case letters(w) > 5 && endsIn(w, "нут"):
		return russianForm{verbRoot(less(w, 2)), verbal}
	case letters(w) > 4 && (endsIn(w, "ажат") || endsIn(w, "ижат")), string(w) == "сжат":
		return russianForm{less(w, 1), thematic}
	case letters(w) > 4 && (endsIn(w, "им") || endsIn(w, "ем") || endsIn(w, "ом") || endsIn(w, "ам")) && string(w) != "знаком" && string(w) != "эконом":
		return russianForm{less(w, 2), nominal}
	case n > 0 && letters(w) > 2 && (endsIn(w, "е") || endsIn(w, "о") && letters(w) > 3 && !endsIn(w, "сто") && !endsIn(w, "стро")) && !endsIn(w, "ео"):
		return russianForm{less(w, 1), nominal}
	case endsIn(w, "каж"), endsIn(w, "пиш"), endsIn(w, "вяж"), endsIn(w, "мож"), endsIn(w, "собер"), endsIn(w, "азбер"), endsIn(w, "выбер"), endsIn(w, "назов"):
		return russianForm{verbRoot(w), thematic}
	case endsIn(w, "ост") && letters(w) > 7 && n > 0:
		return russianForm{less(w, 3), nominal}
	}
	return russianForm{w, nominal}
}

// levelN levels stems in -ан, -ян and -ен: participles, and the nouns that look
// like them.
func levelN(w []byte, n int) russianForm {
	rest := less(w, 1)
	if !endsIn(w, "ен") {
		if letters(rest) < 4 || endsIn(w, "стран") {
			return russianForm{w, nominal}
		}
		return russianForm{verbRoot(rest), thematic}
	}
	rest = less(w, 2)
	switch {
	case endsIn(rest, "влеч"):
		return russianForm{append(less(rest, 1), "к"...), verbal}
	case letters(rest) < 3 || letters(rest) == 3 && !hissing(lastLetter(rest)), string(w) == "степен", string(w) == "ступен":
		return russianForm{w, nominal}
	case endsIn(rest, "вл"), endsIn(rest, "пл"), endsIn(rest, "бл"), endsIn(rest, "мл"), endsIn(rest, "фл"):
		return russianForm{less(rest, 1), participle}
	}
	return russianForm{rest, participle}
}

// fluent takes the vowel out of words that have it only without an ending:
// вставок (вставка), отец (отца), уровень (уровня), важен (важный).
func fluent(w []byte) ([]byte, bool) {
	if last := lastLetter(w); letters(w) < 4 || last != 'ь' && last != 'к' && last != 'ц' && last != 'н' {
		return w, false
	}
	if endsIn(w, "ень") {
		rest := less(w, 3)
		if letters(rest) < 3 || endsIn(rest, "степ") || endsIn(rest, "ступ") || endsIn(rest, "сир") || endsIn(rest, "миш") {
			return w, false
		}
		return append(rest, "н"...), true
	}
	rest := less(w, 2)
	last := lastLetter(rest)
	switch {
	case endsIn(w, "ок"):
		if isVowel(last) || !hasVowel(rest) || endsIn(w, "поток") || endsIn(w, "восток") || string(w) == "исток" || endsIn(w, "высок") || endsIn(w, "широк") || endsIn(w, "глубок") || endsIn(w, "одинок") || endsIn(w, "приток") ||
			endsIn(w, "срок") || endsIn(w, "строк") || endsIn(w, "блок") || string(w) == "урок" || endsIn(w, "игрок") || string(w) == "порок" {
			return w, false
		}
		return append(rest, "к"...), true
	case endsIn(w, "ек"):
		switch {
		case hissing(last):
			return append(rest, "к"...), true
		case isVowel(last):
			return append(rest, "йк"...), true
		case endsIn(w, "шелек"):
			return append(rest, "ьк"...), true
		}
	case endsIn(w, "ец"):
		switch {
		case last == 'л':
			return append(rest, "ьц"...), true
		case isVowel(last):
			return append(rest, "йц"...), true
		}
		return append(rest, "ц"...), true
	case endsIn(w, "ен") && letters(w) > 4:
		if endsIn(rest, "тел") || endsIn(rest, "вол") || endsIn(rest, "бил") && !endsIn(rest, "обил") || string(rest) == "сил" || endsIn(rest, "ал") && !endsIn(rest, "дал") {
			return append(rest, "ьн"...), true
		}
		adjective := false
		switch last {
		case 'п', 'б', 'з':
			adjective = true
		case 'в':
			adjective = true
		case 'ж':
			adjective = endsIn(rest, "мож") || endsIn(rest, "нуж") || endsIn(rest, "важ") || string(rest) == "долж" || endsIn(rest, "деж") || endsIn(rest, "слож")
		case 'т':
			adjective = !endsIn(rest, "чт") && !endsIn(rest, "брет")
		case 'ч':
			adjective = string(rest) == "точ" || string(rest) == "неточ" || endsIn(rest, "аточ") || endsIn(rest, "нознач") || endsIn(rest, "зрач") || endsIn(rest, "ич") && !endsIn(rest, "анич") && !endsIn(rest, "велич")
		case 'ш':
			adjective = endsIn(rest, "пеш")
		case 'р':
			adjective = endsIn(rest, "невер") || endsIn(rest, "ляр") || string(rest) == "вер"
		case 'с':
			adjective = !endsIn(rest, "нес")
		case 'д':
			adjective = !endsIn(rest, "вед") && !endsIn(rest, "йд") && !endsIn(rest, "жд")
		}
		if adjective {
			return append(rest, "н"...), true
		}
	}
	return w, false
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

// russianKin returns the terms, at most four, that other forms of a word may
// have because no rule tells which: д, з, с and т change before some endings of
// the verbs in -ить. Verbal nouns (загрузить, загрузка; изменить, изменение)
// are not among them: on 750 queries with one right answer they cost more than
// they found, .978 for .986 of the reciprocal rank.
func russianKin(word string, form russianForm) []string {
	stem := string(form.stem)
	cut := func(n int) string { return stem[:max(0, len(stem)-2*n)] }
	end := func(ending string) bool { return endsIn(form.stem, ending) }
	var kin []string
	add := func(terms ...string) {
		for _, term := range terms {
			if len(term) > 4 && term != stem {
				kin = append(kin, term)
			}
		}
	}
	soft := func(stem string) []string { // before -ен
		w := []byte(stem)
		cut := func(n int) string { return stem[:len(stem)-2*n] }
		switch lastLetter(w) {
		case 'з':
			return []string{cut(1) + "ж"}
		case 'с':
			return []string{cut(1) + "ш"}
		case 'д':
			return []string{cut(1) + "ж", stem[:len(stem)-2] + "жд"}
		case 'т':
			if endsIn(w, "ст") {
				return []string{cut(2) + "щ"}
			}
			return []string{cut(1) + "щ", cut(1) + "ч"}
		case 'в', 'п', 'б', 'м', 'ф':
			return []string{stem + "л"}
		}
		return []string{stem}
	}
	hard := func(stem string) []string { // before -ить
		w := []byte(stem)
		cut := func(n int) string { return stem[:len(stem)-2*n] }
		switch {
		case endsIn(w, "жд"):
			return []string{cut(1)[:len(cut(1))-2] + "д"}
		case endsIn(w, "вл"), endsIn(w, "пл"), endsIn(w, "бл"), endsIn(w, "мл"), endsIn(w, "фл"):
			return []string{cut(1)}
		}
		switch lastLetter(w) {
		case 'ж':
			return []string{cut(1) + "з", cut(1) + "д", stem}
		case 'ш':
			return []string{cut(1) + "с", stem}
		case 'ч':
			return []string{cut(1) + "т", stem}
		case 'щ':
			return []string{cut(1) + "т", cut(1) + "ст", stem}
		}
		return []string{stem}
	}
	switch form.class {
	case participle:
		add(hard(stem)...)
	case verbal:
		for _, s := range soft(stem) {
			add(s)
		}
		if end("т") || end("с") {
			add(stem + "ив")
		}
	case nominal:
		switch {
		case endsIn([]byte(word), "ую"), endsIn([]byte(word), "у"):
			add(stem + "ова")
		case end("тив"), end("сив"):
			add(cut(2))
		case end("у"):
			add(cut(1) + "ова")
		}
	}
	return kin
}

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

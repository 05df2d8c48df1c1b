package markdown

import (
	"slices"
	"strings"
	"unicode"
)

// shortRussian reports whether a Russian word stays with the next: prepositions,
// conjunctions and negations of up to three letters. The particles "б, бы, ли, же" are
// not among them: they stay with the word before.
func shortRussian(word string) bool {
	switch word {
	case "в", "во", "к", "ко", "с", "со", "у", "о", "об", "обо", "от", "до", "за", "на", "по", "под", "над", "из", "изо",
		"при", "про", "для", "без", "и", "а", "но", "не", "ни", "да", "или", "из-за", "из-под":
		return true
	}
	return false
}

func shortUkrainian(word string) bool {
	switch word {
	case "в", "у", "з", "зі", "із", "на", "до", "по", "за", "від", "об", "о", "під", "над", "при", "про", "для", "без",
		"і", "й", "та", "а", "але", "не", "ні", "чи":
		return true
	}
	return false
}

func shortBelarusian(word string) bool {
	switch word {
	case "у", "ў", "з", "са", "на", "да", "па", "за", "ад", "аб", "пад", "над", "пры", "пра", "для", "без", "к",
		"і", "й", "а", "але", "не", "ні", "ці":
		return true
	}
	return false
}

// isParticle reports whether a word stays with the one before it.
func isParticle(word string) bool {
	switch word {
	case "б", "бы", "ли", "ль", "же", "ж":
		return true
	}
	return false
}

// isUnit reports whether a word stays with the number before it.
func isUnit(word string) bool {
	switch word {
	case "%", "‰", "°C", "°", "₽", "$", "€", "млн", "млрд", "трлн", "тыс", "тыс.", "г.", "гг.", "г", "гг", "год", "года", "году", "годов",
		"руб.", "руб", "рублей", "рубля", "рубль", "коп.", "долл.", "сум", "сўм", "сом", "тенге", "чел.", "шт.", "экз.", "стр.",
		"кг", "мг", "км", "см", "мм", "м", "т", "га", "л", "мл", "ч", "ч.", "мин", "мин.", "сек.", "кВт", "МВт", "ГВт", "Вт", "Гц", "МГц", "ГГц",
		"КБ", "МБ", "ГБ", "ТБ", "Мб", "Гб", "в.", "вв.", "век", "века", "веке",
		"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря":
		return true
	}
	return false
}

// binds reports whether the space at i must not break.
func (t *typesetter) binds(rs []rune, i int) bool {
	if isGap(at(rs, i-1)) || isGap(at(rs, i+1)) || mayBreak(rs, i) {
		return false
	}
	next := wordAfter(rs, i+1)
	switch next {
	case "—", "–", "-", "--", "---":
		return isGap(at(rs, i+1+len([]rune(next)))) && !(next == "-" && dashStays(rs, i+1))
	}
	raw := wordBefore(rs, i)
	word := strings.TrimLeft(raw, "«„“\"(['‘")
	lower := strings.ToLower(word)
	bare := strings.TrimRight(next, ".,;:!?…»“”\")]'’")
	switch {
	case word == "":
		return false
	case t.words != nil && t.words(lower):
		return true
	case t.words != nil && isParticle(strings.ToLower(bare)):
		return true
	case word == "№" || word == "§":
		return true
	case isInitial(word) && startsUpper(next):
		return true
	case lower == "т." && len([]rune(bare)) == 1 && slices.Contains([]string{"д", "е", "п", "к", "н", "о", "ч", "г", "с"}, bare):
		return true
	case isNumber(word) && (isUnit(bare) || isUnit(bare+".") && strings.HasPrefix(next, bare+".")):
		return true
	case isNumber(word) && len(word) <= 3 && isThreeDigits(bare):
		return true
	}
	switch lower {
	case "млн", "млрд", "трлн", "тыс.":
		return isUnit(bare) || bare == "долларов" || bare == "евро" || isUnit(bare+".")
	case "г.", "ул.", "им.", "стр.", "рис.", "гл.", "ст.", "п.", "пр.", "проф.", "акад.", "д.", "кв.":
		before := i - len([]rune(raw)) - 1
		if lower == "г." && before > 0 && unicode.IsDigit(at(rs, before-1)) {
			return false // "в 2014 г. Москва": a new thought
		}
		c := []rune(next)[0]
		return unicode.IsDigit(c) || unicode.IsUpper(c)
	}
	return false
}

// longestShort is the length of the longest of the words that stay with the next
// one: "из-за", "проф.".
const longestShort = 5

// mayBreak reports, without a closer look, that the space at i stands after a long
// word of letters and before neither a dash nor a word of one or two letters. Three
// spaces in four do.
func mayBreak(rs []rune, i int) bool {
	switch rs[i+1] {
	case '—', '–', '-':
		return false
	}
	next := i + 1
	for next < len(rs) && next-i <= 3 && isLetter(rs[next]) {
		next++
	}
	if next-i <= 3 {
		return false
	}
	for j := i - 1; j >= i-longestShort-1; j-- {
		if j < 0 || !isLetter(rs[j]) {
			return false
		}
	}
	return true
}

// dashStays reports whether the hyphen at i is a minus and so stays one.
func dashStays(rs []rune, i int) bool {
	_, to := dash(rs, i)
	return to == 0
}

// longestBound is how many runes of a word are looked at.
const longestBound = 16

// wordBefore returns the word that ends before i; empty when it is too long to matter.
func wordBefore(rs []rune, i int) string {
	start := i
	for start > 0 && !isGap(rs[start-1]) {
		start--
		if i-start > longestBound {
			return ""
		}
	}
	return string(rs[start:i])
}

// wordAfter returns the word that begins at i, at most longestBound of it.
func wordAfter(rs []rune, i int) string {
	end := i
	for end < len(rs) && !isGap(rs[end]) && end-i < longestBound {
		end++
	}
	return string(rs[i:end])
}

// isInitial reports whether a word is a capital letter and a full stop, such as
// "А." or "Ю.А.".
func isInitial(word string) bool {
	if !strings.HasSuffix(word, ".") {
		return false
	}
	rs := []rune(word)
	if len(rs)%2 != 0 {
		return false
	}
	for i := 0; i < len(rs); i += 2 {
		if !unicode.IsUpper(rs[i]) || rs[i+1] != '.' {
			return false
		}
	}
	return true
}

func startsUpper(word string) bool {
	for _, c := range word {
		return unicode.IsUpper(c)
	}
	return false
}

// isNumber reports whether a word is a number: "15", "2,4", "10–12".
func isNumber(word string) bool {
	digit := false
	for _, c := range word {
		switch {
		case c >= '0' && c <= '9':
			digit = true
		case c == ',' || c == '.' || c == '–' || c == '-' || c == '\u00A0' || c == '+' || c == '−':
		default:
			return false
		}
	}
	return digit && word[len(word)-1] >= '0' && word[len(word)-1] <= '9'
}

func isThreeDigits(word string) bool {
	return len(word) == 3 && isNumber(word) && word[0] >= '0' && word[0] <= '9' && word[1] >= '0' && word[1] <= '9'
}

// isApostrophe reports whether c is one of the signs typed for an apostrophe.
func isApostrophe(c rune) bool {
	switch c {
	case '\'', '’', '‘', '`', '´', 'ʻ', 'ʼ', 'ʹ':
		return true
	}
	return false
}

// isLetter reports whether c is a letter; Unicode counts two of the apostrophes
// among them.
func isLetter(c rune) bool {
	if c >= 'А' && c <= 'я' || c >= 'a' && c <= 'z' {
		return true
	}
	return unicode.IsLetter(c) && !isApostrophe(c)
}

// wordApostrophe sets the apostrophe within a word: д’Артаньян.
func wordApostrophe(rs []rune, i int) rune {
	if rs[i] == '\'' && isLetter(at(rs, i-1)) && isLetter(at(rs, i+1)) {
		return '’'
	}
	return 0
}

// uzbekApostrophe sets oʻ and gʻ with U+02BB and the tutuq belgisi, the
// apostrophe within other words, with U+02BC.
func uzbekApostrophe(rs []rune, i int) rune {
	before, after := at(rs, i-1), at(rs, i+1)
	switch before {
	case 'o', 'O', 'g', 'G':
		if isLetter(after) || !closesSingle(rs, i) {
			return 'ʻ'
		}
		return 0
	}
	if isLetter(before) && isLetter(after) {
		return 'ʼ'
	}
	return 0
}

// closesSingle reports whether a single quote was opened within the 200 runes before i.
func closesSingle(rs []rune, i int) bool {
	for j := i - 1; j >= 0 && i-j < 200; j-- {
		if isApostrophe(rs[j]) && !isLetter(at(rs, j-1)) && isLetter(at(rs, j+1)) {
			return true
		}
	}
	return false
}

// englishApostrophe sets single quotes and apostrophes. One that opens a word is a
// quote only when another closes a word within the 200 runes after it.
func englishApostrophe(rs []rune, i int) rune {
	if rs[i] != '\'' {
		return 0
	}
	before, after := at(rs, i-1), at(rs, i+1)
	switch {
	case isLetter(before) || unicode.IsDigit(before) && isLetter(after):
		return '’'
	case unicode.IsDigit(before) || isGap(before) && isGap(after):
		return 0 // feet, minutes, or a sign by itself
	case unicode.IsDigit(after):
		return '’' // the ’90s
	case !isGap(before) && !strings.ContainsRune("([{“\"—–-/", before):
		return '’' // after a full stop or the like
	}
	for j := i + 1; j < len(rs) && j-i < 200; j++ {
		if rs[j] == '\'' && !isGap(rs[j-1]) && !isLetter(at(rs, j+1)) {
			return '‘'
		}
	}
	return '’'
}

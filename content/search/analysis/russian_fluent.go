package analysis

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

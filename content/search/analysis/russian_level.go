package analysis

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

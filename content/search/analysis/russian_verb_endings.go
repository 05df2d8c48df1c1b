package analysis

// gerund reports whether -я after the stem makes a gerund (указывая,
// изменяя), not an adjective (новая, последняя).
func gerund(stem []byte) bool {
	n := letters(stem)
	root := less(stem, 1)
	before := lastLetter(less(stem, 2))
	if endsIn(stem, "я") {
		return !endsIn(stem, "ня") || (isVowel(before) || before == 'л' || endsIn(stem, "ясня") || endsIn(stem, "ложня") || endsIn(stem, "точня")) && string(stem) != "синя"
	}
	switch lastLetter(root) {
	case 'в':
		switch {
		case endsIn(root, "ыв"), endsIn(root, "дав"), endsIn(root, "знав"), endsIn(root, "став"), endsIn(root, "лыв"):
			return n > 4
		case endsIn(root, "ев"):
			return endsIn(root, "дев") || endsIn(root, "мев") || endsIn(root, "рев")
		case endsIn(root, "ив"):
			return n > 4 && !adjectiveInIv(root)
		}
	case 'ч':
		return before == 'у' || before == 'ю' || before == 'е' || before == 'а'
	case 'щ':
		return before == 'е' || before == 'и' && n > 5 || before == 'о' || endsIn(root, "ращ") || endsIn(root, "бщ") && n > 5
	case 'ж':
		return before == 'а' || before == 'и' || before == 'л' || before == 'б' || endsIn(root, "руж") || before == 'о' && !endsIn(root, "хож") || endsIn(root, "езж")
	case 'д':
		return before == 'и' || before == 'а' || endsIn(root, "жд") && n > 6 || endsIn(root, "блюд")
	case 'ш':
		return before == 'у' || before == 'ы' || before == 'е' || endsIn(root, "верш") || endsIn(root, "уменьш") || endsIn(root, "лиш")
	case 'г':
		return before == 'а' || before == 'е' || before == 'и' || endsIn(root, "мог")
	case 'р':
		return before == 'и'
	case 'м':
		return endsIn(root, "жим") || endsIn(root, "риним") || endsIn(root, "сним") || endsIn(root, "дним") || endsIn(root, "заним") || endsIn(root, "поним")
	case 'т':
		return endsIn(root, "чит") || endsIn(root, "бот") || endsIn(root, "хват") || endsIn(root, "печат")
	case 'л':
		return endsIn(root, "дел") || endsIn(root, "жел") && !endsIn(root, "тяжел") || endsIn(root, "сыл")
	case 'к':
		return endsIn(root, "влек") || endsIn(root, "сек") || endsIn(root, "тек") || endsIn(root, "ник") || endsIn(root, "пуск") || endsIn(root, "щелк")
	case 'п':
		return endsIn(root, "ступ")
	case 'н':
		return endsIn(root, "чин") || endsIn(root, "омин")
	}
	return false
}

// adjectiveInIv reports whether a stem in -ив is that of an adjective
// (красивый, устойчивый), not of a verb in -ивать.
func adjectiveInIv(stem []byte) bool {
	for _, ending := range [...]string{"сив", "тив", "хив", "лжив", "йчив", "дчив", "речив", "едлив", "тлив", "члив", "шлив", "пелив", "авдив", "льшив", "ленив", "крив"} {
		if endsIn(stem, ending) {
			return true
		}
	}
	return false
}

// nounInAv reports whether a word in -ав is a noun (состав), not a gerund.
func nounInAv(w []byte) bool {
	for _, ending := range [...]string{"остав", "устав", "прав", "плав", "нрав", "глав", "слав", "трав", "рукав", "канав", "удав", "держав", "застав"} {
		if endsIn(w, ending) {
			return true
		}
	}
	return false
}

// pastInEl returns the stem of the past of verbs in -еть, and of their gerund in
// -ев: nouns in -ел are as many (раздел, модели), so the verbs are named.
func pastInEl(w []byte) []byte {
	gerund := endsIn(w, "ев")
	if r := lastLetter(w); r == 'а' || r == 'о' || r == 'и' {
		w = less(w, 1)
	}
	if !gerund && !endsIn(w, "ел") {
		return nil
	}
	stem := less(w, 1)
	for _, verb := range [...]string{"виде", "гляде", "сиде", "смотре", "висе", "име", "уме", "успе", "старе", "владе", "хоте"} {
		if endsIn(stem, verb) {
			return stem
		}
	}
	return nil
}

// nounInIt reports whether a word in -ит is a noun (кредит, лимит), not a verb.
func nounInIt(w []byte) bool {
	for _, ending := range [...]string{"кредит", "лимит", "аудит", "визит", "позит", "ицит", "утилит", "иврит", "нзит", "ммит", "гнит", "защит", "элит", "рбит", "плит"} {
		if endsIn(w, ending) {
			return true
		}
	}
	return false
}

// verbInUt reports whether -ут after the stem is an ending of a verb.
func verbInUt(stem []byte) bool {
	for _, noun := range [...]string{"маршр", "инстит", "атриб", "мин", "пар", "лос"} {
		if endsIn(stem, noun) {
			return false
		}
	}
	return !isVowel(lastLetter(stem))
}

// verbInEt reports whether -ет after the stem is an ending of a verb: nouns in
// -ет are as many, but after other consonants.
func verbInEt(stem []byte) bool {
	before := lastLetter(less(stem, 1))
	switch lastLetter(stem) {
	case 'ж':
		return before != 'д' && before != 'ю' && before != 'н'
	case 'ш', 'ч', 'щ', 'ь':
		return true
	case 'д':
		return true
	case 'н':
		return !isVowel(before) && !endsIn(stem, "терн") || endsIn(stem, "стан") || endsIn(stem, "тян") || endsIn(stem, "мян") || endsIn(stem, "кин") || endsIn(stem, "двин") || endsIn(stem, "глян") || endsIn(stem, "бман")
	case 'с':
		return endsIn(stem, "нес")
	case 'з':
		return endsIn(stem, "вез") || endsIn(stem, "полз")
	case 'т':
		return before == 'ч' || endsIn(stem, "раст")
	case 'р':
		return endsIn(stem, "бер") || endsIn(stem, "дер")
	case 'м':
		return endsIn(stem, "прим") || endsIn(stem, "ним") || before == 'й' || before == 'ж' || before == 'ь'
	case 'в':
		return endsIn(stem, "зов") || endsIn(stem, "жив") || endsIn(stem, "лыв") || before == 'р'
	case 'л':
		return before == 'ш'
	}
	return false
}

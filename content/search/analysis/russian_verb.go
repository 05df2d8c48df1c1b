package analysis

// verbStem finds the stem of a word whose last letters are an ending of verbs
// that no noun has, or hardly any.
func verbStem(w []byte) (russianForm, bool) {
	n := letters(w)
	last := lastLetter(w)
	switch last {
	case 'ь', 'и', 'л', 'а', 'о', 'в', 'т', 'е', 'й', 'ю', 'я', 'м':
	default:
		return russianForm{}, false
	}
	// Infinitives.
	switch {
	case last != 'ь':
	case endsIn(w, "влечь"):
		return verbForm(w, 2, "к", verbal)
	case endsIn(w, "достичь"):
		return verbForm(w, 2, "г", verbal)
	case endsIn(w, "честь") && n > 5:
		return verbForm(w, 4, "т", verbal)
	case endsIn(w, "пасть") && n > 5:
		return verbForm(w, 3, "", thematic)
	}
	if endsIn(w, "ть") && n > 4 {
		switch {
		case endsIn(w, "ить"), endsIn(w, "ыть"):
			return verbForm(w, 3, "", verbal)
		case endsIn(w, "нуть"):
			return verbForm(w, 3, "", verbal)
		case endsIn(w, "память"), endsIn(w, "печать"), endsIn(w, "кровать"), endsIn(w, "евять"), endsIn(w, "десять"), endsIn(w, "дцать"):
			return russianForm{less(w, 1), nominal}, true
		case endsIn(w, "ать"), endsIn(w, "ять"), endsIn(w, "еть"):
			return verbForm(w, 2, "", thematic)
		case endsIn(w, "оть"):
			return verbForm(w, 3, "", verbal)
		}
		return russianForm{}, false
	}
	if last == 'и' && endsIn(w, "йти") && n > 3 {
		return verbForm(w, 3, "йд", verbal)
	}
	if endsIn(w, "вести") && n > 5 && string(w) != "совести" && string(w) != "повести" {
		return verbForm(w, 3, "д", verbal)
	}
	if (endsIn(w, "нести") || endsIn(w, "везти")) && n > 5 {
		return verbForm(w, 2, "", verbal)
	}
	if endsIn(w, "мочь") {
		return verbForm(w, 2, "г", verbal)
	}
	// Past.
	past := last == 'л' || last == 'а' || last == 'о' || last == 'и' || last == 'в'
	if last == 'л' && n > 3 && endsIn(w, "вел") {
		return verbForm(w, 1, "д", verbal)
	}
	if past && n > 3 && (endsIn(w, "шел") || endsIn(w, "шла") || endsIn(w, "шло") || endsIn(w, "шли")) && isVowel(lastLetter(less(w, 3))) {
		return verbForm(w, 3, "йд", verbal)
	}
	if n > 3 && (endsIn(w, "ил") || endsIn(w, "ыл")) && string(w) != "стил" && string(w) != "крыл" {
		return verbForm(w, 2, "", verbal)
	}
	if past && n > 4 {
		switch {
		case endsIn(w, "нула"), endsIn(w, "нули"), endsIn(w, "нуло"):
			return verbForm(w, 3, "", verbal)
		case endsIn(w, "нул"), endsIn(w, "нув"):
			return verbForm(w, 2, "", verbal)
		case endsIn(w, "нувши"):
			return verbForm(w, 4, "", verbal)
		case endsIn(w, "ила"), endsIn(w, "ило"), endsIn(w, "или"), endsIn(w, "ыла"), endsIn(w, "ыло"), endsIn(w, "ыли"):
			if string(w) == "прибыли" || endsIn(w, "профили") || endsIn(w, "мобили") || string(w) == "стили" || string(less(w, 1)) == "крыл" {
				break
			}
			return verbForm(w, 3, "", verbal)
		case endsIn(w, "ивши"), endsIn(w, "ывши"):
			return verbForm(w, 4, "", verbal)
		case endsIn(w, "авши"), endsIn(w, "явши"), endsIn(w, "евши"):
			return verbForm(w, 3, "", thematic)
		case endsIn(w, "али"), endsIn(w, "яли"):
			return verbForm(w, 2, "", thematic)
		case endsIn(w, "ив"), endsIn(w, "ыв"):
			if endsIn(w, "крыв") || endsIn(w, "ив") && !adjectiveInIv(w) {
				return verbForm(w, 2, "", verbal)
			}
		case endsIn(w, "ав"), endsIn(w, "яв"):
			if !nounInAv(w) {
				return verbForm(w, 1, "", thematic)
			}
		case n > 5 && (endsIn(w, "несла") || endsIn(w, "несло") || endsIn(w, "несли") || endsIn(w, "везла") || endsIn(w, "везло") || endsIn(w, "везли")):
			return verbForm(w, 2, "", verbal)
		case endsIn(w, "росла"), endsIn(w, "росло"), endsIn(w, "росли"):
			return verbForm(w, 4, "аст", verbal)
		case endsIn(w, "никла"), endsIn(w, "никло"), endsIn(w, "никли"), endsIn(w, "стигла"), endsIn(w, "стигло"), endsIn(w, "стигли"):
			return verbForm(w, 2, "", verbal)
		}
		if stem := pastInEl(w); stem != nil {
			return russianForm{verbRoot(stem), thematic}, true
		}
		for _, ending := range [...]string{"вела", "вело", "вели"} {
			if endsIn(w, ending) {
				return verbForm(w, 2, "д", verbal)
			}
		}
	}
	// Present, future, imperative.
	if n < 4 || past {
		return russianForm{}, false
	}
	cut := 0
	switch {
	case endsIn(w, "ешь"), endsIn(w, "ете"), endsIn(w, "йте"):
		cut = 3
	case endsIn(w, "ет"), endsIn(w, "ют"), endsIn(w, "ем"):
		cut = 2
	case endsIn(w, "й"), endsIn(w, "ю"), endsIn(w, "я"):
		cut = 1
	}
	if rest := less(w, cut); cut > 0 && letters(rest) > 2 {
		long := cut > 1 && !endsIn(w, "ем")
		switch lastLetter(rest) {
		case 'у':
			if letters(rest) > 3 && !endsIn(w, "ую") && !isVowel(lastLetter(less(rest, 1))) {
				return verbForm(w, cut+1, "ова", thematic)
			}
		case 'а', 'я':
			if long {
				return verbForm(w, cut, "", thematic)
			}
			if endsIn(w, "ем") || endsIn(w, "ю") {
				return verbForm(w, cut, "", thematic)
			}
			if endsIn(w, "я") && gerund(rest) {
				return verbForm(w, cut, "", thematic)
			}
		case 'е':
			if long || endsIn(w, "имеем") || endsIn(w, "умеем") || endsIn(w, "ладеем") || endsIn(w, "имею") || endsIn(w, "умею") || endsIn(w, "ладею") || endsIn(w, "имея") || endsIn(w, "умея") || endsIn(w, "ладея") {
				return verbForm(w, cut, "", thematic)
			}
		case 'ю':
			if endsIn(w, "ет") || endsIn(w, "ют") {
				return verbForm(w, cut+1, "ева", thematic)
			}
		case 'о':
			if cut > 1 && !endsIn(w, "ем") {
				if endsIn(w, "йте") && !endsIn(rest, "кро") {
					return verbForm(w, cut, "", verbal)
				}
				return verbForm(w, cut+1, "", verbal)
			}
		}
	}
	switch {
	case endsIn(w, "ьте") && (!endsIn(w, "льте") || endsIn(w, "вольте")) && n > 5:
		return verbForm(w, 3, "", verbal)
	case endsIn(w, "ишь") && n > 4:
		return verbForm(w, 3, "", verbal)
	case endsIn(w, "дадите") && n > 6:
		return verbForm(w, 4, "", thematic)
	case endsIn(w, "ите") && n > 4 && !nounInIt(less(w, 1)):
		return verbForm(w, 3, "", verbal)
	case endsIn(w, "ит") && n > 3 && !nounInIt(w):
		return verbForm(w, 2, "", verbal)
	case endsIn(w, "ят") && n > 3 && !endsIn(w, "нят") && !endsIn(w, "десят"):
		return verbForm(w, 2, "", verbal)
	case endsIn(w, "нят") && n > 5 && !endsIn(w, "принят") && !endsIn(w, "понят") && !endsIn(w, "занят") && !endsIn(w, "однят"):
		return verbForm(w, 2, "", verbal)
	case endsIn(w, "даст") && n > 4:
		return verbForm(w, 2, "", thematic)
	case endsIn(w, "дадут") && n > 5, endsIn(w, "дадим") && n > 5:
		return verbForm(w, 3, "", thematic)
	case endsIn(w, "ат") && n > 3 && hissing(lastLetter(less(w, 2))) && !endsIn(w, "ажат") && !endsIn(w, "ижат") && string(w) != "сжат":
		return verbForm(w, 2, "", verbal)
	case endsIn(w, "ут") && n > 4 && verbInUt(less(w, 2)):
		return verbForm(w, 2, "", verbal)
	case endsIn(w, "ет") && n > 4 && verbInEt(less(w, 2)):
		return verbForm(w, 2, "", verbal)
	case n > 5 && (endsIn(w, "ешь") || endsIn(w, "ете") && verbInEt(less(w, 3))):
		return verbForm(w, 3, "", verbal)
	}
	return russianForm{}, false
}

// verbForm returns the stem of w without its last letters and with others
// instead.
//
//go:noinline
func verbForm(w []byte, cut int, add string, class formClass) (russianForm, bool) {
	return russianForm{verbRoot(append(less(w, cut), add...)), class}, true
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

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

// pastInEl returns the stem of the past of verbs in -еть: nouns in -ел are as
// many (раздел, модели), so the verbs are named.
func pastInEl(w []byte) []byte {
	if r := lastLetter(w); r == 'а' || r == 'о' || r == 'и' {
		w = less(w, 1)
	}
	if !endsIn(w, "ел") {
		return nil
	}
	for _, verb := range [...]string{"видел", "глядел", "сидел", "смотрел", "висел", "имел", "умел", "успел", "старел", "владел", "хотел"} {
		if endsIn(w, verb) {
			return less(w, 1)
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

// verbRoot levels the stems of verbs whose consonants or vowels change between
// forms: указать and укажет, давать and дает, может and могут.
func verbRoot(stem []byte) []byte {
	n := letters(stem)
	switch {
	case endsIn(stem, "дава"), endsIn(stem, "става"), endsIn(stem, "знава"):
		if n > 4 {
			return less(stem, 2)
		}
	case endsIn(stem, "висе"), endsIn(stem, "виде"), endsIn(stem, "смотре"), endsIn(stem, "гляде"), endsIn(stem, "терпе"), endsIn(stem, "сиде"), endsIn(stem, "держа"), endsIn(stem, "лежа"),
		endsIn(stem, "слыша"), endsIn(stem, "молча"), endsIn(stem, "стоя"):
		return less(stem, 1)
	case endsIn(stem, "икн"), endsIn(stem, "игн"), endsIn(stem, "еркн"):
		return less(stem, 1)
	case endsIn(stem, "пад") && n > 3:
		return less(stem, 1)
	case endsIn(stem, "влеч"):
		return append(less(stem, 1), "к"...)
	case endsIn(stem, "хоте"):
		return less(stem, 1)
	case endsIn(stem, "хоч"):
		return append(less(stem, 1), "т"...)
	case endsIn(stem, "прийд"):
		return append(less(stem, 2), "д"...)
	case endsIn(stem, "каж"):
		return append(less(stem, 1), "за"...)
	case endsIn(stem, "вяж"):
		return append(less(stem, 1), "за"...)
	case endsIn(stem, "пиш"):
		return append(less(stem, 1), "са"...)
	case endsIn(stem, "мож"):
		return append(less(stem, 1), "г"...)
	case endsIn(stem, "азбер"), endsIn(stem, "одбер"):
		return append(less(stem, 3), "обра"...)
	case endsIn(stem, "отзов"):
		return append(less(stem, 3), "озва"...)
	case endsIn(stem, "бер") && n > 3:
		return append(less(stem, 2), "ра"...)
	case endsIn(stem, "зов") && n > 3:
		return append(less(stem, 2), "ва"...)
	case endsIn(stem, "жм"):
		return append(less(stem, 1), "а"...)
	case endsIn(stem, "жд") && n > 4:
		return append(stem, "а"...)
	case endsIn(stem, "начн"):
		return append(less(stem, 1), "а"...)
	case endsIn(stem, "йм"):
		return append(less(stem, 2), "ня"...)
	case endsIn(stem, "прим"):
		return append(less(stem, 1), "ня"...)
	case endsIn(stem, "сним"), endsIn(stem, "дним"):
		return append(less(stem, 2), "я"...)
	case endsIn(stem, "возьм"):
		return append(less(stem, 4), "зя"...)
	case endsIn(stem, "стан"):
		return less(stem, 1)
	}
	return stem
}

// irregular returns the stem of words whose forms have too little in common,
// "" for all others.
func irregular(w []byte) string {
	if len(w) > 16 {
		return ""
	}
	switch string(w) {
	case "быть", "будет", "будут", "буду", "будем", "будете", "будешь", "будучи", "был", "была", "было", "были", "будь", "будьте":
		return "быть"
	case "может", "могут", "могу", "можем", "можете", "можешь", "мог", "могла", "могло", "могли", "могущий", "мочь":
		return "мог"
	case "хочет", "хотят", "хочу", "хотим", "хотите", "хочешь", "хотел", "хотела", "хотели", "хотелось", "хотеть":
		return "хот"
	case "идти", "идет", "идут", "иду", "идем", "идите", "идущий":
		return "идт"
	case "шел", "шла", "шло", "шли":
		return "шел"
	case "день", "дня", "дню", "днем", "дне", "дни", "дней", "дням", "днями", "днях":
		return "ден"
	case "время", "времени", "временем", "времена", "времен", "временам", "временами", "временах":
		return "врем"
	case "имя", "имени", "именем", "имена", "имен", "именам", "именами", "именах":
		return "имен"
	case "правило", "правила", "правил", "правилу", "правиле", "правилом", "правилам", "правилами", "правилах":
		return "правил"
	case "этот", "это", "эта", "эти", "этого", "этому", "этим", "этом", "этой", "эту", "этих", "этими":
		return "этот"
	case "весь", "все", "всего", "всему", "всем", "вся", "всей", "всю", "всех", "всеми":
		return "вес"
	case "один", "одна", "одно", "одни", "одного", "одному", "одним", "одном", "одной", "одну", "одних", "одними":
		return "один"
	case "стать", "стал", "стала", "стало", "стали":
		return "ста"
	case "взять", "взял", "взяла", "взяло", "взяли", "взят", "взята", "взято", "взяты":
		return "взя"
	case "выше":
		return "высок"
	case "ниже":
		return "низк"
	case "позже":
		return "поздн"
	case "раньше":
		return "ран"
	case "проще":
		return "прост"
	case "чаще":
		return "част"
	case "ближе":
		return "близк"
	case "дальше":
		return "далек"
	case "легче":
		return "легк"
	case "дороже":
		return "дорог"
	case "реже":
		return "редк"
	case "старше":
		return "стар"
	case "шире":
		return "широк"
	case "глубже":
		return "глубок"
	case "дешевле":
		return "дешев"
	case "мать":
		return "матер"
	case "дочь":
		return "дочер"
	case "церковь", "церковью":
		return "церкв"
	case "любовь", "любовью":
		return "любв"
	case "денег":
		return "деньг"
	case "сестер":
		return "сестр"
	case "стекол":
		return "стекл"
	case "сотен":
		return "сотн"
	case "имел", "имела", "имело", "имели":
		return "име"
	case "именно":
		return "именно"
	case "ищет", "ищут", "ищу", "ищем", "ищете", "ищи", "ищите", "ищущий":
		return "иска"
	case "дать", "дал", "дала", "дало", "дали", "даст", "дадут", "дает", "дают", "даем", "даете", "дай", "дайте",
		"давать", "давал", "давала", "давали", "давало", "давай", "давайте", "давая":
		return "дава"
	case "ждать", "ждет", "ждут", "ждем", "ждете", "жди", "ждите", "ждал", "ждала", "ждали":
		return "жда"
	case "брать", "берет", "берут", "берем", "берете", "бери", "берите", "брал", "брала", "брали":
		return "бра"
	case "жить", "живет", "живут", "живем", "живете", "жил", "жила", "жили":
		return "жи"
	case "чисел":
		return "числ"
	case "писем":
		return "письм"
	case "окон":
		return "окн"
	case "ядер":
		return "ядр"
	case "земель":
		return "земл"
	case "угол":
		return "угл"
	case "узел":
		return "узл"
	case "ветер":
		return "ветр"
	case "огонь":
		return "огн"
	}
	return ""
}

// verbForm returns the stem of w without its last letters and with others
// instead.
//
//go:noinline
func verbForm(w []byte, cut int, add string, class formClass) (russianForm, bool) {
	return russianForm{verbRoot(append(less(w, cut), add...)), class}, true
}

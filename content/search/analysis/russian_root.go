package analysis

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

package markdown

import "lectern/content"

// labels are the words the renderer itself puts into a page, in the article's
// language.
type labels struct {
	alerts    map[string]string
	table     string
	footnotes string
	back      string // back from a note to the text
	done      string // a checked task
	open      string // an unchecked one
	foreign   bool   // the labels are English, the article is not
}

// labelsFor returns the words for a language, English ones for those we have none for.
func labelsFor(lang content.Lang) labels {
	alerts := func(note, tip, important, warning, caution string) map[string]string {
		return map[string]string{"note": note, "tip": tip, "important": important, "warning": warning, "caution": caution}
	}
	switch {
	case lang.Base() == "ru":
		return labels{alerts("Примечание", "Совет", "Важно", "Внимание", "Осторожно"),
			"Таблица", "Примечания", "Назад к тексту", "сделано", "не сделано", false}
	case lang == "uz-Cyrl":
		return labels{alerts("Эслатма", "Маслаҳат", "Муҳим", "Диққат", "Эҳтиёт бўлинг"),
			"Жадвал", "Изоҳлар", "Матнга қайтиш", "бажарилган", "бажарилмаган", false}
	case lang.Base() == "uz":
		return labels{alerts("Eslatma", "Maslahat", "Muhim", "Diqqat", "Ehtiyot boʻling"),
			"Jadval", "Izohlar", "Matnga qaytish", "bajarilgan", "bajarilmagan", false}
	case lang.Base() == "ar":
		return labels{alerts("ملاحظة", "نصيحة", "مهم", "تنبيه", "تحذير"),
			"جدول", "الحواشي", "العودة إلى النص", "أُنجز", "لم يُنجز", false}
	case lang.Base() == "fa":
		return labels{alerts("یادداشت", "پیشنهاد", "مهم", "توجه", "هشدار"),
			"جدول", "پانویس\u200cها", "بازگشت به متن", "انجام\u200cشده", "انجام\u200cنشده", false}
	}
	return labels{alerts("Note", "Tip", "Important", "Warning", "Caution"),
		"Table", "Footnotes", "Back to the text", "done", "not done", lang.Base() != "en"}
}

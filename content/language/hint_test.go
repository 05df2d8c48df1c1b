package language

import (
	"testing"

	"lectern/content"
)

func TestHint(t *testing.T) {
	for _, c := range []struct {
		text string
		want content.Lang
		sure bool
	}{
		{"", "", false},
		{"1984", "", false},
		{"Дороги области", "ru", false},
		{"Привет", "ru", false},
		{"Ўзбекистон ҳақида", "uz-Cyrl", true},
		{"Қазақстан әңгімесі", "kk", true},
		{"Дороги області", "uk", true},
		{"مقالة جديدة", "ar", false},
		{"چگونه پژوهش کنیم", "fa", true},
		{"שלום", "he", false},
		{"你好", "zh-Hans", true},
		{"Γεια", "el", true},
		{"Zzz qqq", "en", false},
		{"The quick brown fox jumps over.", "en", false},
		{"Docker compose и настройка", "ru", false},
		{"Tüm insanlar hür doğar", "tr", false},
		{"Ağır şeyler", "tr", true},
	} {
		if got, sure := Hint(c.text); got != c.want || sure != c.sure {
			t.Errorf("Hint(%q) = %q, %v, want %q, %v", c.text, got, sure, c.want, c.sure)
		}
	}
}

// FuzzHint holds the promise that libraries rest on.
func FuzzHint(f *testing.F) {
	for _, s := range []string{"Hello", "Привет мир", "مقالة", "日本語", "Tüm insanlar hür", "ру en", "`x`", "क"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lang, _ := Hint(text)
		found := lang == ""
		for script := range take(text).counts {
			found = found || ScriptOf(lang) == script15924(script)
		}
		if !found {
			t.Errorf("Hint(%q) = %q, written in %s, which the text has no letters of", text, lang, ScriptOf(lang))
		}
	})
}

func TestScriptOf(t *testing.T) {
	for lang, want := range map[content.Lang]string{
		"ru": "Cyrl", "uz": "Latn", "uz-Cyrl": "Cyrl", "ar": "Arab", "fa-AF": "Arab", "zh-Hans": "Han", "ja": "Han", "ko": "Hang", "he": "Hebr", "sr-Latn": "Latn", "sr": "Cyrl", "kaa": "Cyrl", "pt-BR": "Latn",
	} {
		if got := ScriptOf(lang); got != want {
			t.Errorf("ScriptOf(%q) = %q, want %q", lang, got, want)
		}
	}
}

func TestSpells(t *testing.T) {
	for _, c := range []struct {
		lang content.Lang
		text string
		want bool
	}{
		{"ru", "Дороги", true}, {"ru", "Қазақ", false}, {"kk", "Қазақ", true}, {"uk", "Дороги", true}, {"en", "Café Müller", true}, {"en", "doğar", false}, {"tr", "doğar", true},
		{"ar", "چگونه", false}, {"fa", "چگونه", true}, {"xx", "ğ", true}, {"uz", "Oʻzbek", true}, {"ru", "", true},
	} {
		if got := Spells(c.lang, Alphabet(c.text)); got != c.want {
			t.Errorf("Spells(%q, Alphabet(%q)) = %v, want %v", c.lang, c.text, got, c.want)
		}
	}
}

package markdown

import (
	"strings"
	"testing"

	"lectern/content"
)

// TestTypography gives texts as typed and as set; "~" stands for a no-break space.
func TestTypography(t *testing.T) {
	tests := []struct {
		lang        content.Lang
		typed, want string
	}{
		{"ru", `Он сказал: "Да"`, `Он сказал: «Да»`},
		{"ru", `"Слово "внутри" слова"`, `«Слово „внутри“ слова»`},
		{"ru", `«Слово "внутри" слова»`, `«Слово „внутри“ слова»`},
		{"ru", `(журнал "Наука")`, `(журнал «Наука»)`},
		{"ru", `экран 5" и ещё`, `экран 5" и~ещё`},
		{"ru", `"не закрыто`, `"не~закрыто`},
		{"ru", `ООО "Рога и "Копыта""`, `ООО «Рога и~„Копыта“»`},
		{"ru", `Москва - столица`, `Москва~— столица`},
		{"ru", `Москва -- столица`, `Москва~— столица`},
		{"ru", `Москва — столица`, `Москва~— столица`},
		{"ru", `5 - 3`, `5 - 3`},
		{"ru", `команда --help и из-за`, `команда --help и~из-за`},
		{"ru", `- Привет, - сказал он.`, `— Привет,~— сказал он.`},
		{"ru", `И так далее...`, `И~так далее…`},
		{"ru", `в доме и на улице, но не из-за дождя`, `в~доме и~на~улице, но~не~из-за~дождя`},
		{"ru", `если бы он же не знал ли`, `если~бы он~же не~знал~ли`},
		{"ru", `А. С. Пушкин и Пушкин А. С.`, `А.~С.~Пушкин и~Пушкин А.~С.`},
		{"ru", `23 ноября 2014 г. и 15 000 руб.`, `23~ноября 2014~г. и~15~000~руб.`},
		{"ru", `2,4 млрд долларов, 50 %, № 5, § 3`, `2,4~млрд~долларов, 50~%, №~5, §~3`},
		{"ru", `и т. д., т. е. так`, `и~т.~д., т.~е. так`},
		{"ru", `жил в г. Москва на ул. Мира`, `жил в~г.~Москва на~ул.~Мира`},
		{"ru", `д'Артаньян`, `д’Артаньян`},
		{"uk", `він і "вона" - разом`, `він і~«вона»~— разом`},
		{"kk", `"Сөз" - бұл`, `«Сөз»~— бұл`},
		{"uz-Cyrl", `"Сўз" - бу`, `«Сўз»~— бу`},
		{"uz", `O'zbekiston, o‘zbek, g'alaba, tog', ma'no, "so'z" - bu`, `Oʻzbekiston, oʻzbek, gʻalaba, togʻ, maʼno, “soʻz”~— bu`},
		{"uz", `A. Qodiriy 15 000 soʻm, 5 % - № 3`, `A.~Qodiriy 15~000 soʻm, 5~%~— №~3`},
		{"ky", `"Сөз" - бул`, `«Сөз»~— бул`},
		{"tg", `"Сухан" - ин`, `«Сухан»~— ин`},
		{"be", `слова - гэта`, `слова~— гэта`},
		{"uz", `Oʻzbekiston va maʼno`, `Oʻzbekiston va maʼno`},
		{"en", `"It's" - he said -- 'yes' -- the '90s... `, `“It’s” — he said — ‘yes’ — the ’90s… `},
		{"en", `6' 2" tall`, `6' 2" tall`},
		{"ar", `قال "نعم" - ...`, `قال "نعم" - ...`},
		{"de", `"Ja" - ...`, `"Ja" - ...`},
	}
	for _, test := range tests {
		setter := typesetterFor(test.lang)
		want := strings.ReplaceAll(test.want, "~", "\u00A0")
		got := setter.set(test.typed)
		if got != want {
			t.Errorf("%s: %q\n got %q\nwant %q", test.lang, test.typed, strings.ReplaceAll(got, "\u00A0", "~"), test.want)
		}
		if again := setter.set(got); again != got {
			t.Errorf("%s: %q set twice becomes %q", test.lang, got, again)
		}
	}
}

// TestTypographyAcrossMarkup checks quotes and spaces around inline markup.
func TestTypographyAcrossMarkup(t *testing.T) {
	doc, _ := New().Render(Source{Text: []byte("\"*Слово* и `\"код\" - x`\" - [в\nдоме](a.md \"и \\\"вот\\\"\")"), Lang: "ru", Title: "т"}, nil)
	want := "<p>«<em>Слово</em> и~<code>&quot;код&quot; - x</code>»~— <a href=\"a.md\" title=\"и~«вот»\">в~доме</a></p>\n"
	if got := strings.ReplaceAll(doc.HTML.String(), "\u00A0", "~"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("Слово слово. ", 40)
	tests := []struct{ name, text, want string }{
		{"short", "Коротко.", "Коротко."},
		{"sentence", strings.Repeat("Слово слово слово. ", 10), strings.TrimSpace(strings.Repeat("Слово слово слово. ", 5))},
		{"word", strings.Repeat("слово ", 40), strings.TrimSpace(strings.Repeat("слово ", 16)) + "…"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := shorten(test.text, 100); got != test.want {
				t.Errorf("shorten(%q, 100)\n got %q\nwant %q", test.text, got, test.want)
			}
		})
	}
	if got := len([]rune(shorten(long, 300))); got > 300 {
		t.Errorf("a summary has %d characters, want at most 300", got)
	}
}

// FuzzTypography checks that setting is idempotent and loses no letter.
func FuzzTypography(f *testing.F) {
	for _, s := range []string{`"а "б" в" - г`, `--- -- - ...`, `o'g' 'x' "y"`, `А. С. Пушкин № 5`, `"""`, `«"»"`, `“"”"`, `а - -б`, `1 000 000`, ". . . ....", "''''", `""xA"A0`, `«"0"""`, `"« "`, "- я"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []content.Lang{"ru", "uz", "en", "kk"} {
			setter := typesetterFor(lang)
			once := setter.set(s)
			if twice := setter.set(once); twice != once {
				t.Errorf("%s: %q\n  once %q\n twice %q", lang, s, once, twice)
			}
		}
	})
}

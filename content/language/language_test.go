package language

import (
	"testing"

	"pgregory.net/rapid"

	"lectern/content"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"ru", "ru"}, {"RU", "ru"}, {"ru_RU", "ru"}, {"ru-RU", "ru"}, {"ru-Cyrl", "ru"}, {"rus", "ru"}, {"ru_RU.UTF-8", "ru"}, {" ru ", "ru"},
		{"uz", "uz"}, {"uz-latn", "uz"}, {"uz-Latn-UZ", "uz"}, {"uz_Cyrl", "uz-Cyrl"}, {"UZN_CYRL", "uz-Cyrl"}, {"uz@cyrillic", "uz-Cyrl"},
		{"uz_UZ@cyrillic", "uz-Cyrl"}, {"uz-Cyrl-UZ", "uz-Cyrl"}, {"uzn_latn", "uz"}, {"uzb", "uz"}, {"uz-AF", "uz-AF"},
		{"en", "en"}, {"en-US", "en"}, {"en-GB", "en-GB"}, {"es-PR", "es-PR"}, {"es-419", "es-419"}, {"pt-BR", "pt"}, {"pt-PT", "pt-PT"},
		{"pes_1", "fa"}, {"pes_2", "fa"}, {"fa-AF", "fa-AF"}, {"fas", "fa"}, {"arb", "ar"}, {"ara", "ar"},
		{"cmn_hans", "zh-Hans"}, {"zh-CN", "zh-Hans"}, {"zh_TW", "zh-Hant"}, {"zh-Hant-HK", "zh-Hant"}, {"zh", "zh"},
		{"deu_1996", "de"}, {"de-1996", "de"}, {"de-DE-u-co-phonebk", "de"}, {"azj_cyrl", "az-Cyrl"}, {"azj_latn", "az"}, {"az-Arab", "az-Arab"},
		{"uig_arab", "ug"}, {"uig_latn", "ug-Latn"}, {"kaa", "kaa"}, {"kaa-Latn", "kaa-Latn"}, {"kaz", "kk"}, {"kir", "ky"}, {"tgk", "tg"}, {"tat", "tt"},
		{"iw", "he"}, {"in", "id"}, {"heb", "he"}, {"urd", "ur"}, {"jpn", "ja"}, {"sr-Latn", "sr-Latn"}, {"sr-Cyrl", "sr"}, {"nb", "nb"},
	} {
		if got, ok := Parse(c.in); !ok || string(got) != c.want {
			t.Errorf("Parse(%q) = %q, %v, want %q", c.in, got, ok, c.want)
		}
	}
	for _, in := range []string{
		"", "r", "xx", "docs", "english", "русский", "ru ru", "ru-", "news", "und", "mul", "zxx", "123", "r1", "ru-Xyzq", "ru-ZZZ", "uz/ru", "../ru",
		"ru-RU-US", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	} {
		if got, ok := Parse(in); ok && in != "ru-" {
			t.Errorf("Parse(%q) = %q, want none", in, got)
		}
	}
}

func TestParseIsCanonical(t *testing.T) {
	tag := rapid.StringMatching(`[a-z]{2,3}([-_]([A-Z][a-z]{3}|[A-Z]{2}|[0-9]{3}|[a-z]{4,8}|[0-9])){0,3}`)
	rapid.Check(t, func(t *rapid.T) {
		in := tag.Draw(t, "tag")
		lang, ok := Parse(in)
		if !ok {
			return
		}
		if again, ok := Parse(string(lang)); !ok || again != lang {
			t.Fatalf("Parse(%q) = %q, but Parse of that is %q, %v", in, lang, again, ok)
		}
		if again, ok := Parse(lang.Segment()); !ok || again != lang {
			t.Fatalf("Parse(%q) = %q, but Parse of its segment is %q, %v", in, lang, again, ok)
		}
	})
}

func TestFromPath(t *testing.T) {
	for _, c := range []struct {
		file string
		lang content.Lang
		rest string
	}{
		{"a.md", "", "a.md"},
		{"uz/news/a.md", "uz", "news/a.md"},
		{"uz-cyrl/news/a.md", "uz-Cyrl", "news/a.md"},
		{"uz_Cyrl/a.md", "uz-Cyrl", "a.md"},
		{"_i18n/ru/resources/a.md", "ru", "_i18n/resources/a.md"},
		{"docs/ru/docs/a.md", "ru", "docs/docs/a.md"},
		{"ru/uz/a.md", "uz", "ru/a.md"},
		{"a.ru.md", "ru", "a.md"},
		{"news/a.uz-cyrl.md", "uz-Cyrl", "news/a.md"},
		{"ru/a.ru.md", "ru", "a.md"},
		{"ru/a.uz.md", "uz", "ru/a.md"},
		{"pt-BR/a.md", "pt", "a.md"},
		{"pt-pt/a.md", "pt-PT", "a.md"},
		{"zh-Hans/a.md", "zh-Hans", "a.md"},
		{"kaa/a.md", "kaa", "a.md"},
		{"rus/a.md", "ru", "a.md"},
		{"it-IT/a.md", "it", "a.md"},
		{"en/a.b.c.md", "en", "a.b.c.md"},
		{"Статьи/ru/Отпуск и отдых.md", "ru", "Статьи/Отпуск и отдых.md"},
		// ordinary names
		{"it/a.md", "", "it/a.md"},
		{"no/my/is/as/so/to/be.md", "", "no/my/is/as/so/to/be.md"},
		{"docs/img/a.md", "", "docs/img/a.md"},
		{"IT/a.md", "", "IT/a.md"},
		{"RU/a.md", "", "RU/a.md"},
		{"api/doc/a.md", "", "api/doc/a.md"},
		{"main.cs.md", "", "main.cs.md"},
		{"app.ts.md", "", "app.ts.md"},
		{"node.js.md", "", "node.js.md"},
		{"v1.2.md", "", "v1.2.md"},
		{"no-code/a.md", "", "no-code/a.md"},
		{"how-to/a.md", "", "how-to/a.md"},
		{"to-do/a.md", "", "to-do/a.md"},
		{".ru.md", "", ".ru.md"},
		{"ru", "", "ru"},
		{"", "", ""},
	} {
		lang, rest, ok := FromPath(c.file)
		if lang != c.lang || rest != c.rest || ok != (c.lang != "") {
			t.Errorf("FromPath(%q) = %q, %q, %v, want %q, %q", c.file, lang, rest, ok, c.lang, c.rest)
		}
	}
}

func TestResolve(t *testing.T) {
	const italian = "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza."
	const russian = "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и совестью."
	for _, c := range []struct {
		file, text string
		lang       content.Lang
		rest       string
		ok         bool
	}{
		{"it/a.md", italian, "it", "a.md", true},
		{"it/a.md", russian, "ru", "it/a.md", true},
		{"a.it.md", italian, "it", "a.md", true},
		{"IT/a.md", italian, "it", "a.md", true},
		{"uz/a.md", russian, "uz", "a.md", true},
		{"it/a.md", "???", "", "it/a.md", false},
	} {
		lang, rest, ok := Resolve(c.file, c.text)
		if lang != c.lang || rest != c.rest || ok != c.ok {
			t.Errorf("Resolve(%q, %q) = %q, %q, %v, want %q, %q, %v", c.file, c.text, lang, rest, ok, c.lang, c.rest, c.ok)
		}
	}
}

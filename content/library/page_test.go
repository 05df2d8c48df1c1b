package library

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"lectern/content"
)

func TestAddresses(t *testing.T) {
	const ru = "---\nlang: ru\n---\n# Заголовок\n\nТекст статьи о том, как живут люди.\n"
	tests := map[string]struct {
		files    map[string]string
		want     map[string]string // source → path
		problems []string
	}{
		"from names": {
			files: map[string]string{
				"ru/Отпуск и отдых.md": ru, "ru/2016-03-24-tamozhnya.md": ru, "ru/2016-03-24.md": ru,
				"news.ru.md": ru, "ru/guide/index.md": ru, "ru/part/README.md": ru, "ru/2015-01-02-trip/index.md": ru, "index.md": ru,
			},
			want: map[string]string{
				"ru/Отпуск и отдых.md": "/ru/otpusk-i-otdykh/", "ru/2016-03-24-tamozhnya.md": "/ru/tamozhnya/", "ru/2016-03-24.md": "/ru/2016-03-24/",
				"news.ru.md": "/ru/news/", "ru/guide/index.md": "/ru/guide/", "ru/part/README.md": "/ru/part/",
				"ru/2015-01-02-trip/index.md": "/ru/trip/", "index.md": "/ru/index/",
			},
		},
		"from the front matter": {
			files: map[string]string{"a.md": "---\nlang: uz-Cyrl\nslug: Мой адрес\n---\n# A\n"},
			want:  map[string]string{"a.md": "/uz-cyrl/moy-adres/"},
		},
		"collisions": {
			files: map[string]string{"a/x.md": ru, "b/x.md": ru, "c/x.md": ru, "d/x-2.md": ru, "e/x.md": "---\nlang: en\n---\n# X\n"},
			want: map[string]string{
				"a/x.md": "/ru/x/", "b/x.md": "/ru/x-3/", "c/x.md": "/ru/x-4/", "d/x-2.md": "/ru/x-2/", "e/x.md": "/en/x/",
			},
			problems: []string{"b/x.md:0 duplicate-slug", "c/x.md:0 duplicate-slug"},
		},
		"what the site keeps": {
			files:    map[string]string{"search.md": ru, "2016.md": ru, "year-2016.md": ru, "20160.md": ru},
			want:     map[string]string{"search.md": "/ru/search-2/", "2016.md": "/ru/2016-2/", "year-2016.md": "/ru/year-2016/", "20160.md": "/ru/20160/"},
			problems: []string{"2016.md:0 reserved-slug", "search.md:0 reserved-slug"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lib := load(t, test.files)
			got := map[string]string{}
			for _, a := range lib.Articles {
				got[a.Source] = a.Path
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.problems, kinds(lib.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s\n%v", diff, lib.Problems)
			}
		})
	}
}

const (
	russianText = "Таможенные службы пяти стран договорились обмениваться сведениями о грузах, которые идут через границу. Об этом сообщили вчера на встрече министров."
	englishText = "The customs services of five countries have agreed to share what they know about the goods that cross their borders, the ministers said yesterday."
)

func TestLanguages(t *testing.T) {
	tests := map[string]struct {
		files     map[string]string
		want      map[string]content.Lang
		languages []content.Lang
		byDefault content.Lang
		problems  []string
	}{
		"front matter before path before text": {
			files: map[string]string{
				"uz/a.md": "---\nlang: RU\n---\n# A\n\n" + englishText, "uz/b.md": "# B\n\n" + englishText,
				"c.ar.md": "# C\n\n" + englishText, "d.md": "# Таможня\n\n" + russianText, "e.md": "# Customs\n\n" + englishText,
			},
			want:      map[string]content.Lang{"uz/a.md": "ru", "uz/b.md": "uz", "c.ar.md": "ar", "d.md": "ru", "e.md": "en"},
			languages: []content.Lang{"ru", "uz", "en", "ar"},
			byDefault: "ru",
		},
		"nothing tells": {
			files:     map[string]string{"a.md": "# 1\n", "b.md": "# 2\n", "ru/c.md": "# 3\n"},
			want:      map[string]content.Lang{"a.md": "ru", "b.md": "ru", "ru/c.md": "ru"},
			languages: []content.Lang{"ru"},
			byDefault: "ru",
		},
		"configured": {
			files: map[string]string{
				"lectern.yaml": "languages: [uz, ru]\ndefault_language: ru\n",
				"a.md":         "# 1\n", "b.md": "# Customs\n\n" + englishText, "uz/c.md": "# 3\n", "en/d.md": "# 4\n",
			},
			want:      map[string]content.Lang{"a.md": "ru", "b.md": "en", "uz/c.md": "uz", "en/d.md": "en"},
			languages: []content.Lang{"uz", "ru", "en"},
			byDefault: "ru",
		},
		"short texts keep to their script": {
			files: map[string]string{
				"a.md": "# Hello\n\nThe quick brown fox jumps over.", "b.md": "# Привет\n\nПростой русский текст о погоде и дорогах.",
				"c.md": "# مقالة\n", "d.md": "# Қазақстан әңгімесі\n", "e.md": "# 1984\n", "f.md": "# Дороги\n",
			},
			want:      map[string]content.Lang{"a.md": "en", "b.md": "ru", "c.md": "ar", "d.md": "kk", "e.md": "ru", "f.md": "ru"},
			languages: []content.Lang{"ru", "en", "ar", "kk"},
			byDefault: "ru",
		},
		"short texts are in a language the library has": {
			files: map[string]string{
				"ar/a.md": "# 1\n", "ar/b.md": "# 2\n", "uz/a.md": "# 3\n", "tr/a.md": "# 4\n", "tr/b.md": "# 5\n", "x.md": "# Zzz qqq\n", "y.md": "# مقالة\n", "z.md": "# 7\n",
				"ru/a.md": "# 8\n", "k.md": "# Қазақ әні\n",
			},
			want: map[string]content.Lang{
				"ar/a.md": "ar", "ar/b.md": "ar", "uz/a.md": "uz", "tr/a.md": "tr", "tr/b.md": "tr", "x.md": "tr", "y.md": "ar", "z.md": "ar",
				"ru/a.md": "ru", "k.md": "kk",
			},
			languages: []content.Lang{"ar", "tr", "ru", "uz", "kk"},
			byDefault: "ar",
		},
		"never a configured language of another script": {
			files:     map[string]string{"lectern.yaml": "languages: [ru, uz]\n", "a.md": "# Customs\n\n" + englishText, "b.md": "# مقالة\n", "c.md": "# Таможня\n\n" + russianText},
			want:      map[string]content.Lang{"a.md": "en", "b.md": "ar", "c.md": "ru"},
			languages: []content.Lang{"ru", "en", "ar"},
			byDefault: "ru",
		},
		"equally many": {
			files:     map[string]string{"ar/a.md": "# 1\n", "uz-Cyrl/a.md": "# 1\n", "uz/a.md": "# 1\n", "bg/a.md": "# 1\n", "en/a.md": "# 1\n", "de/a.md": "# 1\n"},
			want:      map[string]content.Lang{"ar/a.md": "ar", "uz-Cyrl/a.md": "uz-Cyrl", "uz/a.md": "uz", "bg/a.md": "bg", "en/a.md": "en", "de/a.md": "de"},
			languages: []content.Lang{"uz", "uz-Cyrl", "en", "ar", "bg", "de"},
			byDefault: "uz",
		},
		"a default without articles": {
			files:     map[string]string{"lectern.yaml": "default_language: uz\n", "ru/a.md": "# 1\n"},
			want:      map[string]content.Lang{"ru/a.md": "ru"},
			languages: []content.Lang{"ru"},
			byDefault: "ru",
			problems:  []string{"lectern.yaml:0 bad-config"},
		},
		"not a language": {
			files:     map[string]string{"a.md": "---\ntitle: A\nlang: \"123\"\n---\n" + russianText},
			want:      map[string]content.Lang{"a.md": "ru"},
			languages: []content.Lang{"ru"},
			byDefault: "ru",
			problems:  []string{"a.md:3 bad-language"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lib := load(t, test.files)
			got := map[string]content.Lang{}
			for _, a := range lib.Articles {
				got[a.Source] = a.Lang
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("languages of articles (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.languages, lib.Languages); diff != "" {
				t.Errorf("languages of the library (-want +got):\n%s", diff)
			}
			if lib.Default != test.byDefault {
				t.Errorf("default language = %q, want %q", lib.Default, test.byDefault)
			}
			if diff := cmp.Diff(test.problems, kinds(lib.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDatesAndDrafts(t *testing.T) {
	files := map[string]string{
		"2016-03-24-named.md":  "# A\n",
		"2016-03-25-both.md":   "---\ndate: 2017-01-02\nlastmod: 2016-05-05\n---\n# B\n",
		"2016-13-45-number.md": "# C\n",
		"updated.md":           "---\ndate: 2017-01-02\nlastmod: 2018-05-05\n---\n# D\n",
		"draft.md":             "---\ndraft: true\n---\n# E\n",
		"later.md":             "---\npublishDate: 2026-04-01\n---\n# F\n",
		"2031-01-01-next.md":   "# I\n",
		"changed.md":           "---\ndate: 2017-01-02\nlastmod: 2031-05-05\n---\n# J\n",
		"over.md":              "---\nexpiryDate: 2026-03-01\n---\n# G\n",
		"now.md":               "---\npublishDate: 2026-03-01\nexpiryDate: 2026-04-01\n---\n# H\n",
	}
	got := map[string]string{}
	lib := load(t, files)
	for _, a := range lib.Articles {
		date := ""
		if !a.Date.IsZero() {
			date = a.Date.Format("2006-01-02")
		}
		if !a.Updated.IsZero() {
			date += " " + a.Updated.Format("2006-01-02")
		}
		got[a.Source] = date
	}
	want := map[string]string{
		"2016-03-24-named.md": "2016-03-24", "2016-03-25-both.md": "2017-01-02", "2016-13-45-number.md": "",
		"updated.md": "2017-01-02 2018-05-05", "now.md": "", "changed.md": "2017-01-02",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}

	withDrafts, err := NewLoader(Options{FS: folder(files), Now: testNow, Drafts: true}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"draft.md", "later.md", "2031-01-01-next.md"} {
		if !withDrafts.bySource(t, name).Draft {
			t.Errorf("%s is not marked as a draft", name)
		}
	}
	if n := len(withDrafts.Articles); n != len(files)-1 {
		t.Errorf("with drafts there are %d articles, want all but the expired one: %v", n, sources(withDrafts.Articles))
	}
}

func TestEncodings(t *testing.T) {
	const text = "---\ntitle: Дороги области\nslug: dorogi\n---\nЭто обычный русский текст о дорогах области, который написан для проверки кодировок.\n"
	for name, enc := range map[string]encoding.Encoding{
		"Windows-1251": charmap.Windows1251, "UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "KOI8-R": charmap.KOI8R,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := enc.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			lib := load(t, map[string]string{"a.md": data, "b.md": "---\nlang: en\n---\n# B\n", "c.md": "---\nlang: en\n---\n# C\n"})
			a := lib.Articles[slices.IndexFunc(lib.Articles, func(a *content.Article) bool { return a.Source == "a.md" })]
			if a.Lang != "ru" || a.Title != "Дороги области" || a.Path != "/ru/dorogi/" || !strings.Contains(a.Text, "русский текст о") || strings.Contains(a.Text, "---") {
				t.Errorf("language %q, title %q, path %q, text %q", a.Lang, a.Title, a.Path, a.Text)
			}
			if diff := cmp.Diff([]string{"a.md:0 bad-encoding"}, kinds(lib.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

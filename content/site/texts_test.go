package site

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func loadedTexts(t *testing.T) []*texts {
	t.Helper()
	all, err := loadTexts(webFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTextsComplete: every key that a template or the code names is in every
// language, none is there that nobody names, and a plural has the forms that
// its language needs.
func TestTextsComplete(t *testing.T) {
	used := map[string]bool{"topics": true, "authors": true, "home": true, "latest": true, "all_articles": true, "library": true, "offline": true, "not_found": true, "page_number": true} // keys in views
	web := webFolder(t)
	names, err := fs.Glob(web, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(web, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile(`\{\{t "([a-z_]+)"`).FindAllStringSubmatch(string(data), -1) {
			used[match[1]] = true
		}
	}
	for _, tx := range loadedTexts(t) {
		for key := range used {
			if tx.Page[key]["other"] == "" {
				t.Errorf("%s.toml has no text %q", tx.Tag, key)
			}
		}
		for key, m := range tx.Page {
			if !used[key] {
				t.Errorf("%s.toml has a text that nothing uses: %q", tx.Tag, key)
			}
			if len(m) == 1 {
				continue
			}
			for n := range 200 {
				if c := tx.category(n); m[c] == "" {
					t.Errorf("%s.toml: %q has no form %q, which %d needs", tx.Tag, key, c, n)
					break
				}
			}
			for c, form := range m {
				if strings.Contains(form, "!") {
					t.Errorf("%s.toml: %q (%s) shouts: %q", tx.Tag, key, c, form)
				}
			}
		}
		if tx.Tag == "uz" {
			for key, m := range tx.Page {
				if strings.ContainsAny(m["other"], "'`‘’") {
					t.Errorf("uz.toml: %q has an apostrophe other than ʻ and ʼ: %q", key, m["other"])
				}
			}
		}
	}
}

func TestNearestTexts(t *testing.T) {
	all := loadedTexts(t)
	for _, test := range []struct{ lang, fallback, want content.Lang }{
		{"ru", "en", "ru"},
		{"uz", "ru", "uz"},
		{"uz-Cyrl", "ru", "uz-Cyrl"},
		{"uz-Cyrl-UZ", "ru", "uz-Cyrl"},
		{"uz-Arab", "ru", "uz"},
		{"ru-UZ", "en", "ru"},
		{"kk", "en", "ru"},
		{"fa-AF", "ru", "fa"},
		{"he", "ru", "en"},
		{"sw", "ar", "ar"},
		{"sw", "sw", "en"},
	} {
		if got := nearestTexts(all, test.lang, test.fallback).Tag; got != test.want {
			t.Errorf("texts for %s with default %s: got %s, want %s", test.lang, test.fallback, got, test.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		lang content.Lang
		key  string
		n    int
		want string
	}{
		{"ru", "minutes", 1, "1 минута чтения"},
		{"ru", "minutes", 3, "3 минуты чтения"},
		{"ru", "minutes", 11, "11 минут чтения"},
		{"ru", "minutes", 21, "21 минута чтения"},
		{"en", "articles_count", 1, "1 article"},
		{"en", "articles_count", 0, "0 articles"},
		{"uz", "articles_count", 5, "5 ta maqola"},
		{"uz-Cyrl", "minutes", 1, "1 дақиқалик мутолаа"},
		{"ar", "minutes", 1, "دقيقة واحدة للقراءة"},
		{"ar", "minutes", 2, "دقيقتان للقراءة"},
		{"ar", "minutes", 3, "3 دقائق للقراءة"},
		{"ar", "minutes", 11, "11 دقيقة للقراءة"},
		{"ar", "minutes", 100, "100 دقيقة للقراءة"},
	} {
		tx := nearestTexts(loadedTexts(t), test.lang, "en")
		if got, err := tx.text(test.key, "n", test.n); err != nil || got != test.want {
			t.Errorf("%s, %s of %d: got %q, %v; want %q", test.lang, test.key, test.n, got, err, test.want)
		}
	}
	if _, err := loadedTexts(t)[0].text("no_such_key"); err == nil {
		t.Error("a key that is not there: no error")
	}
}

func TestDate(t *testing.T) {
	day := time.Date(2026, 11, 3, 0, 0, 0, 0, time.UTC)
	want := map[content.Lang]string{
		"ru": "3 ноября 2026", "en": "3 November 2026", "uz": "2026-yil 3-noyabr",
		"uz-Cyrl": "2026 йил 3 ноябрь", "ar": "3 نوفمبر 2026", "fa": "3 نوامبر 2026",
	}
	got := map[content.Lang]string{}
	for _, tx := range loadedTexts(t) {
		got[tx.Tag] = tx.date(day)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates: -want +got\n%s", diff)
	}
	if got := machineDate(day.Add(90 * time.Minute)); got != "2026-11-03T01:30:00Z" {
		t.Errorf("machineDate with a clock: got %s", got)
	}
}

// TestBadTexts: a file with a mistake is refused with its name.
func TestBadTexts(t *testing.T) {
	for name, text := range map[string]string{
		"not TOML":        "tag = ",
		"another tag":     `tag = "ru"`,
		"no months":       `tag = "xx"`,
		"a number":        "tag = \"xx\"\n[page]\na = 1",
		"no other":        "tag = \"xx\"\n[page]\na = {one=\"1\"}",
		"form not a text": "tag = \"xx\"\n[page]\na = {other=2}",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := loadTexts(fstest.MapFS{"texts/xx.toml": {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), "xx.toml") {
				t.Errorf("loadTexts(%q): error %v, want one that names the file", text, err)
			}
		})
	}
	if _, err := loadTexts(fstest.MapFS{}); err == nil {
		t.Error("no texts at all: no error")
	}
}

package library

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/frontmatter"
)

func TestScan(t *testing.T) {
	tests := []struct {
		text  string
		words []string
		want  tally
	}{
		{"Two words, that's four. ", []string{"Two", "words", "that's", "four"}, tally{words: 4}},
		{"Кто-то пришёл в 10 часов", []string{"Кто-то", "пришёл", "в", "10", "часов"}, tally{words: 5}},
		{"Oʻzbekiston o‘quvchi gʼalla", []string{"Oʻzbekiston", "o‘quvchi", "gʼalla"}, tally{words: 3}},
		{"‘quoted’ - dash", []string{"quoted", "dash"}, tally{words: 2}},
		{"كتابٌ جميل", []string{"كتابٌ", "جميل"}, tally{words: 2}},
		{"漢字とかな", []string{"漢字", "字と", "とか", "かな"}, tally{words: 5, signs: 5}},
		{"한국어 문장", []string{"한국어", "문장"}, tally{words: 2}},
		{"ภาษาไทยง่าย", nil, tally{words: 2}},
		{"GPT漢", []string{"GPT"}, tally{words: 2, signs: 1}},
		{"ไทยРус", []string{"Рус"}, tally{words: 2}},
		{"", nil, tally{}},
		{"— … ! 🙂", nil, tally{}},
	}
	for _, test := range tests {
		var words []string
		got := scan(test.text, func(w string) { words = append(words, w) })
		if diff := cmp.Diff(test.words, words); diff != "" || got != test.want {
			t.Errorf("scan(%q) = %+v, want %+v; words (-want +got):\n%s", test.text, got, test.want, diff)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add("a'-' ๆ漢\xff")
	f.Add("'''")
	f.Fuzz(func(t *testing.T, text string) {
		newTermReader().read("ru", text, text)
	})
}

func TestMinutes(t *testing.T) {
	tests := []struct {
		lang content.Lang
		n    tally
		want int
	}{
		{"en", tally{words: 1}, 1},
		{"en", tally{words: 1000}, 4},
		{"ru", tally{words: 1000}, 5},
		{"uz-Cyrl", tally{words: 1000}, 6},
		{"ar", tally{words: 1000}, 7},
		{"zh-Hans", tally{words: 1000, signs: 1000}, 4},
		{"ja", tally{words: 1000, signs: 1000}, 3},
	}
	for _, test := range tests {
		if got := test.n.minutes(test.lang); got != test.want {
			t.Errorf("%+v in %s = %d minutes, want %d", test.n, test.lang, got, test.want)
		}
	}
}

func TestStemsBringFormsTogether(t *testing.T) {
	tests := map[content.Lang][]string{
		"ru": {"таможня", "Таможни", "таможней"},
		"en": {"connection", "connected", "Connecting"},
		"uz": {"kitoblar", "kitobni", "kitobingiz"},
		"ja": {"かな", "かな"},
	}
	for lang, words := range tests {
		for _, word := range words {
			if got, want := stem(lang, word), stem(lang, words[0]); got != want || got == "" {
				t.Errorf("stem of %q in %s = %q, that of %q = %q", word, lang, got, words[0], want)
			}
		}
	}
	if got := stem("ru", "2016"); got != "" {
		t.Errorf("stem of a number = %q, want none", got)
	}
}

func TestScaffold(t *testing.T) {
	now := time.Date(2016, 3, 24, 0, 0, 0, 0, time.UTC)
	for _, title := range []string{"Таможня", `A "quoted" \ title`, "- [x]: #", "", "two\nlines\x00", "\xff"} {
		name, data := Scaffold(title, "ru", now)
		if !strings.HasSuffix(name, ".md") || strings.ContainsAny(name, "/\\ ") {
			t.Errorf("name for %q = %q", title, name)
		}
		meta, _, _, problems := frontmatter.Parse(name, data)
		want := strings.Join(strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(title, "\x00", " "), "\uFFFD")), " ")
		if len(problems) > 0 || meta.Title != want || meta.Lang != "ru" || !meta.Date.Equal(now) || meta.Draft {
			t.Errorf("front matter for %q:\n%s\n= %+v, problems %v", title, data, meta, problems)
		}
	}
}

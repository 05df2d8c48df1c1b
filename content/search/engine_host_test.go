//go:build !js

package search

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/search/index"
)

func paths(results []Result) []string {
	var found []string
	for _, r := range results {
		found = append(found, r.Path)
	}
	return found
}

func TestSearch(t *testing.T) {
	tests := []struct {
		name  string
		query Query
		want  []string // the first results
		not   string   // a path that must not be among the results
	}{
		{"title", Query{Text: "Новые правила таможни", Lang: "ru"}, []string{"/ru/customs/"}, ""},
		{"inflected", Query{Text: "новыми правилами таможней", Lang: "ru"}, []string{"/ru/customs/"}, ""},
		{"title before text", Query{Text: "граница", Lang: "ru"}, []string{"/ru/border/"}, ""},
		{"heading", Query{Text: "сколько стоит", Lang: "ru"}, []string{"/ru/customs/"}, ""},
		{"summary", Query{Text: "коротко", Lang: "ru"}, []string{"/ru/customs/"}, ""},
		{"author", Query{Text: "Лавлейс", Lang: "ru"}, []string{"/ru/cpp/"}, ""},
		{"topic", Query{Text: "информатика", Lang: "ru"}, []string{"/ru/cpp/"}, ""},
		{"all words before some", Query{Text: "правила шахматы", Lang: "ru"}, []string{"/ru/rules/"}, ""},
		{"yo", Query{Text: "елка", Lang: "ru"}, []string{"/ru/rules/"}, ""},
		{"kin", Query{Text: "обменом", Lang: "ru"}, []string{"/ru/customs/"}, ""},
		{"fleeting vowel", Query{Text: "вставка", Lang: "ru"}, []string{"/ru/exchange/"}, ""},
		{"prefix", Query{Text: "програм", Lang: "ru"}, []string{"/ru/cpp/"}, ""},
		{"prefix longer than the stem", Query{Text: "шахматны", Lang: "ru"}, []string{"/ru/rules/"}, ""},
		{"one letter", Query{Text: "ш", Lang: "ru"}, []string{"/ru/rules/"}, ""},
		{"layout", Query{Text: "nfvj;yz", Lang: "ru", Limit: 1}, []string{"/ru/customs/"}, ""},
		{"layout back", Query{Text: "сгыещьы", Lang: "en"}, []string{"/en/customs/"}, ""},
		{"typo", Query{Text: "таможян", Lang: "ru", Limit: 1}, []string{"/ru/customs/"}, ""},
		{"c++", Query{Text: "c++", Lang: "ru"}, []string{"/ru/cpp/"}, "/en/customs/"},
		{"c#", Query{Text: "c#", Lang: "en"}, []string{"/en/customs/"}, "/ru/cpp/"},
		{"excluded", Query{Text: "таможня -граница", Lang: "ru"}, []string{"/ru/customs/"}, "/ru/border/"},
		{"phrase", Query{Text: `"quick brown fox"`, Lang: "en"}, []string{"/en/phrase/"}, "/en/phrase-not/"},
		{"phrase excluded", Query{Text: `fox -"quick brown"`, Lang: "en"}, []string{"/en/phrase-not/"}, "/en/phrase/"},
		{"words side by side", Query{Text: "a dog jumps over it", Lang: "en"}, []string{"/en/phrase-not/"}, ""},
		{"twins: newer first", Query{Text: "близнец", Lang: "ru"}, []string{"/ru/twin-new/"}, ""},
		{"uzbek alphabets", Query{Text: "o'zbekiston bojxonasi", Lang: "uz"}, []string{"/uz/bojxona/", "/uz-cyrl/bojxona/"}, ""},
		{"uzbek forms", Query{Text: "qoidaning ", Lang: "uz", Only: "uz"}, []string{"/uz/bojxona/"}, ""},
		{"uzbek from cyrillic", Query{Text: "Ўзбекистон", Lang: "uz-Cyrl"}, []string{"/uz-cyrl/bojxona/", "/uz/bojxona/"}, ""},
		{"other languages below", Query{Text: "ўзбекистон", Lang: "ru"}, []string{"/uz/bojxona/", "/uz-cyrl/bojxona/"}, ""},
		{"only", Query{Text: "ўзбекистон", Lang: "ru", Only: "uz"}, []string{"/uz/bojxona/"}, "/uz-cyrl/bojxona/"},
		{"arabic", Query{Text: "الجمارك", Lang: "ar"}, []string{"/ar/jamarik/"}, ""},
		{"arabic without hamza", Query{Text: "اول", Lang: "ar"}, []string{"/ar/jamarik/"}, ""},
		{"persian", Query{Text: "گمرك", Lang: "fa"}, []string{"/fa/gomrok/"}, ""},
		{"kazakh", Query{Text: "қазақстан", Lang: "kk"}, []string{"/kk/keden/"}, ""},
		{"chinese", Query{Text: "海关", Lang: "zh"}, []string{"/zh/haiguan/"}, ""},
		{"one character", Query{Text: "税", Lang: "ja"}, []string{"/ja/zeikan/"}, ""},
		{"japanese", Query{Text: "小包", Lang: "ja"}, []string{"/ja/zeikan/"}, ""},
		{"thai", Query{Text: "พัสดุ", Lang: "th"}, []string{"/th/sunlakakon/"}, ""},
		{"korean with a particle", Query{Text: "소포", Lang: "ko"}, []string{"/ko/segwan/"}, ""},
		{"limit", Query{Text: "близнец", Lang: "ru", Limit: 1}, []string{"/ru/twin-new/"}, "/ru/twin-a/"},
		{"nothing", Query{Text: "абракадабра", Lang: "ru"}, nil, ""},
		{"only excluded", Query{Text: "-таможня", Lang: "ru"}, nil, ""},
		{"empty", Query{Text: "  ", Lang: "ru"}, nil, ""},
	}
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := e.Search(t.Context(), test.query)
			if err != nil {
				t.Fatalf("Search(%+v): %v", test.query, err)
			}
			found := paths(got.Results)
			if len(found) < len(test.want) || !cmp.Equal(found[:len(test.want)], test.want) || test.want == nil && len(found) > 0 {
				t.Errorf("Search(%+v) found %q, want first %q", test.query, found, test.want)
			}
			for _, path := range found {
				if path == test.not {
					t.Errorf("Search(%+v) found %q, want it without %q", test.query, found, test.not)
				}
			}
			if (got.Total > 0) != (len(found) > 0) {
				t.Errorf("Search(%+v): total %d of %d results", test.query, got.Total, len(got.Results))
			}
		})
	}
}

func TestResult(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "правила таможни", Lang: "ru", Limit: 1, Sources: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []Result{{
		Path: "/ru/customs/", Source: "ru/customs.md", Lang: "ru", Title: "Новые правила таможни", Date: "2026-01-05", DateText: "5",
		Excerpt: "… С первого марта таможня проверяет посылки по-новому. Пошлину платит получатель. Обмен данными между ведомствами ускорят.",
	}}
	for i := range got.Results {
		r := &got.Results[i]
		if marked := mark(r.Title, r.Marks); marked != "Новые [правила] [таможни]" {
			t.Errorf("title is marked %q", marked)
		}
		if marked := mark(r.Excerpt, r.Found); !strings.Contains(marked, "марта [таможня] проверяет") {
			t.Errorf("excerpt is marked %q", marked)
		}
		r.Marks, r.Found, r.Score = nil, nil, 0
	}
	if diff := cmp.Diff(want, got.Results); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if got.Total != 2 {
		t.Errorf("total is %d, want 2", got.Total)
	}
}

func mark(text string, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + text[at:]
}

func TestExcerptOfLongText(t *testing.T) {
	filler := strings.Repeat("Это предложение ни о чём не говорит и никому не нужно. ", 200)
	tests := []struct {
		name, text string
		lang       content.Lang
		query      string
		want       string
	}{
		{"middle", filler + "Редкий зверь выхухоль живёт у воды. " + filler, "ru", "выхухоль", "… Редкий зверь [выхухоль] живёт у воды."},
		{"both words", filler + "Одна выхухоль. " + filler + "Здесь выхухоль и крот рядом. " + filler, "ru", "выхухоль крот", "[выхухоль] и [крот]"},
		{"latin is no longer", strings.Repeat("Some words of no use at all to anyone. ", 100) + "A vole " + strings.Repeat("and then ", 22) + "a mole. " + filler, "en", "vole mole", "[vole]"},
		{"said again and again", filler + "Сказано заранее: " + strings.Repeat("в том и в сём ", 3) + "выхухоль в воде. " + filler, "ru", "выхухоль в", "Сказано заранее"},
		{"endless word", strings.Repeat("щ", 5000) + " крот " + strings.Repeat("ы", 5000), "ru", "крот", "[крот]"},
		{"han", strings.Repeat("我们今天讨论别的事情。", 100) + "海关检查包裹。" + strings.Repeat("我们今天讨论别的事情。", 100), "zh", "海关", "[海关]检查包裹"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := NewEngine(siteOf(t, []index.Doc{{Path: "/a/", Lang: test.lang, Title: "A", Text: test.text}}).Fetch)
			got, err := e.Search(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil || len(got.Results) != 1 {
				t.Fatalf("Search(%q): %d results, %v", test.query, len(got.Results), err)
			}
			r := got.Results[0]
			if n := utf8.RuneCountInString(r.Excerpt); n > excerptSize+8 {
				t.Errorf("excerpt has %d characters, want at most %d: %q", n, excerptSize+8, r.Excerpt)
			}
			if marked := mark(r.Excerpt, r.Found); !strings.Contains(marked, test.want) || !utf8.ValidString(r.Excerpt) {
				t.Errorf("excerpt %q, want %q in it", marked, test.want)
			}
		})
	}
}

func TestAnswered(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "Nfvj;yz", Lang: "ru"})
	if err != nil || got.Answered != "таможня" || got.Query != "Nfvj;yz" {
		t.Errorf("Search: query %q understood as %q (%v), want %q", got.Query, got.Answered, err, "таможня")
	}
}

func TestCanceled(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Search(ctx, Query{Text: "таможня"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled search ends with %v, want %v", err, context.Canceled)
	}
	// Canceled while a fetch hangs.
	ctx, cancel = context.WithCancel(t.Context())
	hung := NewEngine(func(ctx context.Context, name string) ([]byte, error) {
		if name != ManifestName {
			cancel()
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return s.Fetch(ctx, name)
	})
	if _, err := hung.Search(ctx, Query{Text: "таможня"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search canceled in a fetch ends with %v, want %v", err, context.Canceled)
	}
	if got, err := e.Search(t.Context(), Query{Text: "таможня"}); err != nil || got.Total == 0 {
		t.Errorf("the search after a canceled one: %d found, %v", got.Total, err)
	}
}

// TestPublishedAnew publishes the site under the reader: files that were not
// read before are gone.
func TestPublishedAnew(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	if _, err := e.Search(t.Context(), Query{Text: "таможня", Only: "ru"}); err != nil {
		t.Fatal(err)
	}
	docs := library()
	for i := range docs {
		docs[i].Title += " " + docs[i].Title
	}
	s.Files = siteOf(t, docs).Files
	got, err := e.Search(t.Context(), Query{Text: "customs", Only: "en"})
	if err != nil || len(got.Results) != 1 || got.Results[0].Title != "New customs rules New customs rules" {
		t.Errorf("after a new index was published: %+v, %v", got.Results, err)
	}
}

func TestOffline(t *testing.T) {
	e := NewEngine(func(context.Context, string) ([]byte, error) { return nil, fs.ErrNotExist })
	_, err := e.Search(t.Context(), Query{Text: "слово"})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), ManifestName) {
		t.Errorf("Search without files: %v, want fs.ErrNotExist with the name %s", err, ManifestName)
	}
}

func TestEmptyLibrary(t *testing.T) {
	e := NewEngine(siteOf(t, nil).Fetch)
	if got, err := e.Search(t.Context(), Query{Text: "слово таможня"}); err != nil || got.Total != 0 {
		t.Errorf("Search in nothing: %+v, %v", got, err)
	}
}

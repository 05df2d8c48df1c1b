//go:build !js

package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestCorrections(t *testing.T) {
	tests := []struct {
		query    string
		lang     content.Lang
		answered string
		why      Reason
		first    string
	}{
		{"Nfvj;yz", "ru", "таможня", Layout, "/ru/customs/"},
		{"ghfdbkf nfvj;yb", "ru", "правила таможни", Layout, "/ru/customs/"},
		{"сгыещьы", "en", "customs", Layout, "/en/customs/"},
		{"тaмoжня", "ru", "таможня", Layout, "/ru/customs/"},
		{"таможян", "ru", "таможня", Spelling, "/ru/customs/"},
		{"правила таможян", "ru", "правила таможня", Spelling, "/ru/customs/"},
		{"таможян правила", "ru", "таможня правила", Spelling, "/ru/customs/"},
		{"cusotms", "en", "customs", Spelling, "/en/customs/"},
		{"таможня", "ru", "", AsTyped, "/ru/customs/"},
	}
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			got, err := e.Search(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil {
				t.Fatal(err)
			}
			if got.Query != test.query || got.Answered != test.answered || got.Why != test.why || len(got.Results) == 0 || got.Results[0].Path != test.first {
				t.Errorf("Search(%q): answered %q (%s), found %q; want %q (%s), first %q",
					test.query, got.Answered, got.Why, paths(got.Results), test.answered, test.why, test.first)
			}
			verbatim, err := e.Search(t.Context(), Query{Text: test.query, Lang: test.lang, Verbatim: true})
			if err != nil || verbatim.Answered != "" || verbatim.Why != AsTyped {
				t.Errorf("Search(%q) verbatim: answered %q, %v", test.query, verbatim.Answered, err)
			}
			if test.why == Spelling && len(verbatim.Missing) == 0 {
				t.Errorf("Search(%q) verbatim: nothing is missing", test.query)
			}
		})
	}
}

func TestNeverEmpty(t *testing.T) {
	tests := []struct {
		query Query
		want  string // among the suggestions; "" for any
	}{
		{Query{Text: "абракадабра", Lang: "ru"}, ""},
		{Query{Text: "таможян", Lang: "ru", Verbatim: true}, "таможня"},
		{Query{Text: "таможня year:1999", Lang: "ru"}, "таможня"},
		{Query{Text: `"правила таможня"`, Lang: "ru"}, "правила таможня"},
		{Query{Text: "topic:nothing", Lang: "ru"}, ""},
	}
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, test := range tests {
		t.Run(test.query.Text, func(t *testing.T) {
			got, err := e.Search(t.Context(), test.query)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Results) > 0 || len(got.Suggestions) == 0 || test.want != "" && !slices.Contains(got.Suggestions, test.want) {
				t.Errorf("Search(%q): found %q, suggestions %q, want %q among them", test.query.Text, paths(got.Results), got.Suggestions, test.want)
			}
		})
	}
}

func TestFilters(t *testing.T) {
	tests := []struct {
		query string
		want  []string
		known bool
	}{
		{"таможня topic:customs", []string{"/ru/border/", "/ru/customs/"}, true},
		{`тема:"Таможня и торговля" правила`, []string{"/ru/border/", "/ru/customs/"}, true},
		{"автор:Ада", []string{"/ru/cpp/"}, true},
		{"author:ada-lovelace", []string{"/ru/cpp/"}, true},
		{"близнец год:2024", []string{"/ru/twin-a/", "/ru/twin-b/"}, true},
		{"близнец year:2024 year:2025", []string{"/ru/twin-a/", "/ru/twin-b/", "/ru/twin-new/"}, true},
		{"year:2025", []string{"/ru/twin-new/"}, true},
		{"bojxona lang:uz", []string{"/uz/bojxona/"}, true},
		{"язык:ko", []string{"/ko/segwan/"}, true},
		{"таможня topic:none", nil, false},
		{"таможня year:12x", nil, false},
	}
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			got, err := e.Search(t.Context(), Query{Text: test.query, Lang: "ru"})
			if err != nil {
				t.Fatal(err)
			}
			found := paths(got.Results)
			slices.Sort(found)
			if !cmp.Equal(found, test.want) || len(got.Filters) == 0 || got.Filters[0].Known != test.known {
				t.Errorf("Search(%q): found %q, filters %+v; want %q, known %t", test.query, found, got.Filters, test.want, test.known)
			}
		})
	}
}

func TestFacets(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "близнец year:2024", Only: "ru"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Facet{{Kind: KindYear, Values: []FacetValue{{Value: "2025", Name: "2025", Count: 1}, {Value: "2024", Name: "2024", Count: 2, Chosen: true}}}}
	var years []Facet
	for _, f := range got.Facets {
		if f.Kind == KindYear {
			years = append(years, f)
		}
	}
	if diff := cmp.Diff(want, years); diff != "" {
		t.Errorf("years (-want +got):\n%s", diff)
	}
	if got.Total != 2 {
		t.Errorf("total is %d, want 2", got.Total)
	}
}

// TestQuotation types a phrase of an article without quotation marks.
func TestQuotation(t *testing.T) {
	docs := library()
	for i := range docs {
		if docs[i].Path == "/ru/exchange/" {
			docs[i].Text += strings.Repeat(" Слова ни о чём.", 300) + " Старый мост через реку снова закрыли."
		}
		if docs[i].Path == "/ru/rules/" {
			docs[i].Text += " Мост старый, снова закрыли реку. Через снова старый, мост через снова, реку закрыли."
		}
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for _, query := range []string{"старый мост через реку", "мост через реку снова", "через реку снова закр"} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil || len(got.Results) == 0 || got.Results[0].Path != "/ru/exchange/" {
			t.Errorf("Search(%q) found %q, %v; want /ru/exchange/ first", query, paths(got.Results), err)
		}
	}
}

// TestOddQueries asks what people don't mean to ask: an answer, and no error.
func TestOddQueries(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, query := range []string{
		strings.Repeat("таможня ", 1250), strings.Repeat("ж", 10_000), strings.Repeat(`"`, 10_000), "?!.,;:—…", "и в на с", "the of and",
		"\u200B\u200D\u2060", "\x00\x01\x1b[31m", "\u202Eтаможня\u202C", "\u200Fالجمارك\u200F", "🙂🙃", "таможня 🙂", `"таможня`, `таможня" "`,
		"topic:", "topic: таможня", "year:", "lang:", "author:\"", "<b>таможня</b>", "<script>alert(1)</script>", "a'b\"c<d>&amp;", "\xff\xfe таможня",
	} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil {
			t.Errorf("Search(%.40q): %v", query, err)
		}
		if strings.Contains(query, "таможня") && len(got.Results) == 0 {
			t.Errorf("Search(%.40q) found nothing", query)
		}
	}
}

// TestFarFilter: a filter counts however far behind it stands.
func TestFarFilter(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	got, err := e.Search(t.Context(), Query{Text: WithFilter("близнец "+strings.Repeat("и ещё ", maxQuery), KindYear, "2025"), Lang: "ru"})
	if err != nil || !cmp.Equal(paths(got.Results), []string{"/ru/twin-new/"}) || len(got.Filters) != 1 || !got.Filters[0].Known {
		t.Errorf("found %q, filters %+v, %v; want the article of the year", paths(got.Results), got.Filters, err)
	}
}

// TestPageAway loses the page of a result: the rest is there, and a phrase in
// quotation marks is given the benefit of the doubt.
func TestPageAway(t *testing.T) {
	s := siteOf(t, library())
	s.Spoil = func(name string, data []byte) ([]byte, error) {
		if name == "ru/customs/" {
			return nil, errors.New("no connection")
		}
		return data, nil
	}
	e := NewEngine(s.Fetch)
	for _, query := range []string{"правила таможни", `"правила таможни"`} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru", Limit: 1})
		if err != nil || len(got.Results) != 1 || got.Results[0].Title == "" || !got.Results[0].Away || got.Results[0].Excerpt != "" {
			t.Errorf("Search(%q) without a page: %+v, %v", query, got.Results, err)
		}
	}
}

// TestDamage spoils each file of the index in turn: the error names it, and
// trying again works once it is whole.
func TestDamage(t *testing.T) {
	s := siteOf(t, library())
	queries := []Query{{Text: "таможня", Lang: "ru"}, {Text: "таможян", Lang: "ru"}, {Text: "topic:customs", Lang: "ru"}, {Text: "таможня", Lang: "ru", Sources: true}}
	var names []string
	for name := range s.Files {
		if strings.HasPrefix(name, "library/") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, victim := range names {
		for _, harm := range []func([]byte) []byte{
			func([]byte) []byte { return nil },
			func(b []byte) []byte { return b[:len(b)/2] },
			func([]byte) []byte { return []byte("<!doctype html><title>Sign in</title>") },
			func(b []byte) []byte { c := slices.Clone(b); c[len(c)/2] ^= 0x41; return c },
		} {
			s.Spoil = func(name string, data []byte) ([]byte, error) {
				if name == victim {
					return harm(data), nil
				}
				return data, nil
			}
			e := NewEngine(s.Fetch)
			for _, q := range queries {
				if _, err := e.Search(t.Context(), q); err != nil && !strings.Contains(err.Error(), victim) {
					t.Errorf("Search(%q) with %s spoiled: %v", q.Text, victim, err)
				}
			}
			s.Spoil = nil
			for _, q := range queries {
				if got, err := e.Search(t.Context(), q); err != nil || len(got.Results) == 0 {
					t.Errorf("Search(%q) after %s was mended: %d results, %v", q.Text, victim, len(got.Results), err)
				}
			}
		}
	}
}

// TestCanceledWhilePagesLoad holds that a new keystroke ends an old query.
func TestCanceledWhilePagesLoad(t *testing.T) {
	s := siteOf(t, library())
	ctx, cancel := context.WithCancel(t.Context())
	e := NewEngine(func(ctx context.Context, name string) ([]byte, error) {
		if !strings.HasPrefix(name, "library/") {
			cancel()
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return s.Fetch(ctx, name)
	})
	got, err := e.Find(ctx, Query{Text: "таможня", Lang: "ru"})
	if err != nil || len(got.Results) == 0 {
		t.Fatalf("Find: %d results, %v", len(got.Results), err)
	}
	if err := e.Fill(ctx, &got, 0, len(got.Results)); !errors.Is(err, context.Canceled) {
		t.Errorf("Fill after a keystroke: %v, want %v", err, context.Canceled)
	}
}

func FuzzSearch(f *testing.F) {
	for _, q := range []string{"таможня", `"quick brown`, `«" -"' -`, "\u200B\u202E\u200F", "topic:x lang:", "o'zbek ўзбек", "海关 ศุล", "ʻʻʻʻ", "c++# c#c++",
		"..,,;'[]", "\x00", "И\u0306\u0308", "cтaтья nfvj;yz", "таможян правлиа", "правла таможни", "ʼʼʼʼʼ таможян", "ааааааааааааааааааааааааааааааааа бббб"} {
		f.Add(q, "ru")
	}
	f.Add("bojxona", "uz")
	e := NewEngine(siteOf(f, library()).Fetch)
	f.Fuzz(func(t *testing.T, query, text string) {
		for _, verbatim := range []bool{false, true} {
			got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru", Verbatim: verbatim})
			if err != nil {
				t.Fatalf("Search(%q): %v", query, err)
			}
			for _, r := range got.Results {
				checkSpans(t, r.Title, r.Marks)
				checkSpans(t, r.Excerpt, r.Found)
			}
		}
		for _, lang := range []content.Lang{"", "ru", "uz", "ar", "zh"} {
			checkSpans(t, text, Highlight(text, query, lang))
			checkSpans(t, query, Highlight(query, query, lang))
		}
	})
}

func checkSpans(t *testing.T, text string, spans []Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("spans %v of %q (%d bytes) overlap or leave it", spans, text, len(text))
		}
		at = s.End
	}
}

// BenchmarkKeystrokes asks every beginning of some queries.
func BenchmarkKeystrokes(b *testing.B) {
	s := siteOf(b, bigLibrary(1000))
	for _, query := range []string{"барогра", "миту кено ляжа", "барограъ миту"} {
		b.Run(query, func(b *testing.B) {
			e := NewEngine(s.Fetch)
			letters := []rune(query)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := e.Find(b.Context(), Query{Text: string(letters[:1+n%len(letters)]), Lang: "ru"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestShortLayout holds that a few letters which give the beginning of a word in
// the other layout are no such word: one is found by chance then.
func TestShortLayout(t *testing.T) {
	docs := articles("uz", "Ishbilarmon", "Ish va bahor")
	docs = append(docs, articles("ru", "Не спать", "Таможня")...)
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, answered := range map[string]string{
		"som": "", "som ": "", "soʻm": "", "bahor som": "", // the keys of "ыщь", in Uzbek "ish"
		"nf":   "", // of "та", which begins "таможня"
		"yt":   "не",
		"nfvj": "тамо",
	} {
		got, err := e.Find(t.Context(), Query{Text: query, Lang: "uz"})
		if err != nil || got.Why == Layout != (answered != "") || answered != "" && got.Answered != answered {
			t.Errorf("Find(%q) answered %q (%s) with %q, %v; want %q", query, got.Answered, got.Why, paths(got.Results), err, answered)
		}
	}
}

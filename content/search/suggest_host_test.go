//go:build !js

package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content/search/index"
)

func TestSuggestions(t *testing.T) {
	tests := []struct {
		query string
		want  []string
	}{
		{"близнец -текст", []string{"близнец"}},
		{`близнец -"одинаковый текст"`, []string{"близнец"}},
		{"близнец -текст topic:none", []string{"близнец"}},
		{"близнец   year:1999", []string{"близнец"}},
		{`"текст одинаковый" -близнец`, []string{"текст одинаковый"}},
		{`"текст  одинаковый"`, []string{"текст одинаковый"}},
	}
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, test := range tests {
		got, err := e.Search(t.Context(), Query{Text: test.query, Lang: "ru", Only: "ru"})
		if err != nil || len(got.Results) > 0 || !cmp.Equal(got.Suggestions, test.want) {
			t.Errorf("Search(%q): found %q, suggestions %q, %v; want nothing and %q", test.query, paths(got.Results), got.Suggestions, err, test.want)
		}
	}
}

// TestNearWords holds that words not far from one that no article has are
// suggested before what the library has much of.
func TestNearWords(t *testing.T) {
	e := NewEngine(siteOf(t, articles("ru", "Правительственный отчёт", "Правительство и закон", "Поезда")).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "правителствовать", Lang: "ru"})
	if want := []string{"правительство", "правительственный"}; err != nil || len(got.Results) > 0 || !cmp.Equal(got.Suggestions, want) {
		t.Errorf("found %q, suggestions %q, %v; want nothing and %q", titlesOf(got.Results), got.Suggestions, err, want)
	}
}

// TestFilterOfLanguage holds that a word that other languages have is not
// corrected to one of those chosen: to leave the filter out is suggested.
func TestFilterOfLanguage(t *testing.T) {
	docs := append(articles("ru", "Cables"), articles("en", "Tables")...)
	docs[1].Path = "/en/tables/"
	e := NewEngine(siteOf(t, docs).Fetch)
	got, err := e.Search(t.Context(), Query{Text: "tables lang:ru", Lang: "ru"})
	if want := []string{"tables"}; err != nil || len(got.Results) > 0 || got.Answered != "" || !cmp.Equal(got.Suggestions, want) {
		t.Errorf("found %q as %q, suggestions %q, %v; want nothing and %q", titlesOf(got.Results), got.Answered, got.Suggestions, err, want)
	}
	got, err = e.Search(t.Context(), Query{Text: "cablex lang:ru", Lang: "ru"})
	if err != nil || len(got.Results) != 1 || got.Answered != "cables lang:ru" {
		t.Errorf("found %q as %q, %v; want Cables as cables", titlesOf(got.Results), got.Answered, err)
	}
}

// TestOffersApart: articles of one title are suggested once, and not what was
// asked.
func TestOffersApart(t *testing.T) {
	docs := []index.Doc{
		{Path: "/ru/a/", Lang: "ru", Title: "Близнец"}, {Path: "/ru/b/", Lang: "ru", Title: "Близнец"}, {Path: "/ru/c/", Lang: "ru", Title: "Единственный"},
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, want := range map[string][]string{
		"абракадабра":                {"Близнец", "Единственный"},
		"Близнец  topic:none year:1": {"Близнец"},
	} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		slices.Sort(got.Suggestions)
		if err != nil || !cmp.Equal(got.Suggestions, want) {
			t.Errorf("Search(%q): suggestions %q, %v; want %q", query, got.Suggestions, err, want)
		}
	}
}

// TestUnknownLanguage: a language that the library has not is a filter that
// nothing passes, and the facets show what would.
func TestUnknownLanguage(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, query := range []string{"bojxona lang:xx", "lang:xx"} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil || len(got.Results) > 0 || len(got.Filters) != 1 || got.Filters[0].Known {
			t.Fatalf("Search(%q): found %q, filters %+v, %v; want nothing and an unknown filter", query, paths(got.Results), got.Filters, err)
		}
		i := slices.IndexFunc(got.Facets, func(f Facet) bool { return f.Kind == KindLang })
		if i < 0 || !slices.ContainsFunc(got.Facets[i].Values, func(v FacetValue) bool { return v.Value == "uz" && v.Count == 1 }) {
			t.Errorf("Search(%q): facets %+v, want languages, uz with an article among them", query, got.Facets)
		}
	}
}

// TestTagNames: topics are found by their names as words are, told apart by
// signs, and called as the reader's language calls them.
func TestTagNames(t *testing.T) {
	tag := func(slug, name string) []index.Tag { return []index.Tag{{Slug: slug, Name: name}} }
	docs := []index.Doc{
		{Path: "/ru/yolka/", Lang: "ru", Title: "Один", Text: "лес", Topics: tag("trees", "Ёлки")},
		{Path: "/en/tree/", Lang: "en", Title: "One", Text: "лес wood", Topics: tag("trees", "Trees")},
		{Path: "/uz/daraxt/", Lang: "uz", Title: "Bir", Text: "wood", Topics: tag("trees", "Daraxtlar")},
		{Path: "/ru/cpp/", Lang: "ru", Title: "Два", Text: "лес", Topics: tag("c", "C++")},
		{Path: "/ru/cs/", Lang: "ru", Title: "Три", Text: "лес", Topics: tag("c-2", "C#")},
		{Path: "/ru/star/", Lang: "ru", Title: "Четыре", Text: "лес", Topics: tag("s1", "★")},
		{Path: "/ru/moon/", Lang: "ru", Title: "Пять", Text: "лес", Topics: tag("s2", "☾")},
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, want := range map[string][]string{
		"тема:елки":        {"/ru/yolka/"},
		"topic:trees":      {"/ru/yolka/", "/en/tree/", "/uz/daraxt/"},
		"topic:C++":        {"/ru/cpp/"},
		"topic:c#":         {"/ru/cs/"},
		"topic:☾":          {"/ru/moon/"},
		"topic:ёл":         {"/ru/yolka/"},
		"wood topic:trees": {"/en/tree/", "/uz/daraxt/"},
	} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		found := paths(got.Results)
		slices.Sort(found)
		slices.Sort(want)
		if err != nil || !cmp.Equal(found, want) || !got.Filters[0].Known {
			t.Errorf("Search(%q): found %q, %+v, %v; want %q", query, found, got.Filters, err, want)
		}
		if slices.Contains(found, "/ru/yolka/") || query == "wood topic:trees" {
			for _, f := range got.Facets {
				for _, v := range f.Values {
					if v.Value == "trees" && v.Name != "Ёлки" {
						t.Errorf("Search(%q): the facet calls the topic %q", query, v.Name)
					}
				}
			}
			if got.Filters[0].Name != "Ёлки" {
				t.Errorf("Search(%q): the filter is called %q, want Ёлки", query, got.Filters[0].Name)
			}
		}
	}
}

// TestOffersWithout: what a query excludes is not suggested.
func TestOffersWithout(t *testing.T) {
	docs := articles("ru", "Порт", "Мост и река", "Дорога", "Мосты", "Поле")
	docs[4].Text = "За мостом"
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, want := range map[string][]string{
		"-мост":        {"Дорога", "Порт"},
		`-"мост река"`: {"Дорога", "Поле"},
		"-поле":        {"Дорога", "Мост и река", "Мосты"},
	} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		slices.Sort(got.Suggestions)
		if err != nil || !cmp.Equal(got.Suggestions, want) {
			t.Errorf("Search(%q): suggestions %q, %v; want %q", query, got.Suggestions, err, want)
		}
	}
	docs[0].Topics = []index.Tag{{Slug: "bridges", Name: "Мосты"}}
	docs[1].Topics = []index.Tag{{Slug: "rivers", Name: "Реки"}}
	docs[2].Topics = docs[1].Topics
	e = NewEngine(siteOf(t, docs).Fetch)
	for _, query := range []string{"-мост", "-topic:bridges"} {
		if got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"}); err != nil || !cmp.Equal(got.Suggestions, []string{"Реки"}) {
			t.Errorf("Search(%q): suggestions %q, %v; want the other topic", query, got.Suggestions, err)
		}
	}
}

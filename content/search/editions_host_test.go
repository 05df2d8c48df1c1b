//go:build !js

package search

import (
	"fmt"
	"slices"
	"testing"

	"lectern/content"
	"lectern/content/search/index"
)

// crowd is a library of many articles in two languages: a word that half of the
// Russian articles have is in one of the English, and the other way about.
func crowd(docs int) []index.Doc {
	var all []index.Doc
	for i := range docs {
		for _, l := range []struct {
			lang        content.Lang
			often, rare string
		}{{"ru", "garden", "python"}, {"en", "python", "garden"}} {
			text := "слово word"
			if i%2 == 0 {
				text += " " + l.often
			}
			if i == 1 {
				text += " " + l.rare
			}
			all = append(all, index.Doc{
				Path: fmt.Sprintf("/%s/a%d/", l.lang, i), Source: fmt.Sprintf("%s%d.md", l.lang, i),
				Lang: l.lang, Title: fmt.Sprintf("Статья article %d", i), Text: text,
			})
		}
	}
	return all
}

// TestEditionsShare: that a word is rare in one language must not hide the
// articles of another, the reader's least of all.
func TestEditionsShare(t *testing.T) {
	e := NewEngine(siteOf(t, crowd(300)).Fetch)
	for _, test := range []struct {
		query string
		lang  content.Lang
	}{{"garden", "ru"}, {"python", "en"}} {
		got, err := e.Find(t.Context(), Query{Text: test.query, Lang: test.lang})
		if err != nil {
			t.Fatal(err)
		}
		if got.Total < 150 || len(got.Results) == 0 || got.Results[0].Lang != test.lang {
			t.Errorf("%q for a reader of %s: %d articles, first %v; want 150 and more, first in %s", test.query, test.lang, got.Total, paths(got.Results), test.lang)
		}
	}
}

// TestUnknownAmongLarge: a word that no article has, where trying the other
// layout opens a language too large to be opened at once.
func TestUnknownAmongLarge(t *testing.T) {
	e := NewEngine(siteOf(t, crowd(300)).Fetch)
	for _, query := range []string{"абракадабра", "zzzzqq", "артикле", "слвоо"} {
		for _, lang := range []content.Lang{"ru", "en"} {
			if _, err := e.Search(t.Context(), Query{Text: query, Lang: lang}); err != nil {
				t.Errorf("%q for a reader of %s: %v", query, lang, err)
			}
		}
	}
}

// TestLayoutNeedsAWord: one letter that happens to be known in the other layout
// is no reason to read "e-mail" as "у-ьфшд".
func TestLayoutNeedsAWord(t *testing.T) {
	e := NewEngine(siteOf(t, library()).Fetch)
	for _, query := range []string{"e-mail", "x-ray", "e-book"} {
		got, err := e.Find(t.Context(), Query{Text: query, Lang: "en"})
		if err != nil || got.Why == Layout {
			t.Errorf("%q is answered as %q (%s), %v", query, got.Answered, got.Why, err)
		}
	}
}

// TestWithoutFiltered: an excluded filter leaves out the articles that it finds,
// and not those with the words it is written in.
func TestWithoutFiltered(t *testing.T) {
	docs := articles("ru", "Порт", "Порт и мост", "Порт и topic")
	docs[0].Topics = []index.Tag{{Slug: "sea", Name: "Море"}}
	docs[1].Authors = []index.Tag{{Slug: "ada", Name: "Ада"}}
	docs[2].Date = docs[2].Date.AddDate(1, 0, 0)
	docs = append(docs, articles("en", "Порт")...)
	e := NewEngine(siteOf(t, docs).Fetch)
	for query, want := range map[string][]string{
		"порт -topic:sea":                    {"/en/a/", "/ru/b/", "/ru/c/"},
		"порт -автор:Ада":                    {"/en/a/", "/ru/a/", "/ru/c/"},
		"порт -year:2026":                    {"/ru/c/"},
		"порт -lang:en":                      {"/ru/a/", "/ru/b/", "/ru/c/"},
		"порт -lang:en -topic:sea year:2026": {"/ru/b/"},
		"порт -topic:none":                   {"/en/a/", "/ru/a/", "/ru/b/", "/ru/c/"},
	} {
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		found := paths(got.Results)
		slices.Sort(found)
		if err != nil || !slices.Equal(found, want) || got.Total != len(want) {
			t.Errorf("Search(%q) found %q of %d, %v; want %q", query, found, got.Total, err, want)
		}
	}
}

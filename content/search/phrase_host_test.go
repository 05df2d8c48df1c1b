//go:build !js

package search

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content/search/index"
	"lectern/content/search/index/indextest"
)

// decoys are articles in which the index cannot tell that "red" is never right
// before "fox"; those whose number fits have the phrase.
func decoys(n int, fits func(i int) bool) []index.Doc {
	var docs []index.Doc
	for i := range n {
		text := "A fox. Red as red can be, red and red or red with red on red under red by red over red from red near red."
		if fits(i) {
			text = "A red fox. " + text
		}
		d := index.Doc{Path: fmt.Sprintf("/en/%03d/", i), Source: fmt.Sprintf("%03d.md", i), Lang: "en", Title: fmt.Sprintf("Number %d", i), Text: text}
		d.Topics = []index.Tag{{Slug: fmt.Sprintf("t%d", i%3), Name: fmt.Sprintf("T%d", i%3)}}
		docs = append(docs, d)
	}
	return docs
}

// pagesRead returns how many pages were fetched since last asked.
func pagesRead(s *indextest.Site) int {
	n := 0
	for _, name := range s.Forget() {
		if strings.HasSuffix(name, "/") {
			n++
		}
	}
	return n
}

// TestPhraseFarDown: one article of many that may have a phrase has it.
func TestPhraseFarDown(t *testing.T) {
	for _, fit := range []int{0, 150, 299} {
		e := NewEngine(siteOf(t, decoys(300, func(i int) bool { return i == fit })).Fetch)
		got, err := e.Find(t.Context(), Query{Text: `"red fox"`, Lang: "en"})
		if want := fmt.Sprintf("/en/%03d/", fit); err != nil || !cmp.Equal(paths(got.Results), []string{want}) || got.Total != 1 {
			t.Errorf("found %q, total %d, %v; want only %s", paths(got.Results), got.Total, err, want)
		}
	}
}

// TestPhraseNowhere: all that may have a phrase were read, so nothing is partial.
func TestPhraseNowhere(t *testing.T) {
	e := NewEngine(siteOf(t, decoys(100, func(int) bool { return false })).Fetch)
	got, err := e.Find(t.Context(), Query{Text: `"red fox"`, Lang: "en"})
	if err != nil || len(got.Results) > 0 || got.Total != 0 || got.Partial || len(got.Facets) > 0 || len(got.Suggestions) == 0 {
		t.Errorf("found %q, total %d, partial %t, facets %v, suggestions %q, %v; want only suggestions",
			paths(got.Results), got.Total, got.Partial, got.Facets, got.Suggestions, err)
	}
}

// TestPhraseMore asks for more until there is no more: each answer goes on where
// the one before ended, says how far it is, and the last has all.
func TestPhraseMore(t *testing.T) {
	fits := func(i int) bool { return i%17 == 0 }
	s := siteOf(t, decoys(300, fits))
	e := NewEngine(s.Fetch)
	var before Results
	for limit := 5; ; limit += 5 {
		got, err := e.Find(t.Context(), Query{Text: `"red fox"`, Lang: "en", Limit: limit, Seen: len(before.Results), Rested: true})
		if err != nil || limit > 200 {
			t.Fatalf("limit %d: %v", limit, err)
		}
		n := len(before.Results)
		if len(got.Results) < n || !cmp.Equal(paths(got.Results[:n]), paths(before.Results)) {
			t.Fatalf("limit %d: %q, want first %q", limit, paths(got.Results), paths(before.Results))
		}
		if before = got; !got.Partial && got.Total == len(got.Results) {
			break
		}
		if got.Total > 18 || len(got.Results) == n {
			t.Fatalf("limit %d: %d results after %d, total %d; want more, at most 18", limit, len(got.Results), n, got.Total)
		}
	}
	if before.Total != 18 {
		t.Errorf("%d found in the end, want 18", before.Total)
	}
	if n := pagesRead(s); n != 300 {
		t.Errorf("%d pages read, want each once, 300", n)
	}
}

// TestPhraseHaste: where a phrase is common few pages are read, and the facets
// count what they said.
func TestPhraseHaste(t *testing.T) {
	s := siteOf(t, decoys(300, func(i int) bool { return i%3 > 0 }))
	e := NewEngine(s.Fetch)
	got, err := e.Find(t.Context(), Query{Text: `"red fox"`, Lang: "en", Limit: 8})
	if n := pagesRead(s); err != nil || n > 24 || len(got.Results) != 8 || !got.Partial {
		t.Fatalf("%d pages read, %d found, partial %t, %v; want up to 24 pages, 8 articles of more", n, len(got.Results), got.Partial, err)
	}
	counted := 0
	for _, f := range got.Facets {
		for _, v := range f.Values {
			if counted += v.Count; v.Value == "t0" {
				t.Errorf("facets count %d articles of topic t0, want none", v.Count)
			}
		}
	}
	if counted != got.Total {
		t.Errorf("facets count %d articles, the total is %d", counted, got.Total)
	}
	// Typing on asks no page again.
	if got, err = e.Find(t.Context(), Query{Text: `"red fox" numb`, Lang: "en", Limit: 8}); err != nil || len(got.Results) != 8 {
		t.Errorf("with another word: %d found, %v", len(got.Results), err)
	}
	if n := pagesRead(s); n > phraseBatch {
		t.Errorf("with another word: %d pages read, want %d at most", n, phraseBatch)
	}
}

func TestPhraseFilters(t *testing.T) {
	e := NewEngine(siteOf(t, decoys(60, func(i int) bool { return i == 4 || i == 9 })).Fetch)
	got, err := e.Find(t.Context(), Query{Text: `"red fox" topic:t1`, Lang: "en", Rested: true})
	if err != nil || !cmp.Equal(paths(got.Results), []string{"/en/004/"}) || got.Total != 1 {
		t.Errorf("found %q, total %d, %v; want only /en/004/", paths(got.Results), got.Total, err)
	}
}

// TestPhraseOfOneWord needs no pages: the index knows.
func TestPhraseOfOneWord(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	for query, want := range map[string][]string{
		`"правила" шахматы`:        {"/ru/rules/"},
		`таможня -"граница"`:       {"/ru/customs/"},
		`граница "шахматы"`:        {"/ru/rules/"},
		`"шахматы" "правила игры"`: {"/ru/rules/"},
	} {
		got, err := e.Find(t.Context(), Query{Text: query, Lang: "ru", Only: "ru", Rested: true})
		if err != nil || len(got.Results) == 0 || !cmp.Equal(paths(got.Results[:1]), want) {
			t.Errorf("Find(%q) found %q, %v; want first %q", query, paths(got.Results), err, want)
		}
		if n := pagesRead(s); n > 0 && !strings.Contains(query, "игры") {
			t.Errorf("Find(%q) read %d pages", query, n)
		}
	}
}

// TestPhraseExcluded reads only what may have the phrase.
func TestPhraseExcluded(t *testing.T) {
	docs := decoys(20, func(i int) bool { return i < 5 })
	for i := range 40 {
		docs = append(docs, index.Doc{Path: fmt.Sprintf("/en/fox%02d/", i), Lang: "en", Title: "A fox", Text: "No colour."})
	}
	s := siteOf(t, docs)
	e := NewEngine(s.Fetch)
	got, err := e.Find(t.Context(), Query{Text: `fox -"red fox"`, Lang: "en", Limit: 100, Rested: true})
	if n := pagesRead(s); err != nil || got.Total != 55 || len(got.Results) != 55 || got.Partial || n != 20 {
		t.Errorf("%d found, %d shown, %d pages read, partial %t, %v; want 55 and 20 pages", got.Total, len(got.Results), n, got.Partial, err)
	}
}

// TestPhraseBesideAWord: no article with the word has the phrase.
func TestPhraseBesideAWord(t *testing.T) {
	docs := decoys(30, func(i int) bool { return i == 7 })
	docs[3].Text += " A badger."
	e := NewEngine(siteOf(t, docs).Fetch)
	got, err := e.Find(t.Context(), Query{Text: `"red fox" badger`, Lang: "en", Rested: true})
	if err != nil || !cmp.Equal(paths(got.Results), []string{"/en/007/"}) || got.Total != 1 || got.Partial {
		t.Errorf("found %q, total %d, partial %t, %v; want only /en/007/", paths(got.Results), got.Total, got.Partial, err)
	}
}

// TestPhraseOfTwoScripts: the words of a phrase are each of one script.
func TestPhraseOfTwoScripts(t *testing.T) {
	docs := []index.Doc{
		{Path: "/ru/a/", Lang: "ru", Title: "Указатели", Text: "Переменная p объявляет указатель."},
		{Path: "/ru/b/", Lang: "ru", Title: "Другое", Text: "Переменная р и то, что объявляет р."},
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	got, err := e.Search(t.Context(), Query{Text: `"переменная p объявляет"`, Lang: "ru"})
	if err != nil || !cmp.Equal(paths(got.Results), []string{"/ru/a/"}) || got.Why != AsTyped {
		t.Errorf("found %q as %q, %v; want /ru/a/ as typed", paths(got.Results), got.Answered, err)
	}
}

// TestPageGone loses pages: the site was published anew, or an article is gone
// while the index is the same.
func TestPageGone(t *testing.T) {
	for _, query := range []string{"правила таможни", `"новые правила таможни"`} {
		s := siteOf(t, library())
		e := NewEngine(s.Fetch)
		if _, err := e.Search(t.Context(), Query{Text: "правила", Lang: "ru"}); err != nil {
			t.Fatal(err)
		}
		delete(s.Files, "ru/customs/")
		e.pages.forget()
		got, err := e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil || slices.Contains(paths(got.Results), "/ru/customs/") || got.Total != len(got.Results) ||
			slices.ContainsFunc(got.Results, func(r Result) bool { return r.Away }) {
			t.Errorf("Search(%q) without the page: %q of %d, %v; want others, none away", query, paths(got.Results), got.Total, err)
		}

		docs := library()
		docs[0].Path = "/ru/customs-2026/"
		s.Files = siteOf(t, docs).Files
		e.pages.forget()
		got, err = e.Search(t.Context(), Query{Text: query, Lang: "ru"})
		if err != nil || len(got.Results) == 0 || got.Results[0].Path != "/ru/customs-2026/" || got.Results[0].Excerpt == "" {
			t.Errorf("Search(%q) when the page has moved: %+v, %v; want /ru/customs-2026/", query, got.Results, err)
		}
	}
}

// TestFillGone: the interface is told to ask again.
func TestFillGone(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	got, err := e.Find(t.Context(), Query{Text: "правила", Lang: "ru", Only: "ru"})
	if err != nil {
		t.Fatal(err)
	}
	delete(s.Files, "ru/customs/")
	if err := e.Fill(t.Context(), &got, 0, len(got.Results)); !errors.Is(err, ErrGone) {
		t.Errorf("Fill without a page: %v, want %v", err, ErrGone)
	}
	for _, r := range got.Results {
		if gone := r.Path == "/ru/customs/"; r.Away || gone != (r.Excerpt == "") {
			t.Errorf("%s: away %t, excerpt %q", r.Path, r.Away, r.Excerpt)
		}
	}
	if got, err = e.Find(t.Context(), Query{Text: "правила", Lang: "ru", Only: "ru"}); err != nil || slices.Contains(paths(got.Results), "/ru/customs/") {
		t.Errorf("Find after it: %q, %v", paths(got.Results), err)
	}
}

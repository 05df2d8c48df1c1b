//go:build !js

package search

import (
	"strings"
	"testing"
	"time"

	"lectern/content"
	"lectern/content/search/index"
)

// TestDates asks for a day in one notation that texts have in others, and for
// articles of that day.
func TestDates(t *testing.T) {
	texts := map[content.Lang][]string{
		"ru": {"Событие 12 марта 2026 года.", "С 12.03.2026 иначе.", "От 2026-03-12.", "Вышло 12/03/2026."},
		"en": {"It was on March 12, 2026.", "On 12 March 2026."},
		"uz": {"Bu 2026-yil 12-mart kuni edi.", "Sana 12.03.2026."},
		"fa": {"این در ۱۲ مارس ۲۰۲۶ بود.", "روز 12.03.2026 باز شد."},
	}
	for lang, list := range texts {
		docs := articles(lang, append(list, "own", "3 12 2026", "none")...)
		for i := range docs {
			docs[i].Text, docs[i].Title = docs[i].Title, string(rune('A'+i))
			docs[i].Date = time.Date(2026, 3, 10+i%2, 0, 0, 0, 0, time.UTC)
		}
		n := len(list)
		docs[n].Date = time.Date(2026, 3, 12, 23, 0, 0, 0, time.UTC)
		docs[n+1].Text = strings.Repeat("Март, 12 и ещё 2026 March mart. ", 3)
		e := NewEngine(siteOf(t, docs).Fetch)
		for _, query := range []string{"12.03.2026", "2026-03-12", "12 марта 2026", "12 mart 2026", "March 12, 2026", "12 مارس 2026", "۱۲ مارس ۲۰۲۶"} {
			got, err := e.Search(t.Context(), Query{Text: query, Lang: lang})
			if err != nil || len(got.Results) <= n {
				t.Errorf("Search(%q) in %s found %q, %v; want %d articles", query, lang, titlesOf(got.Results), err, n+1)
				continue
			}
			for _, r := range got.Results[:n+1] {
				if r.Title[0] > byte('A'+n) {
					t.Errorf("Search(%q) in %s found %q; want A to %c first", query, lang, titlesOf(got.Results), 'A'+n)
				}
			}
		}
	}
}

// TestOnDay looks for days among articles of many.
func TestOnDay(t *testing.T) {
	var docs []index.Doc
	for i, d := range articles("ru", strings.Split(strings.Repeat("x ", 60)+"x", " ")...) {
		d.Date = time.Date(2025, 12, 20+i/3, 0, 0, 0, 0, time.UTC)
		docs = append(docs, d)
	}
	e := NewEngine(siteOf(t, docs).Fetch)
	for day, want := range map[string]int{"2025-12-20": 3, "2025-12-31": 3, "2026-01-01": 3, "2026-01-09": 1, "2025-12-19": 0, "2026-01-10": 0, "2024-01-01": 0} {
		got, err := e.Search(t.Context(), Query{Text: day, Lang: "ru"})
		if err != nil || len(got.Results) != want {
			t.Errorf("Search(%q) found %q, %v; want %d", day, titlesOf(got.Results), err, want)
		}
	}
}

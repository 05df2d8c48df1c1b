//go:build !js

package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
)

func TestSearchPage(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "?q=25")
	got := html(b.reader.results)
	if n := strings.Count(got, `class="hit"`); n != pageLimit {
		t.Errorf("%d results, want %d:\n%s", n, pageLimit, got)
	}
	for _, want := range []string{
		`data-results`, `lang="ru"`, "<mark>Статья</mark>", "&lt;b&gt;", `href="/en/a0/?q=25"`, "today",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in the results:\n%s", want, got)
		}
	}
	if b.window.SearchField() != "25" {
		t.Errorf("the field has %q, want the address's query", b.window.SearchField())
	}
	if b.reader.said != "25 found" {
		t.Errorf("said %q, want the count", b.reader.said)
	}
}

// TestFilters walks through filters, as a reader does, and back.
func TestFilters(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "?q=9")
	page := b.reader.results
	got := html(page)
	if n := strings.Count(got, `class="facet-value"`); n != facetValues {
		t.Errorf("%d values, want the first %d of the topics and no language, which divides nothing:\n%s", n, facetValues, got)
	}
	b.do(func() { page.facets.unfold("topic"); page.Update() })
	if n := strings.Count(html(page), `class="facet-value"`); n != 8 {
		t.Errorf("%d values after more, want 8", n)
	}
	q := func(text string) question { return question{text: text, lang: "en"} }
	b.do(func() { page.turn(q("9 topic:roads"), facetID("topic", "roads")) })
	got = html(page)
	for _, want := range []string{`class="filter-chip"`, `aria-label="remove search_topic: ROADS"`, `href="/en/a0/?q=9"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s with a filter:\n%s", want, got)
		}
	}
	if n := strings.Count(got, `aria-pressed="false"`); n != 7 {
		t.Errorf("%d of 8 values not chosen, want 7:\n%s", n, got)
	}
	if got, want := b.query(t), "q=9+topic%3Aroads"; got != want {
		t.Errorf("address %s, want %s", got, want)
	}
	if b.window.SearchField() != "9 topic:roads" || b.window.Values["focused"] != "_facet-topic-roads" {
		t.Errorf("field %q, focus %q", b.window.SearchField(), b.window.Values["focused"])
	}
	// Back: the browser has changed the address.
	b.reader.navigator.page.URL = "https://site.example/en/search/?q=9"
	settled := false
	b.do(func() { page.turned(func() { settled = true }) })
	if b.window.SearchField() != "9" || !settled || strings.Contains(html(page), "filter-chip") {
		t.Errorf("after Back the field has %q; settled %v:\n%s", b.window.SearchField(), settled, html(page))
	}
	asked := len(b.engine.asked)
	b.do(page.show)
	if len(b.engine.asked) != asked {
		t.Error("an answer that is there was asked for again")
	}
}

// TestVerbatim holds that "search for … instead" is in the address, and that
// typing ends it.
func TestVerbatim(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "?q=ten")
	if got := html(b.reader.results); !strings.Contains(got, `href="/en/search/?q=ten&exact=1"`) || !strings.Contains(got, `href="/en/a0/?q=10"`) {
		t.Errorf("no link to the words as typed, or results without the words answered:\n%s", got)
	}
	b.arrive(t, "?q=ten&exact=1")
	if last := b.engine.asked[len(b.engine.asked)-1]; !last.Verbatim || last.Text != "ten" {
		t.Errorf("asked %+v, want the words as typed", last)
	}
	b.do(func() { b.reader.results.typed("ten ", 0) })
	if got := b.query(t); got != "q=ten&exact=1" {
		t.Errorf("a space changed the address to %s", got)
	}
	b.do(func() { b.reader.results.typed("tent", 0) })
	if got := b.query(t); got != "q=tent" {
		t.Errorf("address after typing: %s", got)
	}
}

// TestWantedOfAddress reads what addresses made by hand ask for.
func TestWantedOfAddress(t *testing.T) {
	b := newBench(t)
	for query, want := range map[string]question{
		"":                      {lang: "en"},
		"?q=+a++b+":             {text: "a  b", lang: "en"},
		"?q=nfvj;yz":            {text: "nfvj;yz", lang: "en"},
		"?q=%zz":                {lang: "en"},
		"?q=a&exact=1&q=b":      {text: "a", lang: "en", verbatim: true},
		"?exact=yes&q=%D0%B0#x": {text: "а", lang: "en"},
	} {
		b.reader.navigator.page = browser.Page{Kind: "search", URL: "https://site.example/en/search/" + query, Lang: "en", UI: "ru"}
		if got, ok := b.reader.results.wanted(); !ok || got != want {
			t.Errorf("%q asks for %+v (%v), want %+v", query, got, ok, want)
		}
	}
	b.reader.navigator.page.Kind = "article"
	if _, ok := b.reader.results.wanted(); ok {
		t.Error("an article asks for results")
	}
}

// TestMoreResults holds that a button which goes away while its answer is on
// the way does not take the answer with it.
func TestMoreResults(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "?q=25")
	b.do(func() { b.reader.results.onMore(nil, goapp.Event{}) })
	got := html(b.reader.results)
	if n := strings.Count(got, `class="hit"`); n != 25 {
		t.Errorf("%d results after more, want 25:\n%s", n, got)
	}
	if got, want := b.window.Values["focused"], "_result-20"; got != want {
		t.Errorf("focus on %q, want the first new result, %q", got, want)
	}
	b.do(func() { b.reader.results.typed("fail", 0) })
	b.do(func() { b.reader.results.onRetry(nil, goapp.Event{}) })
	if a := b.reader.results.finder.answer; a.status != broken {
		t.Errorf("after a second failure the status is %d, want %d", a.status, broken)
	}
}

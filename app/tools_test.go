//go:build !js

package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
	"lectern/content/search"
)

const testTexts = `{"tag":"en","dir":"ltr","close":"Close","try_again":"Try again","search_none":"nothing for {query}",
"search_failed":"search failed","search_hint":"hint","search_count":{"one":"{n} found","other":"{n} found"},
"search_all":{"other":"all {n}"},"theme_dark":"Dark","settings_unkept":"not kept","reset":"Reset"}`

// An engine of tests finds n articles for the query "n".
func testEngine(_ context.Context, q search.Query) (search.Results, error) {
	switch q.Text {
	case "fail":
		return search.Results{}, errors.New("no index")
	case "panic":
		panic("damaged index")
	}
	r := search.Results{Query: q.Text}
	fmt.Sscan(q.Text, &r.Total)
	for i := range min(r.Total, q.Limit) {
		r.Results = append(r.Results, search.Result{
			Path: fmt.Sprintf("/en/a%d/", i), Lang: "ru", Title: fmt.Sprintf("Статья %d", i),
			Marks: []search.Span{{Start: 0, End: len("Статья")}}, Excerpt: `a <b>"text"</b>`,
		})
	}
	return r, nil
}

type engineFunc func(context.Context, search.Query) (search.Results, error)

func (f engineFunc) Search(ctx context.Context, q search.Query) (search.Results, error) {
	return f(ctx, q)
}

// A bench holds the mounted tools.
type bench struct {
	window *browser.Window
	reader *reader
	tester goapp.ClientDispatcher
}

func newBench(t *testing.T) *bench {
	t.Helper()
	w := browser.New()
	w.Values[""] = testTexts // the address of the texts on a page of none
	r := newReader(w, engineFunc(testEngine))
	tester := goapp.NewClientTester(r)
	t.Cleanup(tester.Close)
	tester.Consume()
	if len(w.Logged) > 0 {
		t.Fatalf("the tools complain: %q", w.Logged)
	}
	return &bench{w, r, tester}
}

// html returns what a component draws.
func html(c goapp.UI) string { return goapp.HTMLString(c) }

// do runs f on the interface's goroutine and waits for what it starts.
func (b *bench) do(f func()) {
	b.tester.Dispatch(goapp.Dispatch{Source: b.reader, Function: func(goapp.Context) { f() }})
	for range 3 {
		b.tester.Consume()
	}
}

// find asks in the dialog.
func (b *bench) find(query string) {
	b.tester.Dispatch(goapp.Dispatch{Source: b.reader.search, Function: func(goapp.Context) {
		b.reader.search.ask(query, 0)
	}})
	b.tester.Consume()
	b.tester.Consume()
}

func TestRootStaysInItsPlace(t *testing.T) {
	b := newBench(t)
	if err := goapp.TestMatch(b.reader, goapp.TestUIDescriptor{
		Path:     goapp.TestPath(0),
		Expected: goapp.Div().ID("_app").Class("tools").Lang("en").Dir("ltr"),
	}); err != nil {
		t.Error(err)
	}
	if got := html(b.reader); strings.Contains(got, " style=") {
		t.Errorf("a style attribute, which the page's policy forbids:\n%s", got)
	}
}

func TestSearchDialog(t *testing.T) {
	tests := []struct {
		query string
		hits  int
		said  string
		shown string
	}{
		{"", 0, "", "hint"},
		{"3", 3, "3 found", "all 3"},
		{" 3 ", 3, "3 found", "all 3"},
		{"50", 8, "50 found", "all 50"},
		{"0", 0, "nothing for 0", "nothing for 0"},
		{"fail", 0, "search failed", "Try again"},
		{"panic", 0, "search failed", "Try again"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			b := newBench(t)
			b.find(tt.query)
			got := html(b.reader.search)
			if n := strings.Count(got, `role="option"`); n != tt.hits {
				t.Errorf("query %q: %d options, want %d:\n%s", tt.query, n, tt.hits, got)
			}
			if !strings.Contains(got, tt.shown) {
				t.Errorf("query %q: %q is not shown:\n%s", tt.query, tt.shown, got)
			}
			if b.reader.said != tt.said {
				t.Errorf("query %q: said %q, want %q", tt.query, b.reader.said, tt.said)
			}
		})
	}
}

func TestSearchDialogKeys(t *testing.T) {
	tests := []struct {
		name, query string
		keys        []string
		chosen      int
		followed    string
	}{
		{"down", "3", []string{"ArrowDown"}, 0, ""},
		{"past the end to the field", "3", []string{"ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"}, -1, ""},
		{"up from the field to the end", "3", []string{"ArrowUp"}, 2, ""},
		{"enter opens the chosen", "3", []string{"ArrowDown", "ArrowDown", "Enter"}, 1, "_search-option-1"},
		{"enter opens the best", "3", []string{"Enter"}, -1, "_search-option-0"},
		{"nothing to choose", "0", []string{"ArrowDown", "Enter"}, -1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			b.find(tt.query)
			for _, key := range tt.keys {
				if !b.reader.search.press(key) {
					t.Fatalf("%s was left to the field", key)
				}
			}
			if got := b.reader.search.chosen; got != tt.chosen {
				t.Errorf("keys %v: chosen %d, want %d", tt.keys, got, tt.chosen)
			}
			if got := b.window.Values["followed"]; got != tt.followed {
				t.Errorf("keys %v: followed %q, want %q", tt.keys, got, tt.followed)
			}
		})
	}
	if newBench(t).reader.search.press("a") {
		t.Error("a letter was taken from the field")
	}
}

func TestSearchPage(t *testing.T) {
	b := newBench(t)
	b.reader.navigator.page = browser.Page{Kind: "search", URL: "https://site.example/en/search/?q=25", SearchPage: "/en/search/", UI: "en"}
	b.tester.Dispatch(goapp.Dispatch{Source: b.reader, Function: func(goapp.Context) { b.reader.results.show() }})
	b.tester.Consume()
	b.tester.Consume()
	got := html(b.reader.results)
	if n := strings.Count(got, "<li"); n != pageLimit {
		t.Errorf("%d results, want %d:\n%s", n, pageLimit, got)
	}
	for _, want := range []string{`data-results`, `lang="ru"`, "<mark>Статья</mark>", "&lt;b&gt;"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in the results:\n%s", want, got)
		}
	}
	if b.window.SearchField() != "25" {
		t.Errorf("the field has %q, want the address's query", b.window.SearchField())
	}
}

func TestMarked(t *testing.T) {
	tests := []struct {
		name, text string
		spans      []search.Span
		want       string
	}{
		{"none", "abc", nil, "abc"},
		{"two, out of order", "abcdef", []search.Span{{Start: 4, End: 5}, {Start: 1, End: 2}}, "a<mark>b</mark>cd<mark>e</mark>f"},
		{"whole", "abc", []search.Span{{Start: 0, End: 3}}, "<mark>abc</mark>"},
		{"one in another", "abcd", []search.Span{{Start: 0, End: 3}, {Start: 1, End: 2}}, "<mark>abc</mark>d"},
		{"outside", "abc", []search.Span{{Start: -1, End: 1}, {Start: 2, End: 9}, {Start: 3, End: 2}}, "abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, part := range marked(tt.text, tt.spans) {
				got.WriteString(html(part))
			}
			if got.String() != tt.want {
				t.Errorf("marked(%q, %v)\n got %s\nwant %s", tt.text, tt.spans, got.String(), tt.want)
			}
		})
	}
}

func TestSettings(t *testing.T) {
	b := newBench(t)
	sheet := b.reader.settings
	themes := choices()[0]

	sheet.choose(themes, "dark")
	sheet.resize("5")
	if got, want := b.window.Stored(storeKey), `{"size":"5","theme":"dark"}`; got != want {
		t.Errorf("stored %s, want %s", got, want)
	}
	want := map[string]string{"data-theme": "dark", "data-size": "5", "data-font": "", "data-width": "", "data-leading": ""}
	if diff := cmp.Diff(want, b.window.Looks); diff != "" {
		t.Errorf("attributes of html (-want +got):\n%s", diff)
	}

	sheet.follow(storeKey, `{"theme":"sepia"}`) // another tab
	if b.window.Looks["data-theme"] != "sepia" || b.window.Looks["data-size"] != "" {
		t.Errorf("another tab's settings are not followed: %v", b.window.Looks)
	}
	sheet.follow("other", `{"theme":"dark"}`)
	if b.window.Looks["data-theme"] != "sepia" {
		t.Error("another key of the storage was taken for the settings")
	}

	sheet.onReset(nil, goapp.Event{})
	if got := b.window.Stored(storeKey); got != "" || b.window.Looks["data-theme"] != "" {
		t.Errorf("after a reset: stored %q, attributes %v", got, b.window.Looks)
	}
}

func TestSettingsWithoutStorage(t *testing.T) {
	b := newBench(t)
	b.window.Full = true
	b.reader.settings.choose(choices()[0], "dark")
	if b.window.Looks["data-theme"] != "dark" {
		t.Error("the theme is not applied")
	}
	b.reader.settings.Update()
	b.tester.Consume()
	if got := html(b.reader.settings); !strings.Contains(got, "not kept") {
		t.Errorf("the sheet does not say that settings are not kept:\n%s", got)
	}
}

// TestMoreResults holds that a button which goes away while its answer is on
// the way does not take the answer with it.
func TestMoreResults(t *testing.T) {
	b := newBench(t)
	b.reader.navigator.page = browser.Page{Kind: "search", URL: "https://site.example/en/search/?q=25", SearchPage: "/en/search/", UI: "en"}
	b.do(b.reader.results.show)
	b.do(func() { b.reader.results.onMore(nil, goapp.Event{}) })
	got := html(b.reader.results)
	if n := strings.Count(got, "<li"); n != 25 {
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

// TestHastyEnter holds that Enter before the answer opens the best result when
// it comes.
func TestHastyEnter(t *testing.T) {
	b := newBench(t)
	b.do(func() {
		b.reader.search.ask("3", 0)
		b.reader.search.press("Enter")
	})
	if got, want := b.window.Values["followed"], "_search-option-0"; got != want {
		t.Errorf("followed %q, want %q", got, want)
	}
}

func TestSearchAddress(t *testing.T) {
	page := browser.Page{SearchPage: "/sub/ru/search/"}
	for query, want := range map[string]string{
		"":          "/sub/ru/search/",
		"мост & ко": "/sub/ru/search/?q=%D0%BC%D0%BE%D1%81%D1%82+%26+%D0%BA%D0%BE",
	} {
		if got := searchAddress(page, query); got != want {
			t.Errorf("searchAddress(%q) = %s, want %s", query, got, want)
		}
	}
	if got := address("/sub/", "/ru/a/"); got != "/sub/ru/a/" {
		t.Errorf("address = %s", got)
	}
}

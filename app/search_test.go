//go:build !js

package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
	"lectern/content/search"
)

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
		{"0", 0, "nothing for 0", "nothing for "},
		{"none", 0, "nothing for none", "&lt;b&gt;"},
		{"ten", 8, "results for 10 10 found", "search for "},
		{"fail", 0, "search failed", "Try again"},
		{"offline", 0, "no connection", "Try again"},
		{"panic", 0, "search failed", "Try again"},
		{"5", 5, "5 found", "search_away"},
		{"3 topic:roads", 3, "3 found", "search_topic: ROADS"},
		{"3 topic:nowhere", 3, "3 found", "search_topic: NOWHERE (unknown)"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			b := newBench(t)
			b.find(tt.query)
			got := html(b.reader.search)
			if n := strings.Count(got, `role="option"`); n != tt.hits {
				t.Errorf("query %q: %d options, want %d:\n%s", tt.query, n, tt.hits, got)
			}
			if collapsed := strings.Contains(got, `aria-expanded="false"`); collapsed != (tt.hits == 0) {
				t.Errorf("query %q: the field is collapsed: %v:\n%s", tt.query, collapsed, got)
			}
			if !strings.Contains(got, tt.shown) {
				t.Errorf("query %q: %q is not shown:\n%s", tt.query, tt.shown, got)
			}
			if got := b.reader.search.said; got != tt.said {
				t.Errorf("query %q: said %q, want %q", tt.query, got, tt.said)
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
		{"left goes back to the text", "3", []string{"ArrowDown", "ArrowLeft"}, -1, ""},
		{"enter opens the chosen", "3", []string{"ArrowDown", "ArrowDown", "Enter"}, 1, "_search-option-1"},
		{"enter opens the best", "3", []string{"Enter"}, -1, "_search-option-0"},
		{"nothing to choose", "0", []string{"ArrowDown", "Enter"}, -1, ""},
		{"delete is the text's", "3", []string{"ArrowDown", "Delete"}, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			b.find(tt.query)
			b.press(tt.keys...)
			if got := b.reader.search.chosen; got != tt.chosen {
				t.Errorf("keys %v: chosen %d, want %d", tt.keys, got, tt.chosen)
			}
			if got := b.window.Values["followed"]; got != tt.followed {
				t.Errorf("keys %v: followed %q, want %q", tt.keys, got, tt.followed)
			}
		})
	}
	for _, key := range []string{"a", "Home", "End", "ArrowLeft", "Delete", "Tab"} {
		if newBench(t).reader.search.press(key, false) {
			t.Errorf("%s was taken from the field", key)
		}
	}
}

func TestSearchDialogAside(t *testing.T) {
	b := newBench(t)
	b.find("3")
	b.press("ArrowDown", "Control+Enter")
	if b.window.Values["aside"] != "_search-option-0" || b.window.Values["followed"] != "" {
		t.Errorf("opened aside %q and here %q, want the first aside only", b.window.Values["aside"], b.window.Values["followed"])
	}
}

// TestEscapeTwice holds that Escape empties the field, and closes the dialog
// only when it is empty.
func TestEscapeTwice(t *testing.T) {
	b := newBench(t)
	b.find("3")
	b.press("Escape")
	if got := b.window.Value(searchFieldID); got != "" || b.window.Values["closed"] != "" {
		t.Fatalf("after Escape the field has %q, and the dialog is closed: %q", got, b.window.Values["closed"])
	}
	if got := html(b.reader.search); strings.Contains(got, `role="option"`) {
		t.Errorf("results of an emptied field:\n%s", got)
	}
	b.press("Escape")
	if b.window.Values["closed"] == "" {
		t.Error("the second Escape did not close the dialog")
	}
}

// TestHastyEnter holds that Enter before the answer opens the best result when
// it comes.
func TestHastyEnter(t *testing.T) {
	b := newBench(t)
	b.do(func() {
		b.window.SetValue(searchFieldID, "3")
		b.reader.search.typed()
		b.reader.search.press("Enter", false)
	})
	if got, want := b.window.Values["followed"], "_search-option-0"; got != want {
		t.Errorf("followed %q, want %q", got, want)
	}
}

// TestWarm holds that nothing is fetched before the reader reaches for search,
// and that it is fetched once.
func TestWarm(t *testing.T) {
	b := newBench(t)
	if b.engine.warmed != 0 {
		t.Fatal("the index was fetched before anybody searched")
	}
	b.engine.cold = true
	b.do(b.reader.warm)
	b.engine.cold = false
	b.do(b.reader.warm)
	b.do(b.reader.search.open)
	if b.engine.warmed != 2 {
		t.Errorf("warmed %d times, want twice: once in vain, once for good", b.engine.warmed)
	}
}

// TestNewerQuestion holds that a slow answer never takes the place of a later
// one, and that the old results stay until it comes.
func TestNewerQuestion(t *testing.T) {
	b := newBench(t)
	b.engine.held = make(chan struct{})
	b.find("3")
	b.reader.search.ask(b.reader.search.question("slow"), 0)
	if a := b.reader.search.finder.answer; a.status != working || len(a.results.Results) != 3 {
		t.Errorf("while working: status %d and %d results, want %d and those of before, 3", a.status, len(a.results.Results), working)
	}
	work := b.reader.search.finder.work
	b.reader.search.ask(b.reader.search.question("2"), 0)
	if work.Err() == nil {
		t.Error("the older question was not cancelled")
	}
	close(b.engine.held)
	b.do(func() {})
	if a := b.reader.search.finder.answer; a.status != found || a.asked.text != "2" || len(a.results.Results) != 2 {
		t.Errorf("answer %+v, want that of the later question", a)
	}
}

// TestQuotation holds that a query that may be a sentence is asked again once
// the reader rests, and that results don't move while one is chosen.
func TestQuotation(t *testing.T) {
	for _, chosen := range []int{-1, 1} {
		b := newBench(t)
		b.reader.search.finder.choosing = func() bool { return chosen >= 0 }
		b.find("3 words in a row")
		want := "/en/a2/"
		if chosen >= 0 {
			want = "/en/a0/"
		}
		a := b.reader.search.finder.answer
		if len(b.engine.asked) != 2 || b.engine.asked[0].Rested || !b.engine.asked[1].Rested {
			t.Errorf("asked %+v, want twice, resting the second time", b.engine.asked)
		}
		if a.status != found || len(a.results.Results) != 3 || a.results.Results[0].Path != want || a.results.Results[0].Excerpt == "" {
			t.Errorf("chosen %d: answer %+v, want %s first, with its passage", chosen, a, want)
		}
	}
}

// TestPagesRead holds that what pages say is read for results in view only, in
// runs, once, and that what was read before stands in meanwhile.
func TestPagesRead(t *testing.T) {
	b := newBench(t)
	b.find("6")
	if want := [][2]int{{0, 6}}; !cmp.Equal(b.engine.filled, want) {
		t.Errorf("filled %v, want %v", b.engine.filled, want)
	}
	if got := html(b.reader.search); !strings.Contains(got, "of 5 for 6") || strings.Contains(got, "<b>") {
		t.Errorf("the passages are not shown as text:\n%s", got)
	}
	f := &b.reader.search.finder
	b.do(func() { f.fill(b.reader.search.ctx, []int{0, 1}, nil) }) // read already

	b.engine.filled = nil
	results, _ := b.engine.Find(t.Context(), search.Query{Text: "9", Limit: 9})
	f.take(question{text: "9"}, results)
	if r := f.answer.results.Results[2]; r.Excerpt == "" || f.pending(2) || !f.pending(8) {
		t.Errorf("passage %q, pending %v: want what was read before to stand in", r.Excerpt, f.pending(2))
	}
	b.do(func() { f.fill(b.reader.search.ctx, []int{8, 2, 1, 5, 99, -1, 2}, func(goapp.Context) {}) })
	slices.SortFunc(b.engine.filled, func(a, b [2]int) int { return a[0] - b[0] })
	if want := [][2]int{{1, 3}, {5, 6}, {8, 9}}; !cmp.Equal(b.engine.filled, want) {
		t.Errorf("filled %v, want %v", b.engine.filled, want)
	}
	if f.pending(8) || !f.pending(7) {
		t.Error("the wrong results are pending")
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

func TestSearchAddress(t *testing.T) {
	page := browser.Page{SearchPage: "/sub/ru/search/"}
	for q, want := range map[question]string{
		{}:                                "/sub/ru/search/",
		{verbatim: true}:                  "/sub/ru/search/",
		{text: "мост & ко", lang: "ru"}:   "/sub/ru/search/?q=%D0%BC%D0%BE%D1%81%D1%82+%26+%D0%BA%D0%BE",
		{text: "a:b", verbatim: true}:     "/sub/ru/search/?q=a%3Ab&exact=1",
		{text: strings.Repeat("a", 3000)}: "/sub/ru/search/?q=" + strings.Repeat("a", 3000),
	} {
		if got := searchAddress(page, q); got != want {
			t.Errorf("searchAddress(%+v) = %s, want %s", q, got, want)
		}
	}
	if got := address("/sub/", "/ru/a/"); got != "/sub/ru/a/" {
		t.Errorf("address = %s", got)
	}
}

// TestSpeaker holds that only the last of several answers is said.
func TestSpeaker(t *testing.T) {
	b := newBench(t)
	s := &b.reader.search.speaker
	s.pause = 20 * time.Millisecond
	var said []string
	s.say = func(text string) { said = append(said, text) }
	b.do(func() {
		s.speak(b.reader.search.ctx, "one")
		s.speak(b.reader.search.ctx, "two")
	})
	if want := []string{"two"}; !cmp.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}

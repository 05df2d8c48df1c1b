//go:build !js

package app

import (
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

// TestEntered holds that what is entered is a step of its own in the history,
// that typing alone is none, and that Back finds what was asked before.
func TestEntered(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "?q=3")
	page := b.reader.results
	var history []string // the entries, the one shown last
	query := func(address string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return u.RawQuery
	}
	history = append(history, b.query(t))
	show := func(address string) { b.reader.navigator.page.URL = "https://site.example" + address }
	page.push = func(address string) { history = append(history, query(address)); show(address) }
	page.rewrite = func(address string) { history[len(history)-1] = query(address); show(address) }
	typed := func(words ...string) {
		for _, text := range words {
			b.do(func() { page.typed(text, 0) })
		}
	}
	enter := func(text string) { b.do(func() { page.submit(text) }) }

	titled := func(want string) {
		if got := b.window.Values["title"]; got != want {
			t.Errorf("title %q, want %q", got, want)
		}
	}
	titled("3 — ")
	enter("3") // nothing new
	typed("4", "4 ports")
	titled("4 ports — ")
	if want := []string{"q=4+ports"}; !cmp.Equal(history, want) {
		t.Errorf("after typing: history %q, want %q", history, want)
	}
	enter("4 ports")
	enter("4 ports")
	typed("5", "")
	titled("")
	enter("6") // sooner than its letters were heard of
	b.do(func() { page.turn(question{text: "6 topic:air", lang: "en"}) })
	if want := []string{"q=3", "q=4+ports", "q=6", "q=6+topic%3Aair"}; !cmp.Equal(history, want) {
		t.Errorf("history %q, want %q", history, want)
	}
	// Back, another query typed and entered.
	history = history[:2]
	show("/en/search/?q=4+ports")
	b.do(func() { page.turned(func() {}) })
	typed("7")
	enter("7")
	if want := []string{"q=3", "q=4+ports", "q=7"}; !cmp.Equal(history, want) {
		t.Errorf("history after Back %q, want %q", history, want)
	}
}

// TestUnchosen holds that the button of a value takes back the filter that
// chose it, however it was written.
func TestUnchosen(t *testing.T) {
	for _, tt := range []struct{ query, want string }{
		{"порт author:anna-belova", "порт"},
		{`порт author:"Анна Белова"`, "порт"},
		{"порт автор:анн", "порт"},
		{"author:anna-belova author:Юсуф порт", "author:Юсуф порт"},
		{"author:Анна author:Юсуф порт", "author:Юсуф порт"},
	} {
		if got := unchosen(tt.query, "author", "anna-belova", "Анна Белова"); got != tt.want {
			t.Errorf("unchosen(%q) = %q, want %q", tt.query, got, tt.want)
		}
	}
}

// TestReadersLanguage holds that a page without an interface in its language
// still asks for articles in it.
func TestReadersLanguage(t *testing.T) {
	b := newBench(t)
	b.arrive(t, "")
	b.reader.navigator.page.Lang = "fa"
	b.find("3")
	b.do(func() { b.reader.results.typed("4", 0) })
	for _, q := range b.engine.asked {
		if q.Lang != content.Lang("fa") {
			t.Errorf("asked %+v, want for a reader of fa", q)
		}
	}
	if got := html(b.reader.search); !strings.Contains(got, "hit-where") {
		t.Errorf("an article in another language than the reader's does not say so:\n%s", got)
	}
	b.reader.navigator.page.Lang = "ru"
	b.find("5")
	if got := html(b.reader.search); strings.Contains(got, "hit-where") || !strings.Contains(got, `lang="ru"`) {
		t.Errorf("articles in the reader's language name it:\n%s", got)
	}
}

// TestTwins holds that results with one title show where they are.
func TestTwins(t *testing.T) {
	f := finder{answer: answer{results: search.Results{Results: []search.Result{
		{Path: "/en/a/", Lang: "en", Title: "Ports"}, {Path: "/en/b/", Lang: "en", Title: "Ports"},
		{Path: "/ru/a/", Lang: "ru", Title: "Ports"}, {Path: "/en/c/", Lang: "en", Title: "Roads"},
	}}}}
	var shown []bool
	for i := range f.answer.results.Results {
		h := f.hit(i, "x")
		got := html(el("div").Body(h.body(browser.New(), &texts{tag: "en"})...))
		shown = append(shown, strings.Contains(got, h.Path))
	}
	if want := []bool{true, true, false, false}; !slices.Equal(shown, want) {
		t.Errorf("addresses shown %v, want %v", shown, want)
	}
}

// TestSpoiltFile holds that a file which came broken is fetched past the
// browser's cache, and that trying again does so too.
func TestSpoiltFile(t *testing.T) {
	b := newBench(t)
	f := &b.reader.search.finder
	tests := []struct {
		query    string
		retry    bool
		status   status
		attempts int
	}{
		{"spoilt", false, found, 2},
		{"3", false, found, 1},
		{"fail", false, broken, 2},
		{"fail", true, broken, 1},
		{"offline", false, broken, 1},
		{"spoilt", true, found, 1},
		{"spoilt", false, found, 2},
	}
	for _, tt := range tests {
		b.engine.asked = nil
		b.do(func() {
			f.afresh.Store(tt.retry)
			b.reader.search.ask(question{text: tt.query}, 0)
		})
		if f.answer.status != tt.status || len(b.engine.asked) != tt.attempts || f.afresh.Load() {
			t.Errorf("%q, tried again: %v: status %d after %d attempts, %v; want %d after %d", tt.query, tt.retry, f.answer.status, len(b.engine.asked), f.answer.err, tt.status, tt.attempts)
		}
	}
	b.do(func() { b.reader.search.onRetry(nil, goapp.Event{}) })
}

// TestFetchModes holds that the manifest is asked for, not taken from the
// browser's cache, and that other files are.
func TestFetchModes(t *testing.T) {
	w := browser.New()
	afresh := new(atomic.Bool)
	engine := newEngine(w, afresh)
	for range 2 {
		_, _ = engine.Find(t.Context(), search.Query{Text: "a"}) // there is no index
		afresh.Store(true)
	}
	if want := []string{"no-cache /" + search.ManifestName, "reload /" + search.ManifestName}; !cmp.Equal(w.Modes, want) {
		t.Errorf("fetched %q, want %q", w.Modes, want)
	}
}

// TestRenewed holds that a tab long open looks for a newer index when search is
// opened, and answers anew when there is one.
func TestRenewed(t *testing.T) {
	b := newBench(t)
	b.do(b.reader.search.open)
	b.find("3")
	b.do(b.reader.search.open)
	if b.engine.looked != 0 {
		t.Errorf("looked for a newer index %d times within a minute", b.engine.looked)
	}
	asked := len(b.engine.asked)
	later := func() { b.reader.warmed = b.reader.warmed.Add(-renewAfter - time.Second) }
	later()
	b.do(b.reader.search.open)
	b.do(b.reader.search.open)
	if b.engine.looked != 1 || len(b.engine.asked) != asked {
		t.Errorf("looked %d times, asked %d times; want once, and nothing asked of the same index", b.engine.looked, len(b.engine.asked)-asked)
	}
	later()
	b.engine.newer = true
	b.do(b.reader.search.open)
	if b.engine.looked != 2 || len(b.engine.asked) != asked+1 || b.engine.warmed != 1 {
		t.Errorf("looked %d times, asked %d times; want the question asked of the newer index", b.engine.looked, len(b.engine.asked)-asked)
	}
}

// TestLongQuery holds that a page pasted into the field is not shown once more.
func TestLongQuery(t *testing.T) {
	long := strings.Repeat("слово ", 2000)
	for _, query := range []string{"none " + long, "1 topic:" + strings.ReplaceAll(long, " ", "-"), "ten " + long} {
		b := newBench(t)
		b.arrive(t, "?q="+url.QueryEscape(query))
		b.find(query)
		for _, said := range []string{b.reader.said, b.reader.search.said} {
			if len(said) > 400 {
				t.Errorf("%d bytes said", len(said))
			}
		}
		if got := b.reader.results.finder.answer.asked.text; got != strings.TrimSpace(query) {
			t.Errorf("asked %d bytes of %d", len(got), len(query))
		}
		got, _, _ := strings.Cut(html(b.reader.results), "<ol") // the notes; passages have what pages have
		if strings.Contains(got, strings.Repeat("слово ", 20)) || strings.Contains(strings.ToLower(got), strings.Repeat("слово-", 20)) || !strings.Contains(got, "…") {
			t.Errorf("a long query is shown whole: %.2000s", got)
		}
	}
	if got := short("short"); got != "short" {
		t.Errorf("short(short) = %q", got)
	}
}

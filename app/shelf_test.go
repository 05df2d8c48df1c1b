//go:build !js

package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

const (
	shelfTexts = `{"tag":"en","dir":"ltr","offline_keep":"Keep","offline_kept":"Kept","offline_running":"Downloading","offline_paused":"Paused",
"offline_waiting":"Waiting","offline_of":"{done} of {all}","offline_full":"no room, {free} free","offline_broken":"broken","offline_unready":"not ready",
"offline_removed":"removed","offline_articles":{"one":"{n} article","other":"{n} articles"},"offline_cost":"{size}, with pictures {all}",
"offline_article":"about {size}","offline_safe":"safe","offline_unsafe":"unsafe","offline_refused":"refused","offline_away":"No connection",
"update_articles":{"one":"{n} new","other":"{n} new"},"update_version":"new version","update_held":"not fetched","try_again":"Try again","offline_resume":"Continue","offline_cancel":"Cancel","offline_remove":"Remove","offline_pause":"Pause"}`
	shelfState  = `{"release":"0a","articles":{"ru":2},"jobs":[],"usage":1000,"quota":9000}`
	shelfOffers = `{"search":500,"collections":[{"kind":"all","articles":2,"bytes":100,"images":1,"imageBytes":50},
{"kind":"topic","slug":"trade","name":"Trade","path":"/ru/topics/trade/","articles":1,"bytes":60},{"kind":"year","slug":"2026","name":"2026","articles":9,"bytes":90000}]}`
)

// A shelfBench holds a mounted shelf.
type shelfBench struct {
	window *browser.Window
	shelf  *shelf
	page   browser.Page
	said   []string
	tester goapp.ClientDispatcher
}

func newShelfBench(t *testing.T, kind string) *shelfBench {
	t.Helper()
	b := &shelfBench{window: browser.New(), page: browser.Page{URL: "https://a.example/ru/a%20b/?q=c", Kind: kind, Lang: "ru", UI: "ru"}}
	b.window.Values["worker state"], b.window.Values["worker collections"] = shelfState, shelfOffers
	words, err := parseTexts(b.window, []byte(shelfTexts))
	if err != nil {
		t.Fatal(err)
	}
	b.shelf = newShelf(b.window, func() *texts { return words }, func() browser.Page { return b.page },
		func(s string) { b.said = append(b.said, s) }, func() {})
	b.tester = goapp.NewClientTester(b.shelf)
	t.Cleanup(b.tester.Close)
	b.do(b.shelf.begin)
	return b
}

func (b *shelfBench) do(f func()) {
	b.tester.Dispatch(goapp.Dispatch{Source: b.shelf, Function: func(goapp.Context) { f() }})
	for range 4 {
		b.tester.Consume()
	}
}

// keeps has the worker begin a job when it is asked to.
func (b *shelfBench) keeps(job string) {
	b.window.Values["worker keep"], b.window.Values["worker state"] = job, strings.Replace(shelfState, "[]", "["+job+"]", 1)
}

// shows fails the test unless the shelf shows every text.
func (b *shelfBench) shows(t *testing.T, texts ...string) {
	t.Helper()
	got := html(b.shelf)
	for _, text := range texts {
		if !strings.Contains(got, text) {
			t.Errorf("the shelf does not show %q:\n%s", text, got)
		}
	}
	if strings.Contains(got, " style=") {
		t.Errorf("a style attribute, which the page's policy forbids:\n%s", got)
	}
}

func TestShelf(t *testing.T) {
	const id = "ru/topic/trade"
	b := newShelfBench(t, "library")
	b.shows(t, "2 articles · 100 B, with pictures 150 B", "Trade", "1 article · 60 B", "no room, 8000 B free", "unsafe")

	b.keeps(`{"id":"` + id + `","language":"ru","kind":"topic","slug":"trade","name":"Trade","state":"running","total":60}`)
	b.do(func() { b.shelf.act(id, "keep") })
	want := [][]string{{"keep", "{Language:ru Kind:topic Slug:trade Images:true Search:true}"}, {"state"}, {"collections", "ru"}}
	if diff := cmp.Diff(want, b.window.Asked[len(b.window.Asked)-3:]); diff != "" {
		t.Errorf("asked of the worker (-want +got):\n%s", diff)
	}
	b.shows(t, "Pause: Trade", "Cancel: Trade", "0 B of 60 B")

	for _, done := range []int{5, 10, 15, 20, 30, 31, 45, 50} {
		b.do(func() { b.window.Hears(browser.OfflineEvent{Type: "progress", Job: b.job(id, "running", done)}) })
	}
	b.shows(t, "50 B of 60 B")
	b.window.Values["worker state"] = strings.Replace(shelfState, "[]", "["+strings.Replace(b.window.Values["worker keep"], "running", "whole", 1)+"]", 1)
	b.do(func() { b.window.Hears(browser.OfflineEvent{Type: "progress", Job: b.job(id, "whole", 60)}) })
	b.shows(t, "Kept · 60 B", "Remove: Trade")
	said := []string{"Trade: Downloading", "Trade: 15 B of 60 B", "Trade: 30 B of 60 B", "Trade: 45 B of 60 B", "Trade: Kept · 60 B"}
	if diff := cmp.Diff(said, b.said); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}

	b.window.Values["worker remove"], b.window.Values["worker state"] = "null", shelfState
	b.do(func() { b.shelf.act(id, "remove") })
	if got := html(b.shelf); strings.Contains(got, "Remove: Trade") || b.window.Values["focused"] != keepPrefix+id {
		t.Errorf("focus on %q after the removal:\n%s", b.window.Values["focused"], got)
	}
}

// TestShelfFolds holds that a long list is folded, and a short one is not.
func TestShelfFolds(t *testing.T) {
	for _, test := range []struct {
		topics int
		folded bool
	}{{1, false}, {foldAfter, false}, {foldAfter + 1, true}, {200, true}} {
		b := newShelfBench(t, "library")
		topic := `,{"kind":"topic","slug":"trade","name":"Trade","path":"/ru/topics/trade/","articles":1,"bytes":60}`
		b.window.Values["worker collections"] = `{"search":500,"collections":[{"kind":"all","articles":2,"bytes":100}` + strings.Repeat(topic, test.topics) + `]}`
		b.do(b.shelf.load)
		got := html(b.shelf)
		if folded := strings.Contains(got, "<details"); folded != test.folded || strings.Count(got, "Trade</bdi>") != test.topics {
			t.Errorf("%d topics: folded %t, want %t\n%.400s", test.topics, folded, test.folded, got)
		}
	}
}

func (b *shelfBench) job(id, state string, done int) *browser.Job {
	return &browser.Job{ID: id, Language: "ru", Kind: "topic", Name: "Trade", State: state, Done: done, Total: 60}
}

func TestShelfTroubles(t *testing.T) {
	b := newShelfBench(t, "library")
	b.window.Values["worker state"] = strings.Replace(shelfState, "[]", `[{"id":"ru/topic/trade","language":"ru","kind":"topic","name":"Trade","state":"failed","error":"quota: full","done":6,"total":60},
{"id":"ru/all/","language":"ru","kind":"all","state":"waiting","error":"wrong: other bytes"}]`, 1)
	b.do(b.shelf.load)
	b.shows(t, "no room, 8000 B free", "Try again: Trade", "broken")

	delete(b.window.Values, "worker state")
	b.do(b.shelf.load)
	b.shows(t, "not ready", "Try again")
}

func TestShelfArticle(t *testing.T) {
	const id = "ru/article//ru/a b/"
	b := newShelfBench(t, "article")
	if got, want := b.window.Values["keep"], "false Keep | about 1000 B"; got != want {
		t.Errorf("the button: %s, want %s", got, want)
	}
	b.keeps(`{"id":"` + id + `","language":"ru","kind":"article","slug":"/ru/a b/","state":"running","total":60}`)
	b.do(b.shelf.toggle)
	want := [][]string{{"keep", "{Language:ru Kind:article Slug:/ru/a b/ Images:true Search:false}"}, {"state"}}
	if diff := cmp.Diff(want, b.window.Asked[len(b.window.Asked)-2:]); diff != "" {
		t.Errorf("asked of the worker (-want +got):\n%s", diff)
	}
	if got, want := b.window.Values["keep"], "true Downloading | 0 B of 60 B"; got != want {
		t.Errorf("the button: %s, want %s", got, want)
	}
	b.window.Values["worker remove"], b.window.Values["worker state"] = "null", shelfState
	b.do(b.shelf.toggle)
	if got := b.window.Values["keep"]; !strings.HasPrefix(got, "false Keep") {
		t.Errorf("the button of what was removed: %s", got)
	}
}

// TestShelfLate holds that an answer which was overtaken changes nothing.
func TestShelfLate(t *testing.T) {
	b := newShelfBench(t, "library")
	b.window.Late = func(string) {
		b.window.Late = nil
		b.shelf.loads++ // another question, not answered yet
	}
	before := b.shelf.state.Usage
	b.shelf.state.Usage = 1
	b.do(b.shelf.load)
	if b.shelf.state.Usage != 1 {
		t.Error("the late answer was taken")
	}
	b.do(b.shelf.load)
	if got := b.shelf.state.Usage; got != before {
		t.Errorf("the last answer was not taken: %v", got)
	}
}

func TestShelfUpdate(t *testing.T) {
	b := newShelfBench(t, "article")
	if got := b.shelf.notice(); got != nil {
		t.Errorf("a notice of nothing: %s", html(got))
	}
	b.do(func() {
		b.window.Hears(browser.OfflineEvent{Type: "update", Update: &browser.Update{Articles: map[string]int{"ru": 2}, Release: "0c"}})
	})
	if got := html(b.shelf.notice()); !strings.Contains(got, "2 new") {
		t.Errorf("the notice does not say 2 new: %s", got)
	}
	b.do(func() { b.shelf.onLater(nil, goapp.Event{}) })
	if got := b.shelf.notice(); got != nil {
		t.Errorf("the notice that was put off stays: %s", html(got))
	}
	b.do(func() { b.window.Hears(browser.OfflineEvent{Type: "connection", Online: false}) })
	b.page.Kind, b.window.Values["worker state"] = "library", strings.Replace(shelfState, "{", `{"held":"quota",`, 1)
	b.do(func() { b.window.Hears(browser.OfflineEvent{Type: "held"}) })
	b.shows(t, "not fetched no room, 8000 B free")
	if got := html(b.shelf.line()); strings.Contains(got, `hidden="true"`) || !strings.Contains(got, "No connection") {
		t.Errorf("the line does not say that there is no connection: %s", got)
	}
}

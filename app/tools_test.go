//go:build !js

package app

import (
	"strings"
	"sync/atomic"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

const testTexts = `{"tag":"en","dir":"ltr","close":"Close","try_again":"Try again","search_none":"nothing for {query}",
"search_failed":"search failed","search_hint":"hint","search_count":{"one":"{n} found","other":"{n} found"},
"search_all":{"other":"all {n}"},"search_so_far":{"other":"{n} so far"},"search_more":"more results","search_for":"results for {query}","search_instead":"search for {query}","search_offline":"no connection",
"search_unknown":"{name} (unknown)","search_unfilter":"remove {name}","search_forget":"forget {query}","search_forgotten":"forgotten {query}","theme_dark":"Dark","settings_unkept":"not kept","reset":"Reset"}`

// A bench holds the mounted tools.
type bench struct {
	window *browser.Window
	reader *reader
	engine *fakeEngine
	tester goapp.ClientDispatcher
}

func newBench(t *testing.T) *bench {
	t.Helper()
	w := browser.New()
	w.Values[""] = testTexts // the address of the texts on a page of none
	engine := &fakeEngine{afresh: new(atomic.Bool)}
	r := newReader(w, engine, engine.afresh)
	r.search.speaker.pause, r.results.speaker.pause = 0, 0
	tester := goapp.NewClientTester(r)
	t.Cleanup(tester.Close)
	tester.Consume()
	if len(w.Logged) > 0 {
		t.Fatalf("the tools complain: %q", w.Logged)
	}
	return &bench{w, r, engine, tester}
}

// html returns what a component draws.
func html(c goapp.UI) string { return goapp.HTMLString(c) }

// do runs f on the interface's goroutine and waits for what it starts.
func (b *bench) do(f func()) {
	b.tester.Dispatch(goapp.Dispatch{Source: b.reader, Function: func(goapp.Context) { f() }})
	for range 6 { // a question, its answer, its pages, what is said of it
		b.tester.Consume()
	}
}

func TestRootStaysInItsPlace(t *testing.T) {
	b := newBench(t)
	if root, _, _ := strings.Cut(html(b.reader), ">"); !strings.Contains(root, `id="_app"`) || !strings.Contains(root, `dir="ltr"`) {
		t.Errorf("the root is %s, want #_app, left to right", root)
	}
	if got := html(b.reader); strings.Contains(got, " style=") {
		t.Errorf("a style attribute, which the page's policy forbids:\n%s", got)
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

//go:build !js

package app

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

// A fakeStage is a window whose pages are a map, and that writes down what is
// done to it.
type fakeStage struct {
	pages map[string]*browser.Document
	url   string
	key   string
	at    browser.Position
	did   []string
	works bool // a worker answers
}

func (f *fakeStage) note(format string, args ...any) {
	f.did = append(f.did, fmt.Sprintf(format, args...))
}

func (f *fakeStage) Base() string          { return "/" }
func (f *fakeStage) Current() browser.Page { return browser.Page{URL: f.url, Build: "1"} }

func (f *fakeStage) Load(ctx context.Context, address string) (*browser.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if d := f.pages[address]; d != nil {
		return d, nil
	}
	return nil, browser.ErrOffline
}

func (f *fakeStage) Swap(d *browser.Document) error {
	if d.Page.Title == "odd" {
		return errors.New("other regions")
	}
	f.note("swap %s", d.Page.Title)
	return nil
}

func (f *fakeStage) Assign(address string) { f.note("assign %s", address) }
func (f *fakeStage) Served() bool          { return f.works }
func (f *fakeStage) Reload()               { f.note("reload") }
func (f *fakeStage) SavesData() bool       { return false }
func (f *fakeStage) Push(address, key string) {
	f.url, f.key = address, key
	f.note("push %s", address)
}
func (f *fakeStage) Replace(address, key string) {
	f.url, f.key = address, key
	f.note("replace %s", address)
}
func (f *fakeStage) Entry() string               { return f.key }
func (f *fakeStage) Position() browser.Position  { return f.at }
func (f *fakeStage) ScrollTo(p browser.Position) { f.at = p; f.note("scroll %d", p.Y) }
func (f *fakeStage) ScrollToID(id string) bool   { f.note("scroll #%s", id); return id == "there" }
func (f *fakeStage) FocusHeading()               { f.note("focus") }

const site = "https://site.example"

func document(path, title string) *browser.Document {
	return &browser.Document{Status: 200, URL: site + path, HTML: true, Page: browser.Page{Title: title, Build: "1"}}
}

// newTestNavigator returns a navigator at /a/ that works at once, and its stage.
func newTestNavigator() (*navigator, *fakeStage) {
	stage := &fakeStage{url: site + "/a/", pages: map[string]*browser.Document{
		site + "/a/": document("/a/", "a"),
		site + "/b/": document("/b/", "b"),
	}}
	n := &navigator{
		stage: stage, start: func(f func()) { f() },
		progress: func(bool) {}, arrived: func(browser.Page) {}, settled: func(bool) {},
		failed: func(retry func()) {
			if retry != nil {
				stage.note("failed")
			}
		},
	}
	n.begin()
	stage.did = nil
	return n, stage
}

func TestNavigatorVisit(t *testing.T) {
	missing := document("/missing/", "404")
	missing.Status = 404
	rebuilt := document("/new/", "new")
	rebuilt.Page.Build = "2"
	broken := document("/500/", "500")
	broken.Status = 500
	alias := document("/old/", "moved")
	alias.To = site + "/b/"
	away := document("/away/", "away")
	away.To = "https://other.example/"
	loop := document("/loop/", "loop")
	loop.To = site + "/loop/"
	tests := []struct {
		name, address string
		page          *browser.Document
		want          []string
	}{
		{"page", "/b/", nil, []string{"swap b", "push " + site + "/b/", "focus", "scroll 0"}},
		{"place in a page", "/b/#there", nil, []string{"swap b", "push " + site + "/b/#there", "focus", "scroll #there"}},
		{"place that is not there", "/b/#x", nil, []string{"swap b", "push " + site + "/b/#x", "focus", "scroll #x", "scroll 0"}},
		{"same page", "/a/", nil, []string{"swap a", "replace " + site + "/a/", "focus", "scroll 0"}},
		{"not found", "/missing/", missing, []string{"swap 404", "push " + site + "/missing/", "focus", "scroll 0"}},
		{"redirect", "/old/", alias, []string{"swap b", "push " + site + "/b/", "focus", "scroll 0"}},
		{"redirect to another site", "/away/", away, []string{"swap away", "push " + site + "/away/", "focus", "scroll 0"}},
		{"redirect without end", "/loop/", loop, []string{"failed"}},
		{"site rebuilt", "/new/", rebuilt, []string{"assign " + site + "/new/"}},
		{"not a page", "/image", &browser.Document{Status: 200, URL: site + "/image"}, []string{"assign " + site + "/image"}},
		{"page of other regions", "/odd/", document("/odd/", "odd"), []string{"assign " + site + "/odd/"}},
		{"broken server", "/500/", broken, []string{"failed"}},
		{"offline", "/gone/", nil, []string{"failed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, stage := newTestNavigator()
			if tt.page != nil {
				stage.pages[tt.page.URL] = tt.page
			}
			if !n.click(browser.Click{Href: site + tt.address}) {
				t.Fatalf("a click on %s was left to the browser", tt.address)
			}
			if diff := cmp.Diff(tt.want, stage.did); diff != "" {
				t.Errorf("visiting %s (-want +got):\n%s", tt.address, diff)
			}
		})
	}
}

// Where a worker answers, it has a page for what is not kept.
func TestNavigatorServed(t *testing.T) {
	n, stage := newTestNavigator()
	stage.works = true
	n.visit(site + "/gone/")
	n.travel(journey{address: site + "/gone/", entry: "1", back: true})
	broken := document("/500/", "500")
	broken.Status = 500
	stage.pages[broken.URL] = broken
	n.visit(broken.URL)
	if diff := cmp.Diff([]string{"assign " + site + "/gone/", "reload", "failed"}, stage.did); diff != "" {
		t.Errorf("pages that do not load (-want +got):\n%s", diff)
	}
}

func TestNavigatorBackRestoresScroll(t *testing.T) {
	n, stage := newTestNavigator()
	first := stage.key
	stage.at.Y = 700
	n.visit(site + "/b/")
	second := stage.key
	stage.at.Y = 300
	stage.did = nil

	stage.url, stage.key = site+"/a/", first
	n.pop(first)
	stage.url, stage.key = site+"/b/", second
	n.pop(second)

	want := []string{
		"swap a", "replace " + site + "/a/", "focus", "scroll 700",
		"swap b", "replace " + site + "/b/", "focus", "scroll 300",
	}
	if diff := cmp.Diff(want, stage.did); diff != "" {
		t.Errorf("Back and Forward (-want +got):\n%s", diff)
	}
}

func TestNavigatorBackWithinPage(t *testing.T) {
	n, stage := newTestNavigator()
	first := stage.key
	stage.at.Y = 200
	if n.click(browser.Click{Href: site + "/a/#there"}) {
		t.Fatal("a place on the page was taken from the browser")
	}
	stage.url, stage.key, stage.at.Y = site+"/a/#there", "", 900
	n.pop("")
	stage.did = nil

	stage.url, stage.key = site+"/a/", first
	n.pop(first)
	if diff := cmp.Diff([]string{"scroll 200"}, stage.did); diff != "" {
		t.Errorf("Back within a page (-want +got):\n%s", diff)
	}
}

func TestNavigatorBackToARebuiltPage(t *testing.T) {
	n, stage := newTestNavigator()
	first := stage.key
	n.visit(site + "/b/")
	stage.pages[site+"/a/"].Page.Build = "2"
	stage.did = nil
	stage.url, stage.key = site+"/a/", first
	n.pop(first)
	if diff := cmp.Diff([]string{"reload"}, stage.did); diff != "" {
		t.Errorf("Back to a page of another build (-want +got):\n%s", diff)
	}
}

func TestNavigatorOvertaken(t *testing.T) {
	n, stage := newTestNavigator()
	var waiting []func()
	n.start = func(f func()) { waiting = append(waiting, f) }
	n.visit(site + "/a/")
	n.visit(site + "/b/")
	for _, f := range waiting {
		f()
	}
	want := []string{"swap b", "push " + site + "/b/", "focus", "scroll 0"}
	if diff := cmp.Diff(want, stage.did); diff != "" {
		t.Errorf("two visits, the second before the first was there (-want +got):\n%s", diff)
	}
}

func TestNavigatorTakesWhatWasFetchedAhead(t *testing.T) {
	n, stage := newTestNavigator()
	n.hover(site + "/b/#there")
	delete(stage.pages, site+"/b/")
	n.visit(site + "/b/#there")
	want := []string{"swap b", "push " + site + "/b/#there", "focus", "scroll #there"}
	if diff := cmp.Diff(want, stage.did); diff != "" {
		t.Errorf("a visit after a hover (-want +got):\n%s", diff)
	}
}

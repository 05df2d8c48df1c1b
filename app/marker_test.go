//go:build !js

package app

import (
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

// A markBench holds a mounted marker on an article.
type markBench struct {
	window *browser.Window
	marker *marker
	page   browser.Page
	said   []string
	tester goapp.ClientDispatcher
}

const markTexts = `{"tag":"en","dir":"ltr","mark_label":"Find","mark_of":"{n} of {all}","mark_none":"Not found",
"mark_instead":"instead {query}","mark_count":{"one":"{n} match","other":"{n} matches"}}`

func newMarkBench(t *testing.T, address string) *markBench {
	t.Helper()
	b := &markBench{window: browser.New(), page: browser.Page{URL: address, Kind: "article", Heading: "Title"}}
	b.window.Parts = []browser.Part{
		{Text: "Таможня", Lang: "ru", Gap: browser.Apart},
		{Text: "Про таможню и груз. ", Lang: "ru", Gap: browser.Apart},
		{Text: "Снова о таможне.", Lang: "ru", Gap: browser.Apart},
	}
	words, err := parseTexts(b.window, []byte(markTexts))
	if err != nil {
		t.Fatal(err)
	}
	b.marker = newMarker(b.window, func() *texts { return words }, func() browser.Page { return b.page },
		func(s string) { b.said = append(b.said, s) }, func(address string) { b.page.URL = address })
	b.tester = goapp.NewClientTester(b.marker)
	t.Cleanup(b.tester.Close)
	b.tester.Consume()
	return b
}

func (b *markBench) do(f func()) {
	b.tester.Dispatch(goapp.Dispatch{Source: b.marker, Function: func(goapp.Context) { f() }})
	for range 3 {
		b.tester.Consume()
	}
}

// typed types words into the field.
func (b *markBench) typed(words string) {
	b.do(func() { b.marker.mark(wanted{words: words, show: true}) })
}

func TestMarksOfAResult(t *testing.T) {
	const word = "?q=%D1%82%D0%B0%D0%BC%D0%BE%D0%B6%D0%BD%D1%8F"
	tests := []struct {
		name, address, kind string
		placed              bool
		marks, shown        int
	}{
		{"from a result", "https://a.example/ru/a/" + word, "article", false, 3, 1},
		{"at a fragment", "https://a.example/ru/a/" + word + "#b", "article", true, 3, 0},
		{"without words", "https://a.example/ru/a/", "article", false, 0, 0},
		{"other parameters", "https://a.example/ru/a/?utm=1", "article", false, 0, 0},
		{"not an article", "https://a.example/ru/" + word, "home", false, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newMarkBench(t, tt.address)
			b.page.Kind = tt.kind
			b.do(func() { b.marker.arrive(tt.placed) })
			if n := len(b.window.Marked); n != tt.marks {
				t.Errorf("%d words marked, want %d", n, tt.marks)
			}
			if n := len(b.window.Shown); n != tt.shown {
				t.Errorf("%d words brought into view, want %d", n, tt.shown)
			}
			if got, want := b.window.Values["bar"], map[bool]string{true: "shown"}[tt.marks > 0]; got != want {
				t.Errorf("the bar is %q, want %q: a result must not take the focus", got, want)
			}
			if tt.marks == 0 {
				return
			}
			if got := html(b.marker); !strings.Contains(got, "1 of 3") || strings.Contains(got, " style=") {
				t.Errorf("the bar does not say 1 of 3, or has a style attribute:\n%s", got)
			}
			if diff := cmp.Diff([]string{"Title. 3 matches"}, b.said); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
			b.do(b.marker.dismiss)
			if strings.Contains(b.page.URL, "?") || len(b.window.Marked) > 0 || b.marker.shown {
				t.Errorf("after dismissal: address %s, %d marks, shown %v", b.page.URL, len(b.window.Marked), b.marker.shown)
			}
		})
	}
}

// TestDismissedStays holds that Back to an older entry of the same page does
// not bring the marks again.
func TestDismissedStays(t *testing.T) {
	b := newMarkBench(t, "https://a.example/ru/a/?q=груз#b")
	b.do(func() { b.marker.arrive(true) })
	b.do(b.marker.dismiss)
	b.page.URL = "https://a.example/ru/a/?q=груз"
	b.do(func() { b.marker.arrive(true) })
	if b.marker.shown || b.page.URL != "https://a.example/ru/a/" {
		t.Errorf("shown %v at %s, want a dismissed bar and a plain address", b.marker.shown, b.page.URL)
	}
	b.do(b.marker.leave)
	b.page.URL = "https://a.example/ru/b/?q=груз"
	b.do(func() { b.marker.arrive(false) })
	if !b.marker.shown {
		t.Error("words of another page are not marked")
	}
}

func TestFindKeys(t *testing.T) {
	b := newMarkBench(t, "https://a.example/ru/a/")
	b.do(b.marker.open)
	if b.window.Values["bar"] != "focused" {
		t.Error("the field of an opened bar has no focus")
	}
	b.typed("таможня")
	var got []int
	press := func(key string, shift bool) {
		b.do(func() {
			if !b.marker.press(key, shift) {
				t.Errorf("%s was left to the field", key)
			}
		})
		got = append(got, b.marker.current)
	}
	press("Enter", false)
	press("Enter", false)
	press("Enter", false)
	press("Enter", true)
	if diff := cmp.Diff([]int{1, 2, 0, 2}, got); diff != "" {
		t.Errorf("current after Enter three times and Shift+Enter (-want +got):\n%s", diff)
	}
	if got, want := b.said[len(b.said)-1], "3 of 3"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if b.marker.press("a", false) {
		t.Error("a letter was taken from the field")
	}
	press("Escape", false)
	if b.marker.shown || len(b.window.Marked) > 0 {
		t.Error("Escape did not end it")
	}
	if b.page.URL != "https://a.example/ru/a/" {
		t.Errorf("the address became %s", b.page.URL)
	}
}

func TestFindAnswers(t *testing.T) {
	tests := []struct {
		name, words string
		marks       int
		bar, said   string
	}{
		{"one", "груз", 1, "1 of 1", "1 match"},
		{"none", "пароход", 0, "Not found", "Not found"},
		{"other layout", "nfvj;yz", 3, "instead таможня", "instead таможня. 3 matches"},
		{"markup", `<img src=x onerror=alert(1)>`, 0, "Not found", "Not found"},
		{"only signs", `"-`, 0, "Not found", "Not found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newMarkBench(t, "https://a.example/ru/a/")
			b.do(b.marker.open)
			b.typed(tt.words)
			if n := len(b.window.Marked); n != tt.marks {
				t.Errorf("%q: %d marks, want %d", tt.words, n, tt.marks)
			}
			if got := html(b.marker); !strings.Contains(got, tt.bar) {
				t.Errorf("%q: the bar lacks %q:\n%s", tt.words, tt.bar, got)
			}
			if diff := cmp.Diff([]string{tt.said}, b.said); diff != "" {
				t.Errorf("%q: said (-want +got):\n%s", tt.words, diff)
			}
			b.typed("")
			if got := html(b.marker); len(b.window.Marked) > 0 || strings.Contains(got, tt.bar) {
				t.Errorf("an empty field leaves %d marks:\n%s", len(b.window.Marked), got)
			}
		})
	}
}

// TestFindBeginsHere holds that typing goes on from where the reader is, and a
// longer word from where the shorter one was found.
func TestFindBeginsHere(t *testing.T) {
	b := newMarkBench(t, "https://a.example/ru/a/")
	b.window.Top = 1
	b.do(b.marker.open)
	b.typed("т")
	if b.marker.current != 1 {
		t.Errorf("current %d, want the first match on the screen, 1", b.marker.current)
	}
	b.do(func() { b.marker.step(1) })
	b.typed("тамож")
	if b.marker.current != 2 {
		t.Errorf("current %d, want the same place, 2", b.marker.current)
	}
	b.window.Top = 9
	b.typed("")
	b.typed("тамож")
	if b.marker.current != 0 {
		t.Errorf("current %d, want the first of all where none is below", b.marker.current)
	}
}

func TestQueryOfAddress(t *testing.T) {
	const address = "https://a.example/ru/a/?q=%D0%B0+b&exact=1#c"
	if got, want := wordsIn(address), "а b"; got != want {
		t.Errorf("wordsIn = %q, want %q", got, want)
	}
	if got, want := bare(address), "https://a.example/ru/a/"; got != want {
		t.Errorf("bare = %s, want %s", got, want)
	}
	if got, want := bare("https://a.example/ru/a/?utm=1#c"), "https://a.example/ru/a/?utm=1"; got != want {
		t.Errorf("bare = %s, want %s", got, want)
	}
	if got, want := withQuery("https://a.example/ru/b/", address), "https://a.example/ru/b/?q=%D0%B0+b&exact=1"; got != want {
		t.Errorf("withQuery = %s, want %s", got, want)
	}
	if got, want := withWords(address, ""), "https://a.example/ru/a/#c"; got != want {
		t.Errorf("withWords = %s, want %s", got, want)
	}
	for _, bad := range []string{"", "%", "https://a.example/%zz?q=1", "?q=%zz"} {
		wordsIn(bad)
		bare(bad)
		withQuery(bad, bad)
		withWords(bad, "x")
	}
}

// TestNavigatorWords holds that a page is fetched without the words its address
// carries, shown with them, and that Back within it fetches nothing.
func TestNavigatorWords(t *testing.T) {
	n, stage := newTestNavigator()
	var placed []bool
	n.settled = func(p bool) { placed = append(placed, p) }
	old := document("/old/", "moved")
	old.To = site + "/b/"
	stage.pages[site+"/old/"] = old
	stage.pages[site+"/b/"].Page.Kind = "article"

	const words = "?q=%D0%B0+b&exact=1"
	n.visit(site + "/b/" + words)
	n.visit(site + "/old/" + words + "#there")
	want := []string{
		"swap b", "push " + site + "/b/" + words, "focus", "scroll 0",
		"swap b", "push " + site + "/b/" + words + "#there", "focus", "scroll #there",
	}
	if diff := cmp.Diff(want, stage.did); diff != "" {
		t.Errorf("visits (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]bool{false, true}, placed); diff != "" {
		t.Errorf("whether the reader is somewhere already (-want +got):\n%s", diff)
	}

	n.rewrite(site + "/b/#there") // dismissed
	stage.did, stage.pages = nil, nil
	n.begin()
	first := n.entry
	n.page.Kind = "article"
	stage.url = site + "/b/" + words
	n.pop("another")
	stage.url = site + "/b/"
	n.pop(first)
	for _, did := range stage.did {
		if strings.HasPrefix(did, "swap") {
			t.Errorf("Back within a page showed another: %q", stage.did)
		}
	}
}

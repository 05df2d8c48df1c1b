//go:build !js

package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

func TestRecents(t *testing.T) {
	w := browser.New()
	r := &recents{window: w}
	for _, query := range []string{"мост", "Таможня", " ", "мост  через", "МОСТ ", strings.Repeat("а", recentLength+1)} {
		r.add(query)
	}
	if want := []string{"МОСТ", "мост через", "Таможня"}; !cmp.Equal(r.list, want) {
		t.Errorf("kept %q, want %q", r.list, want)
	}
	r.remove(1)
	r.remove(9)
	if got, want := w.Stored(searchesKey), `["МОСТ","Таможня"]`; got != want {
		t.Errorf("stored %s, want %s", got, want)
	}
	for i := range 2 * recentLimit {
		r.add(fmt.Sprint(i))
	}
	if len(r.list) != recentLimit || r.list[0] != "19" {
		t.Errorf("%d kept, the last %q; want %d and 19", len(r.list), r.list[0], recentLimit)
	}
	r.clear()
	if got := w.Stored(searchesKey); got != "" || len(r.list) > 0 {
		t.Errorf("after clearing: stored %q, kept %q", got, r.list)
	}
}

// TestRecentsWithoutStorage holds that they last as long as the page where
// nothing can be stored.
func TestRecentsWithoutStorage(t *testing.T) {
	w := browser.New()
	w.Full = true
	r := &recents{window: w}
	r.add("мост")
	r.load()
	if want := []string{"мост"}; !cmp.Equal(r.list, want) {
		t.Errorf("kept %q, want %q", r.list, want)
	}
}

// TestRecentsInDialog uses the list by keyboard: recall, removal, clearing.
func TestRecentsInDialog(t *testing.T) {
	b := newBench(t)
	b.find("3")
	b.do(func() { b.reader.search.onFollow(nil, goapp.Event{}) })
	b.find("0")
	b.press("Enter") // nothing found, but searched for
	b.find("")
	got := html(b.reader.search)
	if n := strings.Count(got, `role="option"`); n != 2 || !strings.Contains(got, `aria-label="forget 3"`) {
		t.Fatalf("%d recent searches, want 2 with buttons:\n%s", n, got)
	}
	b.press("ArrowDown", "ArrowDown", "Enter")
	if got := b.reader.search.finder.answer.asked.text; got != "3" || b.window.Value(searchFieldID) != "3" {
		t.Errorf("asked %q with %q in the field, want the second search again", got, b.window.Value(searchFieldID))
	}
	b.press("Escape", "ArrowDown", "Delete")
	if want := []string{"3"}; !cmp.Equal(b.reader.search.recents.list, want) || b.reader.search.said != "forgotten 0" {
		t.Errorf("kept %q, said %q; want %q", b.reader.search.recents.list, b.reader.search.said, want)
	}
	if b.reader.search.chosen != 0 {
		t.Errorf("chosen %d after a removal, want the next", b.reader.search.chosen)
	}
	b.press("Delete")
	if got := html(b.reader.search); strings.Contains(got, "recents-head") || !strings.Contains(got, `aria-expanded="false"`) {
		t.Errorf("an empty list is shown:\n%s", got)
	}
}

func FuzzRecents(f *testing.F) {
	for _, s := range []string{`["a","b"]`, `["a","A "," "]`, `{"a":1}`, `[1]`, `["\u0000\u200b"]`, "[\"\xff\"]", `[["a"]]`, ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, stored string) {
		list := parseRecents(stored)
		if len(list) > recentLimit {
			t.Fatalf("%d kept of %q", len(list), stored)
		}
		for _, query := range list {
			if query == "" || !utf8.ValidString(query) || utf8.RuneCountInString(query) > recentLength {
				t.Errorf("kept %q of %q", query, stored)
			}
		}
		data, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if again := parseRecents(string(data)); !cmp.Equal(list, again) {
			t.Errorf("kept %q, read again %q", list, again)
		}
	})
}

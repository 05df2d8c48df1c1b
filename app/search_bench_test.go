//go:build !js

package app

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

// A fakeEngine finds n articles for the query "n", and plays other parts for
// other words.
type fakeEngine struct {
	mu     sync.Mutex
	warmed int
	cold   bool // warming fails
	looked int  // for a newer index
	newer  bool // there is one
	afresh *atomic.Bool
	asked  []search.Query
	filled [][2]int
	held   chan struct{} // when set, "slow" is answered after it is closed, whatever its context
}

func (f *fakeEngine) Warm(context.Context, content.Lang) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.warmed++
	if f.cold {
		return errors.New("no index")
	}
	return nil
}

func (f *fakeEngine) Renew(context.Context) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looked++
	return f.newer, nil
}

func (f *fakeEngine) Find(_ context.Context, q search.Query) (search.Results, error) {
	f.mu.Lock()
	f.asked = append(f.asked, q)
	f.mu.Unlock()
	r := search.Results{Query: q.Text}
	var words []string
	for _, word := range strings.Fields(q.Text) {
		if kind, value, ok := strings.Cut(word, ":"); ok {
			r.Filters = append(r.Filters, search.Filter{Kind: kind, Value: value, Name: strings.ToUpper(value), Known: value != "nowhere"})
		} else {
			words = append(words, word)
		}
	}
	text := strings.Join(words, " ")
	switch text {
	case "fail":
		return search.Results{}, errors.New("no index")
	case "offline":
		return search.Results{}, fmt.Errorf("fetching: %w", browser.ErrOffline)
	case "panic":
		panic("damaged index")
	case "spoilt":
		if !f.afresh.Load() {
			return search.Results{}, errors.New("damaged")
		}
		text = "2"
	case "slow":
		<-f.held
		text = "7"
	case "ten":
		if !q.Verbatim {
			text, r.Answered, r.Why = "10", "10", search.Spelling
		}
	case "none":
		r.Suggestions = []string{"3", "<b>"}
	}
	fmt.Sscan(text, &r.Total)
	for i := range min(r.Total, q.Limit) {
		r.Results = append(r.Results, search.Result{
			Path: fmt.Sprintf("/en/a%d/", i), Lang: "ru", Title: fmt.Sprintf("Статья %d", i), Date: "2026-11-23",
			Marks: []search.Span{{Start: 0, End: len("Статья")}},
		})
	}
	if r.Total > 0 {
		r.Facets = []search.Facet{
			{Kind: "topic", Values: fakeValues(r.Total, q.Text, "roads", "ports", "air", "rail", "post", "law", "tax", "fees")},
			{Kind: "lang", Values: fakeValues(r.Total, q.Text, "ru")},
		}
		r.Facets[1].Values[0].Count = r.Total
	}
	if r.Quotable = strings.HasSuffix(text, "in a row") && !q.Rested; q.Rested {
		slices.Reverse(r.Results)
	}
	return r, nil
}

func fakeValues(total int, query string, names ...string) []search.FacetValue {
	var values []search.FacetValue
	for i, name := range names {
		values = append(values, search.FacetValue{
			Value: name, Name: strings.ToUpper(name), Count: max(1, total-i),
			Chosen: strings.Contains(query, ":"+name),
		})
	}
	return values
}

func (f *fakeEngine) Fill(ctx context.Context, r *search.Results, from, to int) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.filled = append(f.filled, [2]int{from, to})
	for i := from; i < to; i++ {
		if r.Results[i].Away = r.Query == "5" && i == 4; !r.Results[i].Away {
			r.Results[i].Excerpt, r.Results[i].DateText = fmt.Sprintf(`a <b>"text"</b> of %d for %s`, i, r.Query), "today"
			r.Results[i].Found = []search.Span{{Start: 0, End: 1}}
		}
	}
	return ctx.Err()
}

// find asks in the dialog, as typing does.
func (b *bench) find(query string) {
	b.do(func() {
		b.window.SetValue(searchFieldID, query)
		b.reader.search.typed()
		b.reader.search.Update()
	})
}

// press presses keys in the dialog's field.
func (b *bench) press(keys ...string) {
	for _, key := range keys {
		b.do(func() {
			b.reader.search.press(strings.TrimPrefix(key, "Control+"), strings.HasPrefix(key, "Control+"))
			b.reader.search.Update()
		})
	}
}

// arrive opens the search page with a query string.
func (b *bench) arrive(t *testing.T, query string) {
	t.Helper()
	b.reader.navigator.page = browser.Page{
		Kind: "search", URL: "https://site.example/en/search/" + query, SearchPage: "/en/search/", Lang: "en", UI: "en",
	}
	b.do(b.reader.results.show)
}

// query returns the query string of the page's address.
func (b *bench) query(t *testing.T) string {
	t.Helper()
	u, err := url.Parse(b.reader.navigator.page.URL)
	if err != nil || u.Host != "site.example" {
		t.Errorf("the page's address is %s (%v)", b.reader.navigator.page.URL, err)
	}
	return u.RawQuery
}

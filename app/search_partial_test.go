//go:build !js

package app

import (
	"context"
	"fmt"
	"strings"
	"testing"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/content/search"
)

// A phraseEngine finds a quoted phrase bit by bit: 3 articles, and 30 when it is
// asked for more. Pages of what it has found may be gone.
type phraseEngine struct {
	fakeEngine
	gone  int // how many times a page is
	asked []search.Query
}

func (e *phraseEngine) Find(_ context.Context, q search.Query) (search.Results, error) {
	e.asked = append(e.asked, q)
	r := search.Results{Query: q.Text, Total: 3, Partial: true}
	if q.Seen == 3 {
		r.Total, r.Partial = 30, false
	}
	for i := range min(r.Total, q.Limit) {
		r.Results = append(r.Results, search.Result{Path: fmt.Sprintf("/en/%d/", i), Title: "T", Lang: "en"})
	}
	return r, nil
}

func (e *phraseEngine) Fill(context.Context, *search.Results, int, int) error {
	if e.gone > 0 {
		e.gone--
		return search.ErrGone
	}
	return nil
}

// benchWith returns a bench whose questions an engine answers, in the dialog and
// on the search page.
func benchWith(t *testing.T, e asker) (*bench, *searchPage) {
	b := newBench(t)
	page := b.reader.results
	page.finder.engine, b.reader.search.finder.engine = e, e
	return b, page
}

// TestPartial holds that an answer which is not all says so, and that more of it
// is asked for in such a way that there will be some.
func TestPartial(t *testing.T) {
	e := &phraseEngine{}
	b, page := benchWith(t, e)
	b.arrive(t, "?q=%22a+b%22")
	got := html(page)
	if !strings.Contains(got, "3 so far") || !strings.Contains(got, "search-more") || b.reader.said != "3 so far" {
		t.Errorf("said %q; want 3 so far, and a button for more:\n%s", b.reader.said, got)
	}
	b.do(func() { page.onMore(nil, goapp.Event{}) })
	if q := e.asked[len(e.asked)-1]; q.Seen != 3 || q.Limit != 2*pageLimit || !q.Rested {
		t.Errorf("asked for more: %+v", q)
	}
	if got := html(page); !strings.Contains(got, "30 found") || strings.Contains(got, "search-more") {
		t.Errorf("want 30 found, and no more:\n%s", got)
	}
	b.find(`"a b"`)
	if got := html(b.reader.search); strings.Contains(got, "all 3") || !strings.Contains(got, "more results") {
		t.Errorf("the dialog promises all results:\n%s", got)
	}
}

// A halfEngine shows articles with some of the words after those with all; of
// "a lot" there are 30.
type halfEngine struct{ phraseEngine }

func (e *halfEngine) Find(ctx context.Context, q search.Query) (search.Results, error) {
	r, err := e.phraseEngine.Find(ctx, q)
	if q.Text == "a lot" {
		r.Results = make([]search.Result, min(30, q.Limit))
		for i := range r.Results {
			r.Results[i] = search.Result{Path: fmt.Sprintf("/en/%d/", i), Title: "T", Lang: "en"}
		}
	}
	r.Total, r.Partial = 2, false
	return r, err
}

// TestMoreThanCounted holds that the dialog doesn't call fewer articles than it
// shows all results, and that the page offers more of them when they fill it, and
// not otherwise.
func TestMoreThanCounted(t *testing.T) {
	b, page := benchWith(t, &halfEngine{})
	b.arrive(t, "?q=a+b")
	if got := html(page); !strings.Contains(got, "2 found") || strings.Contains(got, "search-more") {
		t.Errorf("want 2 found, and no button for more:\n%s", got)
	}
	b.arrive(t, "?q=a+lot")
	if got := html(page); !strings.Contains(got, "2 found") || !strings.Contains(got, "search-more") {
		t.Errorf("want 2 found, and a button for more:\n%s", got)
	}
	b.do(func() { page.onMore(nil, goapp.Event{}) })
	if got := html(page); strings.Count(got, `class="hit"`) != 30 || strings.Contains(got, "search-more") {
		t.Errorf("want 30 results, and no button for more:\n%s", got)
	}
	b.find("a b")
	if got := html(b.reader.search); strings.Contains(got, "all 2") || !strings.Contains(got, "more results") {
		t.Errorf("the dialog promises all results:\n%s", got)
	}
}

// TestArticleGone holds that a question is asked again, once, when an article of
// its answer is no longer there.
func TestArticleGone(t *testing.T) {
	e := &phraseEngine{gone: 10}
	b, page := benchWith(t, e)
	b.arrive(t, "?q=a")
	for range 2 {
		b.do(func() {
			page.finder.read = make([]bool, 3)
			page.finder.fill(page.ctx, []int{0, 1, 2}, func(goapp.Context) {})
		})
	}
	if len(e.asked) != 2 || e.gone > 8 {
		t.Errorf("asked %d times, pages gone %d times, want twice, and more often", len(e.asked), 10-e.gone)
	}
}

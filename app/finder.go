package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

// typing is how long a query waits while one before it is still being
// answered: on a slow line not every letter is worth a fetch.
const typing = 60 * time.Millisecond

// rest is how long a reader has not typed before pages are read to see which
// has the words as they stand.
const rest = 350 * time.Millisecond

// An asker answers queries: a *search.Engine.
type asker interface {
	Warm(ctx context.Context, lang content.Lang) error
	Find(ctx context.Context, q search.Query) (search.Results, error)
	Fill(ctx context.Context, r *search.Results, from, to int) error
	Renew(ctx context.Context) (changed bool, err error)
}

// A question is what a reader asks.
type question struct {
	text     string
	lang     content.Lang
	verbatim bool // as typed: no correction
}

// A status says how far a question is.
type status int

const (
	empty   status = iota // nothing asked
	working               // asked; results are those of the question before
	found
	broken // err says why
)

// An answer is what became of the last question.
type answer struct {
	status  status
	asked   question
	results search.Results
	err     error
}

// words returns the words that were answered, without the filters: what is to
// be marked in an article.
func (a answer) words() string {
	text := a.results.Answered
	if text == "" {
		text = a.results.Query
	}
	for _, f := range a.results.Filters {
		text = search.WithoutFilter(text, f.Kind, f.Value)
	}
	return strings.TrimSpace(text)
}

// A finder asks as the reader types. A newer question ends an older one. It
// belongs to one component and is used on the interface's goroutine only.
type finder struct {
	engine asker
	afresh *atomic.Bool // has it fetch past the browser's cache
	limit  int
	seen   int                 // results that "more" was asked for with
	again  func(goapp.Context) // asks the last question again
	stale  question            // asked again because an article of its answer was gone
	answer answer
	work   context.Context // of the last question and its excerpts
	cancel context.CancelFunc
	read   []bool // results whose pages were asked for
	shown  []bool // results whose pages have been read

	choosing func() bool // the reader is among the results: they stay where they are
}

// ask answers q at once, or after a pause in typing, and calls then for every
// change of f.answer.
func (f *finder) ask(ctx goapp.Context, q question, pause time.Duration, then func(goapp.Context)) {
	q.text = strings.TrimSpace(q.text)
	if f.cancel != nil {
		f.cancel()
	}
	if q.text == "" {
		f.answer = answer{}
		then(ctx)
		return
	}
	if f.answer.status != working {
		pause = 0
	}
	work, cancel := context.WithCancel(context.Background())
	f.work, f.cancel = work, cancel
	f.answer.status, f.answer.asked = working, q
	then(ctx)
	limit, seen := f.limit, f.seen
	f.seen = 0
	f.again = func(ctx goapp.Context) { f.ask(ctx, q, 0, then) }
	ctx.Async(func() {
		select {
		case <-work.Done():
			return
		case <-time.After(pause):
		}
		query := search.Query{Text: q.text, Lang: q.lang, Limit: limit, Verbatim: q.verbatim, Seen: seen, Rested: seen > 0}
		results, err := f.find(work, query)
		ctx.Dispatch(func(ctx goapp.Context) {
			if work.Err() != nil {
				return // there is a newer question
			}
			if err != nil {
				f.answer = answer{status: broken, asked: q, err: err}
			} else {
				f.take(q, results)
			}
			then(ctx)
		})
		if err != nil || !results.Quotable {
			return
		}
		select {
		case <-work.Done():
			return
		case <-time.After(rest):
		}
		query.Rested = true
		again, err := f.find(work, query)
		if err != nil || sameAnswer(again, results) {
			return // the answer that is shown will do
		}
		ctx.Dispatch(func(ctx goapp.Context) {
			if work.Err() == nil && (f.choosing == nil || !f.choosing()) {
				f.take(q, again)
				then(ctx)
			}
		})
	})
}

// find asks the engine. A file that came broken is fetched once more: the
// browser keeps it for good and would give it again and again.
func (f *finder) find(ctx context.Context, q search.Query) (results search.Results, err error) {
	for {
		err = safely(func() error {
			results, err = f.engine.Find(ctx, q)
			return err
		})
		again := err != nil && ctx.Err() == nil && !errors.Is(err, browser.ErrOffline)
		if again = !f.afresh.Swap(again) && again; !again {
			f.afresh.Store(false)
			return results, err
		}
	}
}

// sameAnswer reports whether two answers have the same articles in the same
// order, and say the same of how many there are.
func sameAnswer(a, b search.Results) bool {
	return a.Total == b.Total && a.Partial == b.Partial && slices.EqualFunc(a.Results, b.Results, func(a, b search.Result) bool { return a.Path == b.Path })
}

// take makes results the answer. What was read of an article for the question
// before stands in until its page has been read for this one.
func (f *finder) take(q question, results search.Results) {
	old := map[string]search.Result{}
	for _, r := range f.answer.results.Results {
		old[r.Path] = r
	}
	results.Results = slices.Clone(results.Results)
	f.read = make([]bool, len(results.Results))
	f.shown = make([]bool, len(results.Results))
	for i := range results.Results {
		r := &results.Results[i]
		if before, ok := old[r.Path]; ok && r.Excerpt == "" && !before.Away {
			r.Excerpt, r.Found, r.DateText = before.Excerpt, before.Found, before.DateText
		}
	}
	f.answer = answer{status: found, asked: q, results: results}
}

// fill reads the pages of the results at some places, for what is shown of
// them, and calls then for every part that has come.
func (f *finder) fill(ctx goapp.Context, places []int, then func(goapp.Context)) {
	if f.answer.status != found {
		return
	}
	var wanted []int
	for _, at := range places {
		if at >= 0 && at < len(f.read) && !f.read[at] {
			f.read[at] = true
			wanted = append(wanted, at)
		}
	}
	sort.Slice(wanted, func(i, j int) bool { return wanted[i] < wanted[j] })
	for len(wanted) > 0 {
		n := 1
		for n < len(wanted) && wanted[n] == wanted[0]+n {
			n++
		}
		f.fillRun(ctx, wanted[0], wanted[0]+n, then)
		wanted = wanted[n:]
	}
}

func (f *finder) fillRun(ctx goapp.Context, from, to int, then func(goapp.Context)) {
	work, part := f.work, f.answer.results
	part.Results = slices.Clone(part.Results) // the engine writes into it
	ctx.Async(func() {
		err := safely(func() error { return f.engine.Fill(work, &part, from, to) })
		ctx.Dispatch(func(ctx goapp.Context) {
			if work.Err() != nil || len(part.Results) != len(f.shown) {
				return
			}
			for i := from; i < to; i++ {
				if part.Results[i].Path != f.answer.results.Results[i].Path {
					continue // put elsewhere since
				}
				if err == nil || errors.Is(err, search.ErrGone) {
					f.answer.results.Results[i] = part.Results[i]
				}
				f.shown[i] = true
			}
			if errors.Is(err, search.ErrGone) && f.stale != f.answer.asked {
				f.stale = f.answer.asked
				f.again(ctx)
			}
			then(ctx)
		})
	})
}

// pending reports whether a result is still without what its page says.
func (f *finder) pending(i int) bool {
	return f.answer.results.Results[i].Excerpt == "" && i < len(f.shown) && !f.shown[i]
}

// safely turns a panic of the engine, over a damaged index, into an error.
func safely(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("search: %v", r)
		}
	}()
	return f()
}

// searchAddress returns the address of the search page for a question.
func searchAddress(page browser.Page, q question) string {
	if q.text == "" {
		return page.SearchPage
	}
	address := page.SearchPage + "?q=" + queryEscape(q.text)
	if q.verbatim {
		address += "&exact=1"
	}
	return address
}

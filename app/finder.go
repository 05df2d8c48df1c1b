package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

// typing is how long a pause in typing must be for a query to be asked.
const typing = 60 * time.Millisecond

// An asker answers queries: a *search.Engine.
type asker interface {
	Search(ctx context.Context, q search.Query) (search.Results, error)
}

// A status says how far a query is.
type status int

const (
	empty   status = iota // nothing asked
	working               // asked; results are those of the query before
	found
	broken // err says why
)

// An answer is what became of the last query.
type answer struct {
	status  status
	query   string
	results search.Results
	err     error
}

// A finder asks as the reader types. A newer query ends an older one. It
// belongs to one component and is used on the interface's goroutine only.
type finder struct {
	engine asker
	limit  int
	answer answer
	cancel context.CancelFunc
}

// ask answers query after a pause, or at once, and calls then for every change
// of f.answer.
func (f *finder) ask(ctx goapp.Context, query string, lang content.Lang, pause time.Duration, then func(goapp.Context)) {
	query = strings.TrimSpace(query)
	if f.cancel != nil {
		f.cancel()
	}
	if query == "" {
		f.answer = answer{}
		then(ctx)
		return
	}
	work, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	f.answer.status, f.answer.query = working, query
	then(ctx)
	ctx.Async(func() {
		defer cancel()
		select {
		case <-work.Done():
			return
		case <-time.After(pause):
		}
		results, err := safely(func() (search.Results, error) {
			return f.engine.Search(work, search.Query{Text: query, Lang: lang, Limit: f.limit})
		})
		if work.Err() != nil {
			return
		}
		ctx.Dispatch(func(ctx goapp.Context) {
			if f.answer.query != query {
				return
			}
			f.answer = answer{status: found, query: query, results: results}
			if err != nil {
				f.answer = answer{status: broken, query: query, err: err}
			}
			then(ctx)
		})
	})
}

// safely turns a panic of the engine, over a damaged index, into an error.
func safely(f func() (search.Results, error)) (results search.Results, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("search: %v", r)
		}
	}()
	return f()
}

// searchAddress returns the address of the search page for a query.
func searchAddress(page browser.Page, query string) string {
	if query == "" {
		return page.SearchPage
	}
	return page.SearchPage + "?q=" + queryEscape(query)
}

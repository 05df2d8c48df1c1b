//go:build !bare

package main

import (
	"context"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

type engine struct{ search *search.Engine }

// newEngine returns the engine, rehearsed, as it is in the page's tools once they
// have been there for a moment.
func newEngine(fetch search.Fetch, window *browser.Window) (engine, error) {
	err := search.Rehearse(context.Background(), window.Breathe)
	return engine{search.NewEngine(fetch).RestBy(window.Breathe)}, err
}

func (e engine) warm(ctx context.Context, lang content.Lang) error { return e.search.Warm(ctx, lang) }

func (e engine) ask(ctx context.Context, text string, lang content.Lang, limit int, show bool) (Answer, error) {
	ask := e.search.Find
	if show {
		ask = e.search.Search
	}
	found, err := ask(ctx, search.Query{Text: text, Lang: lang, Limit: limit})
	answer := Answer{Total: found.Total, Paths: []string{}}
	for _, r := range found.Results {
		answer.Paths = append(answer.Paths, r.Path)
	}
	return answer, err
}

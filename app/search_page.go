package app

import (
	"net/url"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

const (
	resultsID     = "_results"
	resultsHomeID = "_results-home"
	pageLimit     = 20
)

// A searchPage draws the results of the search page. go-app owns only the root,
// so the component's element is made there, hidden, and moved into the page's
// [data-search-results] whenever a search page is shown.
type searchPage struct {
	goapp.Compo

	window  *browser.Window
	words   func() *texts
	page    func() browser.Page
	say     func(string)
	rewrite func(address string)
	finder  finder
}

func newSearchPage(w *browser.Window, e asker, words func() *texts, page func() browser.Page, say, rewrite func(string)) *searchPage {
	return &searchPage{
		window: w, words: words, page: page, say: say, rewrite: rewrite,
		finder: finder{engine: e, limit: pageLimit},
	}
}

// show draws the results of the page just arrived at.
func (s *searchPage) show(ctx goapp.Context) {
	s.window.Place(resultsID, resultsHomeID)
	if s.page().Kind != "search" {
		return
	}
	query := ""
	if u, err := url.Parse(s.page().URL); err == nil {
		query = u.Query().Get("q")
	}
	// The reader may have typed while the program was on its way.
	if typed := s.window.SearchField(); typed != "" && query == "" {
		query = typed
	} else {
		s.window.FillSearchField(query)
	}
	s.ask(ctx, query, 0)
}

// typed asks what is in the page's field and keeps the address in step with it.
func (s *searchPage) typed(ctx goapp.Context, query string, pause time.Duration) {
	if s.page().Kind != "search" {
		return
	}
	s.rewrite(searchAddress(s.page(), query))
	s.finder.limit = pageLimit
	s.ask(ctx, query, pause)
}

func (s *searchPage) ask(ctx goapp.Context, query string, pause time.Duration) {
	s.finder.ask(ctx, query, content.Lang(s.page().UI), pause, func(ctx goapp.Context) {
		announce(s.say, s.words(), s.finder.answer)
		s.Update() // ctx is the root's when a page has been shown
		// After the results are drawn: who waits for aria-busy to go finds them.
		a := s.finder.answer
		s.window.HideLists(resultsID, a.status != empty)
		if a.status == working {
			s.window.Busy(true)
			return
		}
		ctx.Defer(func(goapp.Context) { s.window.Busy(false) })
	})
}

func (s *searchPage) Render() goapp.UI {
	t, a := s.words(), s.finder.answer
	return goapp.Div().ID(resultsID).Class("search-results").Body(
		s.summary(t, a),
		goapp.If(len(a.results.Results) > 0 && a.status != empty,
			goapp.Ol().DataSet("results", "").Class("results").Body(
				goapp.Range(a.results.Results).Slice(func(i int) goapp.UI { return s.hit(t, a.results.Results[i]) }),
			)),
		goapp.If(a.results.Total > len(a.results.Results) && a.status == found,
			goapp.Button().Type("button").Class("tool-button").Text(t.get("search_more")).OnClick(s.onMore)),
	)
}

func (s *searchPage) summary(t *texts, a answer) goapp.UI {
	box := goapp.Div().Class("search-summary")
	topics := topicsLink(s.window, s.page(), t)
	switch {
	case a.status == empty:
		return box // the page's own lists are shown
	case a.status == broken:
		return box.Body(
			goapp.P().Text(t.get("search_failed")),
			goapp.Button().Type("button").Class("tool-button").Text(t.get("try_again")).OnClick(s.onRetry),
		)
	case a.status == found && len(a.results.Results) == 0:
		return box.Body(
			goapp.P().Text(t.get("search_none", "query", a.query)),
			goapp.P().Text(t.get("search_advice")), topics,
		)
	case len(a.results.Results) == 0:
		return box.Body(goapp.P().Text(t.get("search_working")))
	}
	return box.Body(goapp.P().Text(t.count("search_count", a.results.Total)))
}

func (s *searchPage) hit(t *texts, r search.Result) goapp.UI {
	return goapp.Li().Body(
		goapp.A().Class("hit").Href(address(s.window.Base(), r.Path)).Body(hitText(r, t.tag)...),
	)
}

func (s *searchPage) onMore(ctx goapp.Context, _ goapp.Event) {
	s.finder.limit += pageLimit
	s.ask(ctx, s.finder.answer.query, 0)
}

func (s *searchPage) onRetry(ctx goapp.Context, _ goapp.Event) { s.ask(ctx, s.finder.answer.query, 0) }

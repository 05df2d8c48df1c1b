package app

import (
	"net/url"
	"strconv"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
)

const (
	resultsID     = "_results"
	resultsHomeID = "_results-home"
	resultPrefix  = "_result-"
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
	ctx     goapp.Context // the component's: a button's dies with the button
	fresh   int           // the first result that "more" has brought; 0 when nobody asked
}

func (s *searchPage) OnMount(ctx goapp.Context) { s.ctx = ctx }

func newSearchPage(w *browser.Window, e asker, words func() *texts, page func() browser.Page, say, rewrite func(string)) *searchPage {
	return &searchPage{
		window: w, words: words, page: page, say: say, rewrite: rewrite,
		finder: finder{engine: e, limit: pageLimit},
	}
}

// show draws the results of the page just arrived at.
func (s *searchPage) show() {
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
	s.ask(query, 0)
}

// typed asks what is in the page's field and keeps the address in step with it.
func (s *searchPage) typed(query string, pause time.Duration) {
	if s.page().Kind != "search" {
		return
	}
	s.rewrite(searchAddress(s.page(), query))
	s.finder.limit = pageLimit
	s.ask(query, pause)
}

func (s *searchPage) ask(query string, pause time.Duration) {
	s.fresh = 0
	s.find(query, pause)
}

func (s *searchPage) find(query string, pause time.Duration) {
	s.finder.ask(s.ctx, query, content.Lang(s.page().UI), pause, func(ctx goapp.Context) {
		announce(s.say, s.words(), s.finder.answer)
		s.Update()
		// After the results are drawn: who waits for aria-busy to go finds them.
		a := s.finder.answer
		s.window.HideLists(resultsID, a.status != empty)
		if a.status == working {
			s.window.Busy(true)
			return
		}
		ctx.Defer(func(goapp.Context) {
			s.window.Busy(false)
			if s.fresh > 0 && a.status == found {
				s.window.Focus(resultPrefix + strconv.Itoa(s.fresh))
				s.fresh = 0
			}
		})
	})
}

func (s *searchPage) Render() goapp.UI {
	t, a := s.words(), s.finder.answer
	return goapp.Div().ID(resultsID).Class("search-results").Body(
		s.summary(t, a),
		goapp.If(len(a.results.Results) > 0 && a.status != empty,
			goapp.Ol().DataSet("results", "").Class("results").Body(
				goapp.Range(a.results.Results).Slice(func(i int) goapp.UI { return s.hit(t, i) }),
			)),
		goapp.If(a.results.Total > len(a.results.Results) && (a.status == found || s.fresh > 0),
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

func (s *searchPage) hit(t *texts, i int) goapp.UI {
	r := s.finder.answer.results.Results[i]
	return goapp.Li().Body(
		goapp.A().ID(resultPrefix + strconv.Itoa(i)).Class("hit").Href(address(s.window.Base(), r.Path)).Body(hitText(r, t.tag)...),
	)
}

// onMore shows further results and moves the focus to the first of them.
func (s *searchPage) onMore(goapp.Context, goapp.Event) {
	if s.fresh > 0 {
		return // they are on their way
	}
	s.fresh = len(s.finder.answer.results.Results)
	s.finder.limit += pageLimit
	s.find(s.finder.answer.query, 0)
}

func (s *searchPage) onRetry(goapp.Context, goapp.Event) { s.ask(s.finder.answer.query, 0) }

package app

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
)

const (
	resultsID      = "_results"
	resultsHomeID  = "_results-home"
	resultsCountID = "_results-count"
	resultPrefix   = "_result-"
	filterPrefix   = "_filter-"
	pageFieldID    = "_query"
	pageLimit      = 20
)

// A searchPage draws the results of the search page. go-app owns only the root,
// so the component's element is made there, hidden, and moved into the page's
// [data-search-results] whenever a search page is shown.
//
// What is asked is in the address. Typing changes the address of the history
// entry; what is entered or chosen, such as a filter, is an entry of its own.
type searchPage struct {
	goapp.Compo

	window  *browser.Window
	words   func() *texts
	page    func() browser.Page
	rewrite func(address string) // of the entry shown
	push    func(address string) // an entry more
	recents *recents
	speaker speaker
	finder  finder
	facets  facets
	ctx     goapp.Context // the component's: a button's dies with the button
	step    question      // what the history entry asked for before anything was typed
	fresh   int           // the first result that "more" has brought; 0 when nobody asked
	drawn   func()        // called once, when the answer under way is drawn
}

func (s *searchPage) OnMount(ctx goapp.Context) { s.ctx = ctx }

func newSearchPage(w *browser.Window, e asker, words func() *texts, page func() browser.Page, kept *recents, say, rewrite, push func(string)) *searchPage {
	return &searchPage{
		window: w, words: words, page: page, rewrite: rewrite, push: push, recents: kept,
		speaker: speaker{say: say, pause: settled},
		finder:  finder{engine: e, limit: pageLimit},
	}
}

// place moves the results into the page, at once: those of the question the
// page is about are there before the page is scrolled to where it was.
func (s *searchPage) place() {
	s.window.Place(resultsID, resultsHomeID, "data-search-results")
	if q, ok := s.wanted(); ok && q == s.finder.answer.asked && s.finder.answer.status == found {
		s.window.HideLists(resultsID, true)
	}
}

// show draws the results of the page just arrived at.
func (s *searchPage) show() {
	s.place()
	q, ok := s.wanted()
	if !ok {
		return
	}
	s.step = q
	// The reader may have typed while the program was on its way.
	if typed := s.window.SearchField(); typed != "" && q.text == "" {
		q.text = typed
	} else {
		s.window.FillSearchField(q.text)
	}
	s.answer(q)
}

// turned shows what the address asks for that Back or Forward has led to, and
// calls drawn when it is there.
func (s *searchPage) turned(drawn func()) {
	s.ctx.Dispatch(func(goapp.Context) {
		if q, ok := s.wanted(); ok {
			s.window.FillSearchField(q.text)
			s.step, s.drawn = q, drawn
			s.answer(q)
		}
	})
}

// wanted returns what the address of the page asks for, if it is a search page.
func (s *searchPage) wanted() (question, bool) {
	page := s.page()
	if page.Kind != "search" {
		return question{}, false
	}
	q := question{lang: content.Lang(page.Lang)}
	if u, err := url.Parse(page.URL); err == nil {
		// For net/url a semicolon spoils what it stands in: here it is a letter
		// of the other keyboard layout.
		values, _ := url.ParseQuery(strings.ReplaceAll(u.RawQuery, ";", "%3B"))
		q.text = strings.TrimSpace(values.Get("q"))
		q.verbatim = values.Get("exact") == "1"
	}
	return q, true
}

// answer asks q, unless its answer is there.
func (s *searchPage) answer(q question) {
	s.title(q)
	if q != s.finder.answer.asked || s.finder.answer.status != found {
		s.finder.limit = pageLimit
		s.ask(q, 0)
		return
	}
	s.window.HideLists(resultsID, true)
	s.ctx.Defer(func(goapp.Context) { s.settle() })
}

// typed asks what is in the page's field and keeps the address in step with it.
func (s *searchPage) typed(query string, pause time.Duration) {
	q, ok := s.wanted()
	query = strings.TrimSpace(query)
	if !ok || query == q.text && query == s.finder.answer.asked.text && s.finder.answer.status != broken {
		return
	}
	q = question{text: query, lang: q.lang}
	s.rewrite(searchAddress(s.page(), q))
	s.title(q)
	s.finder.limit = pageLimit
	s.ask(q, pause)
}

// submit asks what was entered, and keeps it. The entry of the history gets
// back what it asked for before, and what was entered is one of its own.
func (s *searchPage) submit(query string) {
	s.recents.add(query)
	if s.window.Touch() {
		s.window.Blur() // the keyboard goes, the results are seen
	}
	s.typed(query, 0)
	if q, ok := s.wanted(); ok && q != s.step {
		s.rewrite(searchAddress(s.page(), s.step))
		s.title(s.step)
		s.take(q)
	}
}

// take makes q an entry of the history.
func (s *searchPage) take(q question) {
	s.push(searchAddress(s.page(), q))
	s.title(q)
	s.step = q
}

// title calls the entry of the history by what it asks for, so that the browser's
// list of them says more than "Search".
func (s *searchPage) title(q question) {
	title := s.page().Title
	if q.text != "" {
		title = short(q.text) + " — " + title
	}
	s.window.SetTitle(title)
}

// turn asks what the reader has chosen, as an entry of its own, and moves the
// focus to the first of some elements that is there then.
func (s *searchPage) turn(q question, focus ...string) {
	s.take(q)
	s.window.FillSearchField(q.text)
	s.finder.limit = pageLimit
	s.drawn = func() { s.window.FocusFirst(append(focus, resultsCountID)...) }
	s.ask(q, 0)
}

func (s *searchPage) ask(q question, pause time.Duration) {
	s.fresh = 0
	s.find(q, pause)
}

func (s *searchPage) find(q question, pause time.Duration) {
	s.finder.ask(s.ctx, q, pause, func(ctx goapp.Context) {
		a := s.finder.answer
		s.speaker.tell(ctx, s.words(), a)
		s.Update()
		s.window.HideLists(resultsID, a.status != empty)
		if a.status == working {
			s.window.Busy(true)
			return
		}
		ctx.Defer(func(goapp.Context) { s.settle() })
	})
}

// settle does what waits for the results to be drawn: who waits for aria-busy
// to go finds them.
func (s *searchPage) settle() {
	s.window.Busy(false)
	if s.finder.answer.status == found {
		s.readPages()
		if s.fresh > 0 {
			s.window.Focus(resultPrefix + strconv.Itoa(s.fresh))
			s.fresh = 0
		}
	}
	if drawn := s.drawn; drawn != nil {
		s.drawn = nil
		drawn()
	}
}

// readPages has the results in view show what their pages say.
func (s *searchPage) readPages() {
	ids := make([]string, len(s.finder.answer.results.Results))
	for i := range ids {
		ids[i] = resultPrefix + strconv.Itoa(i)
	}
	s.window.Watch(resultsID, ids, func(seen []string) {
		s.ctx.Dispatch(func(ctx goapp.Context) {
			s.finder.fill(ctx, places(seen, resultPrefix), func(goapp.Context) { s.Update() })
		})
	})
}

func (s *searchPage) Render() goapp.UI {
	t, a := s.words(), s.finder.answer
	n := notes{window: s.window, t: t, page: s.page(), answer: a, prefix: filterPrefix, turn: s.turn}
	return el("div", "id", resultsID, "class", "search-results").Body(
		searchHelp(t),
		n.chips(),
		s.summary(n),
		n.corrected(),
		s.facets.render(n),
		s.list(t, a),
		goapp.If(s.mayHaveMore() && (a.status == found || s.fresh > 0),
			el("button", "type", "button", "class", "tool-button search-more").Text(t.get("search_more")).OnClick(s.onMore)),
	)
}

// mayHaveMore reports whether there may be results that are not shown: articles
// counted, or not looked at yet, or such with some of the words only, which
// nobody counts, once they fill the page.
func (s *searchPage) mayHaveMore() bool {
	r, shown := s.finder.answer.results, len(s.finder.answer.results.Results)
	return r.Partial || r.Total > shown || r.Total < shown && shown >= s.finder.limit
}

func (s *searchPage) summary(n notes) goapp.UI {
	box := el("div", "id", resultsCountID, "class", "search-summary", "tabindex", "-1")
	t, a := n.t, n.answer
	switch {
	case a.status == empty:
		return box // the page's own lists are shown
	case a.status == broken:
		return box.Body(n.failed(s.onRetry)...)
	case a.status == found && len(a.results.Results) == 0:
		return box.Body(n.nothing()...)
	case len(a.results.Results) == 0:
		return box.Body(el("p").Text(t.get("search_working")))
	}
	return box.Body(el("p").Text(howMany(t, a.results)))
}

func (s *searchPage) list(t *texts, a answer) goapp.UI {
	words, base := a.words(), s.window.Base()
	return goapp.If(len(a.results.Results) > 0 && a.status != empty,
		el("ol", "data-results", "", "class", "results").Body(
			goapp.Range(a.results.Results).Slice(func(i int) goapp.UI {
				h := s.finder.hit(i, resultPrefix)
				return el("li").Body(
					el("a", "id", h.id, "class", "hit", "href", h.href(base, words), "dir", h.Lang.Dir()).OnClick(s.onFollow).Body(h.body(s.window, t)...),
				)
			}),
		))
}

// onMore shows further results and moves the focus to the first of them.
func (s *searchPage) onMore(goapp.Context, goapp.Event) {
	if s.fresh > 0 {
		return // they are on their way
	}
	s.fresh = len(s.finder.answer.results.Results)
	s.finder.limit += pageLimit
	s.finder.seen = s.fresh
	s.find(s.finder.answer.asked, 0)
}

// onFollow keeps the search that has led somewhere.
func (s *searchPage) onFollow(goapp.Context, goapp.Event) { s.recents.add(s.finder.answer.asked.text) }

func (s *searchPage) onRetry(goapp.Context, goapp.Event) {
	s.finder.afresh.Store(true)
	s.drawn = func() { s.window.FocusFirst(resultsCountID) } // the button goes
	s.ask(s.finder.answer.asked, 0)
}

package app

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

// A reader is the root of the tools: it passes on what happens in the document
// and shows what belongs to no tool.
type reader struct {
	goapp.Compo

	window    *browser.Window
	texts     *texts
	textsFrom string // address of texts
	navigator *navigator
	outline   *outline
	search    *searchDialog
	results   *searchPage
	settings  *settingsSheet
	engine    asker
	marker    *marker
	shelf     *shelf

	warmed time.Time // when the engine was told to fetch what every query needs, or to look for news; zero when it could not
	moving bool      // a page is late
	said   string    // for screen readers
	retry  func()    // of the navigation that failed; nil when none did
	ctx    goapp.Context
}

// textsLimit is shorter than the 20 seconds boot.js waits for the program.
const textsLimit = 15 * time.Second

// newReader returns the root. The engine fetches past the browser's cache while
// afresh is set.
func newReader(w *browser.Window, engine asker, afresh *atomic.Bool) *reader {
	r := &reader{window: w, engine: engine, texts: &texts{window: w}, outline: &outline{window: w, marked: -1}}
	words := func() *texts { return r.texts }
	r.navigator = &navigator{
		stage: w, start: func(f func()) { go f() },
		progress: r.progress, arrived: r.arrived, settled: r.settled, failed: r.failed,
	}
	page := func() browser.Page { return r.navigator.page }
	kept := &recents{window: w}
	r.search = newSearchDialog(w, engine, words, page, kept, r.warm)
	r.results = newSearchPage(w, engine, words, page, kept, r.say, r.navigator.rewrite, r.navigator.push)
	r.search.finder.afresh, r.results.finder.afresh = afresh, afresh
	r.navigator.turned = r.results.turned
	r.settings = newSettingsSheet(w, words)
	r.shelf = newShelf(w, words, page, r.say, func() { r.ctx.Dispatch(func(goapp.Context) {}) })
	r.marker = newMarker(w, words, page, r.say, r.navigator.rewrite)
	return r
}

func (r *reader) Render() goapp.UI {
	return wrap(el("div.tools id=_app", "lang", r.texts.tag, "dir", r.texts.dir()),
		el("div.progress-line", "hidden", strconv.FormatBool(!r.moving)),
		leaf("div.spoken role=status aria-live=polite", r.said),
		node("div role=alert", when(r.retry != nil, r.notice())),
		r.shelf.line(),
		node("div role=status", r.shelf.notice()),
		r.search,
		r.settings,
		r.marker,
		wrap(el("div hidden=true", "id", resultsHomeID), r.results),
		wrap(el("div hidden=true", "id", shelfHomeID), r.shelf),
	)
}

func (r *reader) notice() goapp.UI {
	return node("div.tool-notice",
		leaf("p", r.texts.get("page_failed")),
		press(r.texts.get("try_again"), "", r.onRetry),
		press(r.texts.get("close"), "", r.onDismiss),
	)
}

func (r *reader) OnMount(ctx goapp.Context) {
	r.ctx = ctx
	r.navigator.begin()
	ctx.Async(func() {
		from := r.navigator.page.Texts
		t, err := r.fetchTexts(from)
		if err != nil {
			r.window.Broken(err)
			return
		}
		ctx.Dispatch(func(ctx goapp.Context) {
			r.texts, r.textsFrom = t, from
			r.begin(ctx)
		})
	})
}

// begin connects the tools to the document, once they have words.
func (r *reader) begin(ctx goapp.Context) {
	r.window.KeepScroll(true)
	r.outline.begin()
	r.refresh()
	ctx.Defer(func(ctx goapp.Context) {
		r.marker.arrive(r.window.Placed())
		r.connect()
		r.results.show() // after boot.js has taken back what it marked as busy
		r.shelf.begin()
		ctx.Async(func() {
			if err := safely(func() error { return search.Rehearse(context.Background(), r.window.Idle) }); err != nil {
				r.window.Log(err)
			}
		})
	})
}

func (r *reader) connect() {
	r.window.Connect(browser.Handlers{
		Open:   r.open,
		Click:  r.navigator.click,
		Submit: r.submit,
		Pop:    r.navigator.pop,
		Hover:  r.navigator.hover,
		Seek:   r.warm,
		Scroll: r.outline.follow,
		Input: func(query string) {
			r.warm()
			r.ctx.Dispatch(func(goapp.Context) { r.results.typed(query, typing) })
		},
		Store: r.settings.follow,
		Leave: func() { r.window.KeepScroll(false) },
	})
}

func (r *reader) open(tool string) {
	switch tool {
	case "search":
		if r.navigator.page.Kind == "search" {
			r.warm()
			r.window.Select(pageFieldID)
			return
		}
		r.search.open()
	case "settings":
		r.settings.open()
	case "find":
		r.marker.open()
	case "keep":
		r.shelf.toggle()
	}
}

// renewAfter is how old the index in memory may get before the site is asked
// for a newer one, by the way.
const renewAfter = 5 * time.Minute

// warm has the engine fetch what every query needs, at the first sign of
// searching and not before: most pages are read without. A tab that has long
// been open looks whether there are new articles.
func (r *reader) warm() {
	again := !r.warmed.IsZero()
	if again && time.Since(r.warmed) < renewAfter {
		return
	}
	r.warmed = time.Now()
	lang := content.Lang(r.navigator.page.Lang)
	r.ctx.Async(func() {
		changed := false
		err := safely(func() (err error) {
			if again {
				changed, err = r.engine.Renew(context.Background())
				return err
			}
			return r.engine.Warm(context.Background(), lang)
		})
		r.ctx.Dispatch(func(goapp.Context) {
			if err != nil && !again {
				r.warmed = time.Time{} // the query itself will tell of it
			}
			if changed && r.search.chosen < 0 {
				r.search.ask(r.search.finder.answer.asked, 0)
			}
			if changed && r.navigator.page.Kind == "search" {
				r.results.ask(r.results.finder.answer.asked, 0)
			} else if changed {
				r.results.finder.answer = answer{} // it is asked when its page is shown again
			}
		})
	})
}

// submit takes a search form: to the search page, or to other results on it.
func (r *reader) submit(address string) bool {
	page := r.navigator.page
	to, err := url.Parse(address)
	if err != nil || destination(address, page.URL, r.window.Base()) != visit {
		return false
	}
	if page.Kind == "search" && strings.HasPrefix(page.Path(), to.Path) {
		r.ctx.Dispatch(func(goapp.Context) { r.results.submit(to.Query().Get("q")) })
		return true
	}
	r.navigator.visit(address)
	return true
}

func (r *reader) progress(on bool) {
	r.ctx.Dispatch(func(goapp.Context) { r.moving = on })
}

// arrived follows the page to its results, and to its language once the words
// are there: on a slow line the page does not wait for them.
func (r *reader) arrived(page browser.Page) {
	r.window.CloseDialogs()
	r.results.place()
	r.shelf.place()
	r.outline.begin()
	r.ctx.Dispatch(func(goapp.Context) {
		r.said = page.Heading
		r.marker.leave()
		r.refresh()
		r.results.show()
		r.shelf.show()
	})
	if page.Texts != r.textsFrom {
		r.navigator.start(func() { r.translate(page.Texts) })
	}
}

// settled marks the words the address carries; placed says that the reader is
// somewhere in the page already.
func (r *reader) settled(placed bool) {
	r.ctx.Dispatch(func(goapp.Context) { r.marker.arrive(placed) })
}

func (r *reader) translate(address string) {
	t, err := r.fetchTexts(address)
	if err != nil {
		r.window.Log(err) // the words of the page before stay
		return
	}
	r.ctx.Dispatch(func(goapp.Context) {
		if r.navigator.page.Texts == address { // else the reader has gone on
			r.texts, r.textsFrom = t, address
			r.refresh()
		}
	})
}

// refresh has the tools drawn again: for go-app they have not changed, being
// the same components.
func (r *reader) refresh() {
	r.search.Update()
	r.settings.Update()
	r.marker.Update()
	r.results.Update()
	r.shelf.Update()
}

func (r *reader) failed(retry func()) {
	r.ctx.Dispatch(func(goapp.Context) {
		r.retry = retry
	})
}

func (r *reader) say(text string) {
	r.ctx.Dispatch(func(goapp.Context) { r.said = text })
}

// fetchTexts returns the words of the interface. What hangs is given up, or a
// second try would wait behind it.
func (r *reader) fetchTexts(address string) (*texts, error) {
	ctx, cancel := context.WithTimeout(context.Background(), textsLimit)
	defer cancel()
	data, err := r.window.Fetch(ctx, address, browser.Kept)
	if err != nil {
		return nil, err
	}
	return parseTexts(r.window, data)
}

func (r *reader) onRetry(goapp.Context, goapp.Event) {
	if retry := r.retry; retry != nil {
		r.retry = nil
		retry()
	}
}

func (r *reader) onDismiss(goapp.Context, goapp.Event) { r.retry = nil }

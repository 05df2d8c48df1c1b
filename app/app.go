// Package app is the reader's tools: moving around without reloads, search,
// settings, the outline's mark. They are go-app components around a page that
// is complete without them.
//
// Rules:
//   - The root replaces <div id="_app">, which is out of the page's flow: the
//     start of the program moves nothing. Ids of ours begin with "_", which no
//     id of an article does.
//   - boot.js hears the document's events and asks the program about each, at
//     once. go-app's own handling of links and of Back is never reached: it
//     swallows clicks that are the browser's, and an address it cannot parse
//     ends the program.
//   - A component keeps unexported state and is given what it needs by its
//     maker; go-app's registry is touched in Run only.
//   - No style attributes and no HTML from strings: the page's policy forbids
//     both.
package app

import (
	"context"
	"strings"
	"sync/atomic"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content/search"
)

// Run starts the tools in the browser and never returns there; elsewhere it
// does nothing.
func Run() {
	goapp.RouteWithRegexpFunc("", func() goapp.Composer {
		window, afresh := browser.New(), new(atomic.Bool)
		return newReader(window, newEngine(window, afresh), afresh)
	})
	goapp.RunWhenOnBrowser()
}

// newEngine returns the search of this site, which fetches its index from the
// site's root. The manifest is never taken from the browser's cache unasked:
// hosts have browsers keep such files for minutes or hours.
func newEngine(w *browser.Window, afresh *atomic.Bool) asker {
	return search.NewEngine(func(ctx context.Context, name string) ([]byte, error) {
		cache := browser.Kept
		if afresh.Load() {
			cache = browser.Afresh
		} else if name == search.ManifestName {
			cache = browser.Asking
		}
		return w.Fetch(ctx, w.Base()+strings.TrimPrefix(name, "/"), cache)
	}).RestBy(w.Breathe)
}

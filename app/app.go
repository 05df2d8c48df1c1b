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

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content/search"
)

// Run starts the tools in the browser and never returns there; elsewhere it
// does nothing.
func Run() {
	goapp.RouteWithRegexpFunc("", func() goapp.Composer {
		window := browser.New()
		return newReader(window, newEngine(window))
	})
	goapp.RunWhenOnBrowser()
}

// newEngine returns the search of this site, which fetches its index from the
// site's root.
func newEngine(w *browser.Window) asker {
	return search.NewEngine(func(ctx context.Context, name string) ([]byte, error) {
		return w.Fetch(ctx, w.Base()+strings.TrimPrefix(name, "/"))
	})
}

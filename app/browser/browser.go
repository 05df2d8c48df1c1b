// Package browser is all that the tools ask of the browser: pages, history,
// scrolling, storage, dialogs, words in the reader's language.
//
// Rules:
//   - It is the only package of ours that imports syscall/js. Files end in
//     _js.go where they do; _host.go has the same methods for tests.
//   - Everything hangs on a Window; there is one a program.
//   - Functions given to the browser never let a panic out: it is logged, the
//     tools are taken down, and the page stays as it is.
//   - Methods that wait take a context and must not be called from a function
//     the browser has called; start a goroutine.
package browser

import (
	"errors"
	"net/url"
)

// ErrOffline is the error of a fetch that got no answer.
var ErrOffline = errors.New("no answer from the site")

// A Page is what the document says about itself: attributes of html and main.
type Page struct {
	URL        string // address, with query and fragment
	Title      string
	Heading    string // text of the h1
	Lang       string // language of the page
	Dir        string
	UI         string // language of the interface
	Texts      string // address of the interface texts
	SearchPage string // address of the search page in this language
	Build      string // version of style sheet, scripts and program together
	Kind       string // "home", "list", "article", "search", "notfound"
}

// Path returns the page's path and query.
func (p Page) Path() string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// A Click is a click on a link.
type Click struct {
	Button                 int // 0 is the primary one
	Ctrl, Meta, Shift, Alt bool
	Href                   string // resolved
	Target                 string
	Download               bool
}

// Handlers are called for what happens in the document. Those with a result
// report whether they took the event; others leave it to the browser.
type Handlers struct {
	Open   func(tool string)
	Click  func(Click) bool
	Submit func(address string) bool // a search form, with its answers in the query
	Pop    func(key string)
	Hover  func(href string)
	Seek   func()             // the reader reaches for search
	Input  func(query string) // typing in the search page's field
	Store  func(key, value string)
	Scroll func()
	Leave  func() // the document may go away
}

// A Position is where a page is scrolled to, in CSS pixels.
type Position struct{ X, Y int }

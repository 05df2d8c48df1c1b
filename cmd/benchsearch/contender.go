package main

import (
	"encoding/json"
	"fmt"
	"time"

	"lectern/content"
	"lectern/web/browsertest"
)

// A contender is a search engine, its index built, ready to be asked in a page.
type contender interface {
	// languages returns those it has an index of its own for; nil for one index
	// of all, or one that searches all at once.
	languages() []content.Lang
	// serve starts its server and returns its address.
	serve(s *stage) (*line, string)
	// open opens a page with the engine's code in it, as far as readers have it
	// before they touch search.
	open(s *stage, browser *browsertest.Browser, address string, lang content.Lang) session
}

// A made contender is one with what making it took.
type made struct {
	name      string
	contender contender
	build     cost  // of the index alone, from articles on disk
	whole     cost  // of the site with it; zero for those that only index
	index     int64 // bytes that a browser may fetch to search
	texts     int64 // of these only for excerpts; apart from index
	program   int64 // bytes of the code, compressed
	failed    error // why it could not be made
}

// A session is a contender in an open page. What fails ends the stage.
type session interface {
	tab() *browsertest.Tab
	// warm does what focusing the search field does, and waits for it.
	warm()
	// ask asks queries one after another; show: with excerpts, as they are shown.
	ask(texts []string, limit int, show bool) []answered
}

// An answered query is what a session tells of one.
type answered struct {
	Took    time.Duration
	Total   int
	Sources []string // files of the articles, best first; empty when not shown
}

// together is how many queries are asked in one call: each call has the time
// that anything in a browser may take.
const together = 8

// askAll asks any number of queries.
func askAll(s session, texts []string, limit int, show bool, progress func(done int)) []answered {
	var all []answered
	for len(texts) > 0 {
		n := min(len(texts), together)
		all = append(all, s.ask(texts[:n], limit, show)...)
		texts = texts[n:]
		if progress != nil {
			progress(len(all))
		}
	}
	return all
}

// A reply is an answer as pages tell it.
type reply struct {
	Millis  float64  `json:"ms"`
	Total   int      `json:"total"`
	Sources []string `json:"sources"`
}

func (r reply) answered() answered {
	return answered{time.Duration(r.Millis * float64(time.Millisecond)), r.Total, r.Sources}
}

// A scripted session is a peer's: the page has window.peer and window.askAll.
type scripted struct {
	page *browsertest.Tab
}

func (p scripted) tab() *browsertest.Tab { return p.page }

func (p scripted) warm() {
	browsertest.Eval[bool](p.page, "peer.warm().then(() => true)")
}

func (p scripted) ask(texts []string, limit int, show bool) []answered {
	list, _ := json.Marshal(texts) // strings always encode
	replies := browsertest.Eval[[]reply](p.page, fmt.Sprintf("askAll(%s, %d, %t)", list, limit, show))
	var all []answered
	for _, r := range replies {
		all = append(all, r.answered())
	}
	return all
}

package app

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"lectern/app/browser"
)

const (
	progressAfter = 150 * time.Millisecond // sooner, a line would only flicker
	fetchLimit    = 20 * time.Second       // a line that has hung tells nothing
	prefetchLife  = 15 * time.Second
	redirectLimit = 5
)

// A stage is where pages are shown: the browser's window.
type stage interface {
	Base() string
	Current() browser.Page
	Load(ctx context.Context, address string) (*browser.Document, error)
	Swap(*browser.Document) error
	Assign(address string)
	Served() bool // a worker answers for pages when the network does not
	Reload()
	SavesData() bool
	Push(address, key string)
	Replace(address, key string)
	Entry() string
	Position() browser.Position
	ScrollTo(browser.Position)
	ScrollToID(id string) bool
	FocusHeading()
}

// A navigator moves between pages of the site without loading a new document.
type navigator struct {
	stage    stage
	start    func(f func()) // runs f beside the interface
	progress func(on bool)
	arrived  func(browser.Page)
	settled  func(placed bool)  // the reader is in the page; placed: at a fragment, or where they were
	failed   func(retry func()) // nil: all is well again

	turned func(drawn func()) // the search page has another question; drawn: once it is answered

	mu        sync.Mutex
	page      browser.Page // what is shown
	entry     string       // key of the history entry shown
	entries   int
	positions map[string]browser.Position
	cancel    context.CancelFunc
	ahead     *prefetch
}

// A prefetch is a page fetched before it was asked for.
type prefetch struct {
	address string
	since   time.Time
	done    chan struct{}
	doc     *browser.Document
	err     error
}

// A journey is one navigation.
type journey struct {
	address string
	entry   string // of a history entry gone back or forward to; "" for a new one
	back    bool   // the address is shown in the browser's bar already
	replace bool
}

// begin takes note of the page the program found.
func (n *navigator) begin() {
	n.page = n.stage.Current()
	n.positions = map[string]browser.Position{}
	n.entry = n.stage.Entry()
	if n.entry == "" {
		n.entry = n.newEntry()
		n.stage.Replace(n.page.URL, n.entry)
	}
}

// newEntry returns a key that no entry of this tab has, reloads included.
func (n *navigator) newEntry() string {
	n.entries++
	return strconv.FormatInt(time.Now().UnixMilli(), 36) + "-" + strconv.Itoa(n.entries)
}

// click decides on a click and reports whether it was taken.
func (n *navigator) click(c browser.Click) bool {
	n.mu.Lock()
	here := n.page.URL
	n.mu.Unlock()
	switch decide(c, here, n.stage.Base()) {
	case visit:
		n.visit(c.Href)
		return true
	case within:
		n.remember()
	}
	return false
}

// visit goes to an address of the site.
func (n *navigator) visit(address string) {
	n.mu.Lock()
	same := address == n.page.URL
	n.mu.Unlock()
	n.remember()
	n.travel(journey{address: address, replace: same})
}

// pop follows Back and Forward to the entry with a key; "" is an entry the
// browser has just made for a fragment.
func (n *navigator) pop(key string) {
	now := n.stage.Current()
	n.mu.Lock()
	same := now.Path() == n.page.Path() || n.page.Kind == "article" && bare(now.URL) == bare(n.page.URL)
	if key == "" {
		key = n.newEntry()
		n.stage.Replace(now.URL, key)
		n.entry = key
		n.page.URL = now.URL
		n.mu.Unlock()
		return
	}
	n.positions[n.entry] = n.stage.Position()
	n.mu.Unlock()
	// The search page answers another question by itself.
	turns := !same && n.page.Kind == "search" && bare(now.URL) == bare(n.page.URL)
	if !same && !turns {
		n.travel(journey{address: now.URL, entry: key, back: true})
		return
	}
	n.stop()
	n.failed(nil) // the page that failed is not asked for any more
	n.mu.Lock()
	n.entry, n.page.URL = key, now.URL
	n.mu.Unlock()
	if turns {
		n.turned(func() { n.settle(key, now.URL, false) })
		return
	}
	n.settle(key, now.URL, false)
}

// push adds an entry for another state of the page shown, such as a filter
// chosen.
func (n *navigator) push(address string) {
	n.stop()
	n.remember()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.entry = n.newEntry()
	n.page.URL = n.absolute(address)
	n.stage.Push(n.page.URL, n.entry)
}

// absolute returns an address as seen from the page shown. The caller has
// locked.
func (n *navigator) absolute(address string) string {
	here, err := url.Parse(n.page.URL)
	if err != nil {
		return address
	}
	to, err := here.Parse(address)
	if err != nil {
		return address
	}
	return to.String()
}

// rewrite changes the address of the page shown, such as the query searched for.
func (n *navigator) rewrite(address string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.page.URL = n.absolute(address)
	n.stage.Replace(n.page.URL, n.entry)
}

// remember keeps the scroll position of the entry shown.
func (n *navigator) remember() {
	at := n.stage.Position()
	n.mu.Lock()
	n.positions[n.entry] = at
	n.mu.Unlock()
}

// stop ends the journey under way, if any.
func (n *navigator) stop() {
	n.mu.Lock()
	cancel := n.cancel
	n.cancel = nil
	n.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	n.progress(false)
}

func (n *navigator) travel(j journey) {
	n.stop()
	n.failed(nil)
	ctx, cancel := context.WithTimeout(context.Background(), fetchLimit)
	n.mu.Lock()
	n.cancel = cancel
	n.mu.Unlock()
	late := time.AfterFunc(progressAfter, func() {
		if ctx.Err() == nil {
			n.progress(true)
		}
	})
	n.start(func() {
		defer cancel()
		defer late.Stop()
		doc, err := n.fetch(ctx, j.address)
		if errors.Is(ctx.Err(), context.Canceled) {
			return // another journey has begun
		}
		n.progress(false)
		switch {
		case errors.Is(err, browser.ErrOffline) && n.stage.Served():
			n.leave(j) // for the page that says what is kept
		case err != nil || doc.Status >= 500:
			n.failed(func() { n.travel(j) })
		case !n.show(j, doc):
			n.leave(j)
		}
	})
}

// leave has the browser make a journey by itself.
func (n *navigator) leave(j journey) {
	if j.back {
		n.stage.Reload()
	} else {
		n.stage.Assign(j.address)
	}
}

// fetch returns the page at an address, past pages that only redirect.
func (n *navigator) fetch(ctx context.Context, address string) (*browser.Document, error) {
	for range redirectLimit {
		doc, err := n.loadOrTake(ctx, address)
		if err != nil {
			return nil, err
		}
		to := doc.Redirect()
		if to == "" || destination(to, doc.URL, n.stage.Base()) != visit {
			return doc, nil
		}
		address = to
	}
	return nil, errors.New("too many redirects")
}

// show puts a fetched page in place of the present one. It reports false for
// what only the browser can show: another kind of file, another site, a page
// of a build with another style sheet or program.
func (n *navigator) show(j journey, doc *browser.Document) bool {
	n.mu.Lock()
	build := n.page.Build
	n.mu.Unlock()
	if !doc.HTML || doc.Page.Build == "" || doc.Page.Build != build {
		return false
	}
	address := withFragment(withQuery(doc.URL, j.address), j.address)
	entry := j.entry
	switch {
	case j.back:
	case j.replace:
		n.mu.Lock()
		entry = n.entry
		n.mu.Unlock()
	default:
		entry = n.newEntry()
	}
	if err := n.stage.Swap(doc); err != nil {
		return false
	}
	switch {
	case j.back || j.replace:
		n.stage.Replace(address, entry)
	default:
		n.stage.Push(address, entry)
	}
	page := doc.Page
	page.URL = address
	n.mu.Lock()
	n.page, n.entry = page, entry
	n.mu.Unlock()
	n.arrived(page)
	if j.back {
		n.settle(entry, address, true)
	} else {
		n.settle("", address, true)
	}
	return true
}

// settle scrolls to where the reader was in an entry, else to the address's
// fragment, else to the top, and moves the focus there.
func (n *navigator) settle(entry, address string, focus bool) {
	n.mu.Lock()
	at, known := n.positions[entry]
	n.mu.Unlock()
	if focus {
		n.stage.FocusHeading()
	}
	u, err := url.Parse(address)
	fragment := err == nil && u.Fragment != ""
	defer n.settled(known || fragment)
	if known {
		n.stage.ScrollTo(at)
		return
	}
	if fragment && n.stage.ScrollToID(u.Fragment) {
		return
	}
	n.stage.ScrollTo(browser.Position{})
}

// hover fetches a page the pointer rests on, so that a click finds it there.
func (n *navigator) hover(href string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.stage.SavesData() || destination(href, n.page.URL, n.stage.Base()) != visit {
		return
	}
	address := bare(href)
	if address == bare(n.page.URL) || n.ahead.holds(address) {
		return
	}
	p := &prefetch{address: address, since: time.Now(), done: make(chan struct{})}
	n.ahead = p
	n.start(func() {
		ctx, cancel := context.WithTimeout(context.Background(), fetchLimit)
		defer cancel()
		defer close(p.done)
		p.doc, p.err = n.stage.Load(ctx, address)
	})
}

func (p *prefetch) holds(address string) bool {
	return p != nil && p.address == address && time.Since(p.since) < prefetchLife
}

// loadOrTake loads a page, or takes the one fetched ahead. A document can be
// shown only once.
func (n *navigator) loadOrTake(ctx context.Context, address string) (*browser.Document, error) {
	plain := bare(address)
	n.mu.Lock()
	p := n.ahead
	n.ahead = nil
	n.mu.Unlock()
	if p.holds(plain) {
		select {
		case <-p.done:
			if p.err == nil {
				return p.doc, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return n.stage.Load(ctx, plain)
}

// withFragment returns address with the fragment of asked.
func withFragment(address, asked string) string {
	_, fragment, found := strings.Cut(asked, "#")
	if !found || strings.Contains(address, "#") {
		return address
	}
	return address + "#" + fragment
}

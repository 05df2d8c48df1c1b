//go:build !js

package browser

import "fmt"

// A Window off the browser is for tests: it keeps what it is given in Values
// and Looks, counts nothing, and shows nothing.
type Window struct {
	Values map[string]string // storage and form fields
	Looks  map[string]string // attributes of html
	Full   bool              // storing fails
	Modes  []string          // of the cache, and what was fetched so
	Logged []string

	Parts        []Part  // the article
	Reads        int     // how often it was read
	Stale        bool    // something has replaced its text
	Top          int     // the part at the top of the window
	Marked       []Match // what is marked
	CurrentMatch Match
	Shown        []Match // brought into view

	Asked [][]string         // of the service worker: type, arguments
	Hears func(OfflineEvent) // given to HearOffline
	Late  func(kind string)  // called, if set, before an answer of the worker arrives
}

// New returns an empty window.
func New() *Window {
	return &Window{Values: map[string]string{}, Looks: map[string]string{}}
}

// Base returns "/".
func (w *Window) Base() string { return "/" }

// Log keeps the message.
func (w *Window) Log(args ...any) { w.Logged = append(w.Logged, fmt.Sprint(args...)) }

// Broken keeps the reason.
func (w *Window) Broken(reason any) { w.Log(reason) }

// Breathe returns at once.
func (w *Window) Breathe() {}

// Idle returns at once.
func (w *Window) Idle() {}

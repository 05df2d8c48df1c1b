// Package feed writes what subscribes to a library: Atom (RFC 4287), JSON Feed
// 1.1 and the list of all feeds as OPML 2.0.
//
// Rules:
//   - Feeds carry the whole text, so every address in it is absolute: readers
//     show it away from the site.
//   - An entry keeps its id, the address of its article, for ever. Its updated
//     time changes only when the author says so, never by a build.
//   - Nothing is written that the formats forbid: characters that XML lacks are
//     replaced, and an entry without a date takes Undated, for Atom asks for one.
//   - Atom is written here and not by a library: those for Go write categories
//     without the term that RFC 4287 asks for, and no xml:lang.
package feed

import (
	"time"

	"lectern/content"
)

// A Feed is a list of articles, newest first.
type Feed struct {
	ID       string // absolute address, for ever the same
	Self     string // address of the feed itself
	Other    string // address of the same feed in the other format, or ""
	Page     string // address of the page that lists the articles
	Title    string
	Subtitle string
	Icon     string // address of a square image, or ""
	Lang     content.Lang
	Entries  []Entry
}

// An Entry is an article of a feed. Addresses are absolute.
type Entry struct {
	Address   string // of the article; also its id
	Title     string
	Summary   string
	HTML      string // the whole text
	Image     string
	Lang      content.Lang
	Published time.Time // zero when undated
	Updated   time.Time // zero when never
	Authors   []Person
	Topics    []string
}

// A Person wrote an article. Page may be "".
type Person struct{ Name, Page string }

// Undated is the time of what has none. It sorts such entries last.
var Undated = time.Unix(0, 0).UTC()

// changed returns when an entry was last changed.
func (e *Entry) changed() time.Time {
	switch {
	case !e.Updated.IsZero():
		return e.Updated
	case !e.Published.IsZero():
		return e.Published
	}
	return Undated
}

// changed returns when the newest of the entries was changed.
func (f *Feed) changed() time.Time {
	last := Undated
	for i := range f.Entries {
		if t := f.Entries[i].changed(); t.After(last) {
			last = t
		}
	}
	return last
}

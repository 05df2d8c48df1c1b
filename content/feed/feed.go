// Package feed writes what subscribes to a library: Atom (RFC 4287), JSON Feed
// 1.1 and the list of all feeds as OPML 2.0.
//
// Rules:
//   - Feeds carry the whole text, so every address in it is absolute: readers
//     show it away from the site. A text that runs from right to left says so
//     itself: Atom has no word for it.
//   - An entry keeps its id for ever: the address at which its article was first
//     published. Its updated time changes only when the author says so, never by
//     a build.
//   - Nothing is written that the formats forbid: characters that XML lacks are
//     replaced, and an entry without a date takes Undated, for Atom asks for one.
//   - A feed without entries says why in its subtitle.
//   - Atom is written here, over encoding/xml. gorilla/feeds 1.2.0, the usual
//     library for Go, has no xml:lang, writes a category as text where RFC 4287
//     (4.2.2.1) asks for a term, and one author an entry. Its JSON items have no
//     language. What would be left for it to do is what encoding/xml does.
package feed

import (
	"fmt"
	"time"

	"lectern/content"
)

// A Feed is a list of articles, newest first.
type Feed struct {
	ID       string // absolute address, for ever the same
	Self     string // address of the feed itself
	Page     string // address of the page that lists the articles
	Title    string
	Subtitle string
	Icon     string // address of a square image, or ""
	Lang     content.Lang
	Entries  []Entry
}

// An Entry is an article of a feed. Addresses are absolute.
type Entry struct {
	ID        string // address at which it was first published
	Address   string // where it is now
	Title     string
	Summary   string
	HTML      string // the whole text
	Image     string // address of its picture, or ""
	ImageType string // media type of the picture
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

// directed is the text with its direction, where that is not the usual one.
func (e *Entry) directed() string {
	if dir := e.Lang.Dir(); dir != "ltr" && e.HTML != "" {
		return fmt.Sprintf(`<div lang="%s" dir="%s">%s</div>`, e.Lang, dir, e.HTML)
	}
	return e.HTML
}

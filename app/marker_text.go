package app

import (
	"context"
	"slices"
	"sort"
	"sync"
	"time"

	"lectern/app/browser"
	"lectern/content"
	"lectern/content/search"
)

const (
	// turn is how long work goes on before the page may answer: a frame of 60 a
	// second has 16 ms.
	turn = 8 * time.Millisecond

	// chunkSize keeps one call of search.Highlight to about a millisecond.
	chunkSize = 4 << 10
)

// A pace splits work into turns. It is made where the work begins.
type pace struct {
	ctx    context.Context
	window *browser.Window
	since  time.Time
}

func newPace(ctx context.Context, w *browser.Window) *pace { return &pace{ctx, w, time.Now()} }

// rest lets the page answer when a turn is over, and reports whether the work
// is still wanted.
func (p *pace) rest() bool {
	if time.Since(p.since) > turn {
		p.window.Breathe()
		p.since = time.Now()
	}
	return p.ctx.Err() == nil
}

// An articleText is the text of the page shown, read once when it is first
// needed, however many queries come and go meanwhile.
type articleText struct {
	window *browser.Window

	mu     sync.Mutex
	read   bool
	chunks []chunk
}

// get returns the text in chunks.
func (a *articleText) get() []chunk {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.read || !a.window.ArticleStands() {
		a.chunks, a.read = chunksOf(a.window.ReadArticle()), true
	}
	return a.chunks
}

// A chunk is some neighbouring blocks of the article as one text.
type chunk struct {
	text   string
	pieces []piece
	langs  []content.Lang // those of its pieces
}

// A piece is the text of one part in a chunk.
type piece struct {
	start int // byte in the chunk's text
	part  int
	lang  content.Lang
	apart bool // a block begins here
}

// chunksOf joins parts into chunks of whole blocks. Blocks stand on lines of
// their own, so that no word goes on from one into the next.
func chunksOf(parts []browser.Part) []chunk {
	var chunks []chunk
	var now chunk
	var text []byte
	for i, p := range parts {
		if p.Gap == browser.Apart && len(text) >= chunkSize {
			now.text = string(text)
			chunks = append(chunks, now)
			now, text = chunk{}, text[:0]
		}
		if len(text) > 0 {
			text = append(text, []string{"", " ", "\n\n"}[p.Gap]...)
		}
		lang := content.Lang(p.Lang)
		now.pieces = append(now.pieces, piece{len(text), i, lang, p.Gap == browser.Apart})
		if !slices.Contains(now.langs, lang) {
			now.langs = append(now.langs, lang)
		}
		text = append(text, p.Text...)
	}
	now.text = string(text)
	return append(chunks, now)
}

// A stretch is what search.Highlight marks, with the pieces it begins and ends in.
type stretch struct {
	search.Span
	first, last int
}

// matches returns where the words of a query are in a chunk, each by the rules
// of the language it is written in.
func (c *chunk) matches(query string) []browser.Match {
	var marked []stretch
	for _, lang := range c.langs {
		for _, s := range search.Highlight(c.text, query, lang) {
			if s.Start < 0 || s.End <= s.Start || s.End > len(c.text) {
				continue
			}
			first, last := c.pieceAt(s.Start), c.pieceAt(s.End-1)
			if c.pieces[first].lang != lang || c.divided(first, last) {
				continue
			}
			// Those of one language come in order; a second language is rare.
			i := len(marked)
			for i > 0 && marked[i-1].Start > s.Start {
				i--
			}
			marked = slices.Insert(marked, i, stretch{s, first, last})
		}
	}
	var found []browser.Match
	at := 0
	for _, s := range marked {
		if s.Start >= at {
			found = append(found, browser.Match{Start: c.place(s.first, s.Start), End: c.place(s.last, s.End)})
			at = s.End
		}
	}
	return found
}

// pieceAt returns the piece that holds the byte at, or the one before it where
// it lies between two.
func (c *chunk) pieceAt(at int) int {
	return max(0, sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].start > at })-1)
}

// divided reports whether a block begins after the first piece, up to the last.
func (c *chunk) divided(first, last int) bool {
	return slices.ContainsFunc(c.pieces[first+1:last+1], func(p piece) bool { return p.apart })
}

// place turns a byte of the chunk into a place of the document.
func (c *chunk) place(i, at int) browser.Place {
	return browser.Place{Part: c.pieces[i].part, Offset: browser.Units(c.text[c.pieces[i].start:at])}
}

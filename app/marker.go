package app

import (
	"context"
	"sort"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content/search/analysis"
)

const (
	markID      = "_marks"
	markFieldID = "_marks-field"
)

// markBatch is how many matches are marked between two looks at the clock.
const markBatch = 64

// A marker marks words in the article: those of the search whose result was
// opened, or those typed into its bar. It reads only the document, so it needs
// no index and works offline.
type marker struct {
	goapp.Compo

	window  *browser.Window
	words   func() *texts
	page    func() browser.Page
	say     func(string)
	rewrite func(address string)

	shown     bool
	linked    bool // the words are those of the address
	used      bool // on this page: room was made for the bar, and stays
	dismissed bool // on this page: Back does not bring the words again
	query     string
	instead   string // the words marked, where they are not those typed
	status    status
	found     []browser.Match
	current   int // in found; -1 is none

	text   *articleText
	cancel context.CancelFunc
	ctx    goapp.Context // the component's
}

func newMarker(w *browser.Window, words func() *texts, page func() browser.Page, say, rewrite func(string)) *marker {
	return &marker{
		window: w, words: words, page: page, say: say, rewrite: rewrite,
		current: -1, text: &articleText{window: w}, cancel: func() {},
	}
}

func (m *marker) OnMount(ctx goapp.Context) {
	m.ctx = ctx
	m.window.WatchBar(markID, func() { m.ctx.Dispatch(func(goapp.Context) { m.dismiss() }) })
}

// leave forgets the page that was shown.
func (m *marker) leave() {
	m.end()
	m.text = &articleText{window: m.window}
	m.used, m.dismissed = false, false
}

// arrive marks the words the address carries. The first comes into view, unless
// the reader is somewhere already: at a fragment, or back where they were.
func (m *marker) arrive(placed bool) {
	page := m.page()
	words := wordsIn(page.URL)
	switch {
	case page.Kind != "article":
		return
	case words == "":
		if m.linked {
			m.end()
		}
		return
	case m.dismissed:
		m.rewrite(withWords(page.URL, ""))
		return
	case m.shown && words == m.query:
		return
	}
	m.shown, m.used, m.linked = true, true, true
	m.window.SetValue(markFieldID, words)
	m.window.ShowBar(markID, markFieldID, false)
	m.mark(wanted{words: words, fromTop: !placed, show: !placed, heading: page.Heading})
	m.Update()
}

// open shows the bar for words to be typed.
func (m *marker) open() {
	if m.page().Kind != "article" {
		return
	}
	m.window.ShowBar(markID, markFieldID, true) // at once: later, phones show no keyboard
	m.ctx.Dispatch(func(ctx goapp.Context) {
		m.shown, m.used = true, true
		text := m.text
		ctx.Async(func() { text.get() }) // while the reader types
	})
}

// dismiss takes the marks away, and the words out of the address.
func (m *marker) dismiss() {
	m.end()
	m.dismissed = true
	if page := m.page(); page.Kind == "article" && wordsIn(page.URL) != "" {
		m.rewrite(withWords(page.URL, ""))
	}
}

// end takes the marks and the bar away.
func (m *marker) end() {
	m.cancel()
	m.window.ClearMarks()
	m.window.HideBar(markID)
	m.window.SetValue(markFieldID, "")
	m.shown, m.linked, m.query, m.instead, m.status, m.found, m.current = false, false, "", "", empty, nil, -1
	m.Update()
}

// wanted says what to mark and what to do then.
type wanted struct {
	words   string
	pause   time.Duration // before the work begins
	fromTop bool          // begin with the first match, not with the one read
	show    bool          // bring it into view
	heading string        // said before the count
}

// mark marks words. A newer call ends an older one.
func (m *marker) mark(want wanted) {
	m.cancel()
	m.query = want.words
	ctx, cancel := context.WithCancel(context.Background())
	m.cancel = cancel
	if want.words == "" {
		m.window.ClearMarks()
		m.instead, m.status, m.found, m.current = "", empty, nil, -1
		return
	}
	m.status = working
	text := m.text
	m.ctx.Async(func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(want.pause):
		}
		p := newPace(ctx, m.window)
		found, instead := look(p, text.get(), want.words)
		if !p.rest() || !m.draw(p, found) {
			return
		}
		m.ctx.Dispatch(func(goapp.Context) {
			if ctx.Err() == nil {
				m.take(found, instead, want)
			}
		})
	})
}

// look returns the matches of words; where there are none, those of what the
// same keys give in the other layout.
func look(p *pace, text []chunk, words string) (found []browser.Match, instead string) {
	all := func(words string) (found []browser.Match) {
		for i := range text {
			if !p.rest() {
				return nil
			}
			found = append(found, text[i].matches(words)...)
		}
		return found
	}
	if found = all(words); len(found) > 0 {
		return found, ""
	}
	if other := analysis.OtherLayout(words); other != "" && other != words {
		if found = all(other); len(found) > 0 {
			return found, other
		}
	}
	return nil, ""
}

// draw marks matches; those in one part stay together. It reports whether it
// came to the end.
func (m *marker) draw(p *pace, found []browser.Match) bool {
	m.window.StartMarks()
	for len(found) > 0 {
		n := min(markBatch, len(found))
		for n < len(found) && found[n].Start.Part == found[n-1].End.Part {
			n++
		}
		m.window.AddMarks(found[:n])
		found = found[n:]
		if !p.rest() {
			return false
		}
	}
	return true
}

// take shows what was found.
func (m *marker) take(matches []browser.Match, instead string, want wanted) {
	at := m.nearest(matches, want.fromTop)
	m.found, m.instead, m.current = matches, instead, at
	m.status = found
	if at >= 0 {
		m.window.SetCurrent(matches[at])
		if want.show {
			m.window.ShowMatch(matches[at], markID, false)
		}
	}
	if page := m.page(); m.linked && wordsIn(page.URL) != m.query {
		m.rewrite(withWords(page.URL, m.query))
	}
	m.announce(want.heading)
}

// nearest returns the match to begin with: that at the place of the current one
// or after it, else the first on the screen or below it; -1 when there is none.
func (m *marker) nearest(found []browser.Match, fromTop bool) int {
	if len(found) == 0 {
		return -1
	}
	if fromTop {
		return 0
	}
	i := 0
	if m.current >= 0 {
		was := m.found[m.current].Start
		i = sort.Search(len(found), func(i int) bool { return !found[i].Start.Before(was) })
	} else {
		i = sort.Search(len(found), func(i int) bool { return m.window.MatchTop(found[i]) >= 0 })
	}
	return i % len(found)
}

// step goes to the next match, or to the one before; past either end to the
// other.
func (m *marker) step(by int) {
	n := len(m.found)
	if n == 0 || m.status != found {
		return
	}
	m.current = (m.current + by + n) % n
	m.window.SetCurrent(m.found[m.current])
	m.window.ShowMatch(m.found[m.current], markID, true)
	m.say(m.count(m.words()))
}

// announce tells a screen reader what was found.
func (m *marker) announce(heading string) {
	t := m.words()
	text := t.count("mark_count", len(m.found))
	if len(m.found) == 0 {
		text = t.get("mark_none")
	}
	if m.instead != "" {
		text = t.get("mark_instead", "query", m.instead) + ". " + text
	}
	if heading != "" {
		text = heading + ". " + text
	}
	m.say(text)
}

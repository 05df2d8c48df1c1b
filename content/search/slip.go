package search

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// A slip is an error that makes of a word another that the index has: stems of
// words with an error in the ending are often those of other words.
const (
	slipWords   = 8           // of a query, at most
	slipLetters = 5           // of the word, at least
	slipCost    = wrongLetter // of the error, at most
	slipPages   = 3           // read to see whether it is one
	slipEnding  = 6           // letters that a stem may have lost, at most
)

// slip reads the query with one word corrected, if all words are known but no
// title has them all, and one has with that word corrected. A query of one word
// is looked at only when it can't be a form of what it was taken for.
func (s *session) slip(ctx context.Context, r *reading) (*reading, error) {
	if len(r.words) == 0 || len(r.words) > slipWords || len(s.editions) == 0 {
		return nil, nil
	}
	ed := s.editions[0]
	titles := make([]docSet, len(r.words))
	for i, w := range r.words {
		if w.exclude || w.phrase > 0 || !r.found[0][i].known() {
			return nil, nil
		}
		titles[i] = ed.titlesOf(&r.found[0][i])
	}
	if others(titles, -1).count() > 0 {
		return nil, nil
	}
	best, at := candidate{cost: slipCost}, -1
	d := distance{keys: newKeyboard()}
	for i := range r.words {
		w := &r.wanted[0][i]
		rest := others(titles, i)
		if utf8.RuneCountInString(w.text) < slipLetters || !correctable(w.text) || w.prefix && !s.query.Rested ||
			len(r.words) > 1 && rest.count() == 0 || len(r.words) == 1 && w.mayBeForm() {
			continue
		}
		c, err := s.slipOf(ctx, ed, w, rest, &d)
		if err != nil {
			return nil, err
		}
		if c.cost < best.cost {
			best, at = c, i
		}
	}
	if at < 0 {
		return nil, nil
	}
	if meant, err := s.meant(ctx, r, ed, at); meant || err != nil {
		return nil, err
	}
	rest := others(titles, at)
	g := &guess{together: rest, titles: rest, words: []candidate{best}}
	if best.word != "" {
		g.count = rest.count() // an error away, whatever the form
	}
	return s.respell(ctx, r, g, 0, func(i int) bool { return i == at })
}

// mayBeForm reports whether a word is its term with an ending, or may be.
func (w *wanted) mayBeForm() bool {
	ending, ok := strings.CutPrefix(w.Key, w.Term)
	return !ok || w.Term == "" || isEnding([]rune(ending))
}

// slipOf returns what a word was meant to be of the terms that the titles of some
// articles have; nil stands for all.
func (s *session) slipOf(ctx context.Context, ed *edition, w *wanted, in docSet, d *distance) (candidate, error) {
	best := candidate{cost: slipCost}
	typed := []rune(w.Key)
	letters := signature(typed)
	var near []string
	err := ed.EachTitle(ctx, func(term string, first int, docs []uint32) {
		meant := []rune(term)
		if len(meant) <= shortTerm || len(meant) > len(typed)+2 || len(meant) < len(typed)-slipEnding ||
			bits.OnesCount32(signature(meant)&^letters) > 1 ||
			in != nil && !slices.ContainsFunc(docs, func(doc uint32) bool { return in.has(uint32(first) + doc) }) {
			return
		}
		if cost := d.of(meant, typed, typed, false, slipCost); cost < best.cost {
			best = candidate{term: term, cost: cost}
		}
		if term != w.Term {
			near = append(near, term)
		}
	})
	if err != nil || len(near) == 0 {
		return best, cmp.Or(err, s.breathe(ctx))
	}
	// A stem is nearer to what was typed than it looks if what it has lost is an
	// ending: the words one error away tell.
	least := uint8(slipCost)
	edits(typed, lettersFor(w.text, ed.lang), func(word []rune) {
		if row := d.rowOf(word, typed, slipCost); row != nil && row[len(typed)] < least {
			if term := analysis.Term([]byte(string(word)), ed.lang); slices.Contains(near, term) {
				least = row[len(typed)]
				best = candidate{term: term, word: string(word), cost: float64(least)}
			}
		}
	})
	return best, s.breathe(ctx)
}

// meant reports whether an article that has all words has one just as it was
// typed: then it is no slip. Some pages are read for it.
func (s *session) meant(ctx context.Context, r *reading, ed *edition, at int) (bool, error) {
	docs := make([]docSet, len(r.words))
	for i := range r.words {
		docs[i] = ed.docsOf(&r.found[0][i])
	}
	_, pages, err := s.newestPages(ctx, ed, others(docs, -1), slipPages)
	if err != nil {
		return false, err
	}
	w := &r.wanted[0][at]
	m := newMatcher(r.wanted[0][at:at+1], ed.lang)
	part := telltale(w.text)
	return slices.ContainsFunc(pages, func(p page) bool {
		return strings.Contains(p.text, part) && m.follow(p.text, []string{w.Key}, false)
	}), nil
}

// telltale returns the longest part of a word that texts have as it is, whatever
// their capitals and dots: a text without it has not the word, and to look for it
// takes no time.
func telltale(word string) string {
	best := ""
	_, first := utf8.DecodeRuneInString(word)
	for part := range strings.FieldsFuncSeq(word[first:], func(r rune) bool { return r == 'е' || r == 'ё' || analysis.IsApostrophe(r) }) {
		if len(part) > len(best) {
			best = part
		}
	}
	return best
}

// newestPages reads the pages of the newest of some articles. Offline there may be
// none of them.
func (s *session) newestPages(ctx context.Context, ed *edition, in docSet, most int) ([]index.Shown, []page, error) {
	shown, err := ed.Shown(ctx, in.last(most))
	if err != nil {
		return nil, nil, err
	}
	pages := make([]page, len(shown))
	return shown, pages, index.Each(ctx, len(shown), func(ctx context.Context, i int) error {
		p, err := s.page(ctx, shown[i].Path)
		if pages[i] = p; err == nil {
			s.pages.put(shown[i].Path, p) // the next letter typed asks for it again
		}
		return ctx.Err()
	})
}

// others returns the articles that are in all sets but one.
func others(sets []docSet, but int) docSet {
	var all docSet
	for i, set := range sets {
		switch {
		case i == but:
		case all == nil:
			all = set
		default:
			all = all.and(set)
		}
	}
	return all
}

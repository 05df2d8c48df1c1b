package search

import (
	"context"
	"slices"
	"unicode/utf8"

	"lectern/content/search/index"
)

// A slip is an error that makes of a word another that the index has: stems of
// words with an error in the ending are often those of other words.
const (
	slipWords   = 8           // of a query, at most
	slipLetters = 5           // of the word, at least
	slipCost    = wrongLetter // of the error, at most
	slipPages   = 3           // read to see whether it is one
)

// slip reads the query with one word corrected, if all words are known but no
// title has them all, and one has with that word corrected.
func (s *session) slip(ctx context.Context, r *reading) (*reading, error) {
	if len(r.words) < 2 || len(r.words) > slipWords || len(s.editions) == 0 {
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
		if utf8.RuneCountInString(w.text) < slipLetters || !correctable(w.text) || w.prefix && !s.query.Rested || rest.count() == 0 {
			continue
		}
		typed := []rune(w.Key)
		err := ed.EachTitle(ctx, func(term string, first int, docs []uint32) {
			letters := utf8.RuneCountInString(term)
			if letters <= shortTerm || letters > len(typed)+2 || letters < len(typed)-4 {
				return
			}
			for _, doc := range docs {
				if !rest.has(uint32(first) + doc) {
					continue
				}
				if cost := d.of([]rune(term), typed, typed, false, slipCost); cost < best.cost {
					best, at = candidate{term: term, cost: cost}, i
				}
				return
			}
		})
		if err != nil {
			return nil, err
		}
		if err := s.breathe(ctx); err != nil {
			return nil, err
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
	return s.respell(ctx, r, g, 0, func(i int) bool { return i == at })
}

// meant reports whether an article that has all words has one just as it was
// typed: then it is no slip. Some pages are read for it.
func (s *session) meant(ctx context.Context, r *reading, ed *edition, at int) (bool, error) {
	docs := make([]docSet, len(r.words))
	for i := range r.words {
		docs[i] = ed.docsOf(&r.found[0][i])
	}
	all := others(docs, -1)
	var read []uint32
	for doc := ed.Docs() - 1; doc >= 0 && len(read) < slipPages; doc-- {
		if all.has(uint32(doc)) {
			read = append(read, uint32(doc))
		}
	}
	shown, err := ed.Shown(ctx, read)
	if err != nil {
		return false, err
	}
	pages := make([]page, len(shown))
	err = index.Each(ctx, len(shown), func(ctx context.Context, i int) error {
		pages[i], _ = s.page(ctx, shown[i].Path) // offline there may be none
		return ctx.Err()
	})
	if err != nil {
		return false, err
	}
	m := newMatcher(r.wanted[0][at:at+1], ed.lang)
	return slices.ContainsFunc(pages, func(p page) bool {
		return slices.ContainsFunc(m.matches(p.text), func(found match) bool { return found.exact })
	}), nil
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

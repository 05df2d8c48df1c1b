package search

import (
	"context"
	"slices"
	"sort"
)

// A hit is an article found.
type hit struct {
	edition *edition
	order   int // of the edition's standing
	doc     uint32
	score   float64
	titled  bool    // its title has all words
	luck    float64 // how likely the words follow each other by chance, if chain
	chain   bool    // its words may follow each other as in the query
	whole   bool    // it has all words
	unread  bool    // only its page can tell whether it has the quoted phrases
	away    bool    // its page was wanted and could not be read
	joined  bool    // what is joined in the query may be in it
}

// A finding is what a reading finds.
type finding struct {
	hits   []hit // best first
	total  int
	whole  bool // some article has all words: only such count
	facets []Facet

	partial  bool              // articles that may have a quoted phrase were not read
	quotable bool              // the words may follow each other in an article
	names    map[Filter]string // by kind and value
}

// rank returns the best articles of a reading, and counts all.
func (s *session) rank(ctx context.Context, r *reading) (*finding, error) {
	f := &finding{names: make(map[Filter]string)}
	all := make([]*scratch, len(s.editions))
	totals := make([]float32, len(s.editions))
	most, whole := float32(0), false
	mostOut, wholeOut := float32(0), false // of what filters leave out
	var words uint32
	for i, w := range r.words {
		if !w.exclude {
			words |= 1 << i
		}
	}
	for i, ed := range s.editions {
		sc := s.scratch(ed.Docs(), len(r.words))
		defer s.release(sc)
		all[i] = sc
		if err := s.tally(ctx, r, i, sc); err != nil {
			return nil, err
		}
		if err := s.restrict(ctx, r, ed, sc, f); err != nil {
			return nil, err
		}
		// Rarity is told from one language's articles: shares are compared as
		// parts of the query, or a word that is rare in one language would
		// hide all articles of another.
		totals[i] = max(r.weight(i), 1e-6)
		for doc := range sc.tallies {
			if t := &sc.tallies[doc]; sc.state[doc] == 0 {
				most = max(most, t.share/totals[i])
				whole = whole || t.words == words
			} else if sc.state[doc]&stateOut == 0 {
				mostOut = max(mostOut, t.share/totals[i])
				wholeOut = wholeOut || t.words == words
			}
		}
	}
	if most == 0 {
		most, whole = mostOut, wholeOut // for the facets to count
	}
	phrases := phrasesOf(r.words)
	if slices.ContainsFunc(phrases, func(p phrase) bool { return !p.exclude }) {
		whole = false // only pages tell
	}
	f.whole = whole
	onlyFilters := len(r.filters) > 0 && !slices.ContainsFunc(r.words, func(w queryWord) bool { return !w.exclude })
	order := -1
	for i, ed := range s.editions {
		if i == 0 || s.standing(ed.lang) != s.standing(s.editions[i-1].lang) {
			order++
		}
		if err := s.breathe(ctx); err != nil {
			return nil, err
		}
		var x *suspicion
		if len(phrases) > 0 {
			x = s.suspect(r, i, phrases)
		}
		s.score(r, i, all[i], x, most*leastShare*totals[i], whole, onlyFilters, order, f)
	}
	sortHits(f.hits)
	if err := s.compareTitles(ctx, r, f); err != nil {
		return nil, err
	}
	if len(phrases) > 0 {
		if err := s.verify(ctx, r, phrases, all, f); err != nil {
			return nil, err
		}
	} else if err := s.follow(ctx, r, f); err != nil {
		return nil, err
	}
	f.hits = f.hits[:min(len(f.hits), s.limit)]
	return f, s.count(ctx, all, f)
}

// sortHits sorts by standing, score and age.
func sortHits(hits []hit) { sort.Sort(byScore(hits)) }

// byScore is an order without equals. Nothing else sorts so much.
type byScore []hit

func (h byScore) Len() int      { return len(h) }
func (h byScore) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h byScore) Less(i, j int) bool {
	a, b := &h[i], &h[j]
	switch {
	case a.order != b.order:
		return a.order < b.order
	case a.score != b.score:
		return a.score > b.score
	case a.doc != b.doc:
		return a.doc > b.doc
	}
	return a.edition.lang < b.edition.lang
}

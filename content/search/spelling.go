package search

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"sort"
	"strings"

	"lectern/content/search/index"
)

// Choosing the corrections of a query that fit together.
const (
	readings      = 8  // corrected queries kept
	notTogether   = 12 // what a query costs that no article has all words of
	togetherTitle = 3  // less, when a title has all
)

// A guess is a choice of candidates for the words before.
type guess struct {
	cost     float64
	together docSet      // articles with all words; nil before the first
	titles   docSet      // with all in the title
	words    []candidate // in the place of the wrong words; no term where there is none
	count    int
	titled   bool
}

// spell reads the query with the words that no article has corrected, in the
// first edition where that gives the most.
func (s *session) spell(ctx context.Context, r *reading) (*reading, error) {
	if r.unknown() == 0 {
		return s.slip(ctx, r)
	}
	var best *guess
	in := 0 // edition of best
	for _, native := range []bool{true, false} {
		for i, ed := range s.editions {
			if best != nil && best.count > 0 {
				break
			}
			g, err := s.spellIn(ctx, r, ed, i, native)
			if err != nil {
				return nil, err
			}
			if g != nil && (best == nil || g.count > 0) {
				best, in = g, i
			}
		}
	}
	if best == nil {
		return nil, nil
	}
	return s.respell(ctx, r, best, in, r.wrong)
}

// respell reads the query with the words that are wrong as a guess has them.
func (s *session) respell(ctx context.Context, r *reading, g *guess, in int, wrong func(int) bool) (*reading, error) {
	if err := s.word(ctx, r, g, in, wrong); err != nil {
		return nil, err
	}
	words := g.words
	var b strings.Builder
	at := 0
	for i, w := range r.words {
		if !wrong(i) {
			continue
		}
		if words[0].word != "" {
			b.WriteString(r.text[at:w.span.Start])
			b.WriteString(words[0].word)
			at = w.span.End
		}
		words = words[1:]
	}
	b.WriteString(r.text[at:])
	if b.String() == r.text {
		return nil, nil
	}
	return s.read(ctx, b.String(), cmp.Or(r.why, Spelling))
}

// wrong reports whether a word is to be corrected.
func (r *reading) wrong(i int) bool {
	w := &r.words[i]
	return !w.exclude && !r.known(i)
}

// spellIn chooses the corrections that fit together best in an edition; nil if
// there are none. native asks for words in the scripts of the language only.
func (s *session) spellIn(ctx context.Context, r *reading, ed *edition, at int, native bool) (*guess, error) {
	guesses := []guess{{}}
	for i := range r.words {
		if w := &r.words[i]; !w.exclude && !r.wrong(i) && r.found[at][i].known() {
			l := &r.found[at][i]
			guesses[0].narrow(ed.docsOf(l), ed.titlesOf(l))
		}
	}
	corrected := false
	d := distance{keys: newKeyboard()}
	for i := range r.words {
		if !r.wrong(i) {
			continue
		}
		w := &r.wanted[at][i]
		var list []candidate
		if correctable(w.text) && (!native || suits(w.text, ed.lang)) {
			var err error
			if list, err = s.candidates(ctx, ed, w, &d); err != nil {
				return nil, err
			}
		}
		next, err := s.choose(ctx, ed, guesses, list)
		if err != nil {
			return nil, err
		}
		if len(next) > 0 {
			guesses, corrected = next, true
			continue
		}
		for n := range guesses {
			guesses[n].words = append(slices.Clone(guesses[n].words), candidate{})
		}
	}
	if !corrected {
		return nil, nil
	}
	return &guesses[0], nil
}

// choose goes on from each guess with each candidate, and keeps the best; none if
// the index has no candidate after all.
func (s *session) choose(ctx context.Context, ed *edition, guesses []guess, list []candidate) ([]guess, error) {
	keys := make([]index.Key, 0, 2*len(list))
	for _, c := range list {
		keys = append(keys, index.Key{Text: c.term}, index.Key{Text: c.term, Title: true})
	}
	if err := ed.Prefetch(ctx, keys); err != nil {
		return nil, err
	}
	var next []guess
	for _, c := range list {
		var l lookup
		if err := l.add(ctx, ed, c.term, 1); err != nil {
			return nil, err
		}
		if !l.known() {
			continue
		}
		docs, titles := ed.docsOf(&l), ed.titlesOf(&l)
		for _, g := range guesses {
			g.cost += c.cost
			g.words = append(slices.Clone(g.words), c)
			g.narrow(docs, titles)
			next = append(next, g)
		}
	}
	sort.SliceStable(next, func(i, j int) bool { return next[i].value() < next[j].value() })
	return next[:min(len(next), readings)], nil
}

// narrow keeps the articles that have one more word.
func (g *guess) narrow(docs, titles docSet) {
	if g.together != nil {
		docs, titles = g.together.and(docs), g.titles.and(titles)
	}
	g.together, g.titles = docs, titles
	g.count = docs.count()
	g.titled = titles.count() > 0
}

// value is what a guess costs, all counted.
func (g *guess) value() float64 {
	v := g.cost
	switch {
	case g.count == 0:
		v += notTogether
	case g.titled:
		v -= togetherTitle
	}
	return v
}

func (d docSet) count() int {
	n := 0
	for _, word := range d {
		n += bits.OnesCount64(word)
	}
	return n
}

// together returns the number of articles that have all words of a reading.
func (s *session) together(r *reading) int {
	n := 0
	for i, found := range r.found {
		var g guess
		for j := range found {
			if w := &r.words[j]; !w.exclude {
				g.narrow(s.editions[i].docsOf(&found[j]), s.editions[i].titlesOf(&found[j]))
			}
		}
		n += g.count
	}
	return n
}

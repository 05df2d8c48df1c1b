package search

import (
	"context"
	"slices"
)

// nearBonus is what an article gains whose text has all words of the query in
// order, side by side and as typed.
const nearBonus = 0.8

// pool is how many of the first hits are put in order by how near each other
// the words of the query are in their texts. The texts of those to be shown are
// read anyway. More of them are only when four words or more look like a
// quotation and not like a title.
func (s *session) pool(hits []hit) int {
	words, total := 0, 0.0
	for _, g := range s.groups {
		if g.phrase > 0 {
			return 0
		}
		if !g.exclude {
			words++
			total += g.rarity
		}
	}
	switch {
	case words < 2 || len(hits) == 0:
		return 0
	case words < 4 || hits[0].inTitle > 0.99*total:
		return s.limit
	}
	return max(s.limit, nearReads)
}

// nearest adds to the score of hits for words side by side, and sorts them.
func (s *session) nearest(ctx context.Context, hits []hit, matcherOf func(int) *matcher) error {
	texts, err := s.texts(ctx, hits)
	if err != nil {
		return err
	}
	for i := range hits {
		if err := s.breathe(ctx); err != nil {
			return err
		}
		m := matcherOf(hits[i].doc)
		near := max(m.nearness(texts[i].text), m.nearness(texts[i].title))
		hits[i].score += nearBonus * near * near
	}
	slices.SortFunc(hits, compareHits)
	return nil
}

// nearness returns from 0 to 1 how much of the query follows in text as in the
// query: the longest run of neighbours, a little less for other forms.
func (m *matcher) nearness(text string) float64 {
	words := 0
	for _, g := range m.groups {
		if !g.exclude {
			words++
		}
	}
	best, run := 0.0, 0.0
	matches := m.matches(text)
	for i, a := range matches {
		worth := 0.8
		if a.exact {
			worth = 1
		}
		if i > 0 && matches[i-1].position+1 == a.position && matches[i-1].group+1 == a.group {
			run += worth
		} else {
			run = 0
		}
		best = max(best, run)
	}
	return min(1, best/float64(max(1, words-1)))
}

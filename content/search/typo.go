package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"lectern/content/search/analysis"
)

// Corrections: what a word without hits was likely meant to be. One error in a
// word of four letters or more, two from nine letters on.
const (
	corrections      = 3 // terms tried
	correctionWeight = 0.7
)

// correct adds the terms nearest to an unknown word to its group.
func (s *session) correct(ctx context.Context, g *group) error {
	letters := []rune(analysis.YeForYo(strings.ReplaceAll(g.text, string(analysis.Apostrophe), "")))
	if len(letters) < 4 || len(s.Words) == 0 || !correctable(string(letters)) {
		return nil
	}
	if err := each(ctx, len(s.Words), func(ctx context.Context, i int) error {
		_, err := s.dictionary(ctx, i)
		return err
	}); err != nil {
		return err
	}
	var forms [][]rune // the word as typed, and its stems
	for term := range g.terms {
		forms = append(forms, []rune(term))
	}
	type candidate struct {
		term string
		cost float64
	}
	var found []candidate
	var d distance
	for n := range s.Words {
		words, err := s.dictionary(ctx, n)
		if err != nil {
			return err
		}
		for i := range words {
			if i%4096 == 0 {
				if err := s.breathe(ctx); err != nil {
					return err
				}
			}
			w := &words[i]
			cost := math.Inf(1)
			if len(w.letters) <= len(letters)+2 {
				cost = d.ofStem(w.letters, letters)
			}
			for _, form := range forms {
				cost = min(cost, d.of(w.letters, form))
			}
			if limit := allowed(len(letters)); cost <= limit {
				// A word in many articles is the likelier one.
				found = append(found, candidate{w.term, cost - 0.01*float64(w.weight)})
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.term, b.term))
	})
	for i, c := range found[:min(len(found), corrections)] {
		if i > 0 && c.cost > found[0].cost+0.7 {
			break
		}
		if err := s.add(ctx, g, c.term, correctionWeight/(1+max(0, c.cost-found[0].cost))); err != nil {
			return err
		}
	}
	return nil
}

func allowed(letters int) float64 {
	if letters >= 9 {
		return 2
	}
	return 1
}

// A distance measures how many errors are between words: the optimal string
// alignment distance, where neighbours swapped are one error. It holds rows
// that are used again.
type distance struct{ rows [3][]uint8 }

// of returns the distance of two words, or infinity when it is above 2.
func (d *distance) of(a, b []rune) float64 {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return math.Inf(1)
	}
	if row := d.last(a, b); row != nil && row[len(b)] <= 2 {
		return float64(row[len(b)])
	}
	return math.Inf(1)
}

// ofStem returns the distance of a stem and the beginning of a word that leaves
// an ending of at most three letters, with a little more for a long ending.
func (d *distance) ofStem(stem, word []rune) float64 {
	least := math.Inf(1)
	row := d.last(stem, word)
	if row == nil {
		return least
	}
	for end := max(1, len(word)-3); end <= len(word); end++ {
		if row[end] <= 2 {
			least = min(least, float64(row[end])+0.05*float64(len(word)-end))
		}
	}
	return least
}

// last returns the last row of the table of distances of a and the beginnings
// of b, or nil when all are above 2.
func (d *distance) last(a, b []rune) []uint8 {
	for i := range d.rows {
		if cap(d.rows[i]) <= len(b) {
			d.rows[i] = make([]uint8, len(b)+32)
		}
		d.rows[i] = d.rows[i][:len(b)+1]
	}
	before, last, row := d.rows[0], d.rows[1], d.rows[2]
	for j := range last {
		last[j] = uint8(min(j, 3))
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(min(i, 3))
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := last[j-1]
			if a[i-1] != b[j-1] {
				cost = min(cost, last[j], row[j-1]) + 1
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					cost = min(cost, before[j-2]+1)
				}
			}
			row[j] = min(cost, 3)
			least = min(least, row[j])
		}
		if least > 2 {
			return nil
		}
		before, last, row = last, row, before
	}
	return last
}

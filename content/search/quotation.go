package search

import (
	"context"
	"math"
	"slices"
	"sort"

	"lectern/content/search/index"
)

// Bounds of looking for a quotation typed without quotation marks.
const (
	quotationWords = 4    // at least
	chainLuck      = 0.25 // what halving the chance counts beside the score
	quotationReads = 36   // pages
	quotationBatch = 3    // pages read at a time, at first
)

// follow reads the pages of the best articles where the order of the words may
// tell more than the index knows.
func (s *session) follow(ctx context.Context, r *reading, f *finding) error {
	if found, err := s.quotation(ctx, r, f); found || err != nil || len(r.joined) == 0 {
		return err
	}
	return s.joints(ctx, r, f)
}

// quotation looks whether the words of the query follow each other in the pages
// of the best articles where the index says that they may, and puts the first
// that has them before the others. It does so for finished words that no title
// has, until one is found, and only when the reader has stopped typing.
func (s *session) quotation(ctx context.Context, r *reading, f *finding) (found bool, _ error) {
	if len(r.words) < quotationWords || slices.ContainsFunc(r.words, func(w queryWord) bool { return w.exclude }) ||
		!s.finished(r, len(r.words)-1) || len(f.hits) > 0 && f.hits[0].titled {
		return false, nil
	}
	var at []int
	for i, h := range f.hits {
		if h.chain && h.order == f.hits[0].order {
			at = append(at, i)
		}
	}
	f.quotable = len(at) > 0
	if !s.query.Rested {
		return false, nil
	}
	likelihood := func(i int) float64 { return f.hits[i].score - chainLuck*math.Log2(f.hits[i].luck) }
	sort.SliceStable(at, func(i, j int) bool { return likelihood(at[i]) > likelihood(at[j]) })
	at = at[:min(len(at), quotationReads)]
	for batch := quotationBatch; len(at) > 0; batch = index.Parallel {
		n := min(len(at), batch)
		likely := make([]hit, n)
		for i := range likely {
			likely[i] = f.hits[at[i]]
		}
		err := s.readPages(ctx, r, likely, func(i int, m *matcher, p *page) bool {
			keys := m.keys(0)
			has := p != nil && (m.follow(p.title, keys, true) || m.follow(p.text, keys, true))
			if has {
				f.hits[at[i]].score += quotation
				found = true
			}
			return true // it is one of the best
		})
		if err != nil || found {
			sortHits(f.hits)
			return found, err
		}
		at = at[n:]
	}
	return false, nil
}

// finished reports whether a word is known as it stands.
func (s *session) finished(r *reading, word int) bool {
	if !r.words[word].prefix {
		return true
	}
	for i := range r.found {
		w := &r.wanted[i][word]
		for _, t := range r.found[i][word].terms {
			if t.Term == w.Term || t.Term == w.sure || slices.Contains(w.Kin, t.Term) {
				return true
			}
		}
	}
	return false
}

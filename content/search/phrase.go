package search

import (
	"context"
	"math"
	"slices"
	"sort"
)

// phraseReads bounds in how many pages a quoted phrase is looked for.
const phraseReads = 48

// verify keeps the hits whose page has the quoted phrases of the query and none
// of the excluded ones. It stops when there are enough, or too many were read.
// The index has told already that the words may follow each other there. A page
// that cannot be read is kept, and marked.
func (s *session) verify(ctx context.Context, r *reading, f *finding) error {
	var phrases []int // the excluded ones negative
	for _, w := range r.words {
		n := w.phrase
		if w.exclude {
			n = -n
		}
		if n != 0 && !slices.Contains(phrases, n) {
			phrases = append(phrases, n)
		}
	}
	var kept []hit
	read := 0
	for read < min(len(f.hits), phraseReads) && len(kept) < s.limit {
		batch := f.hits[read:min(len(f.hits), read+2*parallel, phraseReads)]
		fits := make([]bool, len(batch))
		if err := s.readPhrases(ctx, r, phrases, batch, fits); err != nil {
			return err
		}
		for i, h := range batch {
			if fits[i] {
				kept = append(kept, h)
			}
		}
		read += len(batch)
	}
	if read == len(f.hits) && f.total == len(f.hits) {
		f.total = len(kept)
	} else {
		f.total = max(len(kept), f.total-read+len(kept))
	}
	f.hits = kept
	return nil
}

// readPhrases tells which hits have the phrases.
func (s *session) readPhrases(ctx context.Context, r *reading, phrases []int, hits []hit, fits []bool) error {
	return s.readPages(ctx, r, hits, func(i int, m *matcher, p *page) {
		fits[i] = hits[i].away || !slices.ContainsFunc(phrases, func(n int) bool {
			keys := m.keys(max(n, -n))
			has := m.follow(p.title, keys, false) || m.follow(p.summary, keys, false) || m.follow(p.text, keys, false)
			return has != (n > 0)
		})
	})
}

// readPages reads the pages of hits and looks at each; those that cannot be
// read are marked, and looked at empty.
func (s *session) readPages(ctx context.Context, r *reading, hits []hit, look func(i int, m *matcher, p *page)) error {
	paths := make([]string, len(hits))
	for _, ed := range s.editions {
		var docs []uint32
		var at []int
		for i, h := range hits {
			if h.edition == ed {
				docs, at = append(docs, h.doc), append(at, i)
			}
		}
		if len(docs) == 0 {
			continue
		}
		shown, err := ed.Shown(ctx, docs)
		if err != nil {
			return err
		}
		for i, x := range shown {
			paths[at[i]] = x.Path
		}
	}
	pages := make([]page, len(hits))
	err := each(ctx, len(hits), func(ctx context.Context, i int) (err error) {
		if pages[i], err = s.page(ctx, paths[i]); err != nil {
			hits[i].away = true
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for i, h := range hits {
		if err := s.breathe(ctx); err != nil {
			return err
		}
		look(i, &matcher{words: r.wanted[slices.Index(s.editions, h.edition)], lang: h.edition.lang}, &pages[i])
	}
	return nil
}

// Bounds of looking for a quotation typed without quotation marks.
const (
	quotationWords = 4    // at least
	chainLuck      = 0.25 // what halving the chance counts beside the score
	quotationReads = 36   // pages
	quotationBatch = 3    // pages read at a time, at first
)

// quotation looks whether the words of the query follow each other in the pages
// of the best articles where the index says that they may, and puts the first
// that has them before the others. It does so for finished words that no title
// has, until one is found, and only when the reader has stopped typing.
func (s *session) quotation(ctx context.Context, r *reading, f *finding) error {
	if len(r.words) < quotationWords || slices.ContainsFunc(r.words, func(w queryWord) bool { return w.exclude }) ||
		!s.finished(r, len(r.words)-1) || len(f.hits) > 0 && f.hits[0].titled {
		return nil
	}
	var at []int
	for i, h := range f.hits {
		if h.chain && h.order == f.hits[0].order {
			at = append(at, i)
		}
	}
	f.quotable = len(at) > 0
	if !s.query.Rested {
		return nil
	}
	likelihood := func(i int) float64 { return f.hits[i].score - chainLuck*math.Log2(f.hits[i].luck) }
	sort.SliceStable(at, func(i, j int) bool { return likelihood(at[i]) > likelihood(at[j]) })
	at = at[:min(len(at), quotationReads)]
	for batch := quotationBatch; len(at) > 0; batch = parallel {
		n := min(len(at), batch)
		likely := make([]hit, n)
		for i := range likely {
			likely[i] = f.hits[at[i]]
		}
		found := false
		err := s.readPages(ctx, r, likely, func(i int, m *matcher, p *page) {
			keys := m.keys(0)
			if m.follow(p.title, keys, true) || m.follow(p.text, keys, true) {
				f.hits[at[i]].score += quotation
				found = true
			}
		})
		if err != nil || found {
			sortHits(f.hits)
			return err
		}
		at = at[n:]
	}
	return nil
}

// finished reports whether a word is known as it stands.
func (s *session) finished(r *reading, word int) bool {
	if !r.words[word].prefix {
		return true
	}
	for i := range r.found {
		w := &r.wanted[i][word]
		for _, t := range r.found[i][word].terms {
			if t.Term == w.Term || slices.Contains(w.Kin, t.Term) {
				return true
			}
		}
	}
	return false
}

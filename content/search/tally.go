package search

import (
	"context"

	"lectern/content/search/index"
)

// A tally is what an article has of a query.
type tally struct {
	words   uint32  // bit i: it has word i
	titles  uint32  // bit i: its title has
	share   float32 // of the query, by rarity
	text    float32 // impacts times rarity
	inTitle float32 // rarity of the words in the title
	ofTitle float32 // share of the title that they make
}

// A strongest is the best that an article has of the terms of one word.
type strongest struct {
	impact float32
	title  float32 // weight of the term in the title
	part   float32 // its share of the title
	pairs  uint8   // what follows the word (low half), what it is after another (high half)
}

// tally counts what the articles of an edition have of a reading.
func (s *session) tally(ctx context.Context, r *reading, at int, sc *scratch) error {
	ed, docs := s.editions[at], s.editions[at].Docs()
	for i := range r.words {
		if err := s.breathe(ctx); err != nil {
			return err
		}
		l, w := &r.found[at][i], &r.wanted[at][i]
		if w.exclude {
			if w.phrase == 0 {
				for _, t := range l.terms {
					for _, doc := range t.Docs {
						sc.state[doc] |= stateOut
					}
				}
			}
			continue
		}
		sc.merge(ed, l)
		l.rarity = rarity(len(sc.touched), docs) * l.part
		w.rarity = l.rarity
		rare := float32(l.rarity)
		pairs := sc.pairs[i*docs : (i+1)*docs]
		for _, doc := range sc.touched {
			t, b := &sc.tallies[doc], &sc.word[doc]
			t.words |= 1 << i
			t.share += rare
			t.text += rare * b.impact
			t.inTitle += rare * b.title
			if b.title > 0 {
				t.titles |= 1 << i
			}
			t.ofTitle += b.part
			pairs[doc] = b.pairs
			*b = strongest{}
		}
		sc.touched = sc.touched[:0]
	}
	return nil
}

// weight is what all words of a reading make in an edition, by rarity.
func (r *reading) weight(at int) float32 {
	total := 0.0
	for i, w := range r.words {
		if !w.exclude {
			total += r.found[at][i].rarity
		}
	}
	return float32(total)
}

// merge joins the postings of the terms of a word, the strongest for each article.
func (sc *scratch) merge(ed *edition, l *lookup) {
	for _, t := range l.terms {
		bit := index.NextBit(t.Term) << 4
		for k, doc := range t.Docs {
			info := t.Info[k]
			n := float32(info.Count())
			if ed.norm != nil {
				n *= ed.norm[doc]
			}
			if info.InHeading() {
				n += headingWeight
			}
			if info.InExtra() {
				n += extraWeight
			}
			if info.InTitle() {
				n += titleWeight
			}
			b := &sc.word[doc]
			if b.impact == 0 {
				sc.touched = append(sc.touched, doc)
			}
			b.impact = max(b.impact, t.weight*n/(saturation+n), 1e-6)
			if t.weight != kinWeight { // what follows "обмен" says nothing of "обмена"
				b.pairs |= info.Next() | bit
			}
		}
	}
	for _, t := range l.titles {
		for k, doc := range t.Docs {
			b := &sc.word[doc]
			if b.impact == 0 {
				sc.touched = append(sc.touched, doc)
				b.impact = t.weight * titleWeight / (saturation + titleWeight)
			}
			b.title = max(b.title, t.weight)
			b.part = max(b.part, t.weight*float32(t.Share[k])/255)
		}
	}
}

package search

import (
	"context"
	"math"
	"slices"

	"lectern/content"
)

// rarity is BM25's inverse document frequency: how much a term in so many of
// the documents says.
func rarity(with, docs int) float64 {
	return math.Log(1 + (float64(docs-with)+0.5)/(float64(with)+0.5))
}

// A hit is an article that has words of the query.
type hit struct {
	doc      int
	words    uint32  // bit i: it has group i
	text     float64 // sum of the words' impacts times their rarity
	inTitle  float64 // rarity of the words in the title
	ofTitle  float64 // share of the title that the words make
	score    float64
	standing int // 0 in the reader's language, 1 in another script of it, 2 in others
}

// Parameters of the score. The text counts from 0 to 1; a title that has all
// words adds titleBonus, and one that has nothing else exactTitle on top. Of
// an article without some of the words, the share it has counts to the power
// of allWords: 0 would not mind, at 2 half of the words are a quarter.
const (
	titleBonus = 0.9
	exactTitle = 0.8
	allWords   = 2.0
	// leastShare of what the best article has must be in any other shown.
	leastShare = 0.5
)

// rank returns the best articles, best first, and notes how many there are.
func (s *session) rank(ctx context.Context) ([]hit, error) {
	hits := make([]hit, s.Docs)
	best := make([]posting, s.Docs) // of one group at a time
	var excluded []bool
	total := 0.0
	for i := range s.groups {
		g := &s.groups[i]
		if err := s.breathe(ctx); err != nil {
			return nil, err
		}
		touched, err := s.merge(ctx, g, best)
		if err != nil {
			return nil, err
		}
		if g.exclude {
			if g.phrase == 0 {
				if excluded == nil {
					excluded = make([]bool, s.Docs)
				}
				for _, doc := range touched {
					excluded[doc] = true
					best[doc] = posting{}
				}
			}
			continue
		}
		g.rarity = rarity(len(touched), s.Docs)
		total += g.rarity
		for _, doc := range touched {
			h, p := &hits[doc], &best[doc]
			h.words |= 1 << i
			h.text += g.rarity * float64(p.impact) / 127
			if p.share > 0 {
				h.inTitle += g.rarity
				h.ofTitle += float64(p.share) / 255
			}
			best[doc] = posting{}
		}
	}
	return s.best(hits, excluded, total), nil
}

// merge joins the postings of a group's terms in best, the strongest for each
// article, and returns the articles.
func (s *session) merge(ctx context.Context, g *group, best []posting) ([]int, error) {
	var list []posting
	var touched []int
	for _, e := range g.entries {
		var err error
		if list, err = decodePostings(list[:0], e.termEntry, s.Docs); err != nil {
			return nil, s.damaged(e.term, err)
		}
		for _, p := range list {
			b := &best[p.doc]
			if b.impact == 0 {
				touched = append(touched, p.doc)
			}
			b.impact = max(b.impact, uint8(math.Ceil(float64(p.impact)*e.weight)), 1)
			b.share = max(b.share, uint8(math.Ceil(float64(p.share)*e.weight)))
		}
		if err := s.breathe(ctx); err != nil {
			return nil, err
		}
	}
	return touched, nil
}

// best scores the hits and returns those to show and some more, best first.
func (s *session) best(hits []hit, excluded []bool, total float64) []hit {
	var required uint32 // words of quoted phrases
	for i, g := range s.groups {
		if g.phrase > 0 && !g.exclude {
			required |= 1 << i
		}
	}
	most := 0.0
	shares := make(map[uint32]float64)
	var found []hit
	doc := 0
	for _, run := range s.Langs {
		standing := s.standing(run.Lang)
		for range run.Docs {
			h := &hits[doc]
			h.doc, h.standing = doc, standing
			doc++
			if h.words == 0 || h.words&required != required || standing < 0 || excluded != nil && excluded[h.doc] {
				continue
			}
			share, ok := shares[h.words]
			if !ok {
				share = s.share(h.words, total)
				shares[h.words] = share
			}
			most = max(most, share)
			title := h.inTitle / total
			h.score = (h.text/total)*math.Pow(share, allWords) + titleBonus*title*title + exactTitle*title*title*min(1, h.ofTitle)
			found = append(found, *h)
		}
	}
	found = slices.DeleteFunc(found, func(h hit) bool { return shares[h.words] < leastShare*most })
	slices.SortFunc(found, compareHits)
	return found
}

func compareHits(a, b hit) int {
	switch {
	case a.standing != b.standing:
		return a.standing - b.standing
	case a.score != b.score:
		if a.score > b.score {
			return -1
		}
		return 1
	}
	return a.doc - b.doc
}

// share is how much of the query, by rarity, the words of a set make.
func (s *session) share(words uint32, total float64) float64 {
	sum := 0.0
	for i := range s.groups {
		if words&(1<<i) != 0 {
			sum += s.groups[i].rarity
		}
	}
	return sum / total
}

// standing orders the languages for the reader; -1 leaves one out.
func (s *session) standing(lang content.Lang) int {
	switch {
	case s.query.Only != "" && lang != s.query.Only:
		return -1
	case s.query.Lang == "" || lang == s.query.Lang:
		return 0
	case lang.Base() == s.query.Lang.Base():
		return 1
	}
	return 2
}

package search

import (
	"context"
	"math"
	"slices"
	"sort"

	"lectern/content/search/index"
)

// Parameters of the score; the package comment explains them.
const (
	saturation    = 2.0
	lengthNorm    = 0.6
	titleWeight   = 6.0
	headingWeight = 2.0
	extraWeight   = 1.5
	titleBonus    = 0.9
	exactTitle    = 0.8
	wholeTitle    = 0.7
	nearBonus     = 0.2
	chainBonus    = 0.5
	typedForms    = 0.4
	typedOrder    = 0.2
	begunWord     = 0.6
	shortTitle    = 0.25
	quotation     = 2.0
	leastShare    = 0.5
	phraseLuck    = 0.15
)

// rarity is BM25's inverse document frequency: how much a term in so many of
// the documents says.
func rarity(with, docs int) float64 {
	return math.Log(1 + (float64(max(0, docs-with))+0.5)/(float64(with)+0.5))
}

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
	} else if err := s.quotation(ctx, r, f); err != nil {
		return nil, err
	}
	f.hits = f.hits[:min(len(f.hits), s.limit)]
	return f, s.count(ctx, all, f)
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

// chance says how likely it is by chance that what follows a word and a word
// agree, by the number of bits that are set in each.
func chance(next, bits uint8) float64 {
	return min(1, float64(ones(next)*ones(bits))/4)
}

func ones(b uint8) int {
	return int("\x00\x01\x01\x02\x01\x02\x02\x03\x01\x02\x02\x03\x02\x03\x03\x04"[b&15])
}

// score scores the articles of an edition and adds the best to f. whole says
// that some article has all words: others are results, but not counted. What x
// suspects is counted when it has been read.
func (s *session) score(r *reading, at int, sc *scratch, x *suspicion, least float32, whole, onlyFilters bool, order int, f *finding) {
	ed := s.editions[at]
	docs := ed.Docs()
	var required, all uint32
	total := 0.0
	var pairs [][2]int // words that follow each other
	last := -1
	for i, w := range r.words {
		if w.exclude {
			last = -1
			continue
		}
		all |= 1 << i
		total += r.found[at][i].rarity
		if w.phrase > 0 {
			required |= 1 << i
		}
		if last >= 0 {
			pairs = append(pairs, [2]int{last, i})
		}
		last = i
	}
	total = max(total, 1e-9)
	quoted := x != nil && x.quoted != nil
	threshold, pool := math.Inf(-1), max(s.limit, 160)
	if x != nil {
		pool = phrasePool
	}
	start := len(f.hits)
	for d := docs - 1; d >= 0; d-- {
		t := &sc.tallies[d]
		if sc.state[d]&stateOut != 0 || !onlyFilters && (t.words == 0 || t.words&required != required || t.share < least && !quoted || quoted && !x.quoted.has(uint32(d))) {
			sc.state[d] = stateOut
			continue
		}
		share, title := float64(t.share)/total, float64(t.inTitle)/total
		score := float64(t.text)/total*share*share + title*title*(titleBonus+exactTitle*min(1, float64(t.ofTitle)))
		if t.titles == all {
			score += wholeTitle
		}
		chain, luck := t.words == all && len(pairs) > 1, 1.0
		if len(pairs) > 0 && t.words&(t.words-1) != 0 {
			near := 0.0
			for _, p := range pairs {
				a, b := sc.pairs[p[0]*docs+d], sc.pairs[p[1]*docs+d]>>4
				if a&b == 0 {
					chain = false
					continue
				}
				c := chance(a, b)
				luck *= c
				near += gains[int(c*4)]
			}
			score += nearBonus * near / float64(len(pairs))
			if chain {
				score += chainBonus * float64(len(pairs)-1) * (1 - luck)
			}
		}
		if onlyFilters {
			score = 0
		}
		unread := x != nil && (quoted || x.barred.has(uint32(d)))
		if unread && quoted {
			score += phraseLuck * float64(x.likely[d])
		}
		if sc.state[d] != 0 { // found but for a filter
			if unread {
				sc.state[d] = stateOut
			}
			continue
		}
		if unread || whole && t.words != all {
			sc.state[d] = stateOut
		} else {
			f.total++
		}
		if score <= threshold {
			f.partial = f.partial || unread
			continue
		}
		f.hits = append(f.hits, hit{edition: ed, order: order, doc: uint32(d), score: score,
			titled: t.titles == all, whole: t.words == all, unread: unread, luck: luck, chain: chain})
		if len(f.hits)-start >= 2*pool {
			sortHits(f.hits[start:])
			f.partial = f.partial || slices.ContainsFunc(f.hits[start+pool:], func(h hit) bool { return h.unread })
			f.hits = f.hits[:start+pool]
			threshold = f.hits[len(f.hits)-1].score
		}
	}
}

// gains are what a pair of words counts by four times its chance: 1 when it is
// 1/4, nothing when it is sure.
var gains = [5]float64{1, 1, 0.5, 0.2, 0}

// sortHits sorts by standing, score and age.
func sortHits(hits []hit) {
	sort.SliceStable(hits, func(i, j int) bool {
		a, b := &hits[i], &hits[j]
		switch {
		case a.order != b.order:
			return a.order < b.order
		case a.score != b.score:
			return a.score > b.score
		}
		return a.doc > b.doc
	})
}

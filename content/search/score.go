package search

import (
	"math"
	"slices"
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
	var numbers uint32 // words that the next is joined to
	for _, run := range r.joined {
		if run.day != "" {
			continue // its words may stand in another order
		}
		for _, word := range run.words[:len(run.words)-1] {
			numbers |= 1 << word
		}
	}
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
		joined := t.words == all && len(r.joined) > 0
		chain, luck := t.words == all && len(pairs) > 1, 1.0
		if len(pairs) > 0 && t.words&(t.words-1) != 0 {
			near := 0.0
			for _, p := range pairs {
				a, b := sc.pairs[p[0]*docs+d], sc.pairs[p[1]*docs+d]>>4
				if a&b == 0 {
					chain = false
					joined = joined && numbers>>p[0]&1 == 0
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
			titled: t.titles == all, whole: t.words == all, unread: unread, luck: luck, chain: chain, joined: joined})
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

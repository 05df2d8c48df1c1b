package search

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"lectern/content/search/index"
)

// Bounds of looking for quoted phrases in pages. They are read in the order of
// the results, until there are enough, or as long as they seem worth reading.
const (
	phraseBatch  = 2 * index.Parallel // pages read at a time
	phraseReads  = 6                  // pages for each result wanted, once some have been found
	hastyReads   = 3                  // the same while the reader types
	phraseDry    = 2                  // batches without the phrase, once some have been found
	phraseSearch = 600                // pages while none has been found
	phrasePool   = 4096               // articles of a language that may have a phrase
)

// A phrase is a quoted phrase of two words or more. One word in quotation marks
// must be there, in any of its forms: the index tells.
type phrase struct {
	number  int   // as queryWord.phrase
	words   []int // of the query
	exclude bool
}

// phrasesOf returns the phrases of a query.
func phrasesOf(words []queryWord) []phrase {
	var all []phrase
	for i := 0; i < len(words); {
		p := phrase{number: words[i].phrase, exclude: words[i].exclude}
		for ; i < len(words) && words[i].phrase == p.number; i++ {
			p.words = append(p.words, i)
		}
		if p.number > 0 && len(p.words) > 1 {
			all = append(all, p)
		}
	}
	return all
}

// A suspicion is which articles of an edition may have the phrases of a query,
// as the index tells. Only their pages know.
type suspicion struct {
	quoted docSet    // that may have all phrases; nil if there are none
	barred docSet    // that may have one that is excluded
	likely []float32 // binary logarithm of how likely an article has the phrases, but for a constant
}

// suspect looks for the articles of an edition that may have the phrases.
func (s *session) suspect(r *reading, at int, phrases []phrase) *suspicion {
	ed, found := s.editions[at], r.found[at]
	x := &suspicion{barred: make(docSet, (ed.Docs()+63)/64)}
	for _, p := range phrases {
		if p.exclude {
			x.barred = x.barred.or(ed.mayFollow(found, p.words, nil))
			continue
		}
		if x.likely == nil {
			x.likely = make([]float32, ed.Docs())
		}
		may := ed.mayFollow(found, p.words, x.likely)
		if x.quoted != nil {
			may = may.and(x.quoted)
		}
		x.quoted = may
	}
	return x
}

// mayFollow returns the articles in which the words of a phrase may follow each
// other, and adds to likely how likely they do so other than by chance: the
// oftener the words are there in so short an article, and the fewer words can
// follow each.
func (ed *edition) mayFollow(found []lookup, words []int, likely []float32) docSet {
	odds := make([]float32, ed.Docs())
	may := ed.docsOf(&found[words[0]])
	for i, w := range words {
		next, last := uint8(0), i+1 == len(words)
		if !last {
			for _, t := range found[words[i+1]].terms {
				next |= index.NextBit(t.Term)
			}
		}
		follow := make(docSet, len(may))
		for _, t := range found[w].terms {
			for k, doc := range t.Docs {
				odds[doc] += oftenOdds[t.Info[k].Level()]
				if mask := t.Info[k].Next(); last {
					follow.add(doc)
				} else if mask&next != 0 {
					odds[doc] += nextOdds[ones(mask)]
					follow.add(doc)
				}
			}
		}
		may = may.and(follow)
	}
	for doc := range likely {
		if may.has(uint32(doc)) {
			likely[doc] += odds[doc] - float32(len(words)-1)*float32(math.Log2(ed.Length(uint32(doc))+1))
		}
	}
	return may
}

// Binary logarithms of what makes a phrase likely: of index.Info.Count by its
// level, and of the bits of a mask that one of the next word is not likely to be
// among by chance.
var (
	oftenOdds = [8]float32{-1, 0, 1, 1.6, 2.2, 2.8, 3.5, 4.3}
	nextOdds  = [5]float32{0, 2, 1, 0.4, 0}
)

// verify keeps the hits whose page has the quoted phrases of the query and none
// of the excluded ones, and counts them. Hits whose page was not read are left
// out, and f.partial then. A page that cannot be read is kept, and marked.
func (s *session) verify(ctx context.Context, r *reading, phrases []phrase, all []*scratch, f *finding) error {
	told := s.verdicts(r.words, phrases)
	var kept []hit
	read, next, dry := 0, 0, 0
	for next < len(f.hits) && len(kept) < s.limit && s.worthwhile(read, dry, len(kept)) {
		from, batch := next, 0
		for next < len(f.hits) && batch < phraseBatch {
			if f.hits[next].unread {
				batch++
			}
			next++
		}
		read += batch
		fit, err := s.readPhrases(ctx, r, phrases, told, f.hits[from:next])
		if err != nil {
			return err
		}
		if dry++; len(fit) > 0 {
			dry = 0
		}
		kept = append(kept, fit...)
	}
	whole := slices.ContainsFunc(kept, func(h hit) bool { return h.whole })
	f.whole = f.whole || whole
	counted := func(h *hit) bool { return h.unread && (h.whole || !whole) }
	for i := range kept {
		if h := &kept[i]; counted(h) {
			f.total++
			all[slices.Index(s.editions, h.edition)].state[h.doc] = 0
			f.partial = f.partial || h.away
		}
	}
	for _, h := range f.hits[next:] {
		if f.partial = f.partial || counted(&h); !h.unread {
			kept = append(kept, h)
		}
	}
	f.hits = kept
	return nil
}

// worthwhile reports whether to read more pages when so many were read, the last
// batches in vain, and so many results were found: a great many until there is
// one that the reader has not.
func (s *session) worthwhile(read, dry, found int) bool {
	switch {
	case found <= s.query.Seen:
		return read < phraseSearch+20*s.limit
	case s.query.Rested:
		return dry < phraseDry && read < phraseReads*max(s.limit, 8)
	}
	return dry < 1 && read < hastyReads*max(s.limit, 8)
}

// readPhrases returns those of the hits that have the phrases.
func (s *session) readPhrases(ctx context.Context, r *reading, phrases []phrase, told *verdicts, hits []hit) ([]hit, error) {
	var unsure []hit
	for _, h := range hits {
		if _, ok := told.get(h); h.unread && !ok {
			unsure = append(unsure, h)
		}
	}
	gone := make(map[verdict]bool)
	err := s.readPages(ctx, r, unsure, func(i int, m *matcher, p *page) bool {
		h := unsure[i]
		if p == nil {
			gone[verdict{h.edition, h.doc}] = true
			return false
		}
		fits := !slices.ContainsFunc(phrases, func(x phrase) bool {
			keys := m.keys(x.number)
			return x.exclude == (m.follow(p.title, keys, false) || m.follow(p.summary, keys, false) || m.follow(p.text, keys, false))
		})
		told.put(h, fits)
		return fits
	})
	if err != nil {
		return nil, err
	}
	var fit []hit
	for _, h := range hits {
		has, known := told.get(h)
		h.away = h.unread && !known
		if !h.unread || has || h.away && !gone[verdict{h.edition, h.doc}] {
			fit = append(fit, h)
		}
	}
	return fit, nil
}

// verdicts are which articles have the phrases of a query, as their pages said:
// another word typed, or more results asked for, needs none of them again.
type verdicts struct {
	phrases string
	mu      sync.Mutex
	fits    map[verdict]bool
}

type verdict struct {
	edition *edition
	doc     uint32
}

// verdicts returns what is known of phrases: only of those asked for last.
func (e *Engine) verdicts(words []queryWord, phrases []phrase) *verdicts {
	var b strings.Builder
	for _, p := range phrases {
		mark := "+"
		if p.exclude {
			mark = "-"
		}
		for _, w := range p.words {
			b.WriteString(mark + words[w].text)
			mark = " "
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.told == nil || e.told.phrases != b.String() {
		e.told = &verdicts{phrases: b.String(), fits: make(map[verdict]bool)}
	}
	return e.told
}

func (v *verdicts) get(h hit) (fits, known bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	fits, known = v.fits[verdict{h.edition, h.doc}]
	return fits, known
}

func (v *verdicts) put(h hit, fits bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.fits[verdict{h.edition, h.doc}] = fits
}

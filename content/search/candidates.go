package search

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// Corrections: what a word that no article has was likely meant to be. One
// error in a word of four letters or more, two from eight letters on.
const (
	corrections = 6   // terms looked up for a word
	notLikely   = 0.3 // less for every doubling of the articles with a term
	shortTerm   = 3   // letters of terms that only whole words are compared for
	surelyBegun = 7   // letters of an unfinished word that may begin with an error
	twoOff      = 4   // more for a term whose words are more than an error away
)

// A candidate is a term that a word may have been meant to be.
type candidate struct {
	term string
	word string  // one error from what was typed; "" for none
	cost float64 // in tenths of a wrong letter
}

// candidates returns the terms of the index nearest to a word.
func (s *session) candidates(ctx context.Context, ed *edition, w *wanted, d *distance) ([]candidate, error) {
	words, spells, err := ed.dictionary(ctx, s.Engine)
	if err != nil {
		return nil, err
	}
	limit := allowed(utf8.RuneCountInString(w.Key))
	found, err := s.inDictionary(ctx, words, spells, w, d, limit)
	if err != nil {
		return nil, err
	}
	inTitles, err := s.inTitles(ctx, ed, w, d, limit)
	if err != nil {
		return nil, err
	}
	oneOff, err := s.oneOff(ctx, ed, words, w, d)
	if err != nil {
		return nil, err
	}
	return cheapest(append(append(found, inTitles...), oneOff...)), nil
}

// cheapest returns the best of some candidates, each term once.
func cheapest(found []candidate) []candidate {
	sort.Slice(found, func(i, j int) bool {
		a, b := &found[i], &found[j]
		return cmp.Or(cmp.Compare(a.cost, b.cost), -cmp.Compare(a.word, b.word), cmp.Compare(a.term, b.term)) < 0
	})
	var best []candidate
	for _, c := range found {
		if !slices.ContainsFunc(best, func(b candidate) bool { return b.term == c.term }) {
			if best = append(best, c); len(best) == corrections {
				break
			}
		}
	}
	return best
}

// inDictionary returns the terms of two articles or more that are near a word.
func (s *session) inDictionary(ctx context.Context, words []index.Word, spells []uint32, w *wanted, d *distance, limit uint8) ([]candidate, error) {
	typed, stem := []rune(w.Key), []rune(w.Term)
	letters, errors := signature(typed), int(limit)/wrongLetter
	var found []candidate
	for i := range words {
		if i%4096 == 0 {
			if err := s.breathe(ctx); err != nil {
				return nil, err
			}
		}
		x := &words[i]
		if len(x.Letters) <= shortTerm {
			continue
		}
		shorter := len(x.Letters) <= len(typed)+2 && len(x.Letters) >= len(typed)-5 && bits.OnesCount32(spells[i]&^letters) <= errors
		longer := w.prefix && len(x.Letters) >= len(typed)-2 && bits.OnesCount32(letters&^spells[i]) <= errors
		if !shorter && !longer {
			continue
		}
		if cost := d.of(x.Letters, typed, stem, w.prefix, limit); cost <= float64(limit) {
			found = append(found, candidate{term: x.Term, cost: cost + twoOff - notLikely*float64(x.Weight)/2})
		}
	}
	return found, nil
}

// inTitles returns the terms of titles that are near a word and begin as it
// does: of those of one article the dictionary has none.
func (s *session) inTitles(ctx context.Context, ed *edition, w *wanted, d *distance, limit uint8) ([]candidate, error) {
	typed, stem := []rune(w.Key), []rune(w.Term)
	titles, err := ed.Titles(ctx, string(typed[:1]), true)
	if err != nil {
		return nil, err
	}
	var found []candidate
	for _, t := range titles {
		if len(t.Docs) > 1 || utf8.RuneCountInString(t.Term) <= shortTerm {
			continue
		}
		if cost := d.of([]rune(t.Term), typed, stem, w.prefix, limit); cost <= float64(limit) {
			found = append(found, candidate{term: t.Term, cost: cost + twoOff})
		}
	}
	return found, s.breathe(ctx)
}

// oneOff returns the terms of the words one error away from a word. So an error
// counts once wherever it is: stems have lost the endings that it may be in. And
// so terms of one article are found, of which the index keeps no list.
func (s *session) oneOff(ctx context.Context, ed *edition, words []index.Word, w *wanted, d *distance) ([]candidate, error) {
	typed := []rune(w.text)
	limit := allowed(len(typed))
	var found, rest []candidate
	var terms []string
	edits(typed, lettersFor(w.text, ed.lang), func(word []rune) {
		c := candidate{word: string(word)}
		c.term = analysis.Term([]byte(c.word), ed.lang)
		at, ok := slices.BinarySearchFunc(words, c.term, func(x index.Word, term string) int { return strings.Compare(x.Term, term) })
		if !ok {
			rest, terms = append(rest, c), append(terms, c.term)
			return
		}
		c.cost = -notLikely * float64(words[at].Weight) / 2
		found = append(found, c)
	})
	if err := s.breathe(ctx); err != nil {
		return nil, err
	}
	likely, err := ed.Likely(ctx, terms)
	if err != nil {
		return nil, err
	}
	for i, c := range rest {
		if likely[i] {
			found = append(found, c)
		}
	}
	for i := range found {
		c := &found[i]
		if row := d.rowOf([]rune(c.word), typed, limit); row != nil {
			c.cost += float64(row[len(typed)])
		} else {
			c.cost = farOff
		}
	}
	return found, s.breathe(ctx)
}

// of returns what went wrong between a term and the word typed: as far as the
// stem of the word goes, or all but an ending of at most three letters, or, for
// an unfinished word, as far as the word goes.
func (d *distance) of(term, typed, stem []rune, unfinished bool, limit uint8) float64 {
	least := float64(farOff)
	if unfinished && len(term) > len(typed) && (len(typed) >= surelyBegun || slices.Equal(term[:shortTerm], typed[:min(shortTerm, len(typed))])) {
		// The typed letters against the beginnings of the term.
		end := min(len(term), len(typed)+2)
		if row := d.rowOf(typed, term[:end], limit); row != nil {
			for _, cost := range row[max(1, len(typed)-2):] {
				least = min(least, float64(cost)+1)
			}
		}
	}
	begins := len(stem) <= len(typed) && slices.Equal(stem, typed[:len(stem)])
	if len(term)-len(typed) <= 2 {
		if row := d.rowOf(term, typed, limit); row != nil {
			if begins && len(term)-len(stem) <= 2 && len(stem)-len(term) <= 2 {
				least = min(least, float64(row[len(stem)]))
			}
			for end := max(1, len(typed)-3); end <= len(typed); end++ {
				if cost := float64(row[end]) + 0.5*float64(len(typed)-end); cost < least && isEnding(typed[end:]) {
					least = cost
				}
			}
		}
	}
	if !begins && len(term)-len(stem) <= 2 && len(stem)-len(term) <= 2 {
		if row := d.rowOf(term, stem, limit); row != nil {
			least = min(least, float64(row[len(stem)]))
		}
	}
	return least
}

// dictionary returns the words of an edition with their signatures. They are
// joined from the segments once, for that takes as long as all the rest.
func (ed *edition) dictionary(ctx context.Context, e *Engine) ([]index.Word, []uint32, error) {
	e.mu.Lock()
	words, spells := ed.words, ed.spells
	e.mu.Unlock()
	if words != nil {
		return words, spells, nil
	}
	words, err := ed.Words(ctx)
	if err != nil {
		return nil, nil, err
	}
	spells = make([]uint32, len(words))
	for i := range words {
		spells[i] = signature(words[i].Letters)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	ed.words, ed.spells = words, spells
	return words, spells, nil
}

// allowed returns the cost up to which a word of so many letters is corrected.
func allowed(letters int) uint8 {
	if letters >= 8 {
		return 2 * wrongLetter
	}
	return wrongLetter + firstLetter
}

// correctable reports whether a word is one that people mistype.
func correctable(word string) bool {
	n := utf8.RuneCountInString(word)
	return n >= 4 && n <= 32 && !strings.ContainsFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && r != analysis.Apostrophe || analysis.IsUnspaced(r)
	})
}

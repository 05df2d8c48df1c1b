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

	"lectern/content"
	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// Corrections: what a word that no article has was likely meant to be. One
// error in a word of four letters or more, two from eight letters on.
const (
	corrections   = 6   // terms looked up for a word
	readings      = 8   // corrected queries kept while choosing
	notTogether   = 12  // what a query costs that no article has all words of
	togetherTitle = 3   // less, when a title has all
	notLikely     = 0.3 // less for every doubling of the articles with a term
)

// A candidate is a term that a word may have been meant to be.
type candidate struct {
	term string
	word string  // with that term, nearest to what was typed; "" to be found
	cost float64 // in tenths of a wrong letter
}

// A guess is a choice of candidates for the words before.
type guess struct {
	cost     float64
	together docSet      // articles with all words; nil before the first
	titles   docSet      // with all in the title
	words    []candidate // in the place of the wrong words; no term where there is none
	count    int
	titled   bool
}

// spell reads the query with the words that no article has corrected, in the
// first edition where that gives the most.
func (s *session) spell(ctx context.Context, r *reading) (*reading, error) {
	if r.unknown() == 0 {
		return nil, nil
	}
	var best *guess
	in := 0 // edition of best
	for _, native := range []bool{true, false} {
		for i, ed := range s.editions {
			if best != nil && best.count > 0 {
				break
			}
			g, err := s.spellIn(ctx, r, ed, i, native)
			if err != nil {
				return nil, err
			}
			if g != nil && (best == nil || g.count > 0) {
				best, in = g, i
			}
		}
	}
	if best == nil {
		return nil, nil
	}
	if err := s.shape(ctx, r, best, in); err != nil {
		return nil, err
	}
	word := 0
	var b strings.Builder
	at := 0
	for i, w := range r.words {
		if !r.wrong(i) {
			continue
		}
		b.WriteString(r.text[at:w.span.Start])
		if corrected := best.words[word].word; corrected != "" {
			b.WriteString(corrected)
		} else {
			b.WriteString(r.text[w.span.Start:w.span.End])
		}
		at = w.span.End
		word++
	}
	b.WriteString(r.text[at:])
	if b.String() == r.text {
		return nil, nil
	}
	return s.read(ctx, b.String(), cmp.Or(r.why, Spelling))
}

// wrong reports whether a word is to be corrected.
func (r *reading) wrong(i int) bool {
	w := &r.words[i]
	return !w.exclude && w.phrase == 0 && !r.known(i)
}

// spellIn chooses the corrections that fit together best in an edition; nil if
// there are none. native asks for words in the scripts of the language only.
func (s *session) spellIn(ctx context.Context, r *reading, ed *edition, at int, native bool) (*guess, error) {
	guesses := []guess{{}}
	for i := range r.words {
		if w := &r.words[i]; !w.exclude && !r.wrong(i) && r.found[at][i].known() {
			l := &r.found[at][i]
			guesses[0].narrow(ed.docsOf(l), ed.titlesOf(l))
		}
	}
	corrected := false
	d := distance{keys: newKeyboard()}
	for i := range r.words {
		if !r.wrong(i) {
			continue
		}
		w := &r.wanted[at][i]
		var list []candidate
		if correctable(w.text) && (!native || suits(w.text, ed.lang)) {
			var err error
			if list, err = s.candidates(ctx, ed, w, &d); err != nil {
				return nil, err
			}
		}
		if len(list) == 0 {
			for n := range guesses {
				guesses[n].words = append(slices.Clone(guesses[n].words), candidate{})
			}
			continue
		}
		corrected = true
		var err error
		if guesses, err = s.choose(ctx, ed, guesses, list); err != nil {
			return nil, err
		}
	}
	if !corrected {
		return nil, nil
	}
	return &guesses[0], nil
}

// Shaping a correction: titles that are looked at for the form of a word, and
// how much farther off one may be than what was made up.
const (
	shapeTitles = 3
	madeUp      = 4
)

// shape chooses the forms of corrected words: as the best titles have them, if
// they are near what was typed, else the nearest that has the term.
func (s *session) shape(ctx context.Context, r *reading, g *guess, at int) error {
	ed := s.editions[at]
	d := distance{keys: newKeyboard()}
	termOf := func(word string) string { return analysis.Term([]byte(word), ed.lang) }
	n := -1
	for i := range r.words {
		if !r.wrong(i) {
			continue
		}
		n++
		c := &g.words[n]
		if c.term == "" {
			continue
		}
		typed := r.words[i].text
		if c.word == "" {
			c.word = d.surface(c.term, r.wanted[at][i].Key, termOf)
		}
		titles, err := ed.Titles(ctx, c.term, false)
		if err != nil {
			return err
		}
		var docs, others []uint32
		for _, t := range titles {
			for k := len(t.Docs) - 1; k >= 0; k-- {
				if doc := t.Docs[k]; g.titles.has(doc) {
					docs = append(docs, doc)
				} else {
					others = append(others, doc)
				}
			}
		}
		docs = append(docs, others...)
		shown, err := ed.Shown(ctx, docs[:min(len(docs), shapeTitles)])
		if err != nil {
			return err
		}
		least := d.between(c.word, typed) + madeUp
		for _, x := range shown {
			words := analysis.Scanner{Text: x.Title}
			for words.Next() {
				word := string(words.Word)
				if far := d.between(word, typed); far < least && termOf(word) == c.term {
					c.word, least = strings.ToLower(x.Title[words.Start:words.End]), far
				}
			}
		}
		c.word = written(c.word, ed.lang)
	}
	return nil
}

// written returns a word as people write it: folding leaves one spelling of
// letters that have several.
func written(word string, lang content.Lang) string {
	switch lang.Base() {
	case "uz", "kaa":
		return strings.NewReplacer("ö", "oʻ", "ğ", "gʻ", "oʼ", "oʻ", "gʼ", "gʻ").Replace(word)
	case "fa", "prs":
		return strings.NewReplacer("ي", "ی", "ك", "ک").Replace(word)
	}
	return word
}

// choose goes on from each guess with each candidate, and keeps the best.
func (s *session) choose(ctx context.Context, ed *edition, guesses []guess, list []candidate) ([]guess, error) {
	keys := make([]index.Key, 0, 2*len(list))
	for _, c := range list {
		keys = append(keys, index.Key{Text: c.term}, index.Key{Text: c.term, Title: true})
	}
	if err := ed.Prefetch(ctx, keys); err != nil {
		return nil, err
	}
	var next []guess
	for _, c := range list {
		var l lookup
		if err := l.add(ctx, ed, c.term, 1); err != nil {
			return nil, err
		}
		if !l.known() {
			continue
		}
		docs, titles := ed.docsOf(&l), ed.titlesOf(&l)
		for _, g := range guesses {
			g.cost += c.cost
			g.words = append(slices.Clone(g.words), c)
			g.narrow(docs, titles)
			next = append(next, g)
		}
	}
	if len(next) == 0 {
		return guesses, nil
	}
	sort.SliceStable(next, func(i, j int) bool { return next[i].value() < next[j].value() })
	return next[:min(len(next), readings)], nil
}

// narrow keeps the articles that have one more word.
func (g *guess) narrow(docs, titles docSet) {
	if g.together != nil {
		docs, titles = g.together.and(docs), g.titles.and(titles)
	}
	g.together, g.titles = docs, titles
	g.count = docs.count()
	g.titled = titles.count() > 0
}

// value is what a guess costs, all counted.
func (g *guess) value() float64 {
	v := g.cost
	switch {
	case g.count == 0:
		v += notTogether
	case g.titled:
		v -= togetherTitle
	}
	return v
}

func (d docSet) count() int {
	n := 0
	for _, word := range d {
		n += bits.OnesCount64(word)
	}
	return n
}

// together returns the number of articles that have all words of a reading.
func (s *session) together(r *reading) int {
	n := 0
	for i, found := range r.found {
		var g guess
		for j := range found {
			if w := &r.words[j]; !w.exclude {
				g.narrow(s.editions[i].docsOf(&found[j]), s.editions[i].titlesOf(&found[j]))
			}
		}
		n += g.count
	}
	return n
}

// candidates returns the terms of the index nearest to a word.
func (s *session) candidates(ctx context.Context, ed *edition, w *wanted, d *distance) ([]candidate, error) {
	words, spells, err := ed.dictionary(ctx, s.Engine)
	if err != nil {
		return nil, err
	}
	typed := []rune(w.Key)
	stem := []rune(w.Term)
	limit := allowed(len(typed))
	letters, errors := signature(typed), int(limit)/wrongLetter
	var found []candidate
	for i := range words {
		if i%4096 == 0 {
			if err := s.breathe(ctx); err != nil {
				return nil, err
			}
		}
		x := &words[i]
		shorter := len(x.Letters) <= len(typed)+2 && len(x.Letters) >= len(typed)-5 && bits.OnesCount32(spells[i]&^letters) <= errors
		longer := w.prefix && len(x.Letters) >= len(typed)-2 && bits.OnesCount32(letters&^spells[i]) <= errors
		if !shorter && !longer {
			continue
		}
		if cost := d.of(x.Letters, typed, stem, w.prefix, limit); cost <= float64(limit) {
			found = append(found, candidate{term: x.Term, cost: cost - notLikely*float64(x.Weight)/2})
		}
	}
	// A title's word may be in one article only: the dictionary has it not.
	titles, err := ed.Titles(ctx, string(typed[:1]), true)
	if err != nil {
		return nil, err
	}
	rare := make(map[string]bool)
	for _, t := range titles {
		if len(t.Docs) > 1 || utf8.RuneCountInString(t.Term) < 4 {
			continue // in the dictionary
		}
		rare[t.Term] = true
		if cost := d.of([]rune(t.Term), typed, stem, w.prefix, limit); cost <= float64(limit) {
			found = append(found, candidate{term: t.Term, cost: cost})
		}
	}
	if err := s.breathe(ctx); err != nil {
		return nil, err
	}
	// Whole words one error away: stems have lost what the error may be in.
	whole := []rune(w.text)
	steady := w.Key == w.text && !analysis.InArabicLetters(w.text) // terms begin as words do
	edits(whole, lettersFor(w.text, ed.lang), func(word []rune, upTo int) {
		if begun := min(upTo, max(3, len(word)-longEnding)); steady {
			beginning := string(word[:min(begun, len(word))])
			if !begins(words, beginning, func(x *index.Word) string { return x.Term }) &&
				!begins(titles, beginning, func(x *index.TitlePostings) string { return x.Term }) {
				return
			}
		}
		term := analysis.Term([]byte(string(word)), ed.lang)
		at, ok := slices.BinarySearchFunc(words, term, func(x index.Word, term string) int { return strings.Compare(x.Term, term) })
		if !ok && !rare[term] {
			return
		}
		row := d.rowOf(word, whole, limit)
		if row == nil || row[len(whole)] > limit {
			return
		}
		cost := float64(row[len(whole)])
		if ok {
			cost -= notLikely * float64(words[at].Weight) / 2
		}
		found = append(found, candidate{term, string(word), cost})
	})
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
	return best, nil
}

// longEnding is how many letters at the end of a word its term may not have.
const longEnding = 7

// begins reports whether a term of a sorted list begins with some letters.
func begins[T any](list []T, letters string, term func(*T) string) bool {
	from, to := 0, len(list)
	for from < to {
		if middle := (from + to) / 2; term(&list[middle]) < letters {
			from = middle + 1
		} else {
			to = middle
		}
	}
	return from < len(list) && strings.HasPrefix(term(&list[from]), letters)
}

// of returns what went wrong between a term and the word typed: as far as the
// stem of the word goes, or all but an ending of at most three letters, or, for
// an unfinished word, as far as the word goes.
func (d *distance) of(term, typed, stem []rune, unfinished bool, limit uint8) float64 {
	least := float64(farOff)
	if unfinished && len(term) > len(typed) {
		// The typed letters against the beginnings of the term.
		end := min(len(term), len(typed)+2)
		if row := d.rowOf(typed, term[:end], limit); row != nil {
			for _, cost := range row[max(1, len(typed)-2):] {
				least = min(least, float64(cost)+1)
			}
		}
	}
	if len(term)-len(typed) <= 2 {
		if row := d.rowOf(term, typed, limit); row != nil {
			for end := max(1, len(typed)-3); end <= len(typed); end++ {
				if cost := float64(row[end]) + 0.5*float64(len(typed)-end); cost < least && isEnding(typed[end:]) {
					least = cost
				}
			}
		}
	}
	if len(stem) != len(typed) && len(term)-len(stem) <= 2 && len(stem)-len(term) <= 2 {
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

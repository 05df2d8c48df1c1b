package search

import (
	"context"
	"slices"
	"sort"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/search/analysis"
	"lectern/content/search/index"
)

// An edition is the articles of one language: an index of their own.
type edition struct {
	*index.Language
	lang   content.Lang
	norm   []float32    // what divides the occurrences in an article, by its length
	words  []index.Word // the dictionary, when first needed
	spells []uint32     // signatures of words
}

// opened returns an edition that is open; nil if it is not.
func (e *Engine) opened(snapshot *index.Snapshot, lang content.Lang) *edition {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.snapshot != snapshot {
		e.snapshot, e.editions = snapshot, make(map[content.Lang]*edition)
	}
	return e.editions[lang]
}

// edition opens the articles of a language, once for each snapshot, and fetches
// at the same time what keys stand for.
func (e *Engine) edition(ctx context.Context, snapshot *index.Snapshot, lang content.Lang, keys ...index.Key) (*edition, error) {
	ed := e.opened(snapshot, lang)
	if ed != nil {
		return ed, nil
	}
	l, err := snapshot.Language(ctx, lang, keys...)
	if err != nil {
		return nil, err
	}
	ed = &edition{Language: l, lang: lang, norm: make([]float32, l.Docs())}
	mean := max(1, l.MeanLength())
	for doc := range ed.norm {
		ed.norm[doc] = float32(1 / (1 - lengthNorm + lengthNorm*l.Length(uint32(doc))/mean))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.snapshot == snapshot {
		e.editions[lang] = ed
	}
	return ed, nil
}

// A lookup is what of a word the index of a language has.
type lookup struct {
	terms  []weightedTerm
	titles []weightedTitle
	part   float64 // of its rarity that the word counts with; 1 for a whole word
	rarity float64
}

// A weightedTerm is a term that a word stands for: 1 for the word itself, less
// for a guess.
type weightedTerm struct {
	index.Postings
	weight float32
}

type weightedTitle struct {
	index.TitlePostings
	weight float32
}

func (l *lookup) known() bool { return len(l.terms) > 0 || len(l.titles) > 0 }

// Bounds of what an unfinished word may stand for. Of one or two letters only
// titles are looked through, and they count less than a word: whoever types on
// needs no more.
const (
	prefixShards = 2
	prefixTerms  = 48
	prefixWeight = 0.8
	kinWeight    = 0.85
	oneLetter    = 0.3
	twoLetters   = 0.6
)

// look finds the words of a query in the index of a language.
func (s *session) look(ctx context.Context, ed *edition, words []wanted) ([]lookup, error) {
	if err := ed.Prefetch(ctx, keysOf(words)); err != nil {
		return nil, err
	}
	found := make([]lookup, len(words))
	for i := range words {
		if err := s.find1(ctx, ed, &words[i], &found[i]); err != nil {
			return nil, err
		}
		if err := s.breathe(ctx); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// short returns the number of letters of an unfinished word too short to look
// for in texts; 0 for others.
func (w *wanted) short() int {
	if n := utf8.RuneCountInString(w.Key); w.prefix && n <= 2 && !analysis.IsUnspaced(analysis.First(w.Key)) {
		return n
	}
	return 0
}

// keysOf are what files to fetch for words.
func keysOf(words []wanted) []index.Key {
	var keys []index.Key
	for i := range words {
		keys = words[i].keys(keys)
	}
	return keys
}

// keys appends what files to fetch for a word.
func (w *wanted) keys(keys []index.Key) []index.Key {
	add := func(text string, prefix bool) {
		if text != "" {
			keys = append(keys, index.Key{Text: text, Prefix: prefix, Title: true})
			keys = append(keys, index.Key{Text: text, Prefix: prefix})
		}
	}
	add(w.sure, w.prefix && w.sign != 0)
	add(w.Term, false)
	for _, term := range w.Kin {
		add(term, false)
	}
	add(w.Base, true)
	switch {
	case w.short() > 0:
		keys = append(keys, index.Key{Text: w.Key, Prefix: true, Title: true})
	case w.prefix:
		add(w.Key, true)
		for _, term := range w.outgrown {
			add(term, false)
		}
	}
	return keys
}

// find1 fills in what the index has of one word.
func (s *session) find1(ctx context.Context, ed *edition, w *wanted, l *lookup) error {
	l.part = 1
	if w.sure != "" {
		if err := l.add(ctx, ed, w.sure, 1); err != nil {
			return err
		}
		if w.prefix && w.sign != 0 {
			if err := l.addPrefix(ctx, ed, w.sure); err != nil {
				return err
			}
		}
		if l.known() {
			return nil
		}
	}
	if err := l.add(ctx, ed, w.Term, 1); err != nil {
		return err
	}
	for _, term := range w.Kin {
		if err := l.add(ctx, ed, term, kinWeight); err != nil {
			return err
		}
	}
	if w.day != "" {
		if err := l.addDay(ctx, ed, w.day); err != nil {
			return err
		}
	}
	if w.Base != "" {
		if err := l.addPrefix(ctx, ed, w.Base); err != nil {
			return err
		}
	}
	if !w.prefix || w.Key == "" {
		return nil
	}
	if n := w.short(); n > 0 {
		if l.known() {
			l.part = 1
		} else {
			l.part = [...]float64{1, oneLetter, twoLetters}[n]
		}
		if err := l.addTitles(ctx, ed, w.Key); err != nil || l.known() {
			return err
		}
	}
	if err := l.addPrefix(ctx, ed, w.Key); err != nil {
		return err
	}
	for _, term := range w.outgrown {
		if err := l.add(ctx, ed, term, prefixWeight); err != nil {
			return err
		}
	}
	return nil
}

// add adds a term if the index has it.
func (l *lookup) add(ctx context.Context, ed *edition, term string, weight float32) error {
	if term == "" || l.has(term) {
		return nil
	}
	p, err := ed.Find(ctx, term)
	if err != nil || len(p.Docs) == 0 {
		return err
	}
	l.terms = append(l.terms, weightedTerm{p, weight})
	titles, err := ed.Titles(ctx, term, false)
	for _, t := range titles {
		l.titles = append(l.titles, weightedTitle{t, weight})
	}
	return err
}

func (l *lookup) has(term string) bool {
	return slices.ContainsFunc(l.terms, func(t weightedTerm) bool { return t.Term == term })
}

// addPrefix adds the terms that begin with key, the commonest ones if many.
func (l *lookup) addPrefix(ctx context.Context, ed *edition, key string) error {
	if err := l.addTitles(ctx, ed, key); err != nil {
		return err
	}
	found, err := ed.Prefix(ctx, key, prefixShards)
	if err != nil {
		return err
	}
	if len(found) > prefixTerms {
		found = slices.Clone(found)
		sort.SliceStable(found, func(i, j int) bool { return len(found[i].Docs) > len(found[j].Docs) })
		found = found[:prefixTerms]
	}
	for _, p := range found {
		if !l.has(p.Term) {
			l.terms = append(l.terms, weightedTerm{p, prefixWeight})
		}
	}
	return nil
}

// addTitles adds the terms of titles that begin with key.
func (l *lookup) addTitles(ctx context.Context, ed *edition, key string) error {
	titles, err := ed.Titles(ctx, key, true)
	if err != nil {
		return err
	}
	before := l.titles
	for _, t := range titles {
		if !slices.ContainsFunc(before, func(x weightedTitle) bool { return x.Term == t.Term }) {
			l.titles = append(l.titles, weightedTitle{t, prefixWeight})
		}
	}
	return nil
}

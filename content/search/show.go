package search

import (
	"context"
	"slices"
	"strings"

	"lectern/content"
)

// Bounds of what is read of texts for one query, in articles.
const (
	phraseReads = 64 // in which a quoted phrase is looked for
	nearReads   = 24 // in which four words or more are looked for side by side
)

// show turns hits into results: it reads their texts, verifies quoted phrases,
// puts the articles whose words stand together first, and picks the passages.
func (s *session) show(ctx context.Context, hits []hit) ([]Result, int, error) {
	matchers := make(map[content.Lang]*matcher)
	matcherOf := func(doc int) *matcher {
		lang := s.langOf(doc)
		if matchers[lang] == nil {
			matchers[lang] = newMatcher(s.groups, lang)
		}
		return matchers[lang]
	}
	total := len(hits)
	if phrases := s.phrases(); len(phrases) > 0 {
		verified, read, err := s.verify(ctx, hits, phrases, matcherOf)
		if err != nil {
			return nil, 0, err
		}
		hits, total = verified, total-read+len(verified)
		if read < phraseReads || len(verified) < s.limit {
			total = len(verified)
		}
	}
	n := min(s.limit, len(hits))
	if err := s.nearest(ctx, hits[:min(s.pool(hits), len(hits))], matcherOf); err != nil {
		return nil, 0, err
	}
	texts, err := s.texts(ctx, hits[:n])
	if err != nil {
		return nil, 0, err
	}
	results := make([]Result, n)
	for i := range results {
		if err := s.breathe(ctx); err != nil {
			return nil, 0, err
		}
		m, t := matcherOf(hits[i].doc), &texts[i]
		r := &results[i]
		*r = Result{Path: t.path, Source: t.source, Lang: s.langOf(hits[i].doc), Title: t.title,
			DateText: t.dateText, Marks: spans(m.matches(t.title)), Score: hits[i].score}
		r.Excerpt, r.Found = m.excerpt(t)
	}
	return results, total, nil
}

// phrases returns the numbers of the quoted phrases, the excluded ones negative.
func (s *session) phrases() []int {
	var phrases []int
	for _, g := range s.groups {
		n := g.phrase
		if g.exclude {
			n = -n
		}
		if n != 0 && !slices.Contains(phrases, n) {
			phrases = append(phrases, n)
		}
	}
	return phrases
}

// verify keeps the hits whose title, summary or text has the phrases and none
// of the excluded ones. It stops when there are enough, or too many were read.
func (s *session) verify(ctx context.Context, hits []hit, phrases []int, matcherOf func(int) *matcher) (kept []hit, read int, err error) {
	for len(hits) > 0 && read < phraseReads && len(kept) < s.limit {
		batch := hits[:min(len(hits), 2*parallel)]
		texts, err := s.texts(ctx, batch)
		if err != nil {
			return nil, 0, err
		}
		for i, t := range texts {
			if err := s.breathe(ctx); err != nil {
				return nil, 0, err
			}
			m := matcherOf(batch[i].doc)
			fits := func(phrase int) bool {
				return m.hasPhrase(t.title, phrase) || m.hasPhrase(t.summary, phrase) || m.hasPhrase(t.text, phrase)
			}
			if !slices.ContainsFunc(phrases, func(n int) bool { return n > 0 && !fits(n) || n < 0 && fits(-n) }) {
				kept = append(kept, batch[i])
			}
		}
		read += len(batch)
		hits = hits[len(batch):]
	}
	return kept, read, nil
}

// texts reads the texts of hits side by side.
func (s *session) texts(ctx context.Context, hits []hit) ([]shown, error) {
	texts := make([]shown, len(hits))
	err := each(ctx, len(hits), func(ctx context.Context, i int) (err error) {
		texts[i], err = s.text(ctx, hits[i].doc)
		return err
	})
	return texts, err
}

// langOf returns the language of a document.
func (s *session) langOf(doc int) content.Lang {
	for _, run := range s.Langs {
		if doc < run.Docs {
			return run.Lang
		}
		doc -= run.Docs
	}
	return ""
}

// flat makes a text one line, byte for byte, so that positions stay.
func flat(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t':
			return ' '
		}
		return r
	}, text)
}

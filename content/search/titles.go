package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// titleLooks bounds how many titles a query is compared with, letter by letter.
const titleLooks = 12

// compareTitles compares the query with the titles of the best articles that
// have all its words there: the index knows the words but not their forms.
func (s *session) compareTitles(ctx context.Context, r *reading, f *finding) error {
	if slices.ContainsFunc(r.words, func(w queryWord) bool { return w.exclude || w.phrase > 0 }) {
		return nil
	}
	const most = typedForms + typedOrder + begunWord + shortTitle
	for at, ed := range s.editions {
		var hits []*hit
		var docs []uint32
		for i := range min(len(f.hits), titleLooks) {
			if h := &f.hits[i]; h.edition == ed && h.titled && h.order == f.hits[0].order && h.score > f.hits[0].score-most {
				hits, docs = append(hits, h), append(docs, h.doc)
			}
		}
		if len(hits) == 0 || len(hits) == 1 && hits[0] == &f.hits[0] {
			continue
		}
		shown, err := ed.Shown(ctx, docs)
		if err != nil {
			return err
		}
		m := &matcher{words: r.wanted[at], lang: ed.lang}
		for i, x := range shown {
			hits[i].score += m.likeness(x.Title)
		}
	}
	sortHits(f.hits)
	return nil
}

// likeness returns what a title that has all words of a query gets for having
// them as they were typed.
func (m *matcher) likeness(title string) float64 {
	var keys []string
	s := analysis.Scanner{Text: title}
	for s.Next() {
		keys = append(keys, analysis.Key(s.Word, m.lang))
	}
	// A word of the title that another word of the query stands for is not what
	// the unfinished one begins.
	free := slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		return slices.ContainsFunc(m.words, func(w wanted) bool { return !w.prefix && w.Key == key })
	})
	score, typed, unfinished := 0.0, 0, false
	for i := range m.words {
		w := &m.words[i]
		switch {
		case slices.Contains(keys, w.Key):
			score += typedForms / float64(len(m.words))
			if w.prefix {
				score += begunWord
			}
		case w.prefix && slices.ContainsFunc(free, func(key string) bool { return strings.HasPrefix(key, w.Key) }):
			score += begunWord
		}
		typed += utf8.RuneCountInString(w.text) + 1
		unfinished = unfinished || w.prefix
	}
	if len(m.words) > 1 && m.follow(title, m.keys(0), unfinished) {
		score += typedOrder
	}
	if unfinished {
		score += shortTitle * min(1, float64(typed)/float64(utf8.RuneCountInString(title)+1))
	}
	return score
}

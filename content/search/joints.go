package search

import (
	"context"
	"slices"
	"strings"

	"lectern/content/search/index"
)

// A run is words of a query that are one: a number with signs in it, a name with
// dots, a date.
type run struct {
	words []int
	day   string // of a date, "2026-03-12"; its words are day, month and year
}

// joinedWords returns the runs of plain words that are one number with signs in it
// or a name with dots: 3.11, 10:30, 1/2, node.js.
func joinedWords(text string, words []queryWord) []run {
	var runs []run
	for i := 1; i < len(words); i++ {
		a, b := &words[i-1], &words[i]
		between := gap(text, a, b)
		numbers := isDigit(a.text[len(a.text)-1]) && isDigit(b.text[0])
		if a.exclude || a.phrase > 0 || a.token != b.token || len(between) != 1 || !strings.Contains(".,:/-", between) ||
			!numbers && between != "." {
			continue
		}
		if n := len(runs) - 1; n >= 0 && runs[n].words[len(runs[n].words)-1] == i-1 {
			runs[n].words = append(runs[n].words, i)
		} else {
			runs = append(runs, run{words: []int{i - 1, i}})
		}
	}
	return runs
}

// hasRun reports whether a text has a run of words of the query.
func (m *matcher) hasRun(r *reading, run run, text string) bool {
	first, last := r.words[run.words[0]], r.words[run.words[len(run.words)-1]]
	switch {
	case run.day != "":
		return m.hasDate(text, run.words)
	case isDigit(first.text[0]):
		return hasNumber(text, r.text[first.span.Start:last.span.End], last.prefix)
	}
	var keys []string
	for _, i := range run.words {
		keys = append(keys, m.words[i].Key)
	}
	return m.follow(text, keys, last.prefix)
}

// gap returns what stands between two words of a text; "" between pairs of
// characters that share one.
func gap(text string, a, b *queryWord) string { return text[a.span.End:max(a.span.End, b.span.Start)] }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// hasNumber reports whether a text has a number, not as a part of a longer one;
// unfinished says that it may go on.
func hasNumber(text, number string, unfinished bool) bool {
	for {
		at := strings.Index(text, number)
		if at < 0 {
			return false
		}
		end := at + len(number)
		if (at == 0 || !isDigit(text[at-1])) && (unfinished || end == len(text) || !isDigit(text[end])) {
			return true
		}
		text = text[at+1:]
	}
}

// joints looks whether what is one word in the query is in the pages of the best
// articles where the index says that it may be, and puts those that have it before
// the others: 3.11 is not a page with a 3 and an 11. It does so when the reader
// has stopped typing, unless a title has all words.
func (s *session) joints(ctx context.Context, r *reading, f *finding) error {
	if len(f.hits) == 0 || f.hits[0].titled {
		return nil
	}
	var at []int
	for i, h := range f.hits {
		if h.joined && h.order == f.hits[0].order && len(at) < quotationReads {
			at = append(at, i)
		}
	}
	f.quotable = f.quotable || len(at) > 0
	if !s.query.Rested {
		return nil
	}
	for found := 0; len(at) > 0 && found < s.limit; {
		n := min(len(at), index.Parallel)
		likely := make([]hit, n)
		for i := range likely {
			likely[i] = f.hits[at[i]]
		}
		err := s.readPages(ctx, r, likely, func(i int, m *matcher, p *page) bool {
			if p != nil && !slices.ContainsFunc(r.joined, func(run run) bool {
				return !r.onDay(s, &likely[i], run) && !m.hasRun(r, run, p.title) && !m.hasRun(r, run, p.summary) && !m.hasRun(r, run, p.text)
			}) {
				f.hits[at[i]].score += quotation
				found++
			}
			return true // it is one of the best
		})
		if err != nil {
			return err
		}
		at = at[n:]
	}
	sortHits(f.hits)
	return nil
}

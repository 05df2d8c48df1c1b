package search

import (
	"context"
	"slices"
	"strings"

	"lectern/content/search/index"
)

// joinedNumbers returns the runs of words that are one number with signs in it:
// 3.11, 12.05.2024, 10:30, 1/2, 2024-05-12.
func joinedNumbers(text string, words []queryWord) [][]int {
	var runs [][]int
	for i := 1; i < len(words); i++ {
		a, b := &words[i-1], &words[i]
		between := gap(text, a, b)
		if a.exclude || a.phrase > 0 || a.token != b.token || len(between) != 1 || !strings.Contains(".,:/-", between) ||
			!isDigit(a.text[len(a.text)-1]) || !isDigit(b.text[0]) {
			continue
		}
		if n := len(runs) - 1; n >= 0 && runs[n][len(runs[n])-1] == i-1 {
			runs[n] = append(runs[n], i)
		} else {
			runs = append(runs, []int{i - 1, i})
		}
	}
	return runs
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

// numbers looks whether the parts of joined numbers follow each other in the pages
// of the best articles where the index says that they may, and puts those that
// have them before the others: 3.11 is not a page with a 3 and an 11. It does so
// when the reader has stopped typing, unless a title has all words.
func (s *session) numbers(ctx context.Context, r *reading, f *finding) error {
	if len(f.hits) == 0 || f.hits[0].titled {
		return nil
	}
	var at []int
	for i, h := range f.hits {
		if h.joined && h.order == f.hits[0].order && len(at) < quotationReads {
			at = append(at, i)
		}
	}
	f.quotable = len(at) > 0
	if !s.query.Rested {
		return nil
	}
	for found := 0; len(at) > 0 && found < s.limit; {
		n := min(len(at), index.Parallel)
		likely := make([]hit, n)
		for i := range likely {
			likely[i] = f.hits[at[i]]
		}
		err := s.readPages(ctx, r, likely, func(i int, _ *matcher, p *page) bool {
			if p != nil && !slices.ContainsFunc(r.joined, func(run []int) bool {
				first, last := r.words[run[0]], r.words[run[len(run)-1]]
				number := r.text[first.span.Start:last.span.End]
				return !hasNumber(p.title, number, last.prefix) && !hasNumber(p.summary, number, last.prefix) && !hasNumber(p.text, number, last.prefix)
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

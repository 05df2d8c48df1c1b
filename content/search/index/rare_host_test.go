//go:build !js

package index

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
)

// allRare reads the parts of the rare terms.
func (l *Language) allRare(ctx context.Context) (n int, err error) {
	for _, s := range l.segments {
		for i := range s.head.rare {
			part, err := s.rare(ctx, i)
			if err != nil {
				return n, err
			}
			n += len(part)
		}
	}
	return n, nil
}

// TestLikely holds that a term is likely wherever terms near it are asked for,
// and that few are that the index has not.
func TestLikely(t *testing.T) {
	docs := newGenerator(3000).docs(1120, 20)
	l := indexOf(t, docs).open(t, "ru")
	in := make(map[string]int)
	for _, d := range docs {
		for term := range count(d) {
			in[term]++
		}
	}
	rare, wrong, asked := 0, 0, 0
	for _, term := range slices.Sorted(maps.Keys(in)) {
		letters := []rune(term)
		if !correctable(term) || len(letters) < 5 {
			continue
		}
		if in[term] == 1 {
			rare++
		}
		// Terms that begin otherwise, and terms that end otherwise.
		for _, at := range []int{0, len(letters) - 1} {
			terms := []string{term}
			for _, r := range "абвгдежзиклмнопрстуфхцчшщ" {
				letters := slices.Clone(letters)
				letters[at] = r
				if other := string(letters); other != term {
					terms = append(terms, other)
				}
			}
			likely, err := l.Likely(t.Context(), terms)
			if err != nil {
				t.Fatal(err)
			}
			if !likely[0] && (in[term] == 1 || at > 0) {
				t.Errorf("Likely(%q) is false, it is in %d documents", term, in[term])
			}
			for i, term := range terms[1:] {
				asked++
				if likely[1+i] && in[term] == 0 {
					wrong++
				}
			}
		}
	}
	if rare < 10 || wrong > asked/100 {
		t.Errorf("of %d terms that no document has %d are likely; %d terms are rare", asked, wrong, rare)
	}
}

func TestOftenest(t *testing.T) {
	tests := []struct {
		list []int
		most int
		want []int
	}{
		{nil, 1, []int{-1}},
		{[]int{-1, -1}, 2, []int{-1}},
		{[]int{3, -1, -1, -1}, 1, []int{3}},
		{[]int{2, 1, 2, 5, 5, 5}, 2, []int{5, 2}},
		{[]int{7, 4}, 1, []int{4}},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.list), func(t *testing.T) {
			if got := oftenest(test.list, test.most); !slices.Equal(got, test.want) {
				t.Errorf("oftenest(%d, %d) = %d, want %d", test.list, test.most, got, test.want)
			}
		})
	}
}

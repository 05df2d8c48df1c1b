package main

import (
	"math"
	"strings"
	"testing"
)

func TestGrade(t *testing.T) {
	one := map[string]int{"a": 1}
	two := map[string]int{"a": 1, "b": 1}
	graded := map[string]int{"a": 2, "b": 1}
	tests := []struct {
		name  string
		right map[string]int
		found string
		want  score
	}{
		{"first", one, "a x", score{1, 1, 1, 1}},
		{"third", one, "x y a", score{1, 1. / 3, 1, 0.5}}, // 1/log2(4)
		{"nothing", one, "", score{1, 0, 0, 0}},
		{"past ten", one, "1 2 3 4 5 6 7 8 9 10 a", score{1, 0, 0, 0}},
		{"tenth", one, "1 2 3 4 5 6 7 8 9 a", score{1, 0.1, 1, 1 / math.Log2(11)}},
		{"one of two", two, "x a", score{1, 0.5, 0.5, (1 / math.Log2(3)) / (1 + 1/math.Log2(3))}},
		{"twice is once", one, "a a", score{1, 1, 1, 1}},
		// Gains 3 and 1: 1/log2(2) + 3/log2(3) of 3/log2(2) + 1/log2(3).
		{"the lesser first", graded, "b a", score{1, 1, 1, (1 + 3/math.Log2(3)) / (3 + 1/math.Log2(3))}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := grade([]query{{Right: test.right}}, [][]string{strings.Fields(test.found)})
			if got.Queries != 1 || far(got.MRR, test.want.MRR) || far(got.Recall, test.want.Recall) || far(got.NDCG, test.want.NDCG) {
				t.Errorf("found %q of %v: got %+v, want %+v", test.found, test.right, got, test.want)
			}
		})
	}
}

func far(a, b float64) bool { return !(math.Abs(a-b) < 1e-12) }

// A mean is over all queries, those without an answer too.
func TestByClass(t *testing.T) {
	queries := []query{known("p", "1", "a"), known("q", "2", "a"), known("p", "3", "b")}
	scores := byClass(queries, [][]string{{"x", "a"}, {"a"}, nil})
	if got, want := scores["p"], (score{2, 0.25, 0.5, 0.5 / math.Log2(3)}); got.Queries != 2 || far(got.MRR, want.MRR) || far(got.Recall, want.Recall) || far(got.NDCG, want.NDCG) {
		t.Errorf("class p: got %+v, want %+v", got, want)
	}
	if got := scores["q"]; got.MRR != 1 {
		t.Errorf("class q: got %+v, want MRR 1", got)
	}
	if got := grade(nil, nil); got != (score{}) {
		t.Errorf("no queries: got %+v, want zero", got)
	}
}

//go:build !js

package search

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lectern/content/search/index"
)

// TestRounds counts how often a query waits for the line: on a slow one each
// round is what a reader waits for, however few bytes it fetches.
func TestRounds(t *testing.T) {
	random := uint32(7)
	words := func(n int) string {
		var all []string
		for range n {
			random = random*1664525 + 1013904223
			all = append(all, fmt.Sprintf("сло%cва%d", 'а'+rune(random>>8%32), random>>16%3000))
		}
		return strings.Join(all, " ")
	}
	var docs []index.Doc
	for n := range 1120 { // a base, a middle and a tail
		docs = append(docs, index.Doc{
			Path: fmt.Sprintf("/ru/%d/", n), Source: fmt.Sprintf("%d.md", n), Lang: "ru", Title: words(3), Text: words(60),
		})
	}
	docs[5].Title = "Мост через реку"
	docs = append(docs, index.Doc{Path: "/en/sea/", Source: "sea.md", Lang: "en", Title: "Sea", Text: "The sea."})
	s := siteOf(t, docs)
	const latency = 40 * time.Millisecond
	fetch := func(ctx context.Context, name string) ([]byte, error) {
		time.Sleep(latency)
		return s.Fetch(ctx, name)
	}
	query := Query{Text: "мост через реку ", Lang: "ru"}
	tests := []struct {
		name   string
		before func(ctx context.Context, e *Engine) error
		do     func(ctx context.Context, e *Engine) (Results, error)
		rounds int
	}{
		{"from nothing", nil, func(ctx context.Context, e *Engine) (Results, error) { return e.Find(ctx, query) }, 3}, // the manifest, the index, titles of results
		{"with passages", nil, func(ctx context.Context, e *Engine) (Results, error) { return e.Search(ctx, query) }, 4},
		{"warming", nil, func(ctx context.Context, e *Engine) (Results, error) { return Results{}, e.Warm(ctx, "ru") }, 2},
		{
			"warmed", func(ctx context.Context, e *Engine) error { return e.Warm(ctx, "ru") },
			func(ctx context.Context, e *Engine) (Results, error) { return e.Find(ctx, query) }, 2,
		},
		{
			"again", func(ctx context.Context, e *Engine) error { _, err := e.Find(ctx, query); return err },
			func(ctx context.Context, e *Engine) (Results, error) { return e.Find(ctx, query) }, 0,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := NewEngine(fetch)
				if test.before != nil {
					if err := test.before(t.Context(), e); err != nil {
						t.Fatal(err)
					}
				}
				start := time.Now()
				found, err := test.do(t.Context(), e)
				if rounds := int(time.Since(start) / latency); err != nil || rounds > test.rounds {
					t.Errorf("%d rounds of requests, %v; want %d", rounds, err, test.rounds)
				}
				if test.name != "warming" && (len(found.Results) == 0 || found.Results[0].Path != docs[5].Path) {
					t.Errorf("found %q, want %q first", paths(found.Results), docs[5].Path)
				}
			})
		})
	}
	kinds := make(map[string]bool)
	for name := range s.Files {
		kind, _, _ := strings.Cut(name, ".")
		kinds[kind] = true
	}
	if !kinds["library/terms"] || !kinds["library/titles"] || !kinds["library/all"] {
		t.Errorf("the index has files %v: too small to tell", kinds)
	}
}

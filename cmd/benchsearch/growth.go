package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// grow prints what our index of more and more articles costs, and what one more
// changes.
func (b *bench) grow(ctx context.Context) error {
	all, err := load(ctx, b.articles, nil)
	if err != nil {
		return err
	}
	file := filepath.Join(b.work, "growth.jsonl")
	if err := writeArticles(file, all); err != nil {
		return err
	}
	t := table{head: []string{"articles", "build s / CPU s / peak MB", "index", "of that", "changed by publishing one"}}
	for _, n := range []int{1_000, 5_000, 10_000, 50_000} {
		b.say("growth: the index of %d articles", n)
		name := fmt.Sprint(n)
		if n > len(all) {
			name += fmt.Sprintf(" (synthetic: %d repeated)", len(all))
		}
		job := indexJob{Articles: file, Number: n}
		result, took, err := runIndexJob(ctx, job)
		if err != nil {
			t.add(name, failed(err))
			continue
		}
		job.Publish = true // told apart: it adds to time and memory
		changed, _, err := runIndexJob(ctx, job)
		if err != nil {
			t.add(name, took.String(), bytesText(result.Bytes), kinds(result), failed(err))
			continue
		}
		t.add(name, took.String(), bytesText(result.Bytes), kinds(result),
			fmt.Sprintf("%s in %d files", bytesText(changed.Changed), changed.Files))
	}
	fmt.Fprintf(b.out, "\n## Growth of our index\n\n")
	return t.print(b.out)
}

// kinds lists the parts of an index, the largest first.
func kinds(r indexResult) string {
	names := slices.SortedFunc(maps.Keys(r.Kinds), func(a, b string) int {
		if d := r.Kinds[b] - r.Kinds[a]; d != 0 {
			return int(d)
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for _, name := range names {
		text := name + " " + bytesText(r.Kinds[name])
		if name == "sources" {
			text += " (command line only, not in the sum)"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

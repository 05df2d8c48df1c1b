package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	tests := []struct {
		args   []string
		status int
		says   string // on standard error
	}{
		{[]string{"-h"}, 0, "-articles folder"},
		{[]string{"-nonsense"}, 2, "not defined"},
		{[]string{"dir"}, 2, "no argument but flags"},
		{[]string{"-parts", "relevance,speed"}, 1, `there is no "speed"`},
		{[]string{"-peers", "lunr"}, 1, `there is no "lunr"`},
		{[]string{"-lectern", "missing/lectern"}, 1, "make build"},
		{[]string{"-generate", "-", "-articles", "testdata/missing"}, 1, "read the articles"},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			var stdout, stderr strings.Builder
			got := run(context.Background(), test.args, strings.NewReader(""), &stdout, &stderr)
			if got != test.status || !strings.Contains(stderr.String(), test.says) {
				t.Errorf("run(%q) = %d, want %d; it says\n%s\nwant %q in it", test.args, got, test.status, &stderr, test.says)
			}
		})
	}
}

// Queries are made without peers and browser.
func TestRunGenerate(t *testing.T) {
	dir := t.TempDir()
	for _, a := range fieldsArticles() {
		write(t, dir, map[string]string{a.Source: "# " + a.Title + "\n\n" + a.Text + "\n"})
	}
	forms := filepath.Join(t.TempDir(), "forms.txt")
	if err := os.WriteFile(forms, []byte("малые малый малая\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr strings.Builder
	args := []string{"-articles", dir, "-generate", "-", "-paradigms", forms, "-number", "5"}
	if got := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr); got != 0 {
		t.Fatalf("run(%q) = %d:\n%s", args, got, &stderr)
	}
	queries, err := readQueries(strings.NewReader(stdout.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range []string{classExact, classTypo, classPhrase} {
		if !slices.Contains(classesOf(queries), class) {
			t.Errorf("no %s in\n%s", class, &stdout)
		}
	}
}

// What is measured is what a site indexes: headings and the second title too.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"sea.md": "# Море\n\n## Вода\n\nСолёная.\n"})
	all, err := load(t.Context(), dir, nil)
	if err != nil || len(all) != 1 {
		t.Fatalf("load: %d articles, %v; want 1", len(all), err)
	}
	if a := all[0]; a.Title != "Море" || a.Heading != "Вода" || !slices.Equal(a.Headings, []string{"Вода"}) || a.Source != "sea.md" {
		t.Errorf("got %+v; want Море, with Вода as its second title and heading", a)
	}
}

func TestOnStage(t *testing.T) {
	var order []string
	dir := ""
	err := onStage(func(s *stage) {
		dir = s.TempDir()
		s.Cleanup(func() { order = append(order, "first") })
		s.Cleanup(func() { order = append(order, "last") })
		s.check(nil)
		s.check(errors.New("it broke"))
		order = append(order, "never")
	})
	if err == nil || err.Error() != "it broke" || strings.Join(order, " ") != "last first" {
		t.Errorf("got %v, %q; want it broke, last first", err, order)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", dir, err)
	}
}

func TestSample(t *testing.T) {
	var queries []query
	for _, class := range []string{"exact", "phrase"} {
		for i := range 40 {
			queries = append(queries, known(class, class+strings.Repeat("x", i), "a"))
		}
	}
	firsts, others, keyed := sample(queries)
	if len(firsts) != starts || len(others) != further || len(keyed) != typed {
		t.Errorf("got %d, %d, %d queries, want %d, %d, %d", len(firsts), len(others), len(keyed), starts, further, typed)
	}
	for _, text := range append(firsts, others...) {
		if !strings.HasPrefix(text, "exact") {
			t.Errorf("%q is of another class", text)
		}
	}
	if got := strings.Join(keystrokes("а б"), ","); got != "а,а б" {
		t.Errorf("keystrokes: %q", got)
	}
	if firsts, others, _ := sample(queries[:1]); len(firsts) != 1 || len(others) != 1 {
		t.Errorf("of one query: %q, %q", firsts, others)
	}
}

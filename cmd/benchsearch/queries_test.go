package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadQueries(t *testing.T) {
	got, err := readQueries(strings.NewReader("\ufeffclass\tquery\tpath\r\nexact\tпервый второй\ta/b.md\r\n\nexact\tдва\tc.md\t2\nexact\tдва\td.md\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []query{
		known("exact", "первый второй", "a/b.md"),
		{Class: "exact", Text: "два", Right: map[string]int{"c.md": 2, "d.md": 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, wrong := range []string{"exact\tдва\n", "exact\t\ta.md\n", "exact\tдва\ta.md\tхорошо\n", "exact\tдва\ta.md\t0\n"} {
		if got, err := readQueries(strings.NewReader(wrong)); err == nil {
			t.Errorf("%q was read as %v, want an error", wrong, got)
		}
	}
}

func FuzzReadQueries(f *testing.F) {
	f.Add("class\tquery\tpath\nexact\tпервый\ta.md\nexact\tпервый\tb.md\t3\n")
	f.Add("\t\t\t\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		queries, err := readQueries(strings.NewReader(text))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := writeQueries(&out, queries); err != nil {
			t.Fatal(err)
		}
		again, err := readQueries(&out)
		if err != nil || !cmp.Equal(queries, again) {
			t.Errorf("%q: written and read again (%v):\n%s", text, err, cmp.Diff(queries, again))
		}
	})
}

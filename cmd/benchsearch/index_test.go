package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"
)

func TestBuildIndex(t *testing.T) {
	articles := fieldsArticles()
	for i := range articles {
		articles[i].Lang, articles[i].Path = "ru", "/ru/"+articles[i].Source+"/"
	}
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := writeArticles(file, articles); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ number, want int }{{0, 5}, {3, 3}, {12, 12}} {
		job, err := json.Marshal(indexJob{Articles: file, Number: test.number, Publish: true, Out: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := buildIndex(bytes.NewReader(job), &out); err != nil {
			t.Fatal(err)
		}
		var got indexResult
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.Articles != test.want || got.Bytes == 0 || got.Files == 0 || got.Changed == 0 || got.Changed > 2*got.Bytes {
			t.Errorf("number %d: got %+v, want %d articles and some bytes changed", test.number, got, test.want)
		}
	}
	if err := buildIndex(bytes.NewReader(nil), &bytes.Buffer{}); err == nil {
		t.Error("no job was done without an error")
	}
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]string{
		"library/terms.0123456789abcdef.bin": "terms",
		"library/search.json":                "search",
		"library/sources.01234567.bin":       "sources",
	} {
		if got := kindOf(name); got != want {
			t.Errorf("kindOf(%q) = %q, want %q", name, got, want)
		}
		if got := fetched(name); got != (want != "sources") {
			t.Errorf("fetched(%q) = %t", name, got)
		}
	}
}

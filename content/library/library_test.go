package library

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"lectern/content"
)

func testNow() time.Time { return time.Date(2026, 3, 24, 12, 0, 0, 0, time.UTC) }

// folder makes a file system of names and texts.
func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func load(t testing.TB, files map[string]string) *Library {
	t.Helper()
	lib, err := NewLoader(Options{FS: folder(files), Now: testNow}).Load(context.Background())
	if err != nil {
		t.Fatalf("loading %v: %v", files, err)
	}
	for _, p := range lib.Problems {
		if p.Hint == "" {
			t.Errorf("no hint: %s", p)
		}
	}
	return lib
}

func (lib *Library) bySource(t testing.TB, source string) *content.Article {
	t.Helper()
	for _, a := range lib.Articles {
		if a.Source == source {
			return a
		}
	}
	t.Fatalf("no article %s; there are %v", source, sources(lib.Articles))
	return nil
}

func sources(articles []*content.Article) []string {
	var names []string
	for _, a := range articles {
		names = append(names, a.Source)
	}
	return names
}

// kinds lists problems as "file:line kind".
func kinds(problems []content.Problem) []string {
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprintf("%s:%d %s", p.File, p.Line, p.Kind))
	}
	return list
}

func paths(refs []content.Ref) []string {
	var list []string
	for _, r := range refs {
		list = append(list, r.Path)
	}
	return list
}

//go:build !js

package search

import (
	"errors"
	"io/fs"
	"testing"

	"lectern/content/search/index"
)

// TestRenew publishes a newer article under a reader whose files are all in
// memory: it is found once the engine was told to look, and not before.
func TestRenew(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	found := func() int {
		t.Helper()
		got, err := e.Search(t.Context(), Query{Text: "невиданное", Verbatim: true})
		if err != nil {
			t.Fatal(err)
		}
		return len(got.Results)
	}
	if n := found(); n != 0 {
		t.Fatalf("%d articles found before it was published", n)
	}
	if changed, err := e.Renew(t.Context()); changed || err != nil {
		t.Errorf("Renew of the same site: %v, %v; want false and no error", changed, err)
	}
	s.Files = siteOf(t, append(library(), index.Doc{Path: "/ru/new/", Source: "new.md", Lang: "ru", Title: "Невиданное", Text: "Невиданное дело."})).Files
	if n := found(); n != 0 {
		t.Errorf("%d articles found without looking: the manifest is fetched for every query", n)
	}
	before := len(s.Fetched)
	if changed, err := e.Renew(t.Context()); !changed || err != nil {
		t.Errorf("Renew after publishing: %v, %v; want true and no error", changed, err)
	}
	if n := len(s.Fetched) - before; n != 1 {
		t.Errorf("Renew fetched %d files, want the manifest only", n)
	}
	if n := found(); n != 1 {
		t.Errorf("%d articles found after Renew, want 1", n)
	}
	s.Files = nil
	if changed, err := e.Renew(t.Context()); changed || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Renew without a site: %v, %v; want false and fs.ErrNotExist", changed, err)
	}
	if n := found(); n != 1 {
		t.Errorf("%d articles found after a Renew that failed, want 1 as before", n)
	}
}

//go:build !js

package index

import (
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestWorkedExample holds the examples of the package comment.
func TestWorkedExample(t *testing.T) {
	list := coded(func(c *coder) { c.list(newLists(), evenSpace(8), []uint32{2, 3}, 2) })
	if got, want := hex.EncodeToString(list), "efffffff"; got != want {
		t.Errorf("documents 2 and 3 of 8 are %s, want %s", got, want)
	}
	s := indexOf(t, []Doc{{Path: "/en/sea/", Source: "sea.md", Lang: "en", Title: "Sea", Text: "The sea."}})
	names := slices.Sorted(maps.Keys(s.files))
	if want := []string{"library/all.988ed9e8bb0cf508.bin", ManifestName}; !slices.Equal(names, want) {
		t.Fatalf("files are %q, want %q", names, want)
	}
	want := strings.Fields(`
		4c4543530261988ed9e84305f52aaaff000978ca27f5aa932687000c58ca27f5af7b4607acd332ce10e83bf6ef0a7706
		12ab5cfcc12e5cf100047fffffff0495557fff0ac6513f751b4965ccd911`)
	if got := hex.EncodeToString(s.files[names[0]]); got != strings.Join(want, "") {
		t.Errorf("the file is %s, want %s", got, strings.Join(want, ""))
	}
	if got, want := string(s.files[ManifestName]), `{"check":"459ee4cb","index":{"format":"lectern-search","version":2,"langs":[{"lang":"en","segments":[{"docs":1,"all":"988ed9e8bb0cf508"}]}]}}`; got != want {
		t.Errorf("the manifest is %s, want %s", got, want)
	}
}

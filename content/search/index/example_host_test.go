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
	list := coded(func(c *coder) { c.list(c.newLists(), evenSpace(8), []uint32{2, 3}, 2) })
	if got, want := hex.EncodeToString(list), "efffffff"; got != want {
		t.Errorf("documents 2 and 3 of 8 are %s, want %s", got, want)
	}
	s := indexOf(t, []Doc{{Path: "/en/sea/", Source: "sea.md", Lang: "en", Title: "Sea", Text: "The sea."}})
	names := slices.Sorted(maps.Keys(s.Files))
	if want := []string{"library/all.b47522d119cdd646.bin", ManifestName}; !slices.Equal(names, want) {
		t.Fatalf("files are %q, want %q", names, want)
	}
	want := strings.Fields(`
		4c4543530561b47522d14205f52aaaff000978ca9cd151648796000c58ca9cd15687415e00ae70000fe8318119d3bba3
		60c23c5f0ef040f7047fffffff0495557fff0ac654e652d580fb111278`)
	if got := hex.EncodeToString(s.Files[names[0]]); got != strings.Join(want, "") {
		t.Errorf("the file is %s, want %s", got, strings.Join(want, ""))
	}
	if got, want := string(s.Files[ManifestName]), `{"check":"e2f1907e","index":{"format":"lectern-search","version":5,"langs":[{"lang":"en","segments":[{"docs":1,"all":"b47522d119cdd646"}]}]}}`; got != want {
		t.Errorf("the manifest is %s, want %s", got, want)
	}
}

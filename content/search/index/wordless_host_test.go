//go:build !js

package index

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestWordless writes and reads segments of which no article has a word: one
// article of signs, the newest of 33, and one too large for a single file.
func TestWordless(t *testing.T) {
	signs := Doc{Path: "/en/signs/", Source: "signs.md", Lang: "en", Title: "🎉 ...", Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	many := []Doc{signs}
	for i := range 32 {
		many = append(many, Doc{
			Path: fmt.Sprintf("/en/a%d/", i), Source: fmt.Sprintf("a%d.md", i), Lang: "en", Title: "Sea",
			Date: time.Date(2025, 1, 1+i, 0, 0, 0, 0, time.UTC),
		})
	}
	large := signs
	large.Source = strings.Repeat("…", 40_000)
	for name, docs := range map[string][]Doc{"one": {signs}, "the newest": many, "large": {large}} {
		t.Run(name, func(t *testing.T) {
			s := indexOf(t, docs)
			snapshot, err := Open(s.Fetch).Snapshot(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			l, err := snapshot.Language(t.Context(), "en")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := l.Find(t.Context(), "sea"); err != nil {
				t.Error(err)
			}
			if _, err := l.Prefix(t.Context(), "s", 3); err != nil {
				t.Error(err)
			}
			shown, err := l.Shown(t.Context(), []uint32{uint32(l.Docs() - 1)})
			if err != nil || len(shown) != 1 || shown[0].Path != "/en/signs/" {
				t.Errorf("the newest of %d is %v (%v), want /en/signs/", len(docs), shown, err)
			}
		})
	}
}

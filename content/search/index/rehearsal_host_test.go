//go:build !js

package index

import (
	"encoding/hex"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write rehearsal.txt")

// TestRehearsal holds that the library in the program is in today's format, and
// has every kind of file that browsers read.
func TestRehearsal(t *testing.T) {
	b := NewBuilder()
	b.whole = 0
	b.Update([]Doc{
		{Path: "/ru/sea/", Source: "a.md", Lang: "ru", Title: "Тихое море", Text: "Под тихим морем лежит большой камень. The sea keeps its stones.", Headings: []string{"Камни"}},
		{Path: "/ru/wind/", Source: "b.md", Lang: "ru", Title: "Море и ветер", Text: "Ветер гонит волны по морю, волны бьются о камни.", Topics: []Tag{{"more", "Море"}}},
		{Path: "/ru/shore/", Source: "c.md", Lang: "ru", Title: "Берег", Text: "На берегу лежат камни, их моет море."},
	})
	files := siteOf(t, b).Files
	var want strings.Builder
	kinds := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		kind, _, _ := strings.Cut(strings.TrimPrefix(name, folder), ".")
		if kinds[kind] = true; kind != kindName(kindSources) { // which browsers don't read
			data := string(files[name])
			if data[0] != '{' {
				data = hex.EncodeToString(files[name])
			}
			want.WriteString(name + " " + data + "\n")
		}
	}
	for _, kind := range []byte{kindTerms, kindTitles, kindShown, kindWords, kindRare} {
		if !kinds[kindName(kind)] {
			t.Errorf("no file of %s", kindName(kind))
		}
	}
	if *update {
		if err := os.WriteFile("rehearsal.txt", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if rehearsal != want.String() {
		t.Errorf("the library in the program is not in today's format (go test ./content/search/index -update)\ngot\n%s\nwant\n%s", rehearsal, want.String())
	}
}

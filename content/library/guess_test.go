package library

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestReconsider(t *testing.T) {
	mixed, latin := letters{latin: 70, cyrillic: 30}, letters{latin: 95, cyrillic: 5}
	tests := map[string]struct {
		main     int // articles guessed to be in the default language
		lang     content.Lang
		letters  letters
		declared bool
		number   int
		want     content.Lang
	}{
		"Russian with much code":           {30, "en", mixed, false, 1, "ru"},
		"English with a Russian title":     {30, "en", latin, false, 1, "en"},
		"said by the author":               {30, "en", mixed, true, 1, "en"},
		"too many to be a mistake":         {30, "en", mixed, false, 10, "en"},
		"a small library":                  {5, "en", mixed, false, 1, "en"},
		"Bulgarian in a Russian library":   {30, "bg", letters{cyrillic: 100}, false, 1, "ru"},
		"Uzbek in a Russian library":       {30, "uz-Cyrl", letters{cyrillic: 100}, false, 1, "uz-Cyrl"},
		"Latin Uzbek in a Russian library": {30, "uz", latin, false, 1, "uz"},
		"Ukrainian in a Russian library":   {30, "uk", letters{cyrillic: 100}, false, 1, "uk"},
		"Arabic in a Russian library":      {30, "ar", letters{arabic: 60, cyrillic: 40}, false, 1, "ar"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var sources []*source
			var langs, want []content.Lang
			for i := range test.main {
				sources = append(sources, &source{entry: entry{path: fmt.Sprint(i)}})
				langs, want = append(langs, "ru"), append(want, "ru")
			}
			for range test.number {
				sources = append(sources, &source{letters: test.letters, declared: test.declared})
				langs, want = append(langs, test.lang), append(want, test.want)
			}
			reconsider(sources, langs, "ru")
			if diff := cmp.Diff(want, langs); diff != "" {
				t.Errorf("languages (-want +got):\n%s", diff)
			}
		})
	}
}

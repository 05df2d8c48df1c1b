//go:build !js

package index

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestDocOf(t *testing.T) {
	from := &content.Article{
		Path: "/ru/sea/", Source: "sea.md", Lang: "ru", Title: "Море", Summary: "О море.", Text: "Вода\nСолёная.\nВолны",
		Headings: []content.Heading{{Level: 2, Text: "Вода"}, {Level: 3, Text: "Волны"}},
		Topics:   []content.Tag{{Slug: "nature", Name: "Природа"}}, Authors: []content.Tag{{Slug: "anna", Name: "Анна"}},
		Date: time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC),
	}
	want := Doc{
		Path: "/ru/sea/", Source: "sea.md", Lang: "ru", Title: "Море", Heading: "Вода", Summary: "О море.", Text: "Вода\nСолёная.\nВолны",
		Headings: []string{"Вода", "Волны"}, Topics: []Tag{{"nature", "Природа"}}, Authors: []Tag{{"anna", "Анна"}}, Date: from.Date,
	}
	if diff := cmp.Diff(want, DocOf(from)); diff != "" {
		t.Errorf("DocOf (-want +got):\n%s", diff)
	}
}

// The heading that a text begins with, above all others, is a second title.
func TestSecondTitle(t *testing.T) {
	tests := []struct {
		name, text string
		headings   []content.Heading
		want       string
	}{
		{"none", "Текст", nil, ""},
		{"alone", "Единицы трансляции\nТекст", []content.Heading{{Level: 2, Text: "Единицы\u00A0трансляции"}}, "Единицы\u00A0трансляции"},
		{"above others", "А\nТекст\nБ\nТекст", []content.Heading{{Level: 2, Text: "А"}, {Level: 3, Text: "Б"}}, "А"},
		{"one of several", "А\nТекст\nБ\nТекст", []content.Heading{{Level: 2, Text: "А"}, {Level: 2, Text: "Б"}}, ""},
		{"after text", "Текст\nА\nТекст", []content.Heading{{Level: 2, Text: "А"}}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := secondTitle(&content.Article{Text: test.text, Headings: test.headings}); got != test.want {
				t.Errorf("secondTitle of %q, %v is %q, want %q", test.text, test.headings, got, test.want)
			}
		})
	}
}

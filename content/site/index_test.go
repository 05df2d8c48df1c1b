package site

import (
	"testing"

	"lectern/content"
)

// TestSecondTitle takes the heading that a text begins with, above all others.
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

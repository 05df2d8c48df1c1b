package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseQuery(t *testing.T) {
	type w = queryWord
	tests := []struct {
		query string
		want  []queryWord
	}{
		{"", nil},
		{`"" - -- "`, nil},
		{"Новый год", []w{{text: "новый"}, {text: "год", prefix: true}}},
		{"новый год ", []w{{text: "новый"}, {text: "год"}}},
		{"год -снег", []w{{text: "год"}, {text: "снег", exclude: true}}},
		{"из-за e-mail", []w{{text: "из"}, {text: "за"}, {text: "e"}, {text: "mail", prefix: true}}},
		{"«тёмный лес» сказка", []w{{text: "тёмный", phrase: 1}, {text: "лес", phrase: 1}, {text: "сказка", prefix: true}}},
		{`a -"b c"`, []w{{text: "a"}, {text: "b", phrase: 1, exclude: true}, {text: "c", phrase: 1, exclude: true}}},
		{`a "b`, []w{{text: "a"}, {text: "b", prefix: true}}},
		{"\u200F-\u202Eслово", []w{{text: "слово", prefix: true}}},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			if diff := cmp.Diff(test.want, parseQuery(test.query), cmp.AllowUnexported(queryWord{})); diff != "" {
				t.Errorf("parseQuery(%q) (-want +got):\n%s", test.query, diff)
			}
		})
	}
}

package search

import (
	"slices"
	"testing"
)

// TestWithoutFilterAsTyped removes filters that were typed by name or by how it
// begins.
func TestWithoutFilterAsTyped(t *testing.T) {
	tests := []struct{ query, kind, value, want string }{
		{"пошлина topic:тамож", "topic", "таможня", "пошлина"},
		{"пошлина тема:Тамож", "topic", "Таможня и налоги", "пошлина"},
		{`author:"Анна Белова" порт`, "author", "Анна Белова", "порт"},
		{`author:"Анна Белова" порт`, "author", "анна-белова", "порт"},
		{"порт author:анна", "author", "Анна Белова", "порт"},
		{"topic:порт topic:порты", "topic", "порты", "topic:порт"},
		{"topic:порты кран", "topic", "порт", "topic:порты кран"},
		{"year:2021 порт", "author", "2021", "year:2021 порт"},
	}
	for _, tt := range tests {
		if got := WithoutFilter(tt.query, tt.kind, tt.value); got != tt.want {
			t.Errorf("WithoutFilter(%q, %q, %q) = %q, want %q", tt.query, tt.kind, tt.value, got, tt.want)
		}
	}
	// Adding a value does not take away one that it begins with.
	if got, want := WithFilter("topic:порт", "topic", "порты"), "topic:порт topic:порты"; got != want {
		t.Errorf("WithFilter = %q, want %q", got, want)
	}
}

// TestWithFilter adds filters to what may stand in their way.
func TestWithFilter(t *testing.T) {
	for _, query := range []string{"", "порт", `"порт`, `«порт и "причал" кран`, `порт topic:"а`, `порт "`, `"два слова" порт`} {
		got := WithFilter(query, KindAuthor, "Анна Белова")
		filters := parseQuery(got).filters
		if len(filters) == 0 || filters[len(filters)-1].Value != "Анна Белова" || len(parseQuery(got).words) != len(parseQuery(query).words) {
			t.Errorf("WithFilter(%q) = %q with filters %+v, want the author last and the words as before", query, got, filters)
		}
		if again := parseQuery(WithoutFilter(got, KindAuthor, "анна белова")); len(again.filters) != len(parseQuery(query).filters) {
			t.Errorf("WithoutFilter(%q): %+v", got, again.filters)
		}
	}
}

func TestSameValue(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Ёлки", "елки", true},
		{"Новый год", "новый-год", true},
		{"C++", "C#", false},
		{"★", "✦", false},
		{"★", "★", true},
		{"", "★", false},
	}
	for _, tt := range tests {
		if got := sameValue(tt.a, tt.b); got != tt.want {
			t.Errorf("sameValue(%q, %q) = %t, want %t", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestExcludedFilter reads filters that are excluded, which are no words.
func TestExcludedFilter(t *testing.T) {
	p := parseQuery(`порт -topic:мост -год:2023 -author:"Анна Белова" -topic: lang:ru`)
	want := []Filter{{Kind: KindTopic, Value: "мост", Name: "мост"}, {Kind: KindYear, Value: "2023", Name: "2023"}, {Kind: KindAuthor, Value: "Анна Белова", Name: "Анна Белова"}}
	if len(p.words) != 1 || len(p.filters) != 1 || !slices.Equal(p.barred, want) {
		t.Errorf("words %+v, filters %+v, excluded %+v; want a word, a filter and %+v", p.words, p.filters, p.barred, want)
	}
	if got, want := WithoutFilter("порт -topic:мост topic:мост", KindTopic, "мост"), "порт -topic:мост"; got != want {
		t.Errorf("WithoutFilter = %q, want %q", got, want)
	}
	if got := withoutExcluded("порт -topic:мост -река"); flatten(got) != "порт" {
		t.Errorf("withoutExcluded = %q, want the word", got)
	}
}

package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestParseQuery(t *testing.T) {
	type w = queryWord
	topic := func(value string) Filter { return Filter{Kind: KindTopic, Value: value, Name: value} }
	tests := []struct {
		query   string
		want    []queryWord
		filters []Filter
	}{
		{"", nil, nil},
		{`"" - -- "`, nil, nil},
		{"Новый год", []w{{text: "новый"}, {text: "год", prefix: true}}, nil},
		{"новый год ", []w{{text: "новый"}, {text: "год"}}, nil},
		{"год -снег", []w{{text: "год"}, {text: "снег", exclude: true}}, nil},
		{"из-за e-mail", []w{{text: "из"}, {text: "за"}, {text: "e"}, {text: "mail", prefix: true}}, nil},
		{"«тёмный лес» сказка", []w{{text: "тёмный", phrase: 1}, {text: "лес", phrase: 1}, {text: "сказка", prefix: true}}, nil},
		{`a -"b c"`, []w{{text: "a"}, {text: "b", phrase: 1, exclude: true}, {text: "c", phrase: 1, exclude: true}}, nil},
		{`a "b`, []w{{text: "a"}, {text: "b", prefix: true}}, nil},
		{"\u200F-\u202Eслово", []w{{text: "слово", prefix: true}}, nil},
		{"слово\u200B\u200F\x00", []w{{text: "слово", prefix: true}}, nil},
		{"topic:customs год", []w{{text: "год", prefix: true}}, []Filter{topic("customs")}},
		{"год тема:таможня Topic:таможня", []w{{text: "год"}}, []Filter{topic("таможня")}},
		{`topic:"Общее право" год`, []w{{text: "год", prefix: true}}, []Filter{topic("Общее право")}},
		{"topic: год", []w{{text: "год", prefix: true}}, nil},
		{"topic:", nil, nil},
		{`topic:"`, nil, nil},
		{"mavzu:soliq автор:ада lang:uz год:2026", nil, []Filter{topic("soliq"),
			{Kind: KindAuthor, Value: "ада", Name: "ада"}, {Kind: KindLang, Value: "uz", Name: "uz"}, {Kind: KindYear, Value: "2026", Name: "2026"}}},
		{"250 000 рублей", []w{{text: "250000"}, {text: "рублей", prefix: true}}, nil},
		{"$1\u00A0250\u2009000", []w{{text: "1250000", prefix: true}}, nil},
		{"год -10 000 (5 000) снег", []w{{text: "год"}, {text: "10000"}, {text: "5000"}, {text: "снег", prefix: true}}, nil},
		{"сервер --reload -[x] −снег", []w{{text: "сервер"}, {text: "reload"}, {text: "x"}, {text: "снег", exclude: true}}, nil},
		{"ракета НАСА и МИД", []w{{text: "ракета"}, {text: "наса", capital: true}, {text: "и"}, {text: "мид", capital: true, prefix: true}}, nil},
		{"МИД РФ", []w{{text: "мид"}, {text: "рф", prefix: true}}, nil},
		{`5 000-й "10" 000`, []w{{text: "5000"}, {text: "й"}, {text: "10", phrase: 1}, {text: "000", prefix: true}}, nil},
		{"250 00 2020 100 1 000x", []w{{text: "250"}, {text: "00"}, {text: "2020"}, {text: "100"}, {text: "1"}, {text: "000x", prefix: true}}, nil},
		{"std::vector", []w{{text: "std"}, {text: "vector", prefix: true}}, nil},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			got := parseQuery(test.query)
			for i := range got.words {
				got.words[i].span, got.words[i].token = Span{}, Span{}
			}
			want := parsedQuery{words: test.want, filters: test.filters}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(queryWord{}, parsedQuery{})); diff != "" {
				t.Errorf("parseQuery(%q) (-want +got):\n%s", test.query, diff)
			}
		})
	}
}

func TestJoined(t *testing.T) {
	tests := []struct {
		query string
		want  []run
	}{
		{"python 3.11", []run{{words: []int{1, 2}}}},
		{"v1.2 10:30 1/2", []run{{words: []int{0, 1}}, {words: []int{2, 3}}, {words: []int{4, 5}}}},
		{"Node.js а.1", []run{{words: []int{0, 1}}, {words: []int{2, 3}}}},
		{`3 11 3. 11 std::vector "3.11" -а3.11 "12 марта 2026" ไทย`, nil},
		{"12.05.2024 или 2024-05-12", []run{{[]int{0, 1, 2}, "2024-05-12"}, {[]int{6, 5, 4}, "2024-05-12"}}},
		{"5/12/2024 12/31/2024", []run{{[]int{0, 1, 2}, "2024-12-05"}, {[]int{4, 3, 5}, "2024-12-31"}}},
		{"31.13.2024 12.05.24", []run{{words: []int{0, 1, 2}}, {words: []int{3, 4, 5}}}},
		{"снег 12 марта 2026 года", []run{{[]int{1, 2, 3}, "2026-03-12"}}},
		{"March 5, 2026", []run{{[]int{1, 0, 2}, "2026-03-05"}}},
		{"2026-yil 12-mart", []run{{[]int{2, 3, 0}, "2026-03-12"}}},
		{"12 мая", nil},
		{"12 снега 2026", nil},
	}
	for _, test := range tests {
		if got := parseQuery(test.query).joined; !cmp.Equal(got, test.want, cmp.AllowUnexported(run{})) {
			t.Errorf("joined in %q: %v, want %v", test.query, got, test.want)
		}
	}
}

func TestHasNumber(t *testing.T) {
	tests := []struct {
		text       string
		unfinished bool
		want       bool
	}{
		{"Python 3.11", false, true},
		{"3: 11", false, false},
		{"13.11, 3.112", false, false},
		{"13.11 и 3.11.", false, true},
		{"3.112", true, true},
		{"", true, false},
	}
	for _, test := range tests {
		if got := hasNumber(test.text, "3.11", test.unfinished); got != test.want {
			t.Errorf("hasNumber(%q, unfinished %v) = %v, want %v", test.text, test.unfinished, got, test.want)
		}
	}
}

func TestFiltersInText(t *testing.T) {
	tests := []struct{ query, kind, value, with, without string }{
		{"", "topic", "customs", "topic:customs", ""},
		{"таможня", "topic", "customs", "таможня topic:customs", "таможня"},
		{"таможня ", "year", "2026", "таможня year:2026", "таможня "},
		{"таможня topic:customs", "topic", "customs", "таможня topic:customs", "таможня"},
		{"тема:customs таможня", "topic", "customs", "таможня topic:customs", "таможня"},
		{`a topic:"Общее право" b`, "topic", "общее-право", "a b topic:общее-право", "a b"},
		{"a", "author", "Ада Лавлейс", `a author:"Ада Лавлейс"`, "a"},
		{`"topic:x y" topic:z`, "topic", "z", `"topic:x y" topic:z`, `"topic:x y"`},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			if got := WithFilter(test.query, test.kind, test.value); got != test.with {
				t.Errorf("WithFilter(%q, %q, %q) = %q, want %q", test.query, test.kind, test.value, got, test.with)
			}
			if got := WithoutFilter(test.query, test.kind, test.value); got != test.without {
				t.Errorf("WithoutFilter(%q, %q, %q) = %q, want %q", test.query, test.kind, test.value, got, test.without)
			}
		})
	}
}

// TestLateFilter: a filter chosen by a button stands behind all words, also
// behind those that are too many or too far.
func TestLateFilter(t *testing.T) {
	for _, text := range []string{strings.Repeat("слово ", maxWords+5), strings.Repeat("х", maxQuery+5), strings.Repeat("-- ", maxQuery)} {
		p := parseQuery(WithFilter(text, KindYear, "2026"))
		if len(p.words) > maxWords || len(p.filters) != 1 || p.filters[0].Value != "2026" {
			t.Errorf("%.20q: %d words and filters %v, want up to %d and the year", text, len(p.words), p.filters, maxWords)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, q := range []string{`a "b c" -d`, "topic:", `topic:"x`, "тема:«y»", "\u202E-\x00\"", "-−-«", strings.Repeat("topic:a ", 50), "\xff:\xd0"} {
		f.Add(q, "topic", "a b")
	}
	f.Add("0", "topic", " !")
	f.Add(`"a`, "author", "b «c")
	f.Fuzz(func(t *testing.T, query, kind, value string) {
		got := parseQuery(query)
		if len(got.words) > maxWords || len(got.filters) > maxFilters {
			t.Errorf("parseQuery(%q): %d words, %d filters", query, len(got.words), len(got.filters))
		}
		for _, w := range got.words {
			if w.text == "" || w.span.Start < w.token.Start || w.span.End > w.token.End || w.token.End > len(query) || w.span.Start >= w.span.End {
				t.Errorf("parseQuery(%q): word %+v", query, w)
			}
		}
		if filterKind(kind) == kind && utf8.ValidString(value) && utf8.RuneCountInString(query) < maxQuery/2 {
			with := WithFilter(query, kind, value)
			if without := WithoutFilter(with, kind, value); len(parseQuery(without).filters) > len(got.filters) {
				t.Errorf("WithoutFilter(%q, %q, %q) = %q", with, kind, value, without)
			}
		}
	})
}

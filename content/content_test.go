package content

import (
	"slices"
	"testing"
)

func TestLang(t *testing.T) {
	tests := []struct {
		lang                       Lang
		segment, base, script, dir string
	}{
		{"ru", "ru", "ru", "", "ltr"},
		{"uz-Cyrl", "uz-cyrl", "uz", "Cyrl", "ltr"},
		{"ar", "ar", "ar", "", "rtl"},
		{"fa-AF", "fa-af", "fa", "", "rtl"},
		{"uz-Arab", "uz-arab", "uz", "Arab", "rtl"},
		{"ug-Latn", "ug-latn", "ug", "Latn", "ltr"},
		{"zh-Hans", "zh-hans", "zh", "Hans", "ltr"},
		{"", "", "", "", "ltr"},
	}
	for _, test := range tests {
		l := test.lang
		if l.Segment() != test.segment || l.Base() != test.base || l.Script() != test.script || l.Dir() != test.dir {
			t.Errorf("%q: got %q, %q, %q, %q; want %q, %q, %q, %q", l,
				l.Segment(), l.Base(), l.Script(), l.Dir(), test.segment, test.base, test.script, test.dir)
		}
	}
}

func TestProblems(t *testing.T) {
	problems := []Problem{
		{File: "b.md", Message: "no title", Hint: "write one"},
		{File: "a.md", Line: 12, Column: 3, Message: "broken"},
		{File: "a.md", Line: 2, Column: 40, Message: "broken"},
	}
	SortProblems(problems)
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	want := []string{"a.md:2:40: broken", "a.md:12:3: broken", "b.md:1:1: no title (write one)"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProblemIsOnePrintableLine(t *testing.T) {
	tests := []struct {
		problem Problem
		want    string
	}{
		{Problem{File: "Отпуск и отдых.md", Message: "нет «этого»\u200c"}, "Отпуск и отдых.md:1:1: нет «этого»\u200c"},
		{Problem{File: "a\nb.md:9:9: fine", Message: "broken"}, `a\nb.md:9:9: fine:1:1: broken`},
		{Problem{File: "\x1b[2J.md", Message: "a\tb\u009b", Hint: "see \x1b]0;title\a"}, `\x1b[2J.md:1:1: a\tb\u009b (see \x1b]0;title\a)`},
		{Problem{File: "gpj.\u202edm", Message: "\u2028\u2066"}, `gpj.\u202edm:1:1: \u2028\u2066`},
		{Problem{File: "a\xff.md", Message: "x"}, `a\xff.md:1:1: x`},
	}
	for _, test := range tests {
		if got := test.problem.String(); got != test.want {
			t.Errorf("%+q: got %q, want %q", test.problem, got, test.want)
		}
	}
}

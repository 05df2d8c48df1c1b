package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRuns(t *testing.T) {
	tests := []struct {
		text string
		want [][]string
	}{
		{"", nil},
		{"Привет, мир", [][]string{{"привет"}, {"мир"}}},
		{"Кое-что о  C2664: o‘zbek\u00a0tili", [][]string{{"кое-что", "о", "c2664"}, {"o‘zbek", "tili"}}},
		{"– тире -", [][]string{{"тире"}}},
		{"rock 'n' roll-", [][]string{{"rock"}, {"n"}, {"roll"}}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			if diff := cmp.Diff(test.want, runs(test.text)); diff != "" {
				t.Errorf("runs(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestScriptOf(t *testing.T) {
	tests := []struct {
		word string
		want script
		ok   bool
	}{
		{"мир", cyrillic, true},
		{"функций-членов", cyrillic, true},
		{"world", latin, true},
		{"سلام", arabic, true},
		{"世界", otherScript, true},
		{"c2664", otherScript, false},
		{"cтатья", otherScript, false},
		{"is_open", otherScript, false},
	}
	for _, test := range tests {
		if got, ok := scriptOf(test.word); got != test.want || ok != test.ok {
			t.Errorf("scriptOf(%q) = %d, %t, want %d, %t", test.word, got, ok, test.want, test.ok)
		}
	}
}

func TestAkin(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"страница", "страниц", true},
		{"использование", "использовать", true},
		{"ёлка", "елки", true},
		{"окно", "окно", true},
		{"да", "да", true},
		{"окно", "оконный", false},
		{"программа", "программирование", false},
		{"мир", "миру", true},
		{"вес", "воз", false},
	}
	for _, test := range tests {
		if got := akin(test.a, test.b); got != test.want {
			t.Errorf("akin(%q, %q) = %t, want %t", test.a, test.b, got, test.want)
		}
		if got := akin(test.b, test.a); got != test.want {
			t.Errorf("akin(%q, %q) = %t, want %t", test.b, test.a, got, test.want)
		}
		if test.want && len([]rune(test.a)) > 2 && beginning(test.a) != beginning(test.b) {
			t.Errorf("akin words %q and %q begin with %q and %q", test.a, test.b, beginning(test.a), beginning(test.b))
		}
	}
}

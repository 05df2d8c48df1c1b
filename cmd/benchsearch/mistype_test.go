package main

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

func TestOtherKeys(t *testing.T) {
	tests := []struct {
		word, want string
		ok         bool
	}{
		{"привет", "ghbdtn", true},
		{"hello", "руддщ", true},
		{"объём", "j,]`v", true},
		{"функций-членов", "aeyrwbq-xktyjd", true},
		{"қазақ", "", false},
		{"c2664", "", false},
	}
	for _, test := range tests {
		got, ok := otherKeys(test.word)
		if got != test.want || ok != test.ok {
			t.Errorf("otherKeys(%q) = %q, %t, want %q, %t", test.word, got, ok, test.want, test.ok)
		}
		if back, _ := otherKeys(got); ok && back != test.word {
			t.Errorf("otherKeys(otherKeys(%q)) = %q", test.word, back)
		}
	}
}

// A mistake is one, and never in the first letter.
func TestMistype(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, word := range []string{"управление", "keyboard", "ёлочка", "кое-что", "кооперация"} {
		for range 200 {
			got, ok := mistype(word, random)
			if !ok {
				t.Errorf("mistype(%q) gave up", word)
				continue
			}
			a, b := []rune(word), []rune(got)
			if a[0] != b[0] || got == word || !oneMistake(a, b) {
				t.Errorf("mistype(%q) = %q", word, got)
			}
		}
	}
	if got, ok := mistype("мир", random); ok {
		t.Errorf("mistype of a short word = %q, want none", got)
	}
}

// oneMistake reports whether b is a with one letter changed or left out, or two
// neighbours changed about.
func oneMistake(a, b []rune) bool {
	at := 0
	for at < len(b) && at < len(a) && a[at] == b[at] {
		at++
	}
	switch rest, other := string(a[at:]), string(b[at:]); {
	case utf8.RuneCountInString(rest) == utf8.RuneCountInString(other)+1:
		return string(a[at+1:]) == other
	case string(a[at+1:]) == string(b[at+1:]):
		return true
	default:
		return len(a) == len(b) && at+1 < len(a) && a[at] == b[at+1] && a[at+1] == b[at] && string(a[at+2:]) == string(b[at+2:])
	}
}

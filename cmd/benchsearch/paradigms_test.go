package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParadigms(t *testing.T) {
	p, err := readParadigms(strings.NewReader("столу\tСтол стола столу\n\nстолу другое\nодно\nёлки елки ёлка\n"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		word string
		want []string
	}{
		{"столу", []string{"стол", "стола"}},
		{"ёлки", []string{"ёлка"}},
		{"одно", nil},
		{"нет", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, p.others(test.word)); diff != "" {
			t.Errorf("others(%q) (-want +got):\n%s", test.word, diff)
		}
	}
}

func FuzzReadParadigms(f *testing.F) {
	f.Add("столу стол стола\n")
	f.Add("\xff\t\xfe \x00\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := readParadigms(strings.NewReader(text))
		for word := range p {
			if err == nil {
				p.others(word)
			}
		}
	})
}

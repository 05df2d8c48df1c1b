package library

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"customs.md", "c6250.md", "отпуск.md", "title", "news-2016.md"}
	tests := []struct{ word, want string }{
		{"custom.md", "customs.md"},
		{"cutsoms.md", "customs.md"},
		{"Customs.md", "customs.md"},
		{"titel", "title"},
		{"c6251.md", ""},
		{"отпусе.md", "отпуск.md"},
		{"news-2017.md", ""},
		{"elsewhere.md", ""},
		{"", ""},
		{"ti", ""},
	}
	for _, test := range tests {
		got, ok := nearest(test.word, names)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("nearest(%q) = %q, %v, want %q", test.word, got, ok, test.want)
		}
	}
}

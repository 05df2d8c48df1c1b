package app

import (
	"testing"

	"lectern/app/browser"
)

func TestTexts(t *testing.T) {
	const data = `{"tag":"en","dir":"ltr","none":"Nothing for “{query}”","count":{"one":"{n} article","other":"{n} articles"},"few":{"other":"{n}"}}`
	words, err := parseTexts(browser.New(), []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, got, want string }{
		{"text", words.get("none", "query", "{n}"), "Nothing for “{n}”"},
		{"missing", words.get("absent"), "absent"},
		{"one", words.count("count", 1), "1 article"},
		{"many", words.count("count", 42), "42 articles"},
		{"category not given", words.count("few", 1), "1"},
		{"a plural that is a text", words.count("none", 2), "Nothing for “{query}”"},
		{"direction", words.dir(), "ltr"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
	if _, err := parseTexts(browser.New(), []byte("<html>")); err == nil {
		t.Error("parseTexts of HTML: no error")
	}
}

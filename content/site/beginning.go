package site

import (
	"strings"

	"golang.org/x/net/html"
)

// beginning returns the first elements of an article's HTML, as many as fit so
// many bytes; all of it when it is shorter, nothing when the first does not fit.
func beginning(text string, most int) string {
	if len(text) <= most {
		return text
	}
	tokens := html.NewTokenizer(strings.NewReader(text))
	at, end, depth := 0, 0, 0
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return text[:end]
		}
		at += len(tokens.Raw())
		name, _ := tokens.TagName()
		switch {
		case kind == html.StartTagToken && !isVoid(string(name)):
			depth++
		case kind == html.EndTagToken:
			depth--
		}
		if at > most {
			return text[:end]
		}
		if depth <= 0 {
			end = at
		}
	}
}

// isVoid reports whether an element has no end tag.
func isVoid(name string) bool {
	switch name {
	case "area", "br", "col", "hr", "img", "input", "source", "track", "wbr":
		return true
	}
	return false
}

package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// Bounds of a query: what is past them is ignored.
const (
	maxQuery = 1000 // characters
	maxWords = 24   // must fit the bits of hit.words
)

// A queryWord is a word of a query.
type queryWord struct {
	text    string // folded
	phrase  int    // number of the quoted phrase it is in, from 1; 0 for none
	exclude bool   // articles with the word (or its phrase) are left out
	prefix  bool   // the last word, which may still grow
}

// parseQuery takes a query apart: "quoted phrases" in any quotation marks of
// pairs, -excluded words and phrases, and plain words. There is no wrong query;
// a quotation mark without its partner is ignored.
func parseQuery(text string) []queryWord {
	text = cut(text, maxQuery)
	var words []queryWord
	phrases := 0
	for len(text) > 0 && len(words) < maxWords {
		at := strings.IndexFunc(text, isQuotationMark)
		if at < 0 {
			words = appendPlain(words, text, true)
			break
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		inside := text[at+size:]
		end := strings.IndexFunc(inside, isQuotationMark)
		words = appendPlain(words, text[:at], false)
		if end < 0 {
			words = appendPlain(words, inside, true)
			break
		}
		before := strings.TrimSuffix(text[:at], "-")
		exclude := before != text[:at] && (before == "" || unicode.IsSpace(lastRune(before)))
		phrases++
		s := analysis.Scanner{Text: inside[:end]}
		for s.Next() {
			words = append(words, queryWord{text: string(s.Word), phrase: phrases, exclude: exclude})
		}
		_, size = utf8.DecodeRuneInString(inside[end:])
		text = inside[end+size:]
	}
	return words[:min(len(words), maxWords)]
}

// appendPlain appends the words of a text without quotation marks; last says
// that it ends the query, so that its last word may be unfinished.
func appendPlain(words []queryWord, text string, last bool) []queryWord {
	s := analysis.Scanner{Text: text}
	for s.Next() && len(words) < maxWords {
		before := strings.TrimSuffix(strings.TrimRightFunc(text[:s.Start], analysis.IsInvisible), "-")
		exclude := len(before) < s.Start && strings.HasSuffix(text[:s.Start], "-") &&
			(before == "" || unicode.IsSpace(lastRune(before)))
		words = append(words, queryWord{
			text:    string(s.Word),
			exclude: exclude,
			prefix:  last && !exclude && s.End == len(text),
		})
	}
	return words
}

func isQuotationMark(r rune) bool {
	switch r {
	case '"', '«', '»', '“', '”', '„', '‟', '＂':
		return true
	}
	return false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// cut returns the first n characters of text.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

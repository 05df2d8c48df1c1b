package main

import (
	"strings"
	"unicode"
)

// The bench cuts words by a scanner of its own: queries made with the engine's
// would never show where the engine is wrong about what a word is.

// words returns the words of text in lower case: runs of letters, marks and
// digits, with hyphens and apostrophes between them.
func words(text string) []string {
	var all []string
	for _, run := range runs(text) {
		all = append(all, run...)
	}
	return all
}

// runs returns the words of text in lower case, divided where anything but
// spaces stands between two of them.
func runs(text string) [][]string {
	var all [][]string
	var run []string
	letters := []rune(text)
	for at := 0; at < len(letters); {
		r := letters[at]
		switch {
		case isWord(r):
			end := at + 1
			for end < len(letters) && (isWord(letters[end]) || joins(letters, end)) {
				end++
			}
			run = append(run, strings.ToLower(string(letters[at:end])))
			at = end
			continue
		case r != ' ' && r != '\u00a0' && r != '\u00ad': // a soft hyphen is nothing
			if len(run) > 0 {
				all, run = append(all, run), nil
			}
		}
		at++
	}
	if len(run) > 0 {
		all = append(all, run)
	}
	return all
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_'
}

// joins reports whether the character at holds two parts of a word together.
func joins(letters []rune, at int) bool {
	switch letters[at] {
	case '-', '\'', '’', 'ʻ', 'ʼ', '‘', '`':
		return at+1 < len(letters) && isWord(letters[at+1])
	}
	return false
}

// A script is what the letters of a word belong to.
type script uint8

const (
	otherScript script = iota
	latin
	cyrillic
	arabic
)

// scriptOf returns the script of a word, and false for one with letters of
// several or with digits.
func scriptOf(word string) (script, bool) {
	var found script
	for i, r := range word {
		s := otherScript
		switch {
		case unicode.Is(unicode.Latin, r):
			s = latin
		case unicode.Is(unicode.Cyrillic, r):
			s = cyrillic
		case unicode.Is(unicode.Arabic, r):
			s = arabic
		case r == '_' || unicode.IsDigit(r):
			return otherScript, false
		case !unicode.IsLetter(r):
			continue
		}
		if i > 0 && s != found {
			return otherScript, false
		}
		found = s
	}
	return found, true
}

// akin reports whether two words may be forms of one: they begin alike and
// differ in the last three letters at most. It says yes too often rather than
// too rarely, so that what is found unlike is unlike.
func akin(a, b string) bool {
	x, y := []rune(strings.ReplaceAll(a, "ё", "е")), []rune(strings.ReplaceAll(b, "ё", "е"))
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	longer := max(len(x), len(y))
	return same == longer || same >= stemAtLeast && longer-same <= endingAtMost
}

const (
	stemAtLeast  = 3
	endingAtMost = 3
)

// beginning returns the letters that akin words share.
func beginning(word string) string {
	letters := []rune(strings.ReplaceAll(word, "ё", "е"))
	return string(letters[:min(len(letters), stemAtLeast)])
}

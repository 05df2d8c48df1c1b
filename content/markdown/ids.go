package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// headingID makes an identifier of a heading's text the way GitHub does, on any
// script: lower case; letters, marks, numbers, "-" and "_" are kept, spaces
// become "-", all else is dropped. A leading "_" is trimmed: such ids are the
// interface's. It is empty when nothing is left.
func headingID(text string) string {
	var b strings.Builder
	for _, c := range strings.TrimSpace(text) {
		switch {
		case unicode.IsLetter(c), unicode.IsMark(c), unicode.IsNumber(c), c == '-', c == '_':
			b.WriteRune(unicode.ToLower(c))
		case unicode.IsSpace(c):
			b.WriteByte('-')
		}
	}
	return strings.TrimLeft(b.String(), "_")
}

// authorID normalizes an identifier an author chose: letters, marks, numbers
// and "-_.:" are kept, and it begins with a letter or a digit.
func authorID(id string) string {
	var b strings.Builder
	for _, c := range id {
		switch {
		case unicode.IsLetter(c), unicode.IsNumber(c):
			b.WriteRune(c)
		case b.Len() > 0 && (unicode.IsMark(c) || strings.ContainsRune("-_.:", c)):
			b.WriteRune(c)
		}
	}
	return b.String()
}

// An idSet gives out each identifier once.
type idSet struct {
	used map[string]bool
	next map[string]int // first number to try after a base
	list []string       // in the order in which they were given out
}

func newIDSet() *idSet {
	return &idSet{used: map[string]bool{}, next: map[string]int{}}
}

// claim returns id, or id with the first free number: "id-1". An empty id
// becomes "section".
func (s *idSet) claim(id string) string {
	if id == "" {
		id = "section"
	}
	unique := id
	for n := s.next[id]; s.used[unique]; {
		n++
		s.next[id] = n
		unique = id + "-" + strconv.Itoa(n)
	}
	s.used[unique] = true
	s.list = append(s.list, unique)
	return unique
}

// take claims exactly id and reports whether it was free.
func (s *idSet) take(id string) bool {
	if id == "" || s.used[id] {
		return false
	}
	s.used[id] = true
	s.list = append(s.list, id)
	return true
}

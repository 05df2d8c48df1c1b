package library

import (
	"strings"
	"unicode/utf8"
)

// A matcher says which paths lectern.yaml excludes. Patterns are those of
// gitignore(5): one without a slash matches a name at any depth, one with a
// slash is anchored to the library folder, a slash at the end means folders
// only, "**" is any number of folders, and "!" takes back what an earlier
// pattern excluded. The last pattern that matches decides.
type matcher struct{ rules []rule }

type rule struct {
	parts   []string // pattern between slashes
	negated bool
	folder  bool // only folders
}

func newMatcher(patterns []string) *matcher {
	m := &matcher{}
	for _, p := range patterns {
		if r, ok := parseRule(p); ok {
			m.rules = append(m.rules, r)
		}
	}
	return m
}

// wrongPattern says why a pattern excludes nothing, or not what it seems to;
// "" when it is right.
func wrongPattern(p string) string {
	if strings.TrimSpace(p) == "" {
		return "is empty"
	}
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '\\':
			if i++; i == len(p) {
				return `ends in a \`
			}
		case '[':
			width, _, closed := matchClass(p[i:], 'x')
			if !closed {
				return `has a [ without a ]; \[ is the sign itself`
			}
			i += width - 1
		}
	}
	return ""
}

func parseRule(p string) (rule, bool) {
	var r rule
	for strings.HasSuffix(p, " ") && !strings.HasSuffix(p, `\ `) {
		p = p[:len(p)-1]
	}
	if p == "" || strings.HasPrefix(p, "#") {
		return r, false
	}
	if strings.HasPrefix(p, "!") {
		r.negated, p = true, p[1:]
	}
	if strings.HasSuffix(p, "/") {
		r.folder, p = true, strings.TrimRight(p, "/")
	}
	p = strings.TrimPrefix(p, "./")
	anchored := strings.Contains(p, "/")
	p = strings.TrimPrefix(p, "/")
	if p == "" {
		return r, false
	}
	r.parts = strings.Split(p, "/")
	if !anchored {
		r.parts = append([]string{"**"}, r.parts...)
	}
	// Three asterisks in a row of parts say no more than one, and would cost
	// the matcher time.
	kept := r.parts[:1]
	for _, part := range r.parts[1:] {
		if part != "**" || kept[len(kept)-1] != "**" {
			kept = append(kept, part)
		}
	}
	r.parts = kept
	return r, true
}

// match reports whether the path is excluded. Folders are asked first, so a
// file in an excluded folder never gets here.
func (m *matcher) match(name string, folder bool) bool {
	if m == nil || len(m.rules) == 0 {
		return false
	}
	parts := strings.Split(name, "/")
	for i := len(m.rules) - 1; i >= 0; i-- {
		r := m.rules[i]
		if (folder || !r.folder) && matchParts(r.parts, parts) {
			return !r.negated
		}
	}
	return false
}

// matchParts matches folders and name. It remembers only the last "**", as
// a star in a glob is matched, so that it takes at most pattern x path steps.
func matchParts(pattern, parts []string) bool {
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(parts) {
		switch {
		case i < len(pattern) && pattern[i] == "**":
			star, mark = i, j
			i++
			if i == len(pattern) {
				return true // "a/**": all inside, but not a itself, for j is inside already
			}
		case i < len(pattern) && matchName(pattern[i], parts[j]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return i == len(pattern)
}

// matchName matches one name: *, ?, [a-z], [!a-z] and backslash.
func matchName(pattern, name string) bool {
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(name) {
		r, size := utf8.DecodeRuneInString(name[j:])
		if i < len(pattern) && pattern[i] == '*' {
			star, mark = i, j
			i++
			continue
		}
		if width, ok := matchRune(pattern[i:], r); ok {
			i, j = i+width, j+size
			continue
		}
		if star < 0 {
			return false
		}
		_, size = utf8.DecodeRuneInString(name[mark:])
		mark += size
		i, j = star+1, mark
	}
	for i < len(pattern) && pattern[i] == '*' {
		i++
	}
	return i == len(pattern)
}

// matchRune matches one character against the head of the pattern, and says
// how many bytes of the pattern it took.
func matchRune(pattern string, r rune) (width int, ok bool) {
	if pattern == "" {
		return 0, false
	}
	switch pattern[0] {
	case '?':
		return 1, true
	case '[':
		if width, ok, closed := matchClass(pattern, r); closed {
			return width, ok
		}
	case '\\':
		if len(pattern) > 1 {
			want, size := utf8.DecodeRuneInString(pattern[1:])
			return 1 + size, want == r
		}
	}
	want, size := utf8.DecodeRuneInString(pattern)
	return size, want == r
}

func matchClass(pattern string, r rune) (width int, ok, closed bool) {
	i := 1
	negated := i < len(pattern) && (pattern[i] == '!' || pattern[i] == '^')
	if negated {
		i++
	}
	found, first := false, true
	for i < len(pattern) {
		if pattern[i] == ']' && !first {
			return i + 1, found != negated, true
		}
		first = false
		low, size := utf8.DecodeRuneInString(pattern[i:])
		i += size
		high := low
		if i+1 < len(pattern) && pattern[i] == '-' && pattern[i+1] != ']' {
			high, size = utf8.DecodeRuneInString(pattern[i+1:])
			i += 1 + size
		}
		if low <= r && r <= high {
			found = true
		}
	}
	return 0, false, false
}

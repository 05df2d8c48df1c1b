package server

import "strings"

// matches reports whether an If-Match or If-None-Match field names the ETag.
// With weak set, "W/" is looked past (RFC 9110 §8.8.3.2). Members that are no
// entity tags end the reading of a field: what follows cannot be told apart.
func matches(fields []string, etag string, weak bool) bool {
	for _, field := range fields {
		rest := field
		for {
			rest = strings.TrimLeft(rest, " \t,")
			if rest == "" {
				break
			}
			if rest[0] == '*' {
				return true
			}
			rest2, isWeak := strings.CutPrefix(rest, "W/")
			tag, after, ok := cutTag(rest2)
			if !ok {
				break
			}
			if tag == etag && (weak || !isWeak) {
				return true
			}
			rest = after
		}
	}
	return false
}

// cutTag splits a quoted entity tag off the front of s. A tag may hold commas.
func cutTag(s string) (tag, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", s, false
	}
	end := strings.IndexByte(s[1:], '"')
	if end < 0 {
		return "", s, false
	}
	return s[:end+2], s[end+2:], true
}

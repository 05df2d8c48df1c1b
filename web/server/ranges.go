package server

import (
	"math"
	"strings"
)

// A wanted is what a Range field asks for.
type wanted int

const (
	wantsAll     wanted = iota // no range, or one we need not honour: the full reply
	wantsPart                  // one range of the body
	wantsNothing               // a range outside the body: 416
)

// parseRange reads a Range field against a body of size bytes. One range in
// bytes is honoured; several are answered in full, as are fields that make no
// sense, which RFC 9110 §14.2 allows: 5,000 tiny ranges would make a reply
// larger than the file.
func parseRange(field string, size int64) (start, length int64, want wanted) {
	unit, set, ok := strings.Cut(field, "=")
	if !ok || !strings.EqualFold(strings.Trim(unit, " \t"), "bytes") || strings.Contains(set, ",") {
		return 0, size, wantsAll
	}
	first, last, ok := strings.Cut(strings.Trim(set, " \t"), "-")
	if !ok {
		return 0, size, wantsAll
	}
	from, okFrom := number(first)
	to, okTo := number(last)
	switch {
	case first == "" && okTo: // the last bytes
		if to == 0 || size == 0 {
			return 0, 0, wantsNothing
		}
		length = min(to, size)
		return size - length, length, wantsPart
	case okFrom && last == "":
		to = size - 1
	case !okFrom || !okTo || to < from:
		return 0, size, wantsAll
	}
	if from >= size {
		return 0, 0, wantsNothing
	}
	to = min(to, size-1)
	return from, to - from + 1, wantsPart
}

// number reads decimal digits; what does not fit an int64 becomes a number
// larger than any file.
func number(s string) (int64, bool) {
	if s == "" {
		return 0, false
	}
	var n int64
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		if n > (math.MaxInt64-9)/10 {
			n = math.MaxInt64 / 10
			continue
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

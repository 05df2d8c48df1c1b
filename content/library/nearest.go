package library

import (
	"strings"
	"unicode"
)

// nearest returns the name among candidates that word is most likely a
// mistyping of: at most one wrong letter in six, two at most, and never another number
// ("c6250" is not a mistyped "c6251"). Of equally near ones the first wins.
func nearest(word string, candidates []string) (string, bool) {
	const most = 2
	w := []rune(strings.ToLower(word))
	limit := min(most, max(1, len(w)/6))
	if len(w) < 3 {
		return "", false
	}
	digits := onlyDigits(word)
	best, found := "", limit+1
	var rows [3][]int
	for _, candidate := range candidates {
		if d := len(candidate) - len(word); d > 4*limit || d < -4*limit {
			continue // no letter takes more than four bytes
		}
		c := []rune(strings.ToLower(candidate))
		if d := len(c) - len(w); d > limit || d < -limit || onlyDigits(candidate) != digits {
			continue
		}
		if d := distance(w, c, found-1, &rows); d < found {
			best, found = candidate, d
		}
	}
	return best, found <= limit
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// distance is the number of letters to put in, take out, change or swap with
// their neighbour to make b of a (the optimal string alignment distance), or
// anything above limit as soon as it must be more.
func distance(a, b []rune, limit int, rows *[3][]int) int {
	for i := range rows {
		if cap(rows[i]) <= len(b) {
			rows[i] = make([]int, len(b)+16)
		}
		rows[i] = rows[i][:len(b)+1]
	}
	older, previous, current := rows[0], rows[1], rows[2]
	for j := range previous {
		previous[j] = j
	}
	for i := range a {
		current[0] = i + 1
		least := current[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			d := min(previous[j]+cost, previous[j+1]+1, current[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, older[j-1]+1)
			}
			current[j+1] = d
			least = min(least, d)
		}
		if least > limit+1 { // a swap may still reach back over one row
			return least
		}
		older, previous, current = previous, current, older
	}
	return previous[len(b)]
}

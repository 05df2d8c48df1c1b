package content

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Problem is something wrong in an author's file. Problems are collected,
// never fatal: the rest of the library builds on.
type Problem struct {
	File    string `json:"file"`           // relative to the library folder
	Line    int    `json:"line"`           // from 1; 0 when the whole file is meant
	Column  int    `json:"column"`         // from 1, in characters; 0 when the whole line is meant
	Kind    string `json:"kind"`           // stable name of the sort of problem: "broken-link"
	Message string `json:"message"`        // what is wrong, in English
	Hint    string `json:"hint,omitempty"` // what to do about it
}

// String prints the problem as "file:line:column: message (hint)", with line
// and column 1 where they are unknown so that editors can jump to it. It is one
// line of printable text, whatever the file is called: control characters are
// written as Go writes them in a string.
func (p Problem) String() string {
	s := fmt.Sprintf("%s:%d:%d: %s", p.File, max(p.Line, 1), max(p.Column, 1), p.Message)
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return printable(s)
}

// printable writes what could end the line, command a terminal or turn the
// direction of the text around as an escape, and leaves the rest alone.
func printable(s string) string {
	if !strings.ContainsFunc(s, commands) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if commands(c) || c == utf8.RuneError && n == 1 {
			quoted := strconv.QuoteToASCII(s[i : i+n])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// commands reports characters that are commands rather than text: control
// characters, the line and paragraph separators, and the controls of direction.
func commands(c rune) bool {
	return unicode.IsControl(c) || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069
}

// SortProblems orders problems by file, line, column, then message.
func SortProblems(problems []Problem) {
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

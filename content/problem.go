package content

import (
	"cmp"
	"fmt"
	"slices"
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
// and column 1 where they are unknown so that editors can jump to it.
func (p Problem) String() string {
	s := fmt.Sprintf("%s:%d:%d: %s", p.File, max(p.Line, 1), max(p.Column, 1), p.Message)
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
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

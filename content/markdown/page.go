package markdown

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"lectern/content"
)

// A page is one rendering: the text, the tree made of it, and what was found.
type page struct {
	renderer *Renderer
	src      Source
	resolve  Resolver
	setter   *typesetter

	text  []byte // decoded, lines end with "\n"
	lines []int  // offset of the first byte of each line
	root  ast.Node

	problems []content.Problem

	// Made by prepare, read by write.
	title   string
	guessed bool                     // the title is words of the text, or a section's heading
	titleID string                   // id of the heading that became the title
	headed  map[ast.Node]heading     // id and displayed level of each heading
	texts   map[*ast.Text]string     // text as it is shown: unescaped, typographically set
	alerts  map[ast.Node]alert       // block quotes that are alerts
	attrs   map[ast.Node][]attribute // attributes of authors, allowed and normalized
	gone    map[ast.Node]bool        // nodes that were turned into something else
	ids     *idSet

	fragments []Fragment
}

func newPage(r *Renderer, src Source, resolve Resolver) *page {
	if src.FirstLine < 1 {
		src.FirstLine = 1
	}
	return &page{
		renderer: r, src: src, resolve: resolve, setter: typesetterFor(src.Lang),
		headed: map[ast.Node]heading{}, texts: map[*ast.Text]string{},
		alerts: map[ast.Node]alert{}, attrs: map[ast.Node][]attribute{},
		gone: map[ast.Node]bool{}, ids: newIDSet(),
	}
}

// indexLines notes where lines begin, for position.
func (p *page) indexLines() {
	p.lines = append(p.lines[:0], 0)
	for i, c := range p.text {
		if c == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
}

// position returns the line in the file and the column, in characters, of an
// offset in the text.
func (p *page) position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(p.text))
	i := sort.SearchInts(p.lines, offset+1) - 1
	return p.src.FirstLine + i, utf8.RuneCount(p.text[p.lines[i]:offset]) + 1
}

// report adds a problem at an offset in the text; a negative offset means the
// whole text.
func (p *page) report(offset int, kind, message, hint string) {
	problem := content.Problem{File: p.src.File, Kind: kind, Message: message, Hint: hint}
	if offset >= 0 {
		problem.Line, problem.Column = p.position(offset)
	}
	p.problems = append(p.problems, problem)
}

// relay adds a problem of the resolver's, which has no position yet.
func (p *page) relay(offset int, problem *content.Problem) {
	p.report(offset, problem.Kind, problem.Message, problem.Hint)
}

func (p *page) sortedProblems() []content.Problem {
	content.SortProblems(p.problems)
	return p.problems
}

// quoteShort prints s for a message, shortened to 60 characters.
func quoteShort(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:59]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

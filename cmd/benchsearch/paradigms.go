package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// paradigms are the forms of words: word → all its forms, itself among them.
type paradigms map[string][]string

// readParadigms reads a word and its forms a line, all separated by spaces or
// tabs: "столу стол стола столу". A word that comes twice keeps its first line.
func readParadigms(in io.Reader) (paradigms, error) {
	p := paradigms{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		forms := strings.Fields(strings.ToLower(lines.Text()))
		if len(forms) > 1 && p[forms[0]] == nil {
			p[forms[0]] = forms[1:]
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the paradigms: %w", err)
	}
	return p, nil
}

// others returns the forms of a word that differ from it by more than ё.
func (p paradigms) others(word string) []string {
	var out []string
	for _, f := range p[word] {
		if strings.ReplaceAll(f, "ё", "е") != strings.ReplaceAll(word, "ё", "е") {
			out = append(out, f)
		}
	}
	return out
}

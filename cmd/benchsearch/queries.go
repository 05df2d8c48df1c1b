package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A query is asked, and answered by the articles of its judgments.
type query struct {
	Class string
	Text  string
	Right map[string]int // file of an article → grade, 1 and up
}

// known returns a query with one right answer.
func known(class, text, source string) query {
	return query{Class: class, Text: text, Right: map[string]int{source: 1}}
}

// readQueries reads a query a line: class, query, path of the right article and,
// if it has a fourth field, its grade, separated by tabs. Lines with the same
// class and query are one query with several right articles. A first line
// "class query path" is the head.
func readQueries(in io.Reader) ([]query, error) {
	var all []query
	at := map[[2]string]int{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimPrefix(strings.TrimRight(lines.Text(), "\r"), "\ufeff")
		fields := strings.Split(line, "\t")
		switch {
		case line == "" || n == 1 && strings.HasPrefix(line, "class\t"):
			continue
		case len(fields) < 3 || fields[1] == "" || fields[2] == "":
			return nil, fmt.Errorf("line %d: want class, query and path, separated by tabs: %q", n, line)
		}
		grade := 1
		if len(fields) > 3 {
			var err error
			if grade, err = strconv.Atoi(fields[3]); err != nil || grade < 1 {
				return nil, fmt.Errorf("line %d: grade %q: want a number from 1", n, fields[3])
			}
		}
		key := [2]string{fields[0], fields[1]}
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, query{Class: key[0], Text: key[1], Right: map[string]int{}})
		}
		all[i].Right[fields[2]] = grade
	}
	return all, lines.Err()
}

// writeQueries writes what readQueries reads.
func writeQueries(out io.Writer, queries []query) error {
	w := bufio.NewWriter(out)
	fmt.Fprint(w, "class\tquery\tpath\n")
	for _, q := range queries {
		for _, source := range slices.Sorted(maps.Keys(q.Right)) {
			fmt.Fprintf(w, "%s\t%s\t%s", q.Class, q.Text, source)
			if grade := q.Right[source]; grade != 1 {
				fmt.Fprintf(w, "\t%d", grade)
			}
			fmt.Fprintln(w)
		}
	}
	return w.Flush()
}

// classesOf returns the classes of queries in the order they come.
func classesOf(queries []query) []string {
	var classes []string
	for _, q := range queries {
		if !slices.Contains(classes, q.Class) {
			classes = append(classes, q.Class)
		}
	}
	return classes
}

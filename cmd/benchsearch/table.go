package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A table is printed as Markdown, its columns aligned so that it can be read in
// a terminal too.
type table struct {
	head []string
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table. Cells that are missing are empty; pipes and line ends
// in cells are escaped.
func (t *table) print(out io.Writer) error {
	all := [][]string{t.head}
	all = append(all, t.rows...)
	widths := make([]int, len(t.head))
	for r, row := range all {
		all[r] = make([]string, len(t.head))
		for c := range t.head {
			if c < len(row) {
				all[r][c] = strings.NewReplacer("|", `\|`, "\n", " ").Replace(row[c])
			}
			widths[c] = max(widths[c], utf8.RuneCountInString(all[r][c]), 3)
		}
	}
	rule := make([]string, len(widths))
	for c, width := range widths {
		rule[c] = strings.Repeat("-", width)
	}
	var text strings.Builder
	for _, row := range slices.Insert(all, 1, rule) {
		for c, cell := range row {
			fmt.Fprintf(&text, "| %s%s ", cell, strings.Repeat(" ", widths[c]-utf8.RuneCountInString(cell)))
		}
		text.WriteString("|\n")
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// none stands where there is nothing to measure.
const none = "–"

// bytesText writes a number of bytes as the targets have them: "97 kB", "3.68 MB".
func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 99_950:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	case n < 999_500:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	case n < 99_950_000:
		return fmt.Sprintf("%.2f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

// millis writes a time in milliseconds with three digits that count.
func millis(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	switch {
	case ms < 0.995:
		return fmt.Sprintf("%.2f", ms)
	case ms < 99.95:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.0f", ms)
}

// share writes a figure from 0 to 1 as the relevance tables have it.
func share(x float64) string {
	text := fmt.Sprintf("%.3f", x)
	switch text {
	case "1.000":
		return "1"
	case "0.000":
		return "0"
	}
	return strings.TrimPrefix(text, "0")
}

// percentile returns the value that p per cent of values are not above, by the
// nearest rank; values are sorted in place.
func percentile(values []time.Duration, p int) time.Duration {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	rank := (len(values)*p + 99) / 100
	return values[max(rank, 1)-1]
}

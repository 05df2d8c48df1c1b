package search

import "strings"

// WithFilter returns query with a filter added: topic:customs, year:2026.
func WithFilter(query, kind, value string) string {
	query = WithoutFilter(query, kind, value)
	if query != "" && !strings.HasSuffix(query, " ") {
		query += " "
	}
	return query + kind + ":" + value
}

// WithoutFilter returns query without a filter.
func WithoutFilter(query, kind, value string) string {
	kept := strings.Fields(query)
	n := 0
	for _, word := range kept {
		if word != kind+":"+value {
			kept[n] = word
			n++
		}
	}
	return strings.Join(kept[:n], " ")
}

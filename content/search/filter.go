package search

import (
	"strings"
	"unicode"

	"lectern/content/search/analysis"
)

// maxFilters bounds the filters of a query.
const maxFilters = 16

// filterKind returns the kind of filter that a word before a colon names, in
// English, Russian or Uzbek; "" when it names none.
func filterKind(name string) string {
	switch strings.ToLower(name) {
	case KindTopic, "тема", "mavzu", "мавзу":
		return KindTopic
	case KindAuthor, "автор", "muallif", "муаллиф":
		return KindAuthor
	case KindLang, "язык", "til", "тил":
		return KindLang
	case KindYear, "год", "yil", "йил":
		return KindYear
	}
	return ""
}

// Kinds of filters and facets.
const (
	KindTopic  = "topic"
	KindAuthor = "author"
	KindLang   = "lang"
	KindYear   = "year"
)

// WithFilter returns query with a filter added, in the form "topic:customs".
func WithFilter(query, kind, value string) string {
	query = strings.TrimRightFunc(WithoutFilter(query, kind, value), unicode.IsSpace)
	if strings.ContainsFunc(value, func(r rune) bool { return isBlank(r) || isQuotationMark(r) }) {
		value = `"` + strings.Map(func(r rune) rune {
			if isQuotationMark(r) {
				return ' '
			}
			return r
		}, value) + `"`
	}
	if query != "" {
		query += " "
	}
	return query + kind + ":" + value
}

// WithoutFilter returns query without a filter, whatever the language its kind
// is written in and whether its value is quoted.
func WithoutFilter(query, kind, value string) string {
	var kept strings.Builder
	from := 0
	p := parser{text: query}
	for p.at < len(p.text) {
		start, had := p.at, len(p.filters)
		p.next()
		p.words = p.words[:0]
		if len(p.filters) == had {
			continue
		}
		if f := p.filters[had]; f.Kind == kind && sameValue(f.Value, value) {
			kept.WriteString(strings.TrimRightFunc(query[from:start], unicode.IsSpace))
			from = p.at
		}
		p.filters = p.filters[:had]
	}
	kept.WriteString(query[from:])
	return strings.TrimLeftFunc(kept.String(), unicode.IsSpace)
}

func sameValue(a, b string) bool { return a == b || foldValue(a) == foldValue(b) }

// foldValue returns the letters and digits of a filter's value, folded, with
// one hyphen where others are: a name and the slug made of it often agree.
func foldValue(value string) string {
	var b strings.Builder
	s := analysis.Scanner{Text: value}
	for s.Next() {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.Write(s.Word)
	}
	return b.String()
}

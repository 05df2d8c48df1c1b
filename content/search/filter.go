package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/content"
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
	query = strings.TrimRightFunc(without(query, kind, value, false), unicode.IsSpace)
	if strings.ContainsFunc(value, func(r rune) bool { return isBlank(r) || isQuotationMark(r) }) {
		value = `"` + strings.Map(func(r rune) rune {
			if isQuotationMark(r) {
				return ' '
			}
			return r
		}, value) + `"`
		query = withoutOpenMark(query) // or it would be the partner of the first one here
	}
	if query != "" {
		query += " "
	}
	return query + kind + ":" + value
}

// WithoutFilter returns query without a filter, whatever the language its kind
// is written in and whether its value is quoted; when it has none with the value,
// without those that the value begins with: "topic:cust" stands for customs.
func WithoutFilter(query, kind, value string) string {
	kept := without(query, kind, value, false)
	if len(kept) == len(strings.TrimLeftFunc(query, unicode.IsSpace)) {
		return without(query, kind, value, true)
	}
	return kept
}

// without returns query without the filters of a kind that have a value, or that
// the value begins with.
func without(query, kind, value string, begins bool) string {
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
		if f := p.filters[had]; f.Kind == kind && (sameValue(f.Value, value) || begins && strings.HasPrefix(foldValue(value, ""), foldValue(f.Value, ""))) {
			kept.WriteString(strings.TrimRightFunc(query[from:start], unicode.IsSpace))
			from = p.at
		}
		p.filters = p.filters[:had]
	}
	kept.WriteString(query[from:])
	return strings.TrimLeftFunc(kept.String(), unicode.IsSpace)
}

// withoutOpenMark returns query without the quotation mark that has no partner.
func withoutOpenMark(query string) string {
	p := parser{text: query}
	for p.at < len(p.text) {
		p.next()
	}
	_, size := utf8.DecodeLastRuneInString(query[:p.open])
	return query[:p.open-size] + query[p.open:]
}

func sameValue(a, b string) bool { return a == b || foldValue(a, "") == foldValue(b, "") }

// foldValue returns the words of a filter's value as queries spell them in a
// language, with one hyphen between them: a name and the slug made of it often
// agree. A value without words stands for itself.
func foldValue(value string, lang content.Lang) string {
	var b strings.Builder
	s := analysis.Scanner{Text: value}
	for s.Next() {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(analysis.Key(s.Word, lang))
	}
	if b.Len() == 0 {
		return strings.Join(strings.FieldsFunc(value, func(r rune) bool { return isBlank(r) || isQuotationMark(r) }), " ")
	}
	return b.String()
}

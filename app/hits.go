package app

import (
	"net/url"
	"slices"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content/search"
)

func queryEscape(s string) string { return url.QueryEscape(s) }

// marked returns text with the spans in <mark>. Spans that don't fit the text,
// or lie in one another, are left out.
func marked(text string, spans []search.Span) []goapp.UI {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b search.Span) int { return a.Start - b.Start })
	var parts []goapp.UI
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			continue
		}
		if s.Start > at {
			parts = append(parts, goapp.Text(text[at:s.Start]))
		}
		parts = append(parts, goapp.Mark().Text(text[s.Start:s.End]))
		at = s.End
	}
	if at < len(text) {
		parts = append(parts, goapp.Text(text[at:]))
	}
	return parts
}

// hitText returns what is shown of a result: title, date, the passage found.
// What is in another language than the interface says so.
func hitText(r search.Result, ui string) []goapp.UI {
	title := goapp.Span().Class("hit-title").Body(marked(r.Title, r.Marks)...)
	excerpt := goapp.Span().Class("hit-text").Body(marked(r.Excerpt, r.Found)...)
	date := goapp.Span().Class("hit-date").Text(r.DateText)
	if string(r.Lang) != ui {
		date = date.Lang(string(r.Lang)).Dir(r.Lang.Dir())
		title = title.Lang(string(r.Lang)).Dir(r.Lang.Dir())
		excerpt = excerpt.Lang(string(r.Lang)).Dir(r.Lang.Dir())
	}
	return []goapp.UI{
		title,
		goapp.If(r.DateText != "", date),
		goapp.If(r.Excerpt != "", excerpt),
	}
}

// topicsLink returns a link to the topics in the page's language, which lie
// beside its search page, or nothing where the site has none.
func topicsLink(w *browser.Window, page browser.Page, t *texts) goapp.UI {
	topics := strings.TrimSuffix(page.SearchPage, "search/") + "topics/"
	return goapp.If(w.Links(topics), goapp.A().Href(topics).Text(t.get("search_topics")))
}

// address returns the address of a page of the site: path under base.
func address(base, path string) string { return base + strings.TrimPrefix(path, "/") }

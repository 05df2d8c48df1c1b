package app

import (
	"net/url"
	"slices"
	"sort"
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
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var parts []goapp.UI
	at := 0
	for _, s := range spans {
		if s.Start < at || s.End <= s.Start || s.End > len(text) {
			continue
		}
		if s.Start > at {
			parts = append(parts, goapp.Text(text[at:s.Start]))
		}
		parts = append(parts, leaf("mark", text[s.Start:s.End]))
		at = s.End
	}
	if at < len(text) {
		parts = append(parts, goapp.Text(text[at:]))
	}
	return parts
}

// A hit is how a result looks, in the dialog and on the search page.
type hit struct {
	search.Result
	id      string
	pending bool // its page has not been read yet
}

func (h hit) titleID() string { return h.id + "-title" }
func (h hit) metaID() string  { return h.id + "-meta" }
func (h hit) textID() string  { return h.id + "-text" }

// body returns what is shown of a result: title, date and language, the
// passage found. The lines of what comes later are there from the start. What
// is in another language than the interface says so.
func (h hit) body(w *browser.Window, t *texts) []goapp.UI {
	title := el("span.hit-title", "id", h.titleID()).Body(marked(h.Title, h.Marks)...)
	meta := el("span.hit-meta", "id", h.metaID())
	passage := el("span.hit-text", "id", h.textID())
	date := el("span").Text(h.DateText)
	foreign := string(h.Lang) != t.tag
	if foreign {
		date = date.Attr("lang", string(h.Lang)).Attr("dir", h.Lang.Dir())
		title = title.Attr("lang", string(h.Lang)).Attr("dir", h.Lang.Dir())
		passage = passage.Attr("lang", string(h.Lang)).Attr("dir", h.Lang.Dir())
	}
	switch {
	case h.Away:
		passage = el("span.hit-text.hit-away", "id", h.textID()).Text(t.get("search_away"))
	case h.pending:
		passage = passage.Attr("class", "hit-pending")
	default:
		passage = passage.Body(marked(h.Excerpt, h.Found)...)
	}
	return []goapp.UI{
		title,
		when(h.Date != "" || h.DateText != "" || foreign, meta.Body(
			when(h.DateText != "", date),
			when(foreign, leaf("span.hit-lang", w.LanguageName(t.tag, string(h.Lang)))),
		)),
		passage,
	}
}

// href returns the address of a result under base, with the words to mark there.
func (h hit) href(base, words string) string {
	to := address(base, h.Path)
	if words != "" {
		to += "?q=" + queryEscape(words)
	}
	return to
}

// topicsLink returns a link to the topics in the page's language, which lie
// beside its search page, or nothing where the site has none.
func topicsLink(w *browser.Window, page browser.Page, t *texts) goapp.UI {
	topics := strings.TrimSuffix(page.SearchPage, "search/") + "topics/"
	return when(w.Links(topics), leaf("a", t.get("search_topics"), "href", topics))
}

// address returns the address of a page of the site: path under base.
func address(base, path string) string { return base + strings.TrimPrefix(path, "/") }

package app

import (
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
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
		parts = append(parts, el("mark").Text(text[s.Start:s.End]))
		at = s.End
	}
	if at < len(text) {
		parts = append(parts, goapp.Text(text[at:]))
	}
	return parts
}

// A hit is how a result looks, in the dialog and on the search page.
type hit struct {
	*search.Result
	id      string
	reader  content.Lang // whose articles need no name of their language
	pending bool         // its page has not been read yet
	twin    bool         // another result has the same title
}

// hit returns the i-th result as it looks.
func (f *finder) hit(i int, prefix string) hit {
	all := f.answer.results.Results
	h := hit{Result: &all[i], id: prefix + strconv.Itoa(i), reader: f.answer.asked.lang, pending: f.pending(i)}
	for n := range all {
		other := &all[n]
		h.twin = h.twin || n != i && other.Title == h.Title && other.Lang == h.Lang
	}
	return h
}

func (h hit) titleID() string { return h.id + "-title" }
func (h hit) metaID() string  { return h.id + "-meta" }
func (h hit) textID() string  { return h.id + "-text" }

// body returns what is shown of a result: title, date, language if it is not
// the reader's, address if the title does not tell it from another, the passage
// found. The lines of what comes later are there from the start.
func (h hit) body(w *browser.Window, t *texts) []goapp.UI {
	title := el("span", "id", h.titleID(), "class", "hit-title").Body(marked(h.Title, h.Marks)...)
	meta := el("span", "id", h.metaID(), "class", "hit-meta")
	passage := el("span", "id", h.textID(), "class", "hit-text")
	date := el("span").Text(h.DateText)
	where := ""
	if h.Lang != h.reader {
		where = w.LanguageName(t.tag, string(h.Lang))
	}
	if h.twin {
		where += " " + h.Path
	}
	if string(h.Lang) != t.tag {
		date = date.Lang(string(h.Lang))
		title = title.Lang(string(h.Lang))
		passage = passage.Lang(string(h.Lang))
	}
	switch {
	case h.Away:
		passage = el("span", "id", h.textID(), "class", "hit-text hit-away").Text(t.get("search_away"))
	case h.pending:
		passage = passage.Class("hit-pending")
	default:
		passage = passage.Body(marked(h.Excerpt, h.Found)...)
	}
	return []goapp.UI{
		title,
		goapp.If(h.Date != "" || h.DateText != "" || where != "", meta.Body(
			goapp.If(h.DateText != "", date),
			goapp.If(where != "", el("bdi", "class", "hit-where").Text(where)),
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
	return goapp.If(w.Links(topics), el("a", "href", topics).Text(t.get("search_topics")))
}

// address returns the address of a page of the site: path under base.
func address(base, path string) string { return base + strings.TrimPrefix(path, "/") }

package app

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content/search"
)

// notes are what is said about an answer beside its results, in the dialog and
// on the search page.
type notes struct {
	window *browser.Window
	t      *texts
	page   browser.Page
	answer answer
	prefix string                            // of the ids of its chips
	turn   func(q question, focus ...string) // asks another question, then moves the focus
}

// failure says why there is no answer.
func failure(t *texts, err error) string {
	if errors.Is(err, browser.ErrOffline) {
		return t.get("search_offline")
	}
	return t.get("search_failed")
}

// howMany says how many articles were found.
func howMany(t *texts, r search.Results) string {
	if r.Partial {
		return t.count("search_so_far", r.Total)
	}
	return t.count("search_count", r.Total)
}

// phrase puts an element in place of {query} in a text.
func phrase(text string, element goapp.UI) []goapp.UI {
	before, after, found := strings.Cut(text, "{query}")
	if !found {
		return []goapp.UI{goapp.Text(text)}
	}
	return []goapp.UI{goapp.Text(before), element, goapp.Text(after)}
}

// asked is a query as the reader wrote it, in whatever direction.
func asked(query string) goapp.UI { return el("bdi", "class", "search-asked").Text(short(query)) }

// short returns the beginning of what may be a page pasted into the field, for
// where it is only spoken of.
func short(query string) string {
	at := 160
	if len(query) <= at {
		return query
	}
	for !utf8.RuneStart(query[at]) {
		at--
	}
	return query[:at] + "…"
}

// to is a link that asks another question here, and elsewhere as any link.
func (n notes) to(q question, body ...goapp.UI) goapp.UI {
	turn := n.turn
	return el("a", "href", searchAddress(n.page, q)).Body(body...).OnClick(func(_ goapp.Context, e goapp.Event) {
		if plain(e) {
			e.PreventDefault()
			turn(q)
		}
	}, q.text, q.verbatim, string(q.lang))
}

// plain reports whether a click opens a link where the reader is.
func plain(e goapp.Event) bool {
	for _, key := range []string{"ctrlKey", "metaKey", "shiftKey", "altKey", "button"} {
		if e.Get(key).Truthy() {
			return false
		}
	}
	return true
}

// corrected says that another query was answered than the one typed, and which
// words no article has.
func (n notes) corrected() goapp.UI {
	r := n.answer.results
	verbatim := n.answer.asked
	verbatim.verbatim = true
	missing := make([]goapp.UI, 0, 2*len(r.Missing))
	for i, word := range r.Missing {
		if i > 0 {
			missing = append(missing, goapp.Text(" "))
		}
		missing = append(missing, asked(word))
	}
	other := r.Answered != "" && r.Answered != r.Query
	return goapp.If(n.answer.status != empty && (other || len(missing) > 0 && r.Total > 0),
		el("div", "class", "search-note").Body(
			goapp.If(other,
				el("p").Body(phrase(n.t.get("search_for"), asked(r.Answered))...),
				el("p").Body(n.to(verbatim, phrase(n.t.get("search_instead"), asked(n.answer.asked.text))...)),
			),
			goapp.If(len(missing) > 0 && r.Total > 0,
				el("p", "class", "search-missing").Body(append([]goapp.UI{goapp.Text(n.t.get("search_missing") + " ")}, missing...)...),
			),
		))
}

// nothing says that nothing was found, and what may help.
func (n notes) nothing() []goapp.UI {
	r, t := n.answer.results, n.t
	bare := n.answer.asked
	for _, f := range r.Filters {
		bare.text = search.WithoutFilter(bare.text, f.Kind, f.Value)
	}
	return []goapp.UI{
		el("p", "class", "search-none").Body(phrase(t.get("search_none"), asked(n.answer.asked.text))...),
		goapp.If(len(r.Suggestions) > 0, el("div", "class", "search-suggestions").Body(
			el("p").Text(t.get("search_suggest")),
			el("ul").Body(goapp.Range(r.Suggestions).Slice(func(i int) goapp.UI {
				q := n.answer.asked
				q.text, q.verbatim = r.Suggestions[i], false
				return el("li").Body(n.to(q, el("bdi").Text(short(q.text))))
			})),
		)),
		goapp.If(len(r.Filters) > 0 && bare.text != "" && !slices.Contains(r.Suggestions, bare.text), el("p").Body(n.to(bare, goapp.Text(t.get("search_unfiltered"))))),
		goapp.If(len(r.Suggestions) == 0, el("p").Text(t.get("search_advice"))),
		topicsLink(n.window, n.page, t),
	}
}

// failed says that there is no answer, with a button to try again.
func (n notes) failed(retry goapp.EventHandler) []goapp.UI {
	return []goapp.UI{
		el("p").Text(failure(n.t, n.answer.err)),
		el("button", "type", "button", "class", "tool-button").Text(n.t.get("try_again")).OnClick(retry),
	}
}

// searchHelp says what a query may hold, for those who open it.
func searchHelp(t *texts) goapp.UI {
	lines := [][2]string{
		{t.get("search_help_phrase"), t.get("search_help_phrase_does")},
		{t.get("search_help_without"), t.get("search_help_without_does")},
		{t.get("search_help_subject"), t.get("search_help_subject_does")},
		{t.get("search_help_year"), t.get("search_help_year_does")},
	}
	return el("details", "class", "search-help").Body(
		el("summary").Text(t.get("search_help")),
		el("dl").Body(goapp.Range(lines).Slice(func(i int) goapp.UI {
			return el("div").Body(
				el("dt").Body(el("code", "dir", "auto").Text(lines[i][0])),
				el("dd").Text(lines[i][1]),
			)
		})),
	)
}

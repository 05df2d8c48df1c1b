package app

import (
	"cmp"
	"errors"
	"slices"
	"strings"

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

// phrase puts an element in place of {query} in a text.
func phrase(text string, element goapp.UI) []goapp.UI {
	before, after, found := strings.Cut(text, "{query}")
	if !found {
		return []goapp.UI{goapp.Text(text)}
	}
	return []goapp.UI{goapp.Text(before), element, goapp.Text(after)}
}

// asked is a query as the reader wrote it, in whatever direction.
func asked(query string) goapp.UI { return leaf("bdi.search-asked", query) }

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
	return when(n.answer.status != empty && (other || len(missing) > 0 && r.Total > 0),
		node("div.search-note",
			goapp.If(other,
				node("p", phrase(n.t.get("search_for"), asked(r.Answered))...),
				node("p", n.to(verbatim, phrase(n.t.get("search_instead"), asked(n.answer.asked.text))...)),
			),
			when(len(missing) > 0 && r.Total > 0,
				node("p.search-missing", append([]goapp.UI{goapp.Text(n.t.get("search_missing") + " ")}, missing...)...),
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
	sought := cmp.Or(bare.text, n.answer.asked.text) // the filters are shown by themselves
	return []goapp.UI{
		node("p.search-none", phrase(t.get("search_none"), asked(sought))...),
		when(len(r.Suggestions) > 0, node("div.search-suggestions",
			leaf("p", t.get("search_suggest")),
			node("ul", goapp.Range(r.Suggestions).Slice(func(i int) goapp.UI {
				q := n.answer.asked
				q.text, q.verbatim = r.Suggestions[i], false
				return node("li", n.to(q, leaf("bdi", q.text)))
			})),
		)),
		when(len(r.Filters) > 0 && bare.text != "" && !slices.Contains(r.Suggestions, bare.text), node("p", n.to(bare, goapp.Text(t.get("search_unfiltered"))))),
		when(len(r.Suggestions) == 0, leaf("p", t.get("search_advice"))),
		topicsLink(n.window, n.page, t),
	}
}

// failed says that there is no answer, with a button to try again.
func (n notes) failed(retry goapp.EventHandler) []goapp.UI {
	return []goapp.UI{
		leaf("p", failure(n.t, n.answer.err)),
		press(n.t.get("try_again"), ".tool-button", retry),
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
	return node("details.search-help",
		leaf("summary", t.get("search_help")),
		node("dl", goapp.Range(lines).Slice(func(i int) goapp.UI {
			return node("div",
				node("dt", leaf("code dir=auto", lines[i][0])),
				leaf("dd", lines[i][1]),
			)
		})),
	)
}

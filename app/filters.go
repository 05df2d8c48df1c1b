package app

import (
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/content/search"
)

const (
	facetsID    = "_facets"
	facetPrefix = "_facet-"
	facetValues = 6 // shown of a facet before "more"
)

// facetID is the same for a value wherever it stands in its list, so that the
// focus finds it again.
func facetID(kind, value string) string { return facetPrefix + kind + "-" + value }

// kindName returns how a kind of filter is called.
func kindName(t *texts, kind string) string {
	switch kind {
	case "topic":
		return t.get("search_topic")
	case "author":
		return t.get("search_author")
	case "year":
		return t.get("search_year")
	case "lang":
		return t.get("search_lang")
	}
	return kind
}

// valueName returns how a value of a filter is called.
func (n notes) valueName(kind, value, name string) string {
	if kind == "lang" {
		return n.window.LanguageName(n.t.tag, value)
	}
	if name == "" {
		return value
	}
	return name
}

func (n notes) chipID(i int) string { return n.prefix + strconv.Itoa(i) }

// chips are the filters of the query, each a button that removes it.
func (n notes) chips() goapp.UI {
	filters := n.answer.results.Filters
	return when(len(filters) > 0 && n.answer.status != empty,
		wrap(el("div.filter-chips role=group", "aria-label", n.t.get("search_filters")),
			goapp.Range(filters).Slice(func(i int) goapp.UI { return n.chip(i, filters[i]) }),
		))
}

func (n notes) chip(i int, f search.Filter) goapp.UI {
	name := short(n.valueName(f.Kind, f.Value, f.Name))
	class := "filter-chip"
	if !f.Known {
		name, class = n.t.get("search_unknown", "name", name), "filter-chip filter-unknown"
	}
	name = kindName(n.t, f.Kind) + ": " + name
	turn, q, first := n.turn, n.answer.asked, n.chipID(0)
	q.text = search.WithoutFilter(q.text, f.Kind, f.Value)
	return el("button type=button", "id", n.chipID(i), "class", class, "aria-label", n.t.get("search_unfilter", "name", name)).
		Body(leaf("span", name), el("span.cross aria-hidden=true")).
		OnClick(func(goapp.Context, goapp.Event) { turn(q, first) }, q.text, q.verbatim, string(q.lang))
}

// facets are the ways to divide what was found: buttons that add a filter to
// the query or take it away. Where there is no margin to stand in they are
// folded behind a button.
type facets struct {
	open bool            // unfolded where they fold
	all  map[string]bool // kinds of which all values are shown
}

func (f *facets) render(n notes) goapp.UI {
	var kinds []search.Facet
	for _, facet := range n.answer.results.Facets {
		if divides(facet, n.answer.results.Total) {
			kinds = append(kinds, facet)
		}
	}
	return when(len(kinds) > 0 && (n.answer.status == found || n.answer.status == working),
		node("div.facets",
			el("button.facets-toggle type=button", "aria-expanded", strconv.FormatBool(f.open), "aria-controls", facetsID).
				Text(n.t.get("search_filters")).
				OnClick(func(goapp.Context, goapp.Event) { f.open = !f.open }),
			wrap(el("div.facets-body", "id", facetsID, "data-open", strconv.FormatBool(f.open)),
				goapp.Range(kinds).Slice(func(i int) goapp.UI { return f.group(n, kinds[i]) }),
			),
		))
}

// divides reports whether choosing a value of a facet changes what is found.
func divides(f search.Facet, total int) bool {
	switch len(f.Values) {
	case 0:
		return false
	case 1:
		return f.Values[0].Chosen || f.Values[0].Count < total
	}
	return true
}

func (f *facets) group(n notes, facet search.Facet) goapp.UI {
	kind := facet.Kind
	var shown []search.FacetValue
	for i, v := range facet.Values {
		if i < facetValues || v.Chosen || f.all[kind] {
			shown = append(shown, v)
		}
	}
	more := len(facet.Values) - len(shown)
	label := n.t.get("search_further", "n", n.t.window.Number(n.t.tag, more))
	if f.all[kind] {
		label = n.t.get("search_fewer")
	}
	return wrap(el("div.facet role=group", "aria-labelledby", facetPrefix+kind),
		leaf("span.facet-name", kindName(n.t, kind), "id", facetPrefix+kind),
		node("ul", goapp.Range(shown).Slice(func(i int) goapp.UI {
			return node("li", n.facetValue(kind, shown[i]))
		})),
		when(more > 0 || f.all[kind], el("button.facet-more type=button", "aria-expanded", strconv.FormatBool(f.all[kind]), "aria-label", kindName(n.t, kind)+": "+label).
			Text(label).
			OnClick(func(goapp.Context, goapp.Event) { f.unfold(kind) }, kind)),
	)
}

func (f *facets) unfold(kind string) {
	if f.all == nil {
		f.all = map[string]bool{}
	}
	f.all[kind] = !f.all[kind]
}

// unchosen returns query without what has chosen a value: its slug, its name or
// how that begins.
func unchosen(query, kind, value, name string) string {
	without := search.WithoutFilter(query, kind, value)
	if without == query {
		without = search.WithoutFilter(query, kind, name)
	}
	return without
}

func (n notes) facetValue(kind string, v search.FacetValue) goapp.UI {
	turn, q, first := n.turn, n.answer.asked, n.chipID(0)
	if v.Chosen {
		q.text = unchosen(q.text, kind, v.Value, v.Name)
	} else {
		q.text = strings.TrimSpace(search.WithFilter(q.text, kind, v.Value))
	}
	id := facetID(kind, v.Value)
	return el("button.facet-value type=button", "id", id, "aria-pressed", strconv.FormatBool(v.Chosen)).Body(
		leaf("span.facet-label dir=auto", n.valueName(kind, v.Value, v.Name)),
		goapp.Text(" "),
		leaf("span.facet-count", n.t.window.Number(n.t.tag, v.Count)),
	).OnClick(func(goapp.Context, goapp.Event) { turn(q, id, first) }, kind, v.Value, q.text, q.verbatim, string(q.lang))
}

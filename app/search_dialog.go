package app

import (
	"strconv"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
)

const (
	searchID      = "_search"
	searchFieldID = "_search-field"
	searchListID  = "_search-list"
	optionPrefix  = "_search-option-"
)

// A searchDialog finds articles as the reader types, from any page: a combobox
// whose list is always open.
type searchDialog struct {
	goapp.Compo

	window *browser.Window
	words  func() *texts
	page   func() browser.Page
	say    func(string)
	finder finder
	chosen int           // option that Enter opens; -1 is none
	hasty  bool          // Enter came before the answer
	ctx    goapp.Context // the component's: a button's dies with the button
}

func (s *searchDialog) OnMount(ctx goapp.Context) { s.ctx = ctx }

func newSearchDialog(w *browser.Window, e asker, words func() *texts, page func() browser.Page, say func(string)) *searchDialog {
	return &searchDialog{
		window: w, words: words, page: page, say: say,
		finder: finder{engine: e, limit: 8}, chosen: -1,
	}
}

// open shows the dialog, with the query asked before selected.
func (s *searchDialog) open() {
	s.hasty = false
	s.window.ShowDialog(searchID)
	s.window.Select(searchFieldID)
}

func (s *searchDialog) Render() goapp.UI {
	t, a := s.words(), s.finder.answer
	field := goapp.Input().ID(searchFieldID).Type("search").Class("search-field").
		Placeholder(t.get("search_placeholder")).AutoComplete(false).
		Attr("autocapitalize", "none").Attr("spellcheck", "false").Attr("enterkeyhint", "search").
		Attr("role", "combobox").Aria("label", t.get("search_label")).Aria("autocomplete", "list").
		Aria("controls", searchListID).Aria("expanded", strconv.FormatBool(len(a.results.Results) > 0)).
		OnInput(s.onInput).OnKeyDown(s.onKeyDown)
	if s.chosen >= 0 {
		field = field.Aria("activedescendant", optionPrefix+strconv.Itoa(s.chosen))
	}
	return goapp.Dialog().ID(searchID).Class("tool-dialog search-dialog").Aria("label", t.get("search_label")).
		Lang(t.tag).OnClick(s.onBackdrop).Body(
		goapp.Div().Class("tool-panel").Body(
			goapp.Div().Class("search-bar").Body(
				field,
				goapp.Button().Type("button").Class("tool-button").Text(t.get("close")).OnClick(s.onClose),
			),
			s.list(t, a),
			s.message(t, a),
		),
	)
}

func (s *searchDialog) list(t *texts, a answer) goapp.UI {
	base := s.window.Base()
	return goapp.Div().ID(searchListID).Class("search-list").Attr("role", "listbox").
		Aria("label", t.get("search_results")).Aria("busy", strconv.FormatBool(a.status == working)).Body(
		goapp.Range(a.results.Results).Slice(func(i int) goapp.UI {
			r := a.results.Results[i]
			return goapp.A().ID(optionPrefix+strconv.Itoa(i)).Class("hit").Href(address(base, r.Path)).
				Attr("role", "option").TabIndex(-1).Aria("selected", strconv.FormatBool(i == s.chosen)).
				Body(hitText(r, t.tag)...)
		}),
	)
}

// message returns what stands under the list: how to use it, that nothing was
// found, that searching failed, or the way to all results.
func (s *searchDialog) message(t *texts, a answer) goapp.UI {
	foot := goapp.Div().Class("search-foot")
	topics := topicsLink(s.window, s.page(), t)
	switch {
	case a.status == empty:
		return foot.Body(goapp.P().Text(t.get("search_hint")), topics)
	case a.status == broken:
		return foot.Body(
			goapp.P().Text(t.get("search_failed")),
			goapp.Button().Type("button").Class("tool-button").Text(t.get("try_again")).OnClick(s.onRetry),
		)
	case a.status == found && len(a.results.Results) == 0:
		return foot.Body(
			goapp.P().Text(t.get("search_none", "query", a.query)),
			goapp.P().Text(t.get("search_advice")), topics,
		)
	case len(a.results.Results) == 0:
		return foot.Body(goapp.P().Text(t.get("search_working")))
	}
	return foot.Body(
		goapp.A().Href(searchAddress(s.page(), a.query)).Text(t.count("search_all", a.results.Total)),
	)
}

func (s *searchDialog) onInput(goapp.Context, goapp.Event) {
	s.ask(s.window.Value(searchFieldID), typing)
}

func (s *searchDialog) onRetry(goapp.Context, goapp.Event) {
	s.ask(s.window.Value(searchFieldID), 0)
}

func (s *searchDialog) ask(query string, pause time.Duration) {
	s.chosen, s.hasty = -1, false
	s.finder.ask(s.ctx, query, content.Lang(s.page().UI), pause, func(ctx goapp.Context) {
		a := s.finder.answer
		announce(s.say, s.words(), a)
		if s.hasty && a.status == found && len(a.results.Results) > 0 {
			ctx.Defer(func(goapp.Context) { s.followBest() }) // once it is drawn
		}
	})
}

// followBest opens the first option, unless the reader has gone on typing.
func (s *searchDialog) followBest() {
	if s.hasty {
		s.hasty = false
		s.window.Follow(optionPrefix + "0")
	}
}

// announce tells a screen reader how many articles were found.
func announce(say func(string), t *texts, a answer) {
	switch {
	case a.status == broken:
		say(t.get("search_failed"))
	case a.status == found && a.results.Total == 0:
		say(t.get("search_none", "query", a.query))
	case a.status == found:
		say(t.count("search_count", a.results.Total))
	}
}

func (s *searchDialog) onKeyDown(_ goapp.Context, e goapp.Event) {
	key := e.Get("key").String()
	if e.Get("isComposing").Truthy() || !s.press(key) {
		return
	}
	e.PreventDefault()
}

// press acts on a key in the field and reports whether it was one of the list's.
func (s *searchDialog) press(key string) bool {
	last := len(s.finder.answer.results.Results) - 1
	switch key {
	case "ArrowDown":
		s.choose(s.chosen+1, last)
	case "ArrowUp":
		s.choose(s.chosen-1, last)
	case "Escape":
		s.hasty = false
		s.window.CloseDialogs() // the browser would only empty the field
	case "Enter":
		switch {
		case s.chosen >= 0:
			s.window.Follow(optionPrefix + strconv.Itoa(s.chosen))
		case s.finder.answer.status == working:
			s.hasty = true
		case last >= 0 && s.finder.answer.status == found:
			s.window.Follow(optionPrefix + "0")
		}
	default:
		return false
	}
	return true
}

// choose marks an option; past either end is the field itself, then the other
// end.
func (s *searchDialog) choose(i, last int) {
	switch {
	case i > last:
		i = -1
	case i < -1:
		i = last
	}
	s.chosen = i
	if i >= 0 {
		s.window.Reveal(optionPrefix + strconv.Itoa(i))
	}
}

func (s *searchDialog) onClose(goapp.Context, goapp.Event) { s.window.CloseDialogs() }

// onBackdrop closes the dialog on a click beside its panel.
func (s *searchDialog) onBackdrop(ctx goapp.Context, e goapp.Event) {
	if e.Get("target").Equal(ctx.JSSrc()) {
		s.window.CloseDialogs()
	}
}

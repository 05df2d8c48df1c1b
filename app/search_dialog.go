package app

import (
	"strconv"
	"strings"
	"time"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
	"lectern/content"
)

const (
	searchID      = "_search"
	searchFieldID = "_search-field"
	searchListID  = "_search-list"
	recentsNameID = "_search-recents"
	optionPrefix  = "_search-option-"
	chipPrefix    = "_search-filter-"
)

// A searchDialog finds articles as the reader types, from any page: the
// combobox of the ARIA practices, with a list of articles, or of the searches
// made before while nothing is typed.
type searchDialog struct {
	goapp.Compo

	window  *browser.Window
	words   func() *texts
	page    func() browser.Page
	warm    func()
	finder  finder
	recents *recents
	speaker speaker
	said    string        // for screen readers: what is outside a dialog they don't hear
	chosen  int           // option that Enter opens; -1 is none
	hasty   bool          // Enter came before the answer
	ctx     goapp.Context // the component's: a button's dies with the button
}

func (s *searchDialog) OnMount(ctx goapp.Context) { s.ctx = ctx }

func newSearchDialog(w *browser.Window, e asker, words func() *texts, page func() browser.Page, kept *recents, warm func()) *searchDialog {
	s := &searchDialog{
		window: w, words: words, page: page, warm: warm, recents: kept,
		finder: finder{engine: e, limit: 8}, chosen: -1,
	}
	s.finder.choosing = func() bool { return s.chosen >= 0 }
	s.speaker = speaker{say: func(text string) { s.said = text }, pause: settled}
	return s
}

// open shows the dialog, with the query asked before selected.
func (s *searchDialog) open() {
	s.hasty, s.chosen = false, -1
	s.warm()
	s.recents.load()
	s.Update()
	s.window.ShowDialog(searchID)
	s.window.Select(searchFieldID)
}

// options returns how many options the list has.
func (s *searchDialog) options() int {
	if s.finder.answer.status == empty {
		return len(s.recents.list)
	}
	return len(s.finder.answer.results.Results)
}

func (s *searchDialog) Render() goapp.UI {
	t, a := s.words(), s.finder.answer
	n := notes{window: s.window, t: t, page: s.page(), answer: a, prefix: chipPrefix, turn: s.turn}
	return el("dialog", "id", searchID, "class", "tool-dialog search-dialog",
		"aria-label", t.get("search_label"), "lang", t.tag).OnClick(s.onBackdrop).Body(
		el("div", "class", "tool-panel").Body(
			el("div", "class", "search-bar").Body(
				s.field(t),
				el("button", "type", "button", "class", "tool-button").Text(t.get("close")).OnClick(s.onClose),
			),
			el("div", "class", "search-body").Body(
				n.chips(),
				n.corrected(),
				s.list(t, a),
				s.message(n),
			),
			el("div", "class", "spoken", "role", "status", "aria-live", "polite").Text(s.said),
		),
	)
}

func (s *searchDialog) field(t *texts) goapp.UI {
	field := el("input", "id", searchFieldID, "type", "search", "class", "search-field",
		"placeholder", t.get("search_placeholder"), "autocomplete", "off",
		"autocapitalize", "none", "autocorrect", "off", "spellcheck", "false", "enterkeyhint", "search",
		"role", "combobox", "aria-label", t.get("search_label"), "aria-autocomplete", "list",
		"aria-haspopup", "listbox", "aria-controls", searchListID, "aria-expanded", strconv.FormatBool(s.options() > 0)).
		OnInput(s.onInput).On("compositionend", s.onComposed).OnKeyDown(s.onKeyDown)
	if s.chosen >= 0 && s.chosen < s.options() {
		field = field.Aria("activedescendant", optionPrefix+strconv.Itoa(s.chosen))
	}
	return field
}

// list returns the list of the combobox. What removes a search stands beside
// it: an option holds no buttons.
func (s *searchDialog) list(t *texts, a answer) goapp.UI {
	list := el("div", "id", searchListID, "class", "search-list", "role", "listbox",
		"hidden", strconv.FormatBool(s.options() == 0), "aria-busy", strconv.FormatBool(a.status == working))
	if a.status != empty {
		words, base := a.words(), s.window.Base()
		return el("div").Body(list.Aria("label", t.get("search_results")).Body(
			goapp.Range(a.results.Results).Slice(func(i int) goapp.UI { return s.hit(t, i, base, words) }),
		))
	}
	recent := s.recents.list
	return el("div", "class", "recents").Body(
		goapp.If(len(recent) > 0, el("div", "class", "recents-head").Body(
			el("span", "id", recentsNameID).Text(t.get("search_recent")),
			el("button", "type", "button", "class", "tool-button").Text(t.get("search_forget_all")).OnClick(s.onForgetAll),
		)),
		list.Aria("label", t.get("search_recent")).Body(
			goapp.Range(recent).Slice(func(i int) goapp.UI {
				return el("div", "id", optionPrefix+strconv.Itoa(i), "class", "recent", "role", "option",
					"aria-selected", strconv.FormatBool(i == s.chosen)).Body(el("bdi").Text(recent[i])).
					OnClick(func(goapp.Context, goapp.Event) { s.recall(i) }, i)
			}),
		),
		goapp.If(len(recent) > 0, el("div", "class", "recents-remove", "role", "group", "aria-label", t.get("search_recent")).Body(
			goapp.Range(recent).Slice(func(i int) goapp.UI {
				return el("button", "type", "button", "class", "recent-remove",
					"aria-label", t.get("search_forget", "query", recent[i])).
					Body(el("span", "class", "cross", "aria-hidden", "true")).
					OnClick(func(goapp.Context, goapp.Event) { s.forget(i) }, i)
			}),
		)),
	)
}

func (s *searchDialog) hit(t *texts, i int, base, words string) goapp.UI {
	h := s.finder.hit(i, optionPrefix)
	return el("a", "id", h.id, "class", "hit", "href", h.href(base, words), "dir", h.Lang.Dir(),
		"role", "option", "tabindex", "-1", "aria-selected", strconv.FormatBool(i == s.chosen),
		"aria-labelledby", h.titleID()+" "+h.metaID(), "aria-describedby", h.textID()).
		OnClick(s.onFollow).Body(h.body(s.window, t)...)
}

// message returns what stands under the list: how to use it, that nothing was
// found, that searching failed, or the way to all results.
func (s *searchDialog) message(n notes) goapp.UI {
	foot := el("div", "class", "search-foot")
	t, a := n.t, n.answer
	switch {
	case a.status == empty:
		return foot.Body(
			el("p", "class", "search-keys").Text(t.get("search_hint")),
			goapp.If(len(s.recents.list) > 0, el("p", "class", "search-keys").Text(t.get("search_recent_hint"))),
			topicsLink(s.window, n.page, t),
			searchHelp(t),
		)
	case a.status == broken:
		return foot.Body(n.failed(s.onRetry)...)
	case a.status == found && len(a.results.Results) == 0:
		return foot.Body(n.nothing()...)
	case len(a.results.Results) == 0:
		return el("p", "class", "search-foot").Text(t.get("search_working")) // another element than what comes below the results
	}
	all := t.count("search_all", a.results.Total)
	if a.results.Partial || a.results.Total < len(a.results.Results) {
		all = t.get("search_more") // nobody knows how many, or others are shown than counted
	}
	return foot.Class("search-all").Body(
		el("a", "href", searchAddress(n.page, a.asked)).Text(all).OnClick(s.onFollow),
	)
}

func (s *searchDialog) onInput(_ goapp.Context, e goapp.Event) {
	if !s.window.HalfTyped(e.Get("isComposing").Truthy()) {
		s.typed()
	}
}

func (s *searchDialog) onComposed(goapp.Context, goapp.Event) { s.typed() }

// typed asks what is in the field, unless that is what was asked.
func (s *searchDialog) typed() {
	s.warm()
	s.chosen, s.hasty = -1, false
	query := strings.TrimSpace(s.window.Value(searchFieldID))
	if a := s.finder.answer; a.asked.text != query || a.status == empty {
		s.ask(s.question(query), typing)
	}
}

func (s *searchDialog) onRetry(goapp.Context, goapp.Event) {
	s.finder.afresh.Store(true)
	s.ask(s.finder.answer.asked, 0)
	s.window.Focus(searchFieldID)
}

func (s *searchDialog) question(text string) question {
	return question{text: text, lang: content.Lang(s.page().Lang)}
}

// turn asks another question in the reader's name.
func (s *searchDialog) turn(q question, _ ...string) {
	s.window.SetValue(searchFieldID, q.text)
	s.window.Focus(searchFieldID)
	s.ask(q, 0)
}

func (s *searchDialog) ask(q question, pause time.Duration) {
	s.chosen, s.hasty = -1, false
	s.finder.ask(s.ctx, q, pause, func(ctx goapp.Context) {
		a := s.finder.answer
		s.speaker.tell(ctx, s.words(), a)
		if a.status != found {
			return
		}
		ctx.Defer(func(goapp.Context) { // once it is drawn
			s.readPages()
			if s.hasty && len(a.results.Results) > 0 {
				s.followBest()
			}
		})
	})
}

// readPages has the results in view show what their pages say.
func (s *searchDialog) readPages() {
	ids := make([]string, len(s.finder.answer.results.Results))
	for i := range ids {
		ids[i] = optionPrefix + strconv.Itoa(i)
	}
	s.window.Watch(searchID, ids, func(seen []string) {
		s.ctx.Dispatch(func(ctx goapp.Context) {
			s.finder.fill(ctx, places(seen, optionPrefix), func(goapp.Context) {})
		})
	})
}

// places returns the numbers at the end of ids.
func places(ids []string, prefix string) []int {
	var numbers []int
	for _, id := range ids {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, prefix)); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// followBest opens the first option, unless the reader has gone on typing.
func (s *searchDialog) followBest() {
	if s.hasty {
		s.hasty = false
		s.window.Follow(optionPrefix + "0")
	}
}

// onFollow keeps the search that has led somewhere.
func (s *searchDialog) onFollow(goapp.Context, goapp.Event) {
	s.recents.add(s.finder.answer.asked.text)
}

func (s *searchDialog) onKeyDown(_ goapp.Context, e goapp.Event) {
	// 229 is a key that ends a composition: Safari says it is over by then.
	if e.Get("isComposing").Truthy() || e.Get("keyCode").Int() == 229 || e.Get("altKey").Truthy() || e.Get("shiftKey").Truthy() {
		return
	}
	aside := e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy()
	if key := e.Get("key").String(); (!aside || key == "Enter") && s.press(key, aside) {
		e.PreventDefault()
	}
}

// press acts on a key in the field and reports whether it was one of the
// list's; aside is with Control or Command.
func (s *searchDialog) press(key string, aside bool) bool {
	last := s.options() - 1
	switch key {
	case "ArrowDown":
		s.choose(s.chosen+1, last)
	case "ArrowUp":
		s.choose(s.chosen-1, last)
	case "ArrowLeft", "ArrowRight", "Home", "End":
		s.chosen = -1 // back in the text, where they move the caret
		return false
	case "Delete":
		if s.finder.answer.status != empty || s.chosen < 0 {
			return false
		}
		s.forgetChosen()
	case "Escape":
		s.escape()
	case "Enter":
		s.enter(aside)
	default:
		return false
	}
	return true
}

// escape empties the field, and closes the dialog when there is nothing in it.
func (s *searchDialog) escape() {
	if s.window.Value(searchFieldID) == "" {
		s.hasty = false
		s.window.CloseDialogs()
		return
	}
	s.turn(s.question(""))
}

func (s *searchDialog) enter(aside bool) {
	a, best := s.finder.answer, max(s.chosen, 0)
	switch {
	case a.status == empty:
		if s.chosen >= 0 {
			s.recall(s.chosen)
		}
	case a.status == working && s.chosen < 0:
		s.recents.add(a.asked.text)
		s.hasty = true
	case best >= len(a.results.Results) || a.status == broken:
		s.recents.add(a.asked.text)
	case aside:
		s.recents.add(a.asked.text)
		s.window.OpenAside(optionPrefix + strconv.Itoa(best))
	case s.chosen < 0 && s.window.Touch():
		s.recents.add(a.asked.text)
		s.window.Blur() // the keyboard goes, the results are seen
	default:
		s.window.Follow(optionPrefix + strconv.Itoa(best))
	}
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

// recall asks a search made before once more.
func (s *searchDialog) recall(i int) {
	if i < len(s.recents.list) {
		s.turn(s.question(s.recents.list[i]))
	}
}

// forgetChosen removes the chosen search and chooses the one after it.
func (s *searchDialog) forgetChosen() {
	at := s.chosen
	s.forget(at)
	s.chosen = min(at, len(s.recents.list)-1)
}

func (s *searchDialog) forget(i int) {
	if i >= len(s.recents.list) {
		return
	}
	s.said = s.words().get("search_forgotten", "query", s.recents.list[i])
	s.recents.remove(i)
	s.chosen = -1
	if len(s.recents.list) == 0 {
		s.window.Focus(searchFieldID)
	}
}

func (s *searchDialog) onForgetAll(goapp.Context, goapp.Event) {
	s.recents.clear()
	s.chosen = -1
	s.said = s.words().get("search_forgotten_all")
	s.window.Focus(searchFieldID) // the button goes
}

func (s *searchDialog) onClose(goapp.Context, goapp.Event) { s.window.CloseDialogs() }

// onBackdrop closes the dialog on a click beside its panel.
func (s *searchDialog) onBackdrop(ctx goapp.Context, e goapp.Event) {
	if e.Get("target").Equal(ctx.JSSrc()) {
		s.window.CloseDialogs()
	}
}

package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Render draws the bar. It is always there, so that it can be shown and given
// the focus within the click that asks for it.
func (m *marker) Render() goapp.UI {
	t := m.words()
	class := "mark-bar"
	if m.used {
		class += " mark-used"
	}
	return el("div", "id", markID, "class", class, "role", "search", "lang", t.tag,
		"aria-label", t.get("mark_label"), "hidden", strconv.FormatBool(!m.shown)).Body(
		el("div", "class", "mark-row").Body(
			el("input", "id", markFieldID, "type", "search", "class", "mark-field", "dir", "auto",
				"placeholder", t.get("mark_label"), "aria-label", t.get("mark_label"), "autocomplete", "off",
				"autocapitalize", "none", "spellcheck", "false", "enterkeyhint", "search").
				OnInput(m.onInput).OnKeyDown(m.onKeyDown),
			el("span", "class", "mark-count").Text(m.count(t)),
			m.button("mark-previous", t.get("mark_previous"), len(m.found) == 0, func() { m.step(-1) }),
			m.button("mark-next", t.get("mark_next"), len(m.found) == 0, func() { m.step(+1) }),
			m.button("mark-close", t.get("mark_close"), false, m.dismiss),
		),
		goapp.If(m.instead != "", el("p", "class", "mark-note").Text(t.get("mark_instead", "query", m.instead))),
	)
}

// button returns a button of the bar. Pressing it leaves the focus in the field,
// so that a phone's keyboard does not come and go.
func (m *marker) button(class, label string, disabled bool, do func()) goapp.UI {
	return el("button", "type", "button", "class", "tool-button mark-button "+class, "aria-label", label, "title", label,
		"disabled", strconv.FormatBool(disabled)).
		OnMouseDown(func(_ goapp.Context, e goapp.Event) { e.PreventDefault() }).
		OnClick(func(goapp.Context, goapp.Event) { do() })
}

// count returns which match is the current one, of how many.
func (m *marker) count(t *texts) string {
	switch {
	case m.query == "" || m.status == working && len(m.found) == 0:
		return ""
	case len(m.found) == 0:
		return t.get("mark_none")
	}
	return t.get("mark_of", "n", t.window.Number(t.tag, m.current+1), "all", t.window.Number(t.tag, len(m.found)))
}

func (m *marker) onInput(goapp.Context, goapp.Event) {
	m.mark(wanted{words: m.window.Value(markFieldID), pause: typing, show: true})
}

func (m *marker) onKeyDown(_ goapp.Context, e goapp.Event) {
	if !e.Get("isComposing").Truthy() && m.press(e.Get("key").String(), e.Get("shiftKey").Truthy()) {
		e.PreventDefault()
	}
}

// press acts on a key in the field and reports whether it was one of the bar's.
func (m *marker) press(key string, shift bool) bool {
	switch {
	case key == "Enter" && shift:
		m.step(-1)
	case key == "Enter":
		m.step(+1)
	case key == "Escape":
		m.dismiss()
	default:
		return false
	}
	return true
}

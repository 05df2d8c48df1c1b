package app

import (
	"strconv"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"lectern/app/browser"
)

const (
	settingsID = "_settings"
	sizeID     = "_settings-size"
)

// A settingsSheet is how the reader sets type and colours. A choice holds at
// once, on this page, on those to come, and in other tabs.
type settingsSheet struct {
	goapp.Compo

	window *browser.Window
	words  func() *texts
	chosen settings
	unkept bool // the browser stores nothing
}

func newSettingsSheet(w *browser.Window, words func() *texts) *settingsSheet {
	return &settingsSheet{window: w, words: words, chosen: parseSettings(w.Stored(storeKey))}
}

// open shows the sheet.
func (s *settingsSheet) open() {
	s.window.ShowDialog(settingsID)
	s.window.SetValue(sizeID, strconv.Itoa(s.chosen.size()))
}

// follow takes over what another tab has stored.
func (s *settingsSheet) follow(key, value string) {
	if key != storeKey && key != "" {
		return
	}
	s.chosen = parseSettings(value)
	s.apply()
	s.Update()
}

func (s *settingsSheet) Render() goapp.UI {
	t := s.words()
	return el("dialog", "id", settingsID, "class", "tool-dialog settings-sheet", "lang", t.tag,
		"aria-labelledby", "_settings-title").OnClick(s.onBackdrop).Body(
		el("div", "class", "tool-panel").Body(
			el("div", "class", "sheet-head").Body(
				el("h2", "id", "_settings-title").Text(t.get("settings")),
				el("button", "type", "button", "class", "tool-button").Text(t.get("close")).OnClick(s.onClose),
			),
			s.size(t),
			goapp.Range(choices()).Slice(func(i int) goapp.UI { return s.group(t, choices()[i]) }),
			goapp.If(s.unkept, el("p", "class", "sheet-note", "role", "status").Text(t.get("settings_unkept"))),
			el("div", "class", "sheet-foot").Body(
				el("button", "type", "button", "class", "tool-button", "disabled", strconv.FormatBool(len(s.chosen) == 0)).
					Text(t.get("reset")).OnClick(s.onReset),
			),
		),
	)
}

func (s *settingsSheet) size(t *texts) goapp.UI {
	size := s.chosen.size()
	step := func(sign, label string, by int) goapp.UI {
		return el("button", "type", "button", "class", "tool-button size-step", "aria-label", label,
			"disabled", strconv.FormatBool(size+by < smallest || size+by > largest)).Text(sign).
			OnClick(func(goapp.Context, goapp.Event) { s.resize(strconv.Itoa(s.chosen.size() + by)) }, by)
	}
	return el("div", "class", "choice size-choice").Body(
		el("label", "for", sizeID).Text(t.get("size")),
		el("div", "class", "size-row").Body(
			step("−", t.get("size_smaller"), -1),
			el("input", "id", sizeID, "type", "range", "min", strconv.Itoa(smallest), "max", strconv.Itoa(largest), "step", "1",
				"value", strconv.Itoa(size),
				"aria-valuetext", t.get("size_of", "n", t.window.Number(t.tag, size), "all", t.window.Number(t.tag, largest))).
				OnInput(s.onSize),
			step("+", t.get("size_larger"), +1),
		),
	)
}

// group returns the radio buttons of one setting.
func (s *settingsSheet) group(t *texts, c choice) goapp.UI {
	return el("fieldset", "class", "choice").Body(
		el("legend").Text(t.get(c.name)),
		el("div", "class", "choice-row").Body(
			goapp.Range(c.values).Slice(func(i int) goapp.UI {
				value := c.values[i]
				return el("label", "class", "choice-option", "data-choice", c.name+"-"+value).Body(
					el("input", "type", "radio", "name", "_"+c.name, "value", value, "checked", strconv.FormatBool(s.chosen.value(c) == value)).
						OnChange(func(goapp.Context, goapp.Event) { s.choose(c, value) }, c.name, value),
					el("span").Text(t.get(c.name+"_"+value)),
				)
			}),
		),
	)
}

func (s *settingsSheet) choose(c choice, value string) {
	s.chosen.set(c, value)
	s.keep()
}

func (s *settingsSheet) onSize(goapp.Context, goapp.Event) { s.resize(s.window.Value(sizeID)) }

func (s *settingsSheet) resize(size string) {
	s.chosen.setSize(size)
	s.window.SetValue(sizeID, strconv.Itoa(s.chosen.size()))
	s.keep()
}

func (s *settingsSheet) onReset(goapp.Context, goapp.Event) {
	s.chosen = settings{}
	s.window.SetValue(sizeID, strconv.Itoa(usual))
	s.keep()
}

// keep applies and stores what is chosen.
func (s *settingsSheet) keep() {
	s.apply()
	s.unkept = s.window.Store(storeKey, s.chosen.stored()) != nil
}

func (s *settingsSheet) apply() {
	for _, c := range choices() {
		s.window.SetLook("data-"+c.name, s.chosen[c.name])
	}
	s.window.SetLook("data-size", s.chosen["size"])
}

func (s *settingsSheet) onClose(goapp.Context, goapp.Event) { s.window.CloseDialogs() }

func (s *settingsSheet) onBackdrop(ctx goapp.Context, e goapp.Event) {
	if e.Get("target").Equal(ctx.JSSrc()) {
		s.window.CloseDialogs()
	}
}

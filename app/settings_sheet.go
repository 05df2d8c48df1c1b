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
	return goapp.Dialog().ID(settingsID).Class("tool-dialog settings-sheet").Lang(t.tag).
		Aria("labelledby", "_settings-title").OnClick(s.onBackdrop).Body(
		goapp.Div().Class("tool-panel").Body(
			goapp.Div().Class("sheet-head").Body(
				goapp.H2().ID("_settings-title").Text(t.get("settings")),
				goapp.Button().Type("button").Class("tool-button").Text(t.get("close")).OnClick(s.onClose),
			),
			s.size(t),
			goapp.Range(choices()).Slice(func(i int) goapp.UI { return s.group(t, choices()[i]) }),
			goapp.If(s.unkept, goapp.P().Class("sheet-note").Attr("role", "status").Text(t.get("settings_unkept"))),
			goapp.Div().Class("sheet-foot").Body(
				goapp.Button().Type("button").Class("tool-button").Text(t.get("reset")).
					Disabled(len(s.chosen) == 0).OnClick(s.onReset),
			),
		),
	)
}

func (s *settingsSheet) size(t *texts) goapp.UI {
	size := s.chosen.size()
	step := func(sign, label string, by int) goapp.UI {
		return goapp.Button().Type("button").Class("tool-button size-step").Aria("label", label).Text(sign).
			Disabled(size+by < smallest || size+by > largest).
			OnClick(func(goapp.Context, goapp.Event) { s.resize(strconv.Itoa(s.chosen.size() + by)) }, by)
	}
	return goapp.Div().Class("choice size-choice").Body(
		goapp.Label().For(sizeID).Text(t.get("size")),
		goapp.Div().Class("size-row").Body(
			step("−", t.get("size_smaller"), -1),
			goapp.Input().ID(sizeID).Type("range").Min(smallest).Max(largest).Step(1).Value(size).
				Aria("valuetext", t.get("size_of", "n", t.window.Number(t.tag, size), "all", t.window.Number(t.tag, largest))).
				OnInput(s.onSize),
			step("+", t.get("size_larger"), +1),
		),
	)
}

// group returns the radio buttons of one setting.
func (s *settingsSheet) group(t *texts, c choice) goapp.UI {
	return goapp.FieldSet().Class("choice").Body(
		goapp.Legend().Text(t.get(c.name)),
		goapp.Div().Class("choice-row").Body(
			goapp.Range(c.values).Slice(func(i int) goapp.UI {
				value := c.values[i]
				return goapp.Label().Class("choice-option").DataSet("choice", c.name+"-"+value).Body(
					goapp.Input().Type("radio").Name("_"+c.name).Value(value).Checked(s.chosen.value(c) == value).
						OnChange(func(goapp.Context, goapp.Event) { s.choose(c, value) }, c.name, value),
					goapp.Span().Text(t.get(c.name+"_"+value)),
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

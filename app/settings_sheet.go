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
	return el("dialog.tool-dialog.settings-sheet aria-labelledby=_settings-title", "id", settingsID, "lang", t.tag).OnClick(s.onBackdrop).Body(
		node("div.tool-panel",
			node("div.sheet-head",
				leaf("h2 id=_settings-title", t.get("settings")),
				press(t.get("close"), ".tool-button", s.onClose),
			),
			s.size(t),
			goapp.Range(choices()).Slice(func(i int) goapp.UI { return s.group(t, choices()[i]) }),
			when(s.unkept, leaf("p.sheet-note role=status", t.get("settings_unkept"))),
			node("div.sheet-foot",
				press(t.get("reset"), ".tool-button", s.onReset, "disabled", strconv.FormatBool(len(s.chosen) == 0)),
			),
		),
	)
}

func (s *settingsSheet) size(t *texts) goapp.UI {
	size := s.chosen.size()
	step := func(sign, label string, by int) goapp.UI {
		return button(sign, ".tool-button.size-step", "aria-label", label,
			"disabled", strconv.FormatBool(size+by < smallest || size+by > largest)).
			OnClick(func(goapp.Context, goapp.Event) { s.resize(strconv.Itoa(s.chosen.size() + by)) }, by)
	}
	return node("div.choice.size-choice",
		leaf("label", t.get("size"), "for", sizeID),
		node("div.size-row",
			step("−", t.get("size_smaller"), -1),
			el("input type=range step=1", "id", sizeID, "min", strconv.Itoa(smallest), "max", strconv.Itoa(largest), "value", strconv.Itoa(size), "aria-valuetext", t.get("size_of", "n", t.window.Number(t.tag, size), "all", t.window.Number(t.tag, largest))).
				OnInput(s.onSize),
			step("+", t.get("size_larger"), +1),
		),
	)
}

// group returns the radio buttons of one setting.
func (s *settingsSheet) group(t *texts, c choice) goapp.UI {
	return node("fieldset.choice",
		leaf("legend", t.get(c.name)),
		node("div.choice-row",
			goapp.Range(c.values).Slice(func(i int) goapp.UI {
				value := c.values[i]
				return wrap(el("label.choice-option", "data-choice", c.name+"-"+value),
					el("input type=radio", "name", "_"+c.name, "value", value, "checked", strconv.FormatBool(s.chosen.value(c) == value)).
						OnChange(func(goapp.Context, goapp.Event) { s.choose(c, value) }, c.name, value),
					leaf("span", t.get(c.name+"_"+value)),
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

//go:build js

package browser

import "syscall/js"

// WatchBar connects the bar with an id to the document: it remembers where the
// focus was before it came into the bar, and hears Escape wherever it has no
// other meaning.
func (w *Window) WatchBar(id string, escape func()) {
	w.listen(w.document, "focusin", func(event js.Value) {
		bar, from := w.byID(id), event.Get("relatedTarget")
		if !bar.Truthy() || !bar.Call("contains", event.Get("target")).Bool() {
			return
		}
		if from.Truthy() && !bar.Call("contains", from).Bool() {
			w.marks.before = from
		}
	})
	w.listen(w.document, "keydown", func(event js.Value) {
		if text(event, "key") != "Escape" || event.Get("defaultPrevented").Bool() || event.Get("isComposing").Bool() {
			return
		}
		if bar := w.byID(id); !bar.Truthy() || bar.Get("hidden").Bool() {
			return
		}
		target := event.Get("target")
		if target.Call("matches", "input, textarea, select, [contenteditable]").Bool() ||
			w.document.Call("querySelector", "dialog[open], header details[open]").Truthy() {
			return
		}
		escape()
	})
}

// ShowBar shows a bar; with the focus, it goes to the field, whose text is
// selected.
func (w *Window) ShowBar(id, fieldID string, focus bool) {
	bar := w.byID(id)
	if !bar.Truthy() {
		return
	}
	if bar.Get("hidden").Bool() {
		w.marks.before = js.Undefined()
	}
	bar.Set("hidden", false)
	if !focus {
		return
	}
	if active := w.document.Get("activeElement"); active.Truthy() && !bar.Call("contains", active).Bool() {
		w.marks.before = active
	}
	if field := w.byID(fieldID); field.Truthy() {
		field.Call("focus", map[string]any{"preventScroll": true})
		field.Call("select")
	}
}

// HideBar hides a bar. A focus in it goes back to where it came from.
func (w *Window) HideBar(id string) {
	bar := w.byID(id)
	if !bar.Truthy() {
		return
	}
	active := w.document.Get("activeElement")
	inside := active.Truthy() && bar.Call("contains", active).Bool()
	if before := w.marks.before; inside {
		if before.Truthy() && before.Get("isConnected").Bool() {
			focus(before)
		} else {
			active.Call("blur")
		}
	}
	w.marks.before = js.Undefined()
	bar.Set("hidden", true)
}

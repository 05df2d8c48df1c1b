//go:build js

package browser

import "syscall/js"

func (w *Window) byID(id string) js.Value { return w.document.Call("getElementById", id) }

// ShowDialog opens a dialog over the page; closing it gives the focus back.
func (w *Window) ShowDialog(id string) {
	if dialog := w.byID(id); dialog.Truthy() && !dialog.Get("open").Bool() {
		dialog.Call("showModal")
	}
}

// CloseDialogs closes every open dialog. The focus stays where the page puts it.
func (w *Window) CloseDialogs() {
	each(w.document.Call("querySelectorAll", "dialog[open]"), func(d js.Value) { d.Call("close") })
}

// Value returns what is in a form field.
func (w *Window) Value(id string) string {
	if field := w.byID(id); field.Truthy() {
		return text(field, "value")
	}
	return ""
}

// SetValue sets a form field and selects what is in it.
func (w *Window) SetValue(id, value string) {
	if field := w.byID(id); field.Truthy() {
		field.Set("value", value)
	}
}

// Select focuses a text field and selects what is in it.
func (w *Window) Select(id string) {
	if field := w.byID(id); field.Truthy() {
		field.Call("focus")
		field.Call("select")
	}
}

// Focus moves the focus to the element with an id.
func (w *Window) Focus(id string) {
	if element := w.byID(id); element.Truthy() {
		element.Call("focus")
	}
}

// Blur takes the focus from a field, which puts a phone's keyboard away.
func (w *Window) Blur() {
	if active := w.document.Get("activeElement"); active.Truthy() {
		active.Call("blur")
	}
}

// Reveal scrolls an element of a list into its view.
func (w *Window) Reveal(id string) {
	if element := w.byID(id); element.Truthy() {
		element.Call("scrollIntoView", map[string]any{"block": "nearest", "behavior": "instant"})
	}
}

// Follow clicks the link with an id.
func (w *Window) Follow(id string) {
	if link := w.byID(id); link.Truthy() {
		link.Call("click")
	}
}

// SearchField returns what is in the search page's field.
func (w *Window) SearchField() string {
	if field := w.document.Call("querySelector", "main [data-search-form] input[name=q]"); field.Truthy() {
		return text(field, "value")
	}
	return ""
}

// FillSearchField writes a query into the search page's field.
func (w *Window) FillSearchField(query string) {
	if field := w.document.Call("querySelector", "main [data-search-form] input[name=q]"); field.Truthy() {
		field.Set("value", query)
	}
}

// SetTitle names the page and its entry of the history.
func (w *Window) SetTitle(title string) { w.document.Set("title", title) }

// Place moves the element with an id into the place of the page that has an
// attribute; without such a place it moves home, to the element homeID.
func (w *Window) Place(id, homeID, attribute string) {
	element := w.byID(id)
	if element.Truthy() {
		w.placed[id] = element
	} else if element = w.placed[id]; !element.Truthy() { // it went with the page that was swapped away
		return
	}
	place := w.document.Call("querySelector", "main ["+attribute+"]")
	if !place.Truthy() {
		place = w.byID(homeID)
	}
	if place.Truthy() && !place.Equal(element.Get("parentNode")) {
		place.Call("prepend", element)
	}
}

// HideLists hides or shows what the page itself has beside a placed element.
func (w *Window) HideLists(id string, hide bool) {
	element := w.byID(id)
	if !element.Truthy() {
		return
	}
	each(element.Get("parentNode").Get("children"), func(e js.Value) {
		if text(e, "id") != id {
			e.Set("hidden", hide)
		}
	})
}

// Links reports whether the page's header or footer links to an address.
func (w *Window) Links(address string) bool {
	found := false
	each(w.document.Call("querySelectorAll", "header a, footer a"), func(link js.Value) {
		found = found || attr(link, "href") == address
	})
	return found
}

// Busy marks the page's results as being worked on.
func (w *Window) Busy(busy bool) {
	place := w.document.Call("querySelector", "main [data-search-results]")
	if !place.Truthy() {
		return
	}
	if busy {
		place.Call("setAttribute", "aria-busy", "true")
	} else {
		place.Call("removeAttribute", "aria-busy")
	}
}

//go:build js

package browser

import "syscall/js"

// Connect gives the document's events to h, and tells boot.js that the tools
// are there.
func (w *Window) Connect(h Handlers) {
	typed := func(event js.Value) {
		field := event.Get("target")
		half := text(event, "type") == "input" && w.HalfTyped(event.Get("isComposing").Truthy())
		if !half && field.Call("matches", "[data-search-form] input[name=q]").Bool() {
			h.Input(text(field, "value"))
		}
	}
	w.listen(w.document, "input", typed)
	w.listen(w.document, "compositionend", typed)
	w.listen(w.window, "storage", func(event js.Value) { h.Store(text(event, "key"), text(event, "newValue")) })
	w.listen(w.window, "pagehide", func(js.Value) { h.Leave() })
	w.listenScroll(h.Scroll)
	w.shared.Call("ready", map[string]any{
		"open": w.callback(func(args []js.Value) any {
			h.Open(args[0].String())
			return nil
		}),
		"click": w.callback(func(args []js.Value) any { return h.Click(click(args[0], args[1])) }),
		"submit": w.callback(func(args []js.Value) any {
			form := args[0].Get("target")
			if !form.Call("matches", "form[data-search-form]").Bool() {
				return false
			}
			return h.Submit(w.answers(form))
		}),
		"pop": w.callback(func(args []js.Value) any {
			h.Pop(key(args[0]))
			return nil
		}),
		"hover": w.callback(func(args []js.Value) any {
			h.Hover(args[0].String())
			return nil
		}),
		"seek": w.callback(func([]js.Value) any {
			h.Seek()
			return nil
		}),
	})
}

func click(event, link js.Value) Click {
	return Click{
		Button: event.Get("button").Int(),
		Ctrl:   event.Get("ctrlKey").Bool(), Meta: event.Get("metaKey").Bool(),
		Shift: event.Get("shiftKey").Bool(), Alt: event.Get("altKey").Bool(),
		Href: text(link, "href"), Target: attr(link, "target"), Download: link.Call("hasAttribute", "download").Bool(),
	}
}

// answers returns the address a GET form leads to.
func (w *Window) answers(form js.Value) string {
	address := w.window.Get("URL").New(attr(form, "action"), w.window.Get("location").Get("href"))
	data := w.window.Get("FormData").New(form)
	address.Set("search", w.window.Get("URLSearchParams").New(data).Call("toString"))
	return address.Get("href").String()
}

// listenScroll calls f at most once a frame while the page scrolls.
func (w *Window) listenScroll(f func()) {
	waiting := false
	frame := w.callback(func([]js.Value) any {
		waiting = false
		f()
		return nil
	})
	w.listen(w.document, "scroll", func(js.Value) {
		if !waiting {
			waiting = true
			w.window.Call("requestAnimationFrame", frame)
		}
	})
}

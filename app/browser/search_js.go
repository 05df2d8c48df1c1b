//go:build js

package browser

import (
	"strings"
	"syscall/js"
)

// A watcher tells which of some elements are in view.
type watcher struct {
	observer js.Value
	tell     func(ids []string)
}

// Watch calls tell with the ids of elements as they come into view, on screen
// or nearly. A later call with the same name takes the place of this one.
func (w *Window) Watch(name string, ids []string, tell func(ids []string)) {
	if w.watchers == nil {
		w.watchers = map[string]*watcher{}
	}
	watching := w.watchers[name]
	if watching == nil {
		watching = &watcher{}
		w.watchers[name] = watching
		watching.observer = w.window.Get("IntersectionObserver").New(w.callback(func(args []js.Value) any {
			var seen []string
			each(args[0], func(entry js.Value) {
				if entry.Get("isIntersecting").Bool() {
					seen = append(seen, text(entry.Get("target"), "id"))
				}
			})
			if len(seen) > 0 {
				watching.tell(seen)
			}
			return nil
		}), map[string]any{"rootMargin": "25%"})
	}
	watching.tell = tell
	watching.observer.Call("disconnect")
	for _, id := range ids {
		if element := w.byID(id); element.Truthy() {
			watching.observer.Call("observe", element)
		}
	}
}

// FocusFirst moves the focus to the first of some elements that is there.
func (w *Window) FocusFirst(ids ...string) {
	for _, id := range ids {
		if element := w.byID(id); element.Truthy() {
			element.Call("focus", map[string]any{"preventScroll": true})
			return
		}
	}
}

// OpenAside opens the link with an id in a tab of its own.
func (w *Window) OpenAside(id string) {
	if link := w.byID(id); link.Truthy() {
		w.window.Call("open", text(link, "href"), "_blank", "noopener")
	}
}

// HalfTyped reports whether what is being composed is not a text yet: the
// sounds of a Chinese word, half a Korean syllable. On Android every word is
// composed while it is typed, and is what it looks like.
func (w *Window) HalfTyped(composing bool) bool {
	return composing && !strings.Contains(text(w.window.Get("navigator"), "userAgent"), "Android")
}

// Touch reports whether fingers are all the reader points with.
func (w *Window) Touch() bool {
	return w.window.Call("matchMedia", "(hover: none) and (pointer: coarse)").Get("matches").Bool()
}

// LanguageName returns the name of a language: as the site's own menu has it,
// else in the language ui, else its tag.
func (w *Window) LanguageName(ui, tag string) string {
	name := ""
	each(w.document.Call("querySelectorAll", "header [hreflang]"), func(link js.Value) {
		if strings.EqualFold(attr(link, "hreflang"), tag) {
			name = strings.TrimSpace(text(link, "textContent"))
		}
	})
	if name != "" {
		return name
	}
	name = tag
	_ = attempt(func() { // an unknown tag has no name
		names := w.window.Get("Intl").Get("DisplayNames").New(ui, map[string]any{"type": "language"})
		if n := names.Call("of", tag); n.Type() == js.TypeString {
			name = n.String()
		}
	})
	return name
}

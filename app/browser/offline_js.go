//go:build js

package browser

import (
	"context"
	"syscall/js"

	"lectern/content/jsontext"
)

// Offline returns what is kept.
func (w *Window) Offline(ctx context.Context) (OfflineState, error) {
	value, err := w.send(ctx, map[string]any{"type": "state"})
	return stateOf(value), err
}

// Collections returns what a language, "uz-Cyrl", offers to be kept.
func (w *Window) Collections(ctx context.Context, language string) (Collections, error) {
	value, err := w.send(ctx, map[string]any{"type": "collections", "language": language})
	return collectionsOf(value), err
}

// Keep begins to fetch a collection; events tell how it goes. The error is
// ErrFull when there is no room for it.
func (w *Window) Keep(ctx context.Context, wish Wish) (Job, error) {
	value, err := w.send(ctx, map[string]any{"type": "keep", "language": wish.Language, "kind": wish.Kind, "slug": wish.Slug, "images": wish.Images, "search": wish.Search})
	return jobOf(value), err
}

// Pause stops a download until Resume. What has come stays.
func (w *Window) Pause(ctx context.Context, id string) error {
	return w.tell(ctx, map[string]any{"type": "pause", "job": id})
}

// Resume goes on with a download that was paused or has failed.
func (w *Window) Resume(ctx context.Context, id string) error {
	return w.tell(ctx, map[string]any{"type": "resume", "job": id})
}

// Remove cancels a download, or removes what is kept of a collection and of
// no other.
func (w *Window) Remove(ctx context.Context, id string) error {
	return w.tell(ctx, map[string]any{"type": "remove", "job": id})
}

// CheckUpdate asks the site for a new release now. It comes before CheckUpdate
// returns, which may take as long as a download.
func (w *Window) CheckUpdate(ctx context.Context) (*Update, error) {
	value, err := w.send(ctx, map[string]any{"type": "check"})
	return updateOf(value.Get("update")), err
}

// ApplyUpdate makes the new release that which pages are opened with from now
// on. The page itself stays as it is: Reload shows the new one.
func (w *Window) ApplyUpdate(ctx context.Context) error {
	return w.tell(ctx, map[string]any{"type": "apply"})
}

// Persist asks the browser not to clear away what is kept, and returns its
// answer. Some ask the reader.
func (w *Window) Persist(ctx context.Context) (bool, error) {
	storage := w.window.Get("navigator").Get("storage")
	if !storage.Truthy() || !storage.Get("persist").Truthy() {
		return false, nil
	}
	kept, err := w.await(ctx, storage.Call("persist"))
	return err == nil && kept.Truthy(), err
}

// Online reports whether the browser believes to have a connection.
func (w *Window) Online() bool { return w.window.Get("navigator").Get("onLine").Truthy() }

// Installs returns how the site can be installed: "prompt" by Install, "ios" by
// hand; "" where it cannot be, or is.
func (w *Window) Installs() string { return w.shared.Call("installs").String() }

// Install has the browser ask the reader whether to install the site.
func (w *Window) Install() { w.shared.Call("install") }

// ArticleBytes returns what the article takes with its pictures: those that the
// browser has not loaded count as the average of those it has.
func (w *Window) ArticleBytes() int { return w.shared.Call("weigh").Int() }

// ShowKeep tells by the page's button whether the article is kept. Words are on
// it, the title says more.
func (w *Window) ShowKeep(kept bool, words, title string) {
	button := w.document.Call("querySelector", `main [data-tool="keep"]`)
	if !button.Truthy() {
		return
	}
	button.Call("setAttribute", "aria-pressed", kept)
	button.Set("title", title)
	button.Call("querySelector", ".tool-name").Set("textContent", words)
}

// HearOffline calls f for what the worker tells and when the connection comes
// or goes; for an update that was told of before at once.
func (w *Window) HearOffline(f func(OfflineEvent)) {
	w.shared.Call("hear", w.callback(func(args []js.Value) any {
		if event, err := answer(stringify(args[0]), nil); err == nil {
			f(eventOf(event))
		}
		return nil
	}))
}

// send asks the service worker and returns its answer.
func (w *Window) send(ctx context.Context, message map[string]any) (jsontext.Value, error) {
	result, err := w.await(ctx, w.shared.Call("send", message))
	if ctx.Err() != nil {
		return jsontext.Value{}, ctx.Err()
	}
	data := ""
	if err == nil {
		data = stringify(result)
	}
	return answer(data, err)
}

// tell asks the service worker for what has no answer.
func (w *Window) tell(ctx context.Context, message map[string]any) error {
	_, err := w.send(ctx, message)
	return err
}

// stringify returns a value as JSON; "null" for none.
func stringify(value js.Value) string {
	text := js.Global().Get("JSON").Call("stringify", value)
	if text.Type() != js.TypeString {
		return "null"
	}
	return text.String()
}

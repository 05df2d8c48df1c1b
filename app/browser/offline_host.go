//go:build !js

package browser

import (
	"context"
	"fmt"

	"lectern/content/jsontext"
)

// The answers off the browser are what a test puts into Values under
// "worker " and the type of the question, as JSON; without them there is no
// worker. Questions are kept in Asked.

// Offline returns Values["worker state"].
func (w *Window) Offline(context.Context) (OfflineState, error) {
	value, err := w.send("state")
	return stateOf(value), err
}

// Collections returns Values["worker collections"].
func (w *Window) Collections(_ context.Context, language string) (Collections, error) {
	value, err := w.send("collections", language)
	return collectionsOf(value), err
}

// Keep returns Values["worker keep"].
func (w *Window) Keep(_ context.Context, wish Wish) (Job, error) {
	value, err := w.send("keep", fmt.Sprintf("%+v", wish))
	return jobOf(value), err
}

// Pause stops nothing.
func (w *Window) Pause(_ context.Context, id string) error { return w.tell("pause", id) }

// Resume goes on with nothing.
func (w *Window) Resume(_ context.Context, id string) error { return w.tell("resume", id) }

// Remove removes nothing.
func (w *Window) Remove(_ context.Context, id string) error { return w.tell("remove", id) }

// CheckUpdate returns the update of Values["worker check"].
func (w *Window) CheckUpdate(context.Context) (*Update, error) {
	value, err := w.send("check")
	return updateOf(value.Get("update")), err
}

// ApplyUpdate applies nothing.
func (w *Window) ApplyUpdate(context.Context) error { return w.tell("apply") }

// Persist reports whether Values["worker persist"] is "true".
func (w *Window) Persist(context.Context) (bool, error) {
	return w.Values["worker persist"] == "true", nil
}

// Online reports whether Values["offline"] is empty.
func (w *Window) Online() bool { return w.Values["offline"] == "" }

// Installs returns Values["installs"].
func (w *Window) Installs() string { return w.Values["installs"] }

// Install asks nobody.
func (w *Window) Install() { w.Asked = append(w.Asked, []string{"install"}) }

// ArticleBytes returns 1000.
func (w *Window) ArticleBytes() int { return 1000 }

// ShowKeep keeps what it is given under "keep".
func (w *Window) ShowKeep(kept bool, words, title string) {
	w.Values["keep"] = fmt.Sprint(kept, " ", words, " | ", title)
}

// HearOffline keeps f in Hears, for a test to call.
func (w *Window) HearOffline(f func(OfflineEvent)) { w.Hears = f }

func (w *Window) send(kind string, args ...string) (jsontext.Value, error) {
	w.Asked = append(w.Asked, append([]string{kind}, args...))
	data, ok := w.Values["worker "+kind]
	if w.Late != nil {
		w.Late(kind)
	}
	if !ok {
		return jsontext.Value{}, ErrNoWorker
	}
	return answer(data, nil)
}

func (w *Window) tell(kind string, args ...string) error {
	_, err := w.send(kind, args...)
	return err
}

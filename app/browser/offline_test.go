//go:build !js

package browser

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzAnswer decodes whatever a worker of any version answers.
func FuzzAnswer(f *testing.F) {
	for _, data := range []string{``, `null`, `{}`, `[]`, `{"jobs":[{"id":"ru/all/","done":1e9}],"update":null}`, `{"articles":{"ru":-1}}`, `{"usage":"many"}`} {
		f.Add(data, "")
		f.Add(data, "quota: full")
	}
	f.Fuzz(func(t *testing.T, data, failure string) {
		var err error
		if failure != "" {
			err = errors.New(failure)
		}
		value, got := answer(data, err)
		stateOf(value)
		collectionsOf(value)
		eventOf(value)
		if failure != "" && got == nil {
			t.Errorf("%q became no error", failure)
		} else if failure == "" && got == nil && !json.Valid([]byte(data)) {
			t.Errorf("%q was taken for an answer", data)
		}
	})
}

// TestOffline holds the names of the fields that sw.js and this package share.
func TestOffline(t *testing.T) {
	w := New()
	if _, err := w.Offline(context.Background()); !errors.Is(err, ErrNoWorker) {
		t.Errorf("without a worker: %v, want ErrNoWorker", err)
	}
	w.Values["worker state"] = `{"release":"0a","build":"0b","online":true,"program":true,"articles":{"ru":25},
		"update":{"articles":{"ru":2},"program":false,"release":"0c"},"jobs":[{"id":"ru/all/","language":"ru","kind":"all","slug":"","name":"",
		"path":"/ru/","articles":25,"images":true,"search":true,"state":"running","error":"","done":10,"total":20}],
		"pages":3,"persisted":false,"usage":1000,"quota":2000}`
	got, err := w.Offline(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := OfflineState{
		Release: "0a", Build: "0b", Program: true, Articles: map[string]int{"ru": 25},
		Update: &Update{Articles: map[string]int{"ru": 2}, Release: "0c"},
		Jobs:   []Job{{ID: "ru/all/", Language: "ru", Kind: "all", Path: "/ru/", Articles: 25, Images: true, Search: true, State: JobRunning, Done: 10, Total: 20}},
		Pages:  3, Usage: 1000, Quota: 2000,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if _, err := answer("", errors.New("quota: 20 bytes needed, 10 free")); !errors.Is(err, ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
}

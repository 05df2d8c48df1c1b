package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrNoWorker is the error of what only a service worker can do, where
	// there is none: not installed yet, or refused by the browser.
	ErrNoWorker = errors.New("no service worker")
	// ErrFull is the error of a download that the device has no room for.
	ErrFull = errors.New("no room on the device")
)

// An OfflineState is what the service worker keeps, and how much room it has.
type OfflineState struct {
	Release   string         `json:"release"` // "" when nothing is installed
	Build     string         `json:"build"`
	Program   bool           `json:"program"` // the reading tools open offline too
	Articles  map[string]int `json:"articles"`
	Update    *Update        `json:"update"` // nil when there is nothing new
	Jobs      []Job          `json:"jobs"`
	Pages     int            `json:"pages"` // read, and kept because of that
	Persisted bool           `json:"persisted"`
	Usage     float64        `json:"usage"` // bytes; browsers round them
	Quota     float64        `json:"quota"`
}

// An Update is a release that is here and waits for the reader to agree, or
// for every page to be closed.
type Update struct {
	Articles map[string]int `json:"articles"` // new ones, by language
	Program  bool           `json:"program"`  // the interface is another
	Release  string         `json:"release"`
}

// A Collection is what can be kept: "all" and "latest" of a language, a
// "topic", a "year". Bytes are exactly those to download and to keep, without
// and only of images.
type Collection struct {
	Kind       string `json:"kind"`
	Slug       string `json:"slug"`
	Name       string `json:"name"`
	Path       string `json:"path"` // of its list, without base
	Articles   int    `json:"articles"`
	Bytes      int    `json:"bytes"`
	Images     int    `json:"images"`
	ImageBytes int    `json:"imageBytes"`
}

// Collections are those of a language; Search is the size of the index, of
// all languages.
type Collections struct {
	Search      int          `json:"search"`
	Collections []Collection `json:"collections"`
}

// A Wish asks for a collection to be kept. Of an article alone, Kind is
// "article" and Slug its path without base.
type Wish struct {
	Language, Kind, Slug string
	Images, Search       bool
}

// Job states.
const (
	JobRunning = "running"
	JobWaiting = "waiting" // for the connection; goes on by itself
	JobPaused  = "paused"
	JobFailed  = "failed" // Error begins with "quota"
	JobWhole   = "whole"
)

// A Job is a collection that is kept or being fetched.
type Job struct {
	ID       string `json:"id"`
	Language string `json:"language"`
	Kind     string `json:"kind"`
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Path     string `json:"path"`
	Articles int    `json:"articles"`
	Images   bool   `json:"images"`
	Search   bool   `json:"search"`
	State    string `json:"state"`
	Error    string `json:"error"`
	Done     int    `json:"done"` // bytes
	Total    int    `json:"total"`
}

// An OfflineEvent is something that happened without being asked for. "ready"
// says that the worker answers now, "install" that Installs answers otherwise.
type OfflineEvent struct {
	Type   string  `json:"type"` // "progress", "update", "connection", "ready", "install"
	Job    *Job    `json:"job"`
	Update *Update `json:"update"`
	Online bool    `json:"online"`
}

// answer decodes what the worker answered, or says why it did not.
func answer(data string, err error, value any) error {
	switch {
	case err == nil && value == nil:
		return nil
	case err == nil:
		if err := json.Unmarshal([]byte(data), value); err != nil {
			return fmt.Errorf("answer of the service worker: %w", err)
		}
		return nil
	case strings.Contains(err.Error(), "no service worker"):
		return ErrNoWorker
	case strings.HasPrefix(err.Error(), "quota"):
		return fmt.Errorf("%w: %v", ErrFull, err)
	}
	return err
}

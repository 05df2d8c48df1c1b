package browser

import (
	"errors"
	"fmt"
	"strings"

	"lectern/content/jsontext"
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
	Release   string // "" when nothing is installed
	Build     string
	Program   bool // the reading tools open offline too
	Articles  map[string]int
	Update    *Update // nil when there is nothing new
	Held      string  // what the last look for an update failed by: "", "quota", "wrong"
	Jobs      []Job
	Pages     int // read, and kept because of that
	Persisted bool
	Usage     float64 // bytes; browsers round them
	Quota     float64
}

// An Update is a release that is here and waits for the reader to agree, or
// for every page to be closed.
type Update struct {
	Articles map[string]int // new ones, by language
	Program  bool           // the interface is another
	Release  string
}

// A Collection is what can be kept: "all" and "latest" of a language, a
// "topic", a "year". Bytes are exactly those to download and to keep, without
// and only of images.
type Collection struct {
	Kind       string
	Slug       string
	Name       string
	Path       string // of its list, without base
	Articles   int
	Bytes      int
	Images     int
	ImageBytes int
}

// Collections are those of a language; Search is the size of the index, of
// all languages.
type Collections struct {
	Search      int
	Collections []Collection
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
	ID       string
	Language string
	Kind     string
	Slug     string
	Name     string
	Path     string
	Articles int
	Images   bool
	Search   bool
	State    string
	Error    string
	Done     int // bytes
	Total    int
}

// An OfflineEvent is something that happened without being asked for. "ready"
// says that the worker answers now, "install" that Installs answers otherwise, "held" that Held is another.
type OfflineEvent struct {
	Type   string // "progress", "update", "held", "connection", "ready", "install"
	Job    *Job
	Update *Update
	Online bool
}

// answer reads what the worker answered, or says why it did not.
func answer(data string, err error) (jsontext.Value, error) {
	switch {
	case err == nil:
		value, err := jsontext.Parse([]byte(data))
		if err != nil {
			return value, fmt.Errorf("answer of the service worker: %w", err)
		}
		return value, nil
	case strings.Contains(err.Error(), "no service worker"):
		err = ErrNoWorker
	case strings.HasPrefix(err.Error(), "quota"):
		err = fmt.Errorf("%w: %v", ErrFull, err)
	}
	return jsontext.Value{}, err
}

// What the worker tells are objects of JSON whose members are named as the
// fields here, with a small first letter.

func stateOf(v jsontext.Value) OfflineState {
	s := OfflineState{
		Release: v.Get("release").Text(), Build: v.Get("build").Text(), Program: v.Get("program").Bool(),
		Articles: countsOf(v.Get("articles")), Update: updateOf(v.Get("update")), Held: v.Get("held").Text(), Pages: v.Get("pages").Int(),
		Persisted: v.Get("persisted").Bool(), Usage: v.Get("usage").Number(), Quota: v.Get("quota").Number(),
	}
	for _, job := range v.Get("jobs").Items() {
		s.Jobs = append(s.Jobs, jobOf(job))
	}
	return s
}

func countsOf(v jsontext.Value) map[string]int {
	counts := map[string]int{}
	for name, n := range v.Members() {
		counts[name] = n.Int()
	}
	return counts
}

// updateOf returns nil for null.
func updateOf(v jsontext.Value) *Update {
	if v.IsNull() {
		return nil
	}
	return &Update{Articles: countsOf(v.Get("articles")), Program: v.Get("program").Bool(), Release: v.Get("release").Text()}
}

func collectionsOf(v jsontext.Value) Collections {
	found := Collections{Search: v.Get("search").Int()}
	for _, c := range v.Get("collections").Items() {
		found.Collections = append(found.Collections, Collection{
			Kind: c.Get("kind").Text(), Slug: c.Get("slug").Text(), Name: c.Get("name").Text(), Path: c.Get("path").Text(),
			Articles: c.Get("articles").Int(), Bytes: c.Get("bytes").Int(),
			Images: c.Get("images").Int(), ImageBytes: c.Get("imageBytes").Int(),
		})
	}
	return found
}

func jobOf(v jsontext.Value) Job {
	return Job{
		ID: v.Get("id").Text(), Language: v.Get("language").Text(), Kind: v.Get("kind").Text(), Slug: v.Get("slug").Text(),
		Name: v.Get("name").Text(), Path: v.Get("path").Text(), Articles: v.Get("articles").Int(),
		Images: v.Get("images").Bool(), Search: v.Get("search").Bool(),
		State: v.Get("state").Text(), Error: v.Get("error").Text(), Done: v.Get("done").Int(), Total: v.Get("total").Int(),
	}
}

func eventOf(v jsontext.Value) OfflineEvent {
	event := OfflineEvent{Type: v.Get("type").Text(), Update: updateOf(v.Get("update")), Online: v.Get("online").Bool()}
	if job := v.Get("job"); !job.IsNull() {
		j := jobOf(job)
		event.Job = &j
	}
	return event
}

package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A batch collects changes until it is time to tell them.
type batch struct {
	dir     string
	notify  func(changed []string)
	names   map[string]change
	first   time.Time // of the names
	timer   *time.Timer
	running bool          // a call of notify is under way
	done    chan struct{} // it has returned
}

// A change is how a file looked when it was last seen to change.
type change struct {
	state state
	seen  time.Time
}

func newBatch(dir string, notify func(changed []string)) *batch {
	b := &batch{dir: dir, notify: notify, names: map[string]change{}, done: make(chan struct{}, 1), timer: time.NewTimer(time.Hour)}
	b.timer.Stop()
	return b
}

// add notes a change and puts off telling it.
func (b *batch) add(name string) {
	now := time.Now()
	if len(b.names) == 0 {
		b.first = now
	}
	name = filepath.ToSlash(name)
	b.names[name] = change{b.look(name), now}
	b.timer.Reset(max(0, min(quiet, b.first.Add(patience).Sub(now))))
}

// look returns the state of a file; of a folder, or where nothing is, the zero
// state.
func (b *batch) look(name string) state {
	info, err := os.Lstat(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil || info.Mode()&fs.ModeType != 0 {
		return state{}
	}
	return state{info.Size(), info.ModTime()}
}

// moving reports whether a file is still being written: it is not as it was at
// its last event, for not every file system tells each write, or it has just
// become empty, as a file does before it is written anew.
func (b *batch) moving() bool {
	now, moving := time.Now(), false
	for name, c := range b.names {
		s := b.look(name)
		if s != c.state {
			b.names[name] = change{s, now}
			moving = true
		}
		if !s.time.IsZero() && s.size == 0 && now.Sub(c.seen) < empty {
			moving = true
		}
	}
	return moving
}

// due is ready when it is time to tell.
func (b *batch) due() <-chan time.Time { return b.timer.C }

// tell calls notify beside the loop, which goes on taking events: the system
// drops what nobody takes.
func (b *batch) tell() {
	if b.running || len(b.names) == 0 {
		return // told calls again
	}
	if b.moving() && time.Since(b.first) < patience {
		b.timer.Reset(still)
		return
	}
	names := make([]string, 0, len(b.names))
	for name := range b.names {
		names = append(names, name)
	}
	slices.Sort(names)
	clear(b.names)
	b.running = true
	go func() {
		defer func() { b.done <- struct{}{} }()
		b.notify(names)
	}()
}

// told notes that notify has returned, and tells what came meanwhile.
func (b *batch) told() {
	b.running = false
	if len(b.names) > 0 {
		b.timer.Reset(quiet)
	}
}

// wait lets a running call of notify end.
func (b *batch) wait() {
	b.timer.Stop()
	if b.running {
		<-b.done
		b.running = false
	}
}

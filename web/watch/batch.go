package watch

import (
	"path/filepath"
	"slices"
	"time"
)

// A batch collects changes until it is time to tell them.
type batch struct {
	notify  func(changed []string)
	names   map[string]bool
	first   time.Time // of the names
	timer   *time.Timer
	running bool          // a call of notify is under way
	done    chan struct{} // it has returned
}

func newBatch(notify func(changed []string)) *batch {
	b := &batch{notify: notify, names: map[string]bool{}, done: make(chan struct{}, 1), timer: time.NewTimer(time.Hour)}
	b.timer.Stop()
	return b
}

// add notes a change and puts off telling it.
func (b *batch) add(name string) {
	now := time.Now()
	if len(b.names) == 0 {
		b.first = now
	}
	b.names[filepath.ToSlash(name)] = true
	b.timer.Reset(max(0, min(quiet, b.first.Add(patience).Sub(now))))
}

// due is ready when it is time to tell.
func (b *batch) due() <-chan time.Time { return b.timer.C }

// tell calls notify beside the loop, which goes on taking events: the system
// drops what nobody takes.
func (b *batch) tell() {
	if b.running || len(b.names) == 0 {
		return // told calls again
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

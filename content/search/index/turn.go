package index

import (
	"context"
	"sync"
	"time"
)

// slice is how long a program works on queries before others have their turn: with
// the step at hand it makes less than 10 ms, so that a page does not stutter.
const slice = 4 * time.Millisecond

// turns tell when others had their turn last.
type turns struct {
	rest func()

	mu   sync.Mutex
	last time.Time
}

// RestBy sets what lets others have their turn. Until then it is a sleep, which in
// a browser may not do: the program can go on within the same task, after other
// work of its own. It is to be called before anything else.
func (x *Index) RestBy(rest func()) { x.files.rest = rest }

// Breathe lets others have their turn if that was too long ago, and tells whether
// the work has been given up. Call it between steps of a millisecond or more.
func (x *Index) Breathe(ctx context.Context) error { return x.files.breathe(ctx) }

func (t *turns) breathe(ctx context.Context) error {
	t.mu.Lock()
	due := time.Since(t.last) > slice
	t.mu.Unlock()
	if due {
		t.rest()
		t.mu.Lock()
		t.last = time.Now()
		t.mu.Unlock()
	}
	return ctx.Err()
}

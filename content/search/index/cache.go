package index

import (
	"container/list"
	"context"
	"fmt"
	"sync"
	"time"
)

// cacheSize bounds what an index keeps in memory of the index, in bytes. A
// session of some fifty queries over 10,000 articles touches about as much.
const cacheSize = 24 << 20

// A cache keeps decoded files by name, the last used longest, and fetches one
// only once when several queries ask for it at a time.
type cache struct {
	fetch    Fetch
	limit    int
	memories *memories
	turns

	lock  sync.Mutex
	files map[string]*list.Element // of *cached
	used  list.List                // last used first
	size  int
	busy  map[string]chan struct{} // closed when the fetch under way has ended
}

type cached struct {
	name  string
	value any
	size  int
}

func newCache(fetch Fetch, limit int) *cache {
	return &cache{fetch: fetch, limit: limit, memories: new(memories), turns: turns{rest: func() { time.Sleep(time.Microsecond) }}, files: make(map[string]*list.Element), busy: make(map[string]chan struct{})}
}

// load returns a file of the index as decode makes it out of the bytes fetched,
// with its size in memory. Errors are not kept: the next call tries again.
func load[T any](ctx context.Context, c *cache, name string, decode func([]byte) (T, int, error)) (T, error) {
	var none T
	for {
		if err := ctx.Err(); err != nil {
			return none, err
		}
		c.lock.Lock()
		if e, ok := c.files[name]; ok {
			c.used.MoveToFront(e)
			value, ok := e.Value.(*cached).value.(T)
			c.lock.Unlock()
			if !ok {
				return none, fmt.Errorf("reading %s: one file with two kinds of content", name)
			}
			return value, nil
		}
		done, ok := c.busy[name]
		if !ok {
			break // locked
		}
		c.lock.Unlock()
		select {
		case <-done: // whatever came of it, look again
		case <-ctx.Done():
			return none, ctx.Err()
		}
	}
	done := make(chan struct{})
	c.busy[name] = done
	c.lock.Unlock()

	value, size, err := none, 0, error(nil)
	defer func() {
		c.lock.Lock()
		delete(c.busy, name)
		if err == nil {
			c.keep(name, value, size)
		}
		c.lock.Unlock()
		close(done)
	}()
	data, err := c.fetch(ctx, name)
	if err != nil {
		err = fmt.Errorf("fetching %s: %w", name, err)
		return none, err
	}
	if err = c.breathe(ctx); err != nil {
		return none, err
	}
	if value, size, err = decode(data); err != nil {
		err = fmt.Errorf("reading %s: %w", name, err)
		return none, err
	}
	return value, nil
}

// has reports whether a file is kept, and makes it the last used.
func (c *cache) has(name string) bool {
	c.lock.Lock()
	defer c.lock.Unlock()
	e, ok := c.files[name]
	if ok {
		c.used.MoveToFront(e)
	}
	return ok
}

// keep adds a file and drops the longest unused ones. The caller has locked.
func (c *cache) keep(name string, value any, size int) {
	c.files[name] = c.used.PushFront(&cached{name, value, size})
	c.size += size
	for c.size > c.limit && c.used.Len() > 1 {
		last := c.used.Remove(c.used.Back()).(*cached)
		delete(c.files, last.name)
		c.size -= last.size
	}
}

// drop forgets a file.
func (c *cache) drop(name string) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if e, ok := c.files[name]; ok {
		c.size -= c.used.Remove(e).(*cached).size
		delete(c.files, name)
	}
}

package server

import (
	"container/list"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	// keepBodies bounds the bodies kept in memory: the pages of some
	// thousand articles, coded, or all of a smaller site.
	keepBodies = 64 << 20

	// keepPlain is the size up to which a file is read whole and kept as it
	// is. Larger ones are streamed from disk.
	keepPlain = 1 << 20

	// keepCoded is the size up to which a file is compressed on the fly, or a
	// coded copy of it is used. The browser program is 10 to 20 MB.
	keepCoded = 32 << 20

	// entryCost stands for what an entry takes beside its bodies.
	entryCost = 1 << 10

	// settled is the age from which a file's time tells its versions apart.
	// File systems count time in steps of up to 10 ms, and the number of a
	// removed file is given to the next one at once.
	settled = 100 * time.Millisecond
)

// A cache keeps what was computed of files: hashes, and bodies as long as
// there is room; the files not asked for longest go first.
type cache struct {
	limit int64
	slots chan struct{} // holds as many as may compress at a time

	mu      sync.Mutex
	entries map[string]*list.Element // of *entry
	order   *list.List               // latest first
	bytes   int64
}

func newCache(l limits) *cache {
	return &cache{
		limit:   l.cache,
		slots:   make(chan struct{}, l.compressors),
		entries: map[string]*list.Element{},
		order:   list.New(),
	}
}

// entry returns the entry of a file that looks like info, a new one if there
// is none or the file has changed.
func (c *cache) entry(name string, info os.FileInfo) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el := c.entries[name]; el != nil {
		if e := el.Value.(*entry); !e.fresh && sameFile(e.info, info) {
			c.order.MoveToFront(el)
			return e
		}
		c.remove(el)
	}
	e := &entry{name: name, info: info, cost: entryCost, cache: c}
	e.fresh = time.Since(info.ModTime()).Abs() < settled
	c.entries[name] = c.order.PushFront(e)
	c.bytes += e.cost
	c.trim()
	return e
}

// grow counts n more bytes for an entry.
func (c *cache) grow(e *entry, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el := c.entries[e.name]
	if el == nil || el.Value.(*entry) != e {
		return // dropped meanwhile: it lives until its requests are answered
	}
	e.cost += int64(n)
	c.bytes += int64(n)
	c.trim()
}

func (c *cache) trim() {
	for c.bytes > c.limit && c.order.Len() > 0 {
		c.remove(c.order.Back())
	}
}

func (c *cache) remove(el *list.Element) {
	e := el.Value.(*entry)
	c.order.Remove(el)
	delete(c.entries, e.name)
	c.bytes -= e.cost
}

// drop forgets the files of pages.
func (c *cache) drop(paths []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range paths {
		name, ok := siteName(strings.TrimPrefix(p, "/"), "")
		if el := c.entries[filepath.ToSlash(name)]; ok && el != nil {
			c.remove(el)
		}
	}
}

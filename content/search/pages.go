package search

import (
	"container/list"
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"

	"lectern/content/search/index"
)

// pageMemory bounds the pages kept, in bytes of their text.
const pageMemory = 2 << 20

// A pageCache keeps the pages read last: the results of one keystroke are
// mostly those of the next.
type pageCache struct {
	mu    sync.Mutex
	pages map[string]*list.Element // of *cachedPage
	used  list.List
	size  int
	gone  map[string]bool // articles of the index that have no page
}

type cachedPage struct {
	path string
	page
}

func (c *pageCache) get(path string) (page, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.pages[path]
	if !ok {
		return page{}, false
	}
	c.used.MoveToFront(e)
	return e.Value.(*cachedPage).page, true
}

func (c *pageCache) put(path string, p page) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil {
		c.pages = make(map[string]*list.Element)
	}
	if _, ok := c.pages[path]; ok {
		return
	}
	c.pages[path] = c.used.PushFront(&cachedPage{path, p})
	c.size += p.size()
	for c.size > pageMemory && c.used.Len() > 1 {
		last := c.used.Remove(c.used.Back()).(*cachedPage)
		delete(c.pages, last.path)
		c.size -= last.size()
	}
}

func (p *page) size() int { return 200 + len(p.title) + len(p.summary) + len(p.text) }

// forget drops all pages: the site was published anew.
func (c *pageCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages, c.size, c.gone = nil, 0, nil
	c.used.Init()
}

// lose notes that an article has no page, and reports whether that is news.
func (c *pageCache) lose(path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone[path] {
		return false
	}
	if c.gone == nil {
		c.gone = make(map[string]bool)
	}
	c.gone[path] = true
	return true
}

func (c *pageCache) lost(path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone[path]
}

// page reads the page of an article. The error is fs.ErrNotExist for one that
// the site has not.
func (e *Engine) page(ctx context.Context, path string) (page, error) {
	if p, ok := e.pages.get(path); ok {
		return p, nil
	}
	data, err := e.fetch(ctx, strings.TrimPrefix(path, "/"))
	if err != nil {
		return page{}, err
	}
	if err := e.index.Breathe(ctx); err != nil {
		return page{}, err
	}
	return decodePage(string(data)), nil
}

// readPages reads the pages of hits and looks at each that could be read; p is
// nil for one that is gone. look reports whether the page will be shown: others
// need not be kept.
func (s *session) readPages(ctx context.Context, r *reading, hits []hit, look func(i int, m *matcher, p *page) bool) error {
	paths := make([]string, len(hits))
	at := make([]int, len(hits)) // the edition of each
	for e, ed := range s.editions {
		var docs []uint32
		var places []int
		for i, h := range hits {
			if h.edition == ed {
				docs, places, at[i] = append(docs, h.doc), append(places, i), e
			}
		}
		if len(docs) == 0 {
			continue
		}
		shown, err := ed.Shown(ctx, docs)
		if err != nil {
			return err
		}
		for i, x := range shown {
			paths[places[i]] = x.Path
		}
	}
	pages, failed := make([]page, len(hits)), make([]error, len(hits))
	err := index.Each(ctx, len(hits), func(ctx context.Context, i int) error {
		pages[i], failed[i] = s.page(ctx, paths[i])
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for i, h := range hits {
		if err := s.breathe(ctx); err != nil {
			return err
		}
		m := &matcher{words: r.wanted[at[i]], lang: h.edition.lang}
		switch {
		case failed[i] == nil:
			if look(i, m, &pages[i]) {
				s.pages.put(paths[i], pages[i])
			}
		case errors.Is(failed[i], fs.ErrNotExist):
			s.outdated = s.pages.lose(paths[i]) || s.outdated
			look(i, m, nil)
		}
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lectern/content/library"
	"lectern/content/site"
	"lectern/web"
)

// A maker makes a site of a folder, again and again.
type maker struct {
	baseURL  string // "" when not known
	loader   *library.Loader
	renderer *site.Renderer
	clock    func() time.Time
	now      time.Time // of the run, by the clock: one for all that is made in it
	drafts   bool
}

// A made is what one run did.
type made struct {
	lib     *library.Library
	drafts  bool // they are in it
	stats   site.Stats
	seconds float64
}

type makeOptions struct {
	baseURL  string // as given; "" for the folder's own
	drafts   bool
	live     bool
	once     bool // the site is made once
	compress bool
	noCards  bool
	cards    string // folder in which pictures of titles are kept from run to run; "" for none
	noWorker bool
	progress func(done, total int)
	written  func(paths []string)
}

func newMaker(src source, opts makeOptions) (*maker, error) {
	if opts.baseURL == "" {
		opts.baseURL = library.ReadConfig(src.fs).BaseURL
	}
	clock, err := clock()
	if err != nil {
		return nil, err
	}
	m := &maker{baseURL: opts.baseURL, clock: clock, drafts: opts.drafts}
	now := func() time.Time { return m.now }
	m.renderer, err = site.NewRenderer(site.Options{
		Web: web.FS, BaseURL: opts.baseURL, Live: opts.live, Compress: opts.compress, NoCards: opts.noCards, CardCache: opts.cards, NoWorker: opts.noWorker,
		Now: now, Written: opts.written,
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the pages: %w", err)
	}
	m.loader = library.NewLoader(library.Options{
		FS: src.fs, Base: basePath(opts.baseURL), Now: now, Drafts: opts.drafts, Once: opts.once, Progress: opts.progress,
	})
	return m, nil
}

// make loads the folder and writes what changed of its site.
func (m *maker) make(ctx context.Context, out site.Output) (made, error) {
	start := time.Now()
	m.now = m.clock()
	for try := 1; ; try++ {
		lib, err := m.loader.Load(ctx)
		if err != nil {
			return made{}, fmt.Errorf("read the articles: %w", err)
		}
		stats, err := m.renderer.Render(ctx, lib, out)
		switch {
		case err == nil:
			return made{lib: lib, drafts: m.drafts, stats: stats, seconds: time.Since(start).Seconds()}, nil
		case !errors.Is(err, library.ErrChanged) || try == tries:
			return made{}, fmt.Errorf("write the site: %w", err)
		}
	}
}

// tries is how often a site is made when an image or another file of its
// library changes between reading and writing.
const tries = 3

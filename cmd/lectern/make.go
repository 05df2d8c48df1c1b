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
}

// A made is what one run did.
type made struct {
	lib     *library.Library
	stats   site.Stats
	seconds float64
}

type makeOptions struct {
	baseURL  string // as given; "" for the folder's own
	drafts   bool
	live     bool
	compress bool
	noCards  bool
	noWorker bool
	progress func(done, total int)
	written  func(paths []string)
}

func newMaker(src source, opts makeOptions) (*maker, error) {
	if opts.baseURL == "" {
		opts.baseURL = library.ReadConfig(src.fs).BaseURL
	}
	renderer, err := site.NewRenderer(site.Options{
		Web: web.FS, BaseURL: opts.baseURL, Live: opts.live, Compress: opts.compress, NoCards: opts.noCards, NoWorker: opts.noWorker,
		Now: time.Now, Written: opts.written,
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the pages: %w", err)
	}
	loader := library.NewLoader(library.Options{
		FS: src.fs, Base: basePath(opts.baseURL), Drafts: opts.drafts, Progress: opts.progress,
	})
	return &maker{baseURL: opts.baseURL, loader: loader, renderer: renderer}, nil
}

// make loads the folder and writes what changed of its site.
func (m *maker) make(ctx context.Context, out site.Output) (made, error) {
	start := time.Now()
	for try := 1; ; try++ {
		lib, err := m.loader.Load(ctx)
		if err != nil {
			return made{}, fmt.Errorf("read the articles: %w", err)
		}
		stats, err := m.renderer.Render(ctx, lib, out)
		switch {
		case err == nil:
			return made{lib: lib, stats: stats, seconds: time.Since(start).Seconds()}, nil
		case !errors.Is(err, library.ErrChanged) || try == tries:
			return made{}, fmt.Errorf("write the site: %w", err)
		}
	}
}

// tries is how often a site is made when an image or another file of its
// library changes between reading and writing.
const tries = 3

// Package site writes a library as a site of finished pages.
//
// Rules:
//   - A page is complete without script: html/template over a view, which is a
//     struct of plain texts and addresses. A view holds everything that its
//     page depends on, so the hash of a view says whether the page must be
//     made again.
//   - The same library, web folder and options give the same bytes, whatever
//     the number of workers.
//   - Nothing but markup that package markdown made enters a page unescaped.
//   - Assets carry a hash of their content in their names and never change;
//     everything else keeps its name.
//   - Pages are written before the search index, assets before pages: a page
//     never names an asset that is not there yet. The manifest of what devices
//     keep (package bundle) is the last: it names everything.
//   - Every page is the shell of its language and a part of its own, byte for
//     byte: nothing before the title in head, in the header or in the footer is
//     the page's own, but for the links to other languages.
//   - A new article changes as few pages as can be: lists are numbered from the
//     oldest and say no totals but on their first page.
//
// The file lectern.json at the root of a site marks a folder as made here and
// tells a server what it must know:
//
//	{"generator":"lectern","version":1,"base":"/sub/","csp":"default-src 'none'; …",
//	 "frame_csp":"default-src 'none'; …","origin":"https://news.example","gone":["/ru/customs/"],
//	 "entries":["404.html","assets","index.html","lectern.json","ru"]}
//
// csp is the policy of pages, frame_csp that of pages made for partners' frames
// (absent when nobody may embed), gone are the articles that were removed.
// _headers and .lectern/ say the same to other hosts (package headers).
//
// entries, which only a finished build has, are the names at the root that are
// the site's own: what an operator puts beside them is kept by the next build.
package site

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"lectern/content/bundle"
	"lectern/content/library"
)

// Options says how to write the site.
type Options struct {
	Web      fs.FS  // templates, css, js, icons, texts and wasm: the embedded folder web
	BaseURL  string // "https://news.example/sub/"; only a path ("/sub/") or empty when the address is not known
	Live     bool   // pages reload when the content changes (lectern serve)
	Compress bool   // write .br and .gz copies beside every file that gains by it
	NoCards  bool   // leave out the pictures that are shown where a page is linked to
	NoWorker bool   // end the service worker of an earlier site; devices keep nothing

	// CardCache is a folder in which cards are kept from run to run, for an output
	// that is new each time; empty for none.
	CardCache string

	// Now is the clock of the news sitemap; nil stands for the date of the newest
	// article. Nothing else that is written depends on the time.
	Now func() time.Time

	// Written is told the paths of the pages ("/ru/customs/") that were
	// written or removed, before the search index is made; may be nil.
	Written func(paths []string)
}

// An Output takes the files of a site. Its methods are called by one goroutine
// at a time.
type Output interface {
	// Write stores a file; name is relative, with forward slashes:
	// "ru/customs/index.html". It keeps no reference to data.
	Write(name string, data []byte) error
	// Remove deletes a file that the site no longer has.
	Remove(name string) error
}

// Stats counts what a render did.
type Stats struct {
	Pages    int   // pages of the site
	Rendered int   // of them made anew
	Files    int   // files of the site
	Bytes    int64 // bytes of the site
}

// A Renderer renders a library again and again into the same output; from the
// second time on only pages that changed are made and written. It must not be
// used by two goroutines at once.
type Renderer struct {
	opts      Options
	address   address
	texts     []*texts
	templates *templates
	assets    *assets // of the last render
	written   map[string]written
	printer   printer
	index     index
	studio    *studio
	packing   packing
	pictures  *keptPictures // of the last render; nil when none were packed
}

// NewRenderer prepares templates, texts and assets.
func NewRenderer(opts Options) (*Renderer, error) {
	r := &Renderer{opts: opts, written: map[string]written{}, printer: newPrinter(), packing: usualPacking()}
	var err error
	if r.address, err = parseAddress(opts.BaseURL); err != nil {
		return nil, err
	}
	if r.texts, err = loadTexts(opts.Web); err != nil {
		return nil, err
	}
	if r.templates, err = parseTemplates(opts.Web, r.texts); err != nil {
		return nil, err
	}
	if r.studio, err = newStudio(cardCache(opts.CardCache).open(time.Now())); err != nil {
		return nil, err
	}
	return r, nil
}

// Render writes the site of lib to out. After an error the output holds a
// mixture of the old site and the new; the next Render mends it.
func (r *Renderer) Render(ctx context.Context, lib *library.Library, out Output) (Stats, error) {
	var err error
	if r.assets, err = buildAssets(r.opts.Web, r.texts, lib.Config.Accent, r.assets); err != nil {
		return Stats{}, err
	}
	edition, err := newEdition(r, lib)
	if err != nil {
		return Stats{}, err
	}
	w := &writer{
		out: out, before: r.written, after: make(map[string]written, len(r.written)),
		compress: r.opts.Compress, printer: r.printer,
	}
	defer func() { r.written = w.merge() }()

	keeper := newKeeper(edition, w, r.packing)
	if err := putAll(ctx, w, keeper.files(r.pictures)); err != nil {
		return Stats{}, err
	}
	stats := Stats{}
	if stats.Pages, stats.Rendered, err = r.renderPages(ctx, edition, keeper); err != nil {
		return Stats{}, err
	}
	small, err := edition.smallFiles()
	if err != nil {
		return Stats{}, err
	}
	if err := putAll(ctx, w, slices.Concat(small, edition.cardFiles(out))); err != nil {
		return Stats{}, err
	}
	if r.opts.Written != nil {
		r.opts.Written(w.pages)
	}
	if err := r.index.write(edition, w); err != nil {
		return Stats{}, err
	}
	if r.pictures, err = keeper.finish(r.index.list); err != nil {
		return Stats{}, fmt.Errorf("bundle: %w", err)
	}
	removed, err := w.removeStale()
	if err != nil {
		return Stats{}, err
	}
	if r.opts.Written != nil && len(removed) > 0 {
		r.opts.Written(removed)
	}
	for _, file := range w.after {
		stats.Files += file.files
		stats.Bytes += file.size
	}
	return stats, nil
}

// workers is how many goroutines share work that is bound by the processor.
func workers() int { return max(2, runtime.GOMAXPROCS(0)) }

// putAll writes files in parallel: loading one may mean to scale a photograph.
// The copies of a photo wait for one another, so there are more goroutines than
// cores.
func putAll(ctx context.Context, w *writer, files []file) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4 * workers())
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return w.put(f)
		})
	}
	return group.Wait()
}

// renderPages makes the pages whose views changed, and packs all, with one
// worker a core and never fewer than two.
func (r *Renderer) renderPages(ctx context.Context, e *edition, k *keeper) (pages, rendered int, err error) {
	jobs := e.plan()
	units := e.units(jobs, k.packs, r.packing)
	group, ctx := errgroup.WithContext(ctx)
	var next, made atomic.Int64
	for range workers() {
		group.Go(func() error {
			hand := new(hand)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(units) {
					return nil
				}
				changed, err := r.renderUnit(ctx, e, k.w, hand, units[i])
				if err != nil {
					return err
				}
				made.Add(int64(changed))
			}
		})
	}
	if err := group.Wait(); err != nil {
		return 0, 0, err
	}
	slices.Sort(k.w.pages)
	return len(jobs), int(made.Load()), nil
}

// A hand is what one worker makes pages with, one after another.
type hand struct {
	sheet      bytes.Buffer // the page at hand
	compressor bundle.Compressor
}

// renderUnit makes the pages of a unit and returns how many of them changed. To
// be packed a page is made also when it did not.
func (r *Renderer) renderUnit(ctx context.Context, e *edition, w *writer, h *hand, u unit) (changed int, err error) {
	var entries []bundle.Entry
	for _, job := range u.jobs {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		view := job.view()
		var page []byte
		execute := func() (data []byte, err error) {
			page, err = e.templates.execute(&h.sheet, e.shellTexts(job.lang), job.name, view)
			return page, err
		}
		isNew, err := w.page(job.file, job.path, r.printer.fingerprint(job.name, view), execute)
		if err == nil && page == nil && u.packer != nil {
			_, err = execute()
		}
		var part bundle.Part
		if err == nil && u.packer != nil {
			_, part, err = bundle.Cut(string(page))
		}
		if err != nil {
			return 0, fmt.Errorf("page %s: %w", job.path, err)
		}
		if isNew {
			changed++
		}
		if u.packer != nil {
			entries = append(entries, bundle.Entry{Path: job.path, Data: part.Bytes()})
		}
	}
	if u.packer == nil {
		return changed, nil
	}
	block, err := h.compressor.Block(entries)
	if err != nil {
		return 0, err
	}
	return changed, u.packer.add(u.number, block)
}

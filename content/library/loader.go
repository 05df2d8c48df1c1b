package library

import (
	"context"
	"hash/maphash"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"lectern/content"
	"lectern/content/markdown"
)

// A Loader loads a folder again and again, parsing only what changed.
type Loader struct {
	opts     Options
	worker   *worker
	assets   *assets
	seed     maphash.Seed
	zone     string // the time zone sources were read in
	sources  map[string]*source
	rendered map[string]*rendered
}

// NewLoader returns a loader for the folder of opts.
func NewLoader(opts Options) *Loader {
	if opts.Base == "" {
		opts.Base = "/"
	}
	return &Loader{
		opts: opts, assets: newAssets(opts.FS), seed: maphash.MakeSeed(),
		worker:  &worker{fsys: opts.FS, renderer: markdown.New(), terms: newTermReader()},
		sources: map[string]*source{}, rendered: map[string]*rendered{},
	}
}

// Load reads the folder. Problems in articles are in the library; the error is
// for a folder that cannot be read, or a canceled context. A loader loads once
// at a time.
func (l *Loader) Load(ctx context.Context) (*Library, error) {
	now := time.Now()
	if l.opts.Now != nil {
		now = l.opts.Now()
	}
	config, problems := readConfig(l.opts.FS)
	cal := newCalendar(config, now)
	if l.zone != config.Timezone { // what is known was read with the dates of another
		l.zone, l.sources = config.Timezone, map[string]*source{}
	}
	tree, more, err := walk(ctx, l.opts.FS, newMatcher(config.Exclude))
	if err != nil {
		return nil, err
	}
	problems = append(problems, more...)
	sources, err := readSources(ctx, l.opts.FS, tree, cal.zone, l.sources)
	if err != nil {
		return nil, err
	}
	shown, left := choose(sources, len(tree.articles), cal, l.opts.Drafts)
	langs, byDefault := languages(shown, config)
	pages, more := place(shown, langs)
	problems = append(problems, more...)
	for i, s := range sources {
		if i < len(tree.articles) || s.hasMeta {
			problems = append(problems, s.problems...)
		}
	}

	table := newTable(tree, pages, left)
	table.base, table.assets, table.seed = l.opts.Base, l.assets, l.seed
	table.site = siteURL(config.BaseURL)
	topics, authors := newNaming(config.Topics), newNaming(config.Authors)
	table.listed(topics, authors)
	problems = append(problems, redirects(table)...)
	gone, more := removed(table, config.Gone)
	config.Gone, problems = gone, append(problems, more...)
	l.assets.forget()
	shots, files, more := tree.shots(config, l.assets)
	problems = append(problems, more...)
	table.settle()
	done, err := l.render(ctx, table)
	if err != nil {
		return nil, err
	}
	lib := &Library{Config: config, Default: byDefault, Shots: shots, Problems: problems, Held: cal.held(sources)}
	lib.assemble(table, done, topics, authors, cal)
	lib.include(files)
	if l.opts.Once {
		l.worker.terms = newTermReader()
		return lib, nil
	}
	l.sources = map[string]*source{}
	for _, s := range sources {
		l.sources[s.path] = s
	}
	l.rendered = map[string]*rendered{}
	for i, p := range pages {
		l.rendered[p.path] = done[i]
	}
	return lib, nil
}

// render renders every page, in the order of the table. The order in which
// workers finish has no influence on what they make.
func (l *Loader) render(ctx context.Context, t *table) ([]*rendered, error) {
	done := make([]*rendered, len(t.pages))
	var mu sync.Mutex
	count := 0
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range t.pages {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			done[i] = l.worker.render(t, p, l.rendered[p.path])
			if l.opts.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				count++
				l.opts.Progress(count, len(t.pages))
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return done, nil
}

// languagesOf orders the languages of the articles: as configured, then by
// number of articles, then as [before] says.
func languagesOf(articles []*content.Article, config Config) []content.Lang {
	count := map[content.Lang]int{}
	var langs []content.Lang
	for _, a := range articles {
		if count[a.Lang] == 0 {
			langs = append(langs, a.Lang)
		}
		count[a.Lang]++
	}
	rank := func(lang content.Lang) int {
		if i := slices.Index(config.Languages, lang); i >= 0 {
			return i
		}
		return len(config.Languages)
	}
	slices.SortFunc(langs, func(a, b content.Lang) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		return before(a, b, config)
	})
	return langs
}

// siteURL is where the site is published, with a slash at the end; nil when
// that is not known.
func siteURL(base string) *url.URL {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return nil
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u
}

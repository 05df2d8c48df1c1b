package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"lectern/content"
	"lectern/web/browsertest"
)

// A bench is one run.
type bench struct {
	options
	out io.Writer
	say func(format string, args ...any)

	work string // temporary files
}

func (b *bench) run(ctx context.Context) error {
	if err := b.checkParts(); err != nil {
		return err
	}
	if b.generate != "" {
		return b.onlyGenerate(ctx)
	}
	if _, err := os.Stat(b.lectern); err != nil {
		return fmt.Errorf("%w: run \"make build\" first, or name the program with -lectern", err)
	}
	return onStage(func(s *stage) {
		b.work = b.keep
		if b.work == "" {
			b.work = s.TempDir()
		} else {
			s.check(os.Mkdir(b.work, 0o755))
		}
		if b.peers != "" {
			s.check(installPeers(ctx, b.say))
		}
		browser := browsertest.Start(s, browsertest.Flag("enable-blink-features", "ForceEagerMeasureMemory"))
		if wants(b.parts, "relevance") || wants(b.parts, "cost") {
			s.check(b.compare(ctx, browser, b.articles))
		}
		if wants(b.parts, "judged") {
			s.check(b.judge(ctx, browser))
		}
		if b.growth {
			s.check(b.grow(ctx))
		}
	})
}

func (b *bench) checkParts() error {
	for list, known := range map[string]string{b.parts: "relevance,cost,judged", b.peers: "pagefind,minisearch"} {
		for part := range strings.SplitSeq(list, ",") {
			if part != "" && !wants(known, strings.TrimSpace(part)) {
				return fmt.Errorf("there is no %q: want of %s", part, known)
			}
		}
	}
	return nil
}

// onlyGenerate writes the queries made of the articles.
func (b *bench) onlyGenerate(ctx context.Context) error {
	all, err := load(ctx, b.articles, nil)
	if err != nil {
		return err
	}
	queries, err := b.makeQueries(ctx, all)
	if err != nil {
		return err
	}
	if b.generate == "-" {
		return writeQueries(b.out, queries)
	}
	f, err := os.Create(b.generate)
	if err != nil {
		return err
	}
	defer f.Close()
	return errors.Join(writeQueries(f, queries), f.Close())
}

// makeQueries makes queries of the articles.
func (b *bench) makeQueries(ctx context.Context, all []article) ([]query, error) {
	g := newGenerator(all, b.seed, b.number)
	if b.not != "" {
		not, err := readQueryFile(b.not)
		if err != nil {
			return nil, err
		}
		g.not = map[string]bool{}
		for _, q := range not {
			for source := range q.Right {
				g.not[source] = true
			}
		}
	}
	var forms io.Reader = strings.NewReader("")
	_, noNode := exec.LookPath("node")
	switch {
	case b.paradigms != "":
		f, err := os.Open(b.paradigms)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		forms = f
	case b.peers == "" || noNode != nil:
		b.say("no dictionary without the peers: no inflected queries")
	default:
		if err := installPeers(ctx, b.say); err != nil {
			return nil, err
		}
		out, _, err := runChild(ctx, peersDir, strings.Join(g.titleWords(), "\n"), "node", "paradigms.mjs")
		if err != nil {
			return nil, err
		}
		forms = strings.NewReader(string(out))
	}
	var err error
	if g.paradigms, err = readParadigms(forms); err != nil {
		return nil, err
	}
	queries := g.queries()
	if len(queries) == 0 {
		return nil, errors.New("no title of the articles makes a query")
	}
	return queries, nil
}

func readQueryFile(name string) ([]query, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	queries, err := readQueries(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return queries, nil
}

// A contest is a folder of articles with queries, and every engine's index of it.
type contest struct {
	articles []article
	queries  []query
	langs    map[string]content.Lang // by file
	main     content.Lang            // that most queries are about
	made     []made                  // ours first
}

// prepare builds every engine's index of a folder. queries may be nil: they are
// made of the articles then.
func (b *bench) prepare(ctx context.Context, name, dir string, queries []query) (*contest, error) {
	work := filepath.Join(b.work, name)
	pages := filepath.Join(work, "pagefind")
	if err := os.MkdirAll(pages, 0o755); err != nil {
		return nil, err
	}
	b.say("%s: reading the articles", name)
	c := &contest{queries: queries, langs: map[string]content.Lang{}}
	number := 0
	var err error
	c.articles, err = load(ctx, dir, func(a article, body string) error {
		number++
		return writePage(pages, number, a, body)
	})
	if err != nil {
		return nil, err
	}
	if c.queries == nil {
		b.say("%s: making queries", name)
		if c.queries, err = b.makeQueries(ctx, c.articles); err != nil {
			return nil, err
		}
	}
	var langs []content.Lang
	for _, a := range c.articles {
		c.langs[a.Source] = a.Lang
		if !slices.Contains(langs, a.Lang) {
			langs = append(langs, a.Lang)
		}
	}
	if err := c.checkQueries(); err != nil {
		return nil, err
	}
	slices.Sort(langs)
	file := filepath.Join(work, "articles.jsonl")
	if err := writeArticles(file, c.articles); err != nil {
		return nil, err
	}
	b.say("%s: %d articles, %d queries; building the site and our index", name, len(c.articles), len(c.queries))
	m, err := makeOurs(ctx, b.lectern, dir, file, work, c.articles)
	if err != nil {
		return nil, err
	}
	m.name = "Lectern"
	c.made = append(c.made, m)
	for _, p := range []struct {
		flag, name string
		make       func() (made, error)
	}{
		{"pagefind", "Pagefind", func() (made, error) { return makePagefind(ctx, pages, langs) }},
		{"minisearch", "MiniSearch + ru", func() (made, error) { return makeMiniSearch(ctx, file, filepath.Join(work, "minisearch")) }},
	} {
		if !wants(b.peers, p.flag) {
			continue
		}
		b.say("%s: building the index of %s", name, p.name)
		m, err := p.make()
		if err != nil {
			m.failed = err
			b.say("%s failed: %v", p.name, err)
		}
		m.name = p.name
		c.made = append(c.made, m)
	}
	return c, nil
}

// checkQueries leaves queries out whose articles are not there, and finds the
// main language.
func (c *contest) checkQueries() error {
	counts := map[content.Lang]int{}
	var kept []query
	var missing []string
	for _, q := range c.queries {
		there := 0
		for source := range q.Right {
			if c.langs[source] != "" {
				there++
			} else {
				missing = append(missing, source)
			}
		}
		if there == 0 {
			continue
		}
		kept = append(kept, q)
		lang := langOf(q, c.langs)
		if counts[lang]++; counts[lang] > counts[c.main] || c.main == "" {
			c.main = lang
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%d right articles of the queries are not in the folder, %s for one: do the paths begin at the folder given?", len(missing), slices.Min(missing))
	}
	c.queries = kept
	return nil
}

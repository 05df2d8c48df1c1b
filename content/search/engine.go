package search

import (
	"context"
	"errors"
	"sync"

	"lectern/content"
	"lectern/content/search/index"
)

// An Engine answers queries over an index. It fetches what a query needs, when
// it needs it, and is safe for concurrent use.
type Engine struct {
	fetch index.Fetch
	index *index.Index

	mu       sync.Mutex
	snapshot *index.Snapshot           // whose editions are kept
	editions map[content.Lang]*edition // opened so far
	idle     []*scratch                // that no query is using
	told     *verdicts                 // of the phrases asked for last
	pages    pageCache
}

// NewEngine returns an engine that reads an index and pages through fetch. It
// fetches nothing yet.
func NewEngine(fetch Fetch) *Engine {
	return &Engine{fetch: index.Fetch(fetch), index: index.Open(index.Fetch(fetch))}
}

// RestBy sets what the engine does every few milliseconds of its work to let others
// have their turn, and returns it. Until then it sleeps, which in a browser may not
// do: the program can go on within the same task, after other work of its own.
func (e *Engine) RestBy(rest func()) *Engine {
	e.index.RestBy(rest)
	return e
}

// Search answers q, which is all that the reader has typed: Find, then Fill of
// all results.
func (e *Engine) Search(ctx context.Context, q Query) (Results, error) {
	q.Rested = true
	for again := false; ; again = true {
		r, err := e.Find(ctx, q)
		if err != nil {
			return Results{}, err
		}
		if err = e.Fill(ctx, &r, 0, len(r.Results)); !errors.Is(err, ErrGone) || again {
			return r, ctx.Err()
		}
	}
}

// Warm fetches what every query needs: call it on the first sign of searching.
// lang is the reader's language.
func (e *Engine) Warm(ctx context.Context, lang content.Lang) error {
	snapshot, err := e.index.Snapshot(ctx)
	if err != nil {
		return err
	}
	return e.prepare(ctx, snapshot, Query{Lang: lang}, 0)
}

// prepare opens the editions that every query of a reader consults, those of
// other languages up to a number of articles, all side by side, and fetches with
// them what the words of q need: opened one by one as they turn out to be needed,
// each would take a round of requests.
func (e *Engine) prepare(ctx context.Context, snapshot *index.Snapshot, q Query, small int) error {
	s := session{query: q}
	all := snapshot.Langs()
	var langs []content.Lang
	ready := true
	for _, l := range all {
		if n := s.standing(l.Lang); n >= 0 && (n < 2 || len(all) == 1 || l.Docs <= small) {
			langs = append(langs, l.Lang)
			ready = ready && e.opened(snapshot, l.Lang) != nil
		}
	}
	if ready {
		return nil
	}
	words := parseQuery(cut(q.Text, maxQuery)).words
	return index.Each(ctx, len(langs), func(ctx context.Context, i int) error {
		keys := keysOf(wantedIn(words, langs[i]))
		if ed := e.opened(snapshot, langs[i]); ed != nil {
			return ed.Prefetch(ctx, keys)
		}
		_, err := e.edition(ctx, snapshot, langs[i], keys...)
		return err
	})
}

// Find answers q without excerpts. It reads no pages, unless the query has a
// quoted phrase, is Rested and may be one, or has a word to be corrected: up to
// three pages then tell how it is written. The error is that of ctx, or has the
// name of the file of the index that could not be fetched or decoded; the next
// call tries again.
func (e *Engine) Find(ctx context.Context, q Query) (Results, error) {
	snapshot, err := e.index.Snapshot(ctx)
	if err != nil {
		return Results{}, err
	}
	results, outdated, err := e.find(ctx, snapshot, q)
	if err == nil && !outdated || ctx.Err() != nil {
		return results, err
	}
	// The site may have been published anew since the manifest was read: files
	// of the old index and pages are gone then, and the new manifest names others.
	again, changed, failed := e.index.Renew(ctx, snapshot)
	if failed != nil || !changed {
		return results, err
	}
	e.pages.forget()
	results, _, err = e.find(ctx, again, q)
	return results, err
}

// maxResults bounds the results of one query, in articles.
const maxResults = 1000

// A session is the work on one query.
type session struct {
	*Engine
	snapshot *index.Snapshot
	query    Query
	limit    int
	editions []*edition // consulted, in the order of their standing
	outdated bool       // an article of the index was found to be gone
}

// find answers q from one index, and reports whether that may be an old one.
func (e *Engine) find(ctx context.Context, snapshot *index.Snapshot, q Query) (_ Results, outdated bool, _ error) {
	s := &session{Engine: e, snapshot: snapshot, query: q, limit: q.Limit}
	if s.limit <= 0 {
		s.limit = 10
	}
	s.limit = min(s.limit, maxResults)
	if err := s.breathe(ctx); err != nil { // the key that was pressed is drawn first
		return Results{}, false, err
	}
	if err := e.prepare(ctx, snapshot, q, smallEdition); err != nil {
		return Results{}, false, err
	}
	r, err := s.understand(ctx)
	if err != nil {
		return Results{}, false, err
	}
	results := Results{Query: q.Text, Filters: r.filters}
	if r.why != AsTyped {
		results.Answered, results.Why = r.text, r.why
	}
	if len(r.words) == 0 && len(r.filters) == 0 && len(r.barred) == 0 {
		return results, s.outdated, nil
	}
	f, err := s.rank(ctx, r)
	if err != nil {
		return Results{}, false, err
	}
	if results.Results, err = s.show(ctx, r, f.hits); err != nil {
		return Results{}, false, err
	}
	there := results.Results[:0]
	for i, r := range results.Results {
		if !s.pages.lost(r.Path) {
			there = append(there, r)
		} else if f.hits[i].whole || !f.whole {
			f.total--
		}
	}
	results.Results = there
	results.Total, results.Facets = f.total, f.facets
	if f.total <= 0 {
		results.Total = len(there)
	}
	results.Partial = f.partial
	results.Quotable = (f.quotable || f.partial) && !q.Rested
	results.Missing = r.missing()
	for i := range results.Filters {
		name := &results.Filters[i]
		name.Name, name.Known = f.name(*name)
	}
	if len(results.Results) == 0 {
		results.Suggestions, err = s.suggest(ctx, r)
	}
	return results, s.outdated, err
}

// show makes results of hits, without what is read from pages.
func (s *session) show(ctx context.Context, r *reading, hits []hit) ([]Result, error) {
	results := make([]Result, len(hits))
	for i, ed := range s.editions {
		var docs []uint32
		var at []int
		for n, h := range hits {
			if h.edition == ed {
				docs, at = append(docs, h.doc), append(at, n)
			}
		}
		if len(docs) == 0 {
			continue
		}
		shown, err := ed.Shown(ctx, docs)
		if err != nil {
			return nil, err
		}
		var sources []string
		if s.query.Sources {
			if sources, err = ed.Sources(ctx, docs); err != nil {
				return nil, err
			}
		}
		m := newMatcher(r.wanted[i], ed.lang)
		for n, x := range shown {
			results[at[n]] = Result{Path: x.Path, Lang: ed.lang, Title: x.Title, Marks: spans(m.matches(x.Title)),
				Date: x.Date, Score: hits[at[n]].score, Away: hits[at[n]].away}
			if n < len(sources) {
				results[at[n]].Source = sources[n]
			}
		}
	}
	return results, nil
}

// breathe lets the rest of the page run once queries have worked for a while, and
// tells whether this one has been given up.
func (s *session) breathe(ctx context.Context) error { return s.index.Breathe(ctx) }

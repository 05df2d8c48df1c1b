package search

import (
	"context"
	"sync"
	"time"

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
	pages    pageCache
}

// NewEngine returns an engine that reads an index and pages through fetch. It
// fetches nothing yet.
func NewEngine(fetch Fetch) *Engine {
	return &Engine{fetch: index.Fetch(fetch), index: index.Open(index.Fetch(fetch))}
}

// Search answers q, which is all that the reader has typed: Find, then Fill of
// all results.
func (e *Engine) Search(ctx context.Context, q Query) (Results, error) {
	q.Rested = true
	r, err := e.Find(ctx, q)
	if err != nil {
		return Results{}, err
	}
	return r, e.Fill(ctx, &r, 0, len(r.Results))
}

// Warm fetches what every query needs: call it on the first sign of searching.
// lang is the reader's language.
func (e *Engine) Warm(ctx context.Context, lang content.Lang) error {
	snapshot, err := e.index.Snapshot(ctx)
	if err != nil {
		return err
	}
	langs := snapshot.Langs()
	for _, l := range langs {
		if len(langs) == 1 || l.Lang.Base() == lang.Base() { // every query opens these
			if _, err := e.edition(ctx, snapshot, l.Lang); err != nil {
				return err
			}
		}
	}
	return nil
}

// Find answers q without excerpts. It reads no pages, unless the query has a
// quoted phrase, or is Rested and may be one. The error is that of ctx, or has the name of the file of the
// index that could not be fetched or decoded; the next call tries again.
func (e *Engine) Find(ctx context.Context, q Query) (Results, error) {
	snapshot, err := e.index.Snapshot(ctx)
	if err != nil {
		return Results{}, err
	}
	results, err := e.find(ctx, snapshot, q)
	if err == nil || ctx.Err() != nil {
		return results, err
	}
	// The site may have been published anew since the manifest was read: files
	// of the old index are gone then, and the new manifest names others.
	again, changed, failed := e.index.Renew(ctx, snapshot)
	if failed != nil || !changed {
		return Results{}, err
	}
	e.pages.forget()
	return e.find(ctx, again, q)
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
	rested   time.Time  // when the page last had its turn
}

func (e *Engine) find(ctx context.Context, snapshot *index.Snapshot, q Query) (Results, error) {
	s := &session{Engine: e, snapshot: snapshot, query: q, limit: q.Limit, rested: time.Now()}
	if s.limit <= 0 {
		s.limit = 10
	}
	s.limit = min(s.limit, maxResults)
	r, err := s.understand(ctx)
	if err != nil {
		return Results{}, err
	}
	results := Results{Query: q.Text, Filters: r.filters}
	if r.why != AsTyped {
		results.Answered, results.Why = r.text, r.why
	}
	if len(r.words) == 0 && len(r.filters) == 0 {
		return results, nil
	}
	f, err := s.rank(ctx, r)
	if err != nil {
		return Results{}, err
	}
	if results.Results, err = s.show(ctx, r, f.hits); err != nil {
		return Results{}, err
	}
	results.Total, results.Facets = max(f.total, len(results.Results)), f.facets
	results.Quotable = f.quotable && !q.Rested
	results.Missing = r.missing()
	for i := range results.Filters {
		name := &results.Filters[i]
		name.Name, name.Known = f.name(*name)
	}
	if len(results.Results) == 0 {
		results.Suggestions, err = s.suggest(ctx, r)
	}
	return results, err
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

// slice is how long a query works before it lets others run: less than a
// frame of 60 a second.
const slice = 10 * time.Millisecond

// breathe lets the rest of the page run once the query has worked for a while,
// and tells whether it has been given up. In the browser only sleeping does: a
// Go program there returns to the page when all of it waits.
func (s *session) breathe(ctx context.Context) error {
	if time.Since(s.rested) > slice {
		time.Sleep(time.Microsecond)
		s.rested = time.Now()
	}
	return ctx.Err()
}

package search

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"lectern/content"
)

// An Engine answers queries over an index. It fetches what a query needs, when
// it needs it, and is safe for concurrent use.
type Engine struct {
	files *cache
}

// NewEngine returns an engine that reads an index through fetch. It fetches
// nothing yet.
func NewEngine(fetch Fetch) *Engine { return &Engine{files: newCache(fetch, cacheSize)} }

// Search answers q. The error is a canceled context, or a file of the index
// that could not be fetched or decoded, with its name.
func (e *Engine) Search(ctx context.Context, q Query) (Results, error) {
	m, err := e.manifest(ctx)
	if err != nil {
		return Results{}, err
	}
	results, err := e.search(ctx, m, q)
	if err == nil || ctx.Err() != nil {
		return results, err
	}
	// The site may have been published anew since the manifest was read: files
	// of the old index are gone then, and the new manifest names others.
	e.files.drop(ManifestName)
	again, failed := e.manifest(ctx)
	if failed != nil || again.check == m.check {
		return Results{}, err
	}
	return e.search(ctx, again, q)
}

// Warm fetches what every query needs: call it on the first sign of searching.
func (e *Engine) Warm(ctx context.Context) error {
	_, err := e.manifest(ctx)
	return err
}

// Find answers q without reading pages: no excerpts.
func (e *Engine) Find(ctx context.Context, q Query) (Results, error) { return e.Search(ctx, q) }

// Fill reads the pages of results[from:to] and adds what they show. A page that
// cannot be read makes its result Away; the error is that of ctx.
func (e *Engine) Fill(ctx context.Context, r *Results, from, to int) error { return ctx.Err() }

// A session is the work on one query.
type session struct {
	*Engine
	*entry
	query  Query
	limit  int
	langs  []content.Lang // of the index, the reader's first
	groups []group
	rested time.Time // when the page last had its turn
}

func (e *Engine) search(ctx context.Context, m *entry, q Query) (Results, error) {
	s := &session{Engine: e, entry: m, query: q, limit: q.Limit, rested: time.Now()}
	if s.limit <= 0 {
		s.limit = 10
	}
	s.limit = min(s.limit, maxResults)
	s.langs = append(s.langs, q.Lang)
	for _, run := range m.Langs {
		s.langs = append(s.langs, run.Lang)
	}
	results := Results{Query: q.Text}
	understood, err := s.understand(ctx)
	if err != nil || len(s.groups) == 0 {
		return results, err
	}
	if understood != "" {
		results.Answered, results.Why = understood, Layout
	}
	hits, err := s.rank(ctx)
	if err != nil {
		return Results{}, err
	}
	results.Results, results.Total, err = s.show(ctx, hits)
	if err != nil {
		return Results{}, err
	}
	return results, nil
}

// maxResults bounds the results of one query, in articles.
const maxResults = 1000

// An entry is the manifest in use.
type entry struct {
	*manifest
	check string
}

func (e *Engine) manifest(ctx context.Context) (*entry, error) {
	return load(ctx, e.files, ManifestName, func(data []byte) (*entry, int, error) {
		m, err := decodeManifest(data)
		return &entry{m, checksum(data)}, len(data), err
	})
}

func (s *session) shard(ctx context.Context, n int) (*shard, error) {
	return load(ctx, s.files, fileName("terms", s.Terms[n].Hash), func(data []byte) (*shard, int, error) {
		payload, err := open(data, kindTerms, s.Terms[n].Hash)
		if err != nil {
			return nil, 0, err
		}
		t, err := decodeShard(payload, s.Docs)
		if err != nil {
			return nil, 0, err
		}
		return t, t.size, nil
	})
}

func (s *session) dictionary(ctx context.Context, n int) ([]knownWord, error) {
	return load(ctx, s.files, fileName("words", s.Words[n]), func(data []byte) ([]knownWord, int, error) {
		payload, err := open(data, kindWords, s.Words[n])
		if err != nil {
			return nil, 0, err
		}
		words, err := decodeWords(payload)
		return words, 100 * len(words), err
	})
}

// placement returns the texts file that has a document.
func (s *session) placement(ctx context.Context, doc int) (placement, error) {
	n := s.placesFor(doc)
	end := s.Docs
	if n+1 < len(s.Places) {
		end = s.Places[n+1].First
	}
	places, err := load(ctx, s.files, fileName("places", s.Places[n].Hash), func(data []byte) ([]placement, int, error) {
		payload, err := open(data, kindPlaces, s.Places[n].Hash)
		if err != nil {
			return nil, 0, err
		}
		places, err := decodePlaces(payload, s.Places[n].First, end)
		return places, 64 * len(places), err
	})
	if err != nil {
		return placement{}, err
	}
	for _, p := range places {
		if doc < p.first+p.docs {
			return p, nil
		}
	}
	return placement{}, errors.New("reading " + fileName("places", s.Places[n].Hash) + ": " + errDamaged.Error())
}

// text returns what is shown of a document.
func (s *session) text(ctx context.Context, doc int) (shown, error) {
	p, err := s.placement(ctx, doc)
	if err != nil {
		return shown{}, err
	}
	texts, err := load(ctx, s.files, fileName("texts", p.hash), func(data []byte) ([]shown, int, error) {
		payload, err := open(data, kindTexts, p.hash)
		if err != nil {
			return nil, 0, err
		}
		texts, err := decodeTexts(payload, p.docs)
		return texts, len(payload) + 100*len(texts), err
	})
	if err != nil {
		return shown{}, err
	}
	return texts[doc-p.first], nil
}

// parallel is how many files are fetched at a time: what a browser allows one
// host over HTTP/1.1.
const parallel = 6

// each calls do for 0 to n-1, several at a time, and returns the first error.
func each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	slots := make(chan struct{}, parallel)
	for i := range n {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if ctx.Err() != nil {
				return
			}
			if err := do(ctx, i); err != nil {
				cancel(err)
			}
		})
	}
	wait.Wait()
	return context.Cause(ctx)
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

// damaged is the error of postings that don't decode.
func (s *session) damaged(term string, err error) error {
	return fmt.Errorf("reading %s: postings of %q: %w", fileName("terms", s.Terms[max(0, s.termsFor(term))].Hash), term, err)
}

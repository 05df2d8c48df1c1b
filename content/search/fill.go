package search

import (
	"context"
	"sync"

	"lectern/content"
)

// Fill reads the pages of r.Results[from:to] and adds what they show. A page
// that cannot be read makes its result Away; the error is that of ctx.
func (e *Engine) Fill(ctx context.Context, r *Results, from, to int) error {
	from, to = max(0, from), min(to, len(r.Results))
	if from >= to {
		return ctx.Err()
	}
	matchers, err := e.wanted(ctx, r, from, to)
	if err != nil {
		return err
	}
	return each(ctx, to-from, func(ctx context.Context, i int) error {
		result := &r.Results[from+i]
		p, err := e.page(ctx, result.Path)
		if err != nil {
			result.Away = true
			return ctx.Err()
		}
		result.Away = false
		result.DateText = p.date
		words := matchers[result.Lang]
		result.Excerpt, result.Found = newMatcher(words, result.Lang).excerpt(&p)
		return nil
	})
}

// wanted returns the words asked for in the languages of results, with what
// they say there.
func (e *Engine) wanted(ctx context.Context, r *Results, from, to int) (map[content.Lang][]wanted, error) {
	text := r.Query
	if r.Why != AsTyped {
		text = r.Answered
	}
	words := parseQuery(text).words
	all := make(map[content.Lang][]wanted)
	e.mu.Lock()
	editions := e.editions
	e.mu.Unlock()
	for _, result := range r.Results[from:to] {
		lang := result.Lang
		if all[lang] != nil {
			continue
		}
		list := wantedIn(words, lang)
		for i := range list {
			list[i].rarity = 1
			e.mu.Lock()
			ed := editions[lang]
			e.mu.Unlock()
			if ed == nil {
				continue
			}
			if p, err := ed.Find(ctx, list[i].Term); err == nil && len(p.Docs) > 0 {
				list[i].rarity = rarity(len(p.Docs), ed.Docs())
			}
		}
		all[lang] = list
	}
	return all, ctx.Err()
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

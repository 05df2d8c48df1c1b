package search

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"lectern/content"
	"lectern/content/search/index"
)

// ErrGone says that an article found has no page on the site: the site has been
// published anew, or is just being. Asked again, Find leaves it out.
var ErrGone = errors.New("an article found is no longer on the site")

// Fill reads the pages of r.Results[from:to] and adds what they show. A page
// that cannot be read makes its result Away. The error is that of ctx or, when
// the rest has been filled in, ErrGone.
func (e *Engine) Fill(ctx context.Context, r *Results, from, to int) error {
	from, to = max(0, from), min(to, len(r.Results))
	if from >= to {
		return ctx.Err()
	}
	matchers, err := e.wanted(ctx, r, from, to)
	if err != nil {
		return err
	}
	gone := make([]bool, to-from)
	err = index.Each(ctx, to-from, func(ctx context.Context, i int) error {
		result := &r.Results[from+i]
		p, err := e.page(ctx, result.Path)
		gone[i] = errors.Is(err, fs.ErrNotExist)
		if result.Away = err != nil && !gone[i]; err != nil {
			return ctx.Err()
		}
		e.pages.put(result.Path, p)
		result.DateText = p.date
		if err := e.index.Breathe(ctx); err != nil {
			return err
		}
		words := matchers[result.Lang]
		result.Excerpt, result.Found = newMatcher(words, result.Lang).excerpt(&p)
		return nil
	})
	if err != nil || !slices.Contains(gone, true) {
		return err
	}
	for i, lost := range gone {
		if lost {
			e.pages.lose(r.Results[from+i].Path)
		}
	}
	if _, err := e.Renew(ctx); ctx.Err() != nil {
		return err
	}
	return ErrGone
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

package search

import (
	"context"
	"slices"
	"sort"
	"strings"
)

// maxSuggestions bounds the queries suggested where nothing was found.
const maxSuggestions = 5

// suggest returns queries that find something in the place of one that found
// nothing: without its filters, without its quotation marks, corrected, or else
// the topics with the most articles, or the newest titles.
func (s *session) suggest(ctx context.Context, r *reading) ([]string, error) {
	var suggestions []string
	add := func(text string) {
		if text = strings.TrimSpace(text); text != "" && !slices.Contains(suggestions, text) && len(suggestions) < maxSuggestions {
			suggestions = append(suggestions, text)
		}
	}
	try := func(text string) error {
		found, err := s.finds(ctx, text)
		if found {
			add(text)
		}
		return err
	}
	bare := r.text
	for _, f := range r.filters {
		bare = WithoutFilter(bare, f.Kind, f.Value)
	}
	plain := strings.Map(func(r rune) rune {
		if isQuotationMark(r) {
			return -1
		}
		return r
	}, bare)
	for _, text := range []string{bare, plain} {
		if strings.TrimSpace(text) != strings.TrimSpace(r.text) {
			if err := try(text); err != nil {
				return nil, err
			}
		}
	}
	if s.query.Verbatim {
		for _, other := range []func(context.Context, *reading) (*reading, error){s.oneScript, s.otherLayout, s.spell} {
			better, err := other(ctx, r)
			if err != nil {
				return nil, err
			}
			if better != nil && better.unknown() < r.unknown() {
				add(better.text)
			}
		}
	}
	if len(suggestions) > 0 {
		return suggestions, nil
	}
	return s.offers(ctx)
}

// finds reports whether some article answers a text.
func (s *session) finds(ctx context.Context, text string) (bool, error) {
	r, err := s.read(ctx, text, AsTyped)
	if err != nil || len(r.words) == 0 {
		return false, err
	}
	for i := range r.words {
		if r.words[i].phrase == 0 && !r.words[i].exclude && r.known(i) {
			return true, nil
		}
	}
	return false, nil
}

// offers returns what the library has much of.
func (s *session) offers(ctx context.Context) ([]string, error) {
	var offers []string
	for _, ed := range s.editions {
		facets, err := ed.Facets(ctx)
		if err != nil {
			return nil, err
		}
		topics := slices.Clone(facets.Topics)
		sort.SliceStable(topics, func(i, j int) bool { return len(topics[i].Docs) > len(topics[j].Docs) })
		for _, topic := range topics[:min(len(topics), maxSuggestions)] {
			offers = append(offers, topic.Name)
		}
		if len(offers) == 0 {
			var newest []uint32
			for doc := ed.Docs() - 1; doc >= max(0, ed.Docs()-3); doc-- {
				newest = append(newest, uint32(doc))
			}
			shown, err := ed.Shown(ctx, newest)
			if err != nil {
				return nil, err
			}
			for _, x := range shown {
				offers = append(offers, x.Title)
			}
		}
		if len(offers) > 0 {
			break
		}
	}
	return offers[:min(len(offers), maxSuggestions)], nil
}

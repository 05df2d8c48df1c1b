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
// nothing: without its filters, without the words it excludes, without its
// quotation marks, corrected, with a word that is not far from one that no
// article has, or else the topics with the most articles, or the
// newest titles.
func (s *session) suggest(ctx context.Context, r *reading) ([]string, error) {
	var suggestions []string
	seen := map[string]bool{"": true, flatten(r.text): true, flatten(s.query.Text): true}
	add := func(text string) {
		if text = flatten(text); !seen[text] && len(suggestions) < maxSuggestions {
			seen[text] = true
			suggestions = append(suggestions, text)
		}
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
	}, withoutExcluded(bare))
	for _, text := range []string{bare, withoutExcluded(r.text), withoutExcluded(bare), plain} {
		if seen[flatten(text)] {
			continue
		}
		found, err := s.finds(ctx, text)
		if err != nil {
			return nil, err
		}
		if found {
			add(text)
		}
	}
	if s.query.Verbatim {
		for _, other := range []func(context.Context, *reading) (*reading, error){s.oneScript, s.otherLayout, s.compound, s.spell} {
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
	if err := s.near(ctx, r, add); err != nil || len(suggestions) > 0 {
		return suggestions, err
	}
	offers, err := s.offers(ctx, r)
	for _, offer := range offers {
		add(offer)
	}
	return suggestions, err
}

// flatten returns text with single spaces.
func flatten(text string) string { return strings.Join(strings.Fields(text), " ") }

// withoutExcluded returns query without what it excludes.
func withoutExcluded(query string) string {
	var kept strings.Builder
	p := parser{text: query, readable: len(query)}
	for p.at < len(p.text) {
		start := p.at
		p.words, p.barred = p.words[:0], nil
		if p.next(); len(p.barred) == 0 && (len(p.words) == 0 || !p.words[0].exclude) {
			kept.WriteString(query[start:p.at])
		}
	}
	return kept.String()
}

// finds reports whether some article answers a text.
func (s *session) finds(ctx context.Context, text string) (bool, error) {
	r, err := s.read(ctx, text, AsTyped)
	if err != nil || !slices.ContainsFunc(r.words, func(w queryWord) bool { return !w.exclude }) {
		return false, err
	}
	once := *s
	once.limit, once.query.Seen = 1, -1 // not worth many pages
	f, err := once.rank(ctx, r)
	return f != nil && len(f.hits) > 0, err
}

// offers returns what the library has much of, but for what a reading excludes.
func (s *session) offers(ctx context.Context, r *reading) ([]string, error) {
	var offers []string
	var unwanted []queryWord
	for _, w := range r.words {
		if w.exclude {
			w.exclude, w.phrase = false, 0
			unwanted = append(unwanted, w)
		}
	}
	for at, ed := range s.editions {
		m := newMatcher(wantedIn(unwanted, ed.lang), ed.lang)
		add := func(offer string) {
			if len(m.matches(offer)) == 0 {
				offers = append(offers, offer)
			}
		}
		facets, err := ed.Facets(ctx)
		if err != nil {
			return nil, err
		}
		out := make(docSet, (ed.Docs()+63)/64)
		for i, w := range r.words {
			if w.exclude && w.phrase == 0 {
				out = out.or(ed.docsOf(&r.found[at][i]))
			}
		}
		for _, filter := range r.barred {
			ed.having(facets, filter, func(_ string, doc uint32) { out.add(doc) })
		}
		topics := slices.Clone(facets.Topics)
		sort.SliceStable(topics, func(i, j int) bool { return len(topics[i].Docs) > len(topics[j].Docs) })
		for _, topic := range topics[:min(len(topics), maxSuggestions)] {
			if slices.ContainsFunc(topic.Docs, func(doc uint32) bool { return !out.has(doc) }) {
				add(topic.Name)
			}
		}
		if len(offers) == 0 {
			var newest []uint32
			for doc := ed.Docs() - 1; doc >= 0 && len(newest) < 3; doc-- {
				if !out.has(uint32(doc)) {
					newest = append(newest, uint32(doc))
				}
			}
			shown, err := ed.Shown(ctx, newest)
			if err != nil {
				return nil, err
			}
			for _, x := range shown {
				add(x.Title)
			}
		}
		if len(offers) > 0 {
			break
		}
	}
	return offers, nil
}

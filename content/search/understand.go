package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"lectern/content/search/analysis"
)

// understand looks the words of the query up in the index. Where that fails it
// tries the other keyboard layout, then likely corrections. It returns the
// query in the other layout if that is the one answered.
func (s *session) understand(ctx context.Context) (string, error) {
	var err error
	if s.groups, err = s.look(ctx, s.query.Text); err != nil {
		return "", err
	}
	unknown := func(g group) bool { return len(g.entries) == 0 }
	if !slices.ContainsFunc(s.groups, unknown) {
		return "", nil
	}
	if other := analysis.OtherLayout(cut(s.query.Text, maxQuery)); other != "" {
		groups, err := s.look(ctx, other)
		if err != nil {
			return "", err
		}
		if len(groups) > 0 && !slices.ContainsFunc(groups, unknown) {
			s.groups = groups
			return other, nil
		}
	}
	for i := range s.groups {
		if g := &s.groups[i]; unknown(*g) && !g.exclude && g.phrase == 0 {
			if err := s.correct(ctx, g); err != nil {
				return "", err
			}
		}
	}
	return "", nil
}

// look parses a query and finds its words in the index.
func (s *session) look(ctx context.Context, query string) ([]group, error) {
	var groups []group
	for _, w := range parseQuery(query) {
		if !slices.ContainsFunc(groups, func(g group) bool { return g.queryWord == w }) || w.phrase > 0 {
			groups = append(groups, newGroup(w, s.langs))
		}
	}
	if err := s.prefetch(ctx, groups); err != nil {
		return nil, err
	}
	for i := range groups {
		if err := s.find(ctx, &groups[i]); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// prefetch fetches the shards of all words side by side.
func (s *session) prefetch(ctx context.Context, groups []group) error {
	var shards []int
	need := func(key string) {
		if n := s.termsFor(key); n >= 0 && !slices.Contains(shards, n) {
			shards = append(shards, n)
		}
	}
	for _, g := range groups {
		for term := range g.terms {
			need(term)
		}
		for _, key := range g.prefixes {
			need(key)
		}
	}
	return each(ctx, len(shards), func(ctx context.Context, i int) error {
		_, err := s.shard(ctx, shards[i])
		return err
	})
}

// find fills in the terms of the index that a word stands for.
func (s *session) find(ctx context.Context, g *group) error {
	for term := range g.terms {
		weight := 1.0
		if slices.Contains(g.kin, term) {
			weight = kinWeight
		}
		if err := s.add(ctx, g, term, weight); err != nil {
			return err
		}
	}
	for _, key := range g.prefixes {
		if err := s.addPrefix(ctx, g, key); err != nil {
			return err
		}
	}
	if len(g.entries) == 0 {
		for _, key := range g.prefixes {
			if err := s.addShorter(ctx, g, key); err != nil {
				return err
			}
		}
	}
	// The order must not come from a map: sums of floats depend on it.
	slices.SortFunc(g.entries, func(a, b weighted) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.term, b.term))
	})
	return nil
}

// add adds a term to a group if the index has it.
func (s *session) add(ctx context.Context, g *group, term string, weight float64) error {
	n := s.termsFor(term)
	if n < 0 || term == "" {
		return nil
	}
	shard, err := s.shard(ctx, n)
	if err != nil {
		return err
	}
	if e := shard.find(term); e != nil && !g.has(term) {
		g.entries = append(g.entries, weighted{e, weight})
		g.terms[term] = true
	}
	return nil
}

func (g *group) has(term string) bool {
	return slices.ContainsFunc(g.entries, func(e weighted) bool { return e.term == term })
}

// Bounds of what an unfinished word may stand for. Three shards are 60 kB to
// fetch; one or two letters have more, and whoever types on needs them not.
const (
	prefixShards = 3
	prefixTerms  = 48
	prefixWeight = 0.8
	kinWeight    = 0.85
)

// addPrefix adds the terms that begin with key, the commonest ones if many.
func (s *session) addPrefix(ctx context.Context, g *group, key string) error {
	var found []weighted
	start := max(0, s.termsFor(key))
	for n := start; n < min(len(s.Terms), start+prefixShards); n++ {
		if first := s.Terms[n].First; n > start && !strings.HasPrefix(first, key) {
			break
		}
		shard, err := s.shard(ctx, n)
		if err != nil {
			return err
		}
		for i := shard.from(key); i < len(shard.terms) && strings.HasPrefix(shard.terms[i].term, key); i++ {
			if e := &shard.terms[i]; !g.has(e.term) {
				found = append(found, weighted{e, prefixWeight})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b weighted) int { return cmp.Compare(b.docs, a.docs) })
	g.entries = append(g.entries, found[:min(len(found), prefixTerms)]...)
	return nil
}

// addShorter adds terms that an unfinished word has outgrown: in "больног" the
// stem "больн" is followed by part of an ending.
func (s *session) addShorter(ctx context.Context, g *group, key string) error {
	const endings = " о ог е ег ем ам ям им ым ом а и у ю ы я й ь ост ени ани ова ат ят ут ют ет ит н ны но ющ ащ ящ ущ вш ш л ла ли "
	letters := []rune(key)
	for cut := 1; cut <= 3 && len(letters)-cut >= 3; cut++ {
		rest := string(letters[len(letters)-cut:])
		if !strings.Contains(endings, " "+rest+" ") {
			continue
		}
		if err := s.add(ctx, g, string(letters[:len(letters)-cut]), prefixWeight); err != nil {
			return err
		}
	}
	return nil
}

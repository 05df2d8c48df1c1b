package search

import (
	"cmp"
	"context"
	"sort"
	"strconv"
	"strings"

	"lectern/content"
	"lectern/content/search/index"
)

// States of an article in scratch.state: 0 when it is found, else out or the
// kinds of filters that it doesn't pass.
const (
	stateOut    = 1 << 7
	stateTopic  = 1 << 0
	stateAuthor = 1 << 1
	stateLang   = 1 << 2
	stateYear   = 1 << 3
)

// restrict marks the articles that the query's filters leave out. Several
// filters of a kind are alternatives; each that is excluded leaves out.
func (s *session) restrict(ctx context.Context, r *reading, ed *edition, sc *scratch, f *finding) error {
	if len(r.filters) == 0 && len(r.barred) == 0 {
		return nil
	}
	facets, err := ed.Facets(ctx)
	if err != nil {
		return err
	}
	var kinds uint8
	pass := make([]uint8, len(sc.state)) // kinds that an article passes
	for _, filter := range r.filters {
		state := stateOf(filter.Kind)
		kinds |= state
		last := ""
		ed.having(facets, filter, func(name string, doc uint32) {
			pass[doc] |= state
			if name != last {
				f.call(filter, name)
				last = name
			}
		})
	}
	for _, filter := range r.barred {
		ed.having(facets, filter, func(_ string, doc uint32) { sc.state[doc] |= stateOut })
	}
	for doc := range pass {
		sc.state[doc] |= kinds &^ pass[doc]
	}
	return nil
}

// stateOf returns the state of an article that filters of a kind leave out.
func stateOf(kind string) uint8 {
	switch kind {
	case KindTopic:
		return stateTopic
	case KindAuthor:
		return stateAuthor
	case KindLang:
		return stateLang
	}
	return stateYear
}

// having calls found for the articles that a filter means, with the name of what
// they have of it.
func (ed *edition) having(facets *index.Facets, filter Filter, found func(name string, doc uint32)) {
	switch filter.Kind {
	case KindTopic, KindAuthor:
		list := facets.Topics
		if filter.Kind == KindAuthor {
			list = facets.Authors
		}
		for _, tag := range tagsFor(list, filter.Value, ed.lang) {
			for _, doc := range tag.Docs {
				found(tag.Name, doc)
			}
		}
	case KindYear:
		for _, years := range ed.Years() {
			if strconv.Itoa(years.Year) == filter.Value && years.Year != 0 {
				for doc := years.First; doc < years.First+years.Docs; doc++ {
					found(filter.Value, uint32(doc))
				}
			}
		}
	case KindLang:
		if isLang(filter.Value, ed.lang) {
			for doc := range ed.Docs() {
				found(string(ed.lang), uint32(doc))
			}
		}
	}
}

// call gives the value of a filter its name: that in the reader's language, whose
// edition comes first, if it has one there.
func (f *finding) call(filter Filter, name string) {
	if f.names[filter] == "" {
		f.names[filter] = name
	}
}

// tagsFor returns the topics or authors that a filter means: the one with the
// slug, else with the name; else those whose name begins so.
func tagsFor(list []index.FacetDocs, value string, lang content.Lang) []index.FacetDocs {
	folded := foldValue(value, lang)
	for _, means := range []func(tag *index.FacetDocs) bool{
		func(tag *index.FacetDocs) bool { return strings.EqualFold(tag.Slug, value) },
		func(tag *index.FacetDocs) bool { return strings.EqualFold(tag.Name, value) },
		func(tag *index.FacetDocs) bool { return foldValue(tag.Name, lang) == folded },
	} {
		for i := range list {
			if means(&list[i]) {
				return list[i : i+1]
			}
		}
	}
	var begin []index.FacetDocs
	for _, tag := range list {
		if strings.HasPrefix(foldValue(tag.Name, lang), folded) {
			begin = append(begin, tag)
		}
	}
	return begin
}

// name returns the name of a filter's value, and whether some article has it.
func (f *finding) name(filter Filter) (string, bool) {
	name, ok := f.names[Filter{Kind: filter.Kind, Value: filter.Value, Name: filter.Value}]
	return cmp.Or(name, filter.Value), ok
}

// maxFacet bounds the values of a facet.
const maxFacet = 12

// count fills in the facets: how many of the articles found have each value. Of
// a kind with filters in the query all values are counted that could be added.
func (s *session) count(ctx context.Context, all []*scratch, f *finding) error {
	counts := map[string]map[string]*FacetValue{}
	add := func(kind, value, name string, n int) {
		if counts[kind] == nil {
			counts[kind] = make(map[string]*FacetValue)
		}
		v := counts[kind][value]
		if v == nil {
			v = &FacetValue{Value: value, Name: name}
			counts[kind][value] = v
		}
		v.Count += n
	}
	for i, ed := range s.editions {
		if err := s.breathe(ctx); err != nil {
			return err
		}
		state := all[i].state
		in := func(docs []uint32, kind uint8) (n int) {
			for _, doc := range docs {
				if state[doc]&^kind == 0 {
					n++
				}
			}
			return n
		}
		facets, err := ed.Facets(ctx)
		if err != nil {
			return err
		}
		for _, tag := range facets.Topics {
			add(KindTopic, tag.Slug, tag.Name, in(tag.Docs, stateTopic))
		}
		for _, tag := range facets.Authors {
			add(KindAuthor, tag.Slug, tag.Name, in(tag.Docs, stateAuthor))
		}
		whole := 0
		for _, years := range ed.Years() {
			n := 0
			for _, st := range state[years.First : years.First+years.Docs] {
				if st&^stateLang == 0 {
					whole++
				}
				if st&^stateYear == 0 {
					n++
				}
			}
			if years.Year != 0 {
				add(KindYear, strconv.Itoa(years.Year), strconv.Itoa(years.Year), n)
			}
		}
		add(KindLang, string(ed.lang), string(ed.lang), whole)
	}
	for _, kind := range []string{KindTopic, KindAuthor, KindLang, KindYear} {
		if facet := facetOf(kind, counts[kind], f); len(facet.Values) > 0 {
			f.facets = append(f.facets, facet)
		}
	}
	return nil
}

// facetOf puts the values of a facet in order. One that all articles found
// share, or none, divides nothing and is left out unless it is chosen.
func facetOf(kind string, counts map[string]*FacetValue, f *finding) Facet {
	facet := Facet{Kind: kind}
	chosen := false
	for _, v := range counts {
		v.Chosen = f.chosen(kind, v)
		chosen = chosen || v.Chosen
		if v.Count > 0 {
			facet.Values = append(facet.Values, *v)
		}
	}
	sort.Slice(facet.Values, func(i, j int) bool {
		a, b := &facet.Values[i], &facet.Values[j]
		if kind == KindYear {
			return a.Value > b.Value
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value)) < 0
	})
	if !chosen && len(facet.Values) == 1 && facet.Values[0].Count == f.total {
		return Facet{}
	}
	kept := facet.Values[:0]
	for i, v := range facet.Values {
		if i < maxFacet || v.Chosen {
			kept = append(kept, v)
		}
	}
	facet.Values = kept
	return facet
}

// chosen reports whether the query has a filter for a value.
func (f *finding) chosen(kind string, v *FacetValue) bool {
	for filter, name := range f.names {
		if filter.Kind == kind && (sameValue(filter.Value, v.Value) || name == v.Name) {
			return true
		}
	}
	return false
}

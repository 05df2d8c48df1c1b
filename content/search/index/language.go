package index

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"time"
)

// A Language is the index of the documents of one language, numbered from 0:
// the undated ones first, then the oldest; the newest are last.
type Language struct {
	files    *cache
	segments []*segment
	docs     int
	mean     float64
	years    []Years
	eager    []task // reads of the titles that are read before a query
}

// A task is the reading of a file.
type task struct {
	name string
	do   func(ctx context.Context) error
}

// together does tasks all at once: the browser has them wait for each other as
// its connections demand.
func together(ctx context.Context, all []task) error {
	return atOnce(ctx, len(all), len(all), func(ctx context.Context, i int) error { return all[i].do(ctx) })
}

func openLanguage(ctx context.Context, files *cache, f langSegments, keys []Key) (*Language, error) {
	l := &Language{files: files, segments: make([]*segment, len(f.Segments))}
	var todo []task
	for i, seg := range f.Segments {
		first := l.docs
		l.docs += seg.Docs
		open := func(ctx context.Context) (err error) {
			l.segments[i], err = openSegment(ctx, files, seg, first)
			return err
		}
		if seg.Data == nil {
			todo = append(todo, task{do: open})
		} else if err := open(ctx); err != nil {
			return nil, err
		}
		for _, hash := range seg.Titles {
			l.eager = append(l.eager, task{fileName(kindTitles, hash), func(ctx context.Context) error {
				_, err := files.titleFile(ctx, hash, seg.Docs)
				return err
			}})
		}
	}
	if err := together(ctx, append(todo, l.tasks(keys)...)); err != nil {
		return nil, err
	}
	words := 0.0
	for _, s := range l.segments {
		for _, level := range s.lengths {
			words += wordsOf(level)
		}
		for _, y := range s.years {
			y.First += s.first
			if n := len(l.years); n > 0 && l.years[n-1].Year == y.Year {
				l.years[n-1].Docs += y.Docs
			} else {
				l.years = append(l.years, y)
			}
		}
	}
	l.mean = max(1, words/float64(l.docs))
	return l, nil
}

// Docs is the number of documents.
func (l *Language) Docs() int { return l.docs }

// of returns the segment that has a document, and its number there.
func (l *Language) of(doc uint32) (*segment, int) {
	for i := len(l.segments) - 1; i > 0; i-- {
		if s := l.segments[i]; int(doc) >= s.first {
			return s, int(doc) - s.first
		}
	}
	return l.segments[0], int(doc)
}

// Length is the length of a document in words, to within 13 %.
func (l *Language) Length(doc uint32) float64 {
	s, n := l.of(doc)
	return wordsOf(s.lengths[n])
}

// MeanLength is the mean of all lengths, at least 1.
func (l *Language) MeanLength() float64 { return l.mean }

// Years are the runs of documents of one year, in order.
func (l *Language) Years() []Years { return l.years }

// Prefetch reads what every query needs, and the files that can hold what the
// keys stand for, side by side.
func (l *Language) Prefetch(ctx context.Context, keys []Key) error {
	return together(ctx, l.tasks(keys))
}

// tasks are what Prefetch does in the segments that are open, but for files that
// are kept.
func (l *Language) tasks(keys []Key) []task {
	var todo []task
	seen := make(map[string]bool)
	add := func(name string, do func(ctx context.Context) error) {
		if !seen[name] && !l.files.has(name) {
			seen[name] = true
			todo = append(todo, task{name, do})
		}
	}
	for _, s := range l.segments {
		if s == nil || s.all != nil {
			continue
		}
		for _, k := range keys {
			kind, runs := byte(kindTerms), s.head.terms
			if k.Title {
				kind, runs = kindTitles, s.head.titles
			}
			from, to := within(runs, k.Text, k.Prefix)
			for i := from; i < min(to, from+maxPrefetch); i++ {
				add(fileName(kind, runs[i].hash), func(ctx context.Context) (err error) {
					if kind == kindTitles {
						_, err = s.files.titleFile(ctx, runs[i].hash, s.docs)
					} else {
						_, err = s.shard(ctx, i)
					}
					return err
				})
			}
		}
		if s.head.groups == nil {
			add(fileName(kindFacets, s.head.facets), func(ctx context.Context) error {
				_, err := s.groups(ctx)
				return err
			})
		}
	}
	for _, t := range l.eager {
		add(t.name, t.do)
	}
	return todo
}

// maxPrefetch bounds the files read for one prefix in a segment.
const maxPrefetch = 2

// Find returns the postings of a term, none when there are none.
func (l *Language) Find(ctx context.Context, term string) (Postings, error) {
	var found Postings
	for _, s := range l.segments {
		i := 0
		if s.all == nil {
			if i = pick(s.head.terms, term); i < 0 {
				continue
			}
		}
		t, err := s.shard(ctx, i)
		if err != nil {
			return Postings{}, err
		}
		if at := t.from(term); at < len(t.end) && t.at(at) == term {
			found = found.with(t, at, s.first)
		}
	}
	return found, nil
}

// with joins the postings of a segment to those before.
func (p Postings) with(t *shard, at, first int) Postings {
	start, end := t.postings(at)
	docs, info := t.docs[start:end:end], t.info[start:end:end]
	if len(p.Docs) == 0 && first == 0 {
		return Postings{t.at(at), docs, info}
	}
	all := make([]uint32, len(p.Docs), len(p.Docs)+len(docs))
	copy(all, p.Docs)
	for _, d := range docs {
		all = append(all, d+uint32(first))
	}
	return Postings{t.at(at), all, append(p.Info[:len(p.Info):len(p.Info)], info...)}
}

// Prefix returns the postings of the terms that begin with key, by term, out of
// the first few shards of each segment that can have any.
func (l *Language) Prefix(ctx context.Context, key string, shards int) ([]Postings, error) {
	var found []Postings
	for _, s := range l.segments {
		from, to := 0, 1
		if s.all == nil {
			from, to = spread(s.head.terms, key)
		}
		n := 0
		for i := from; i < min(to, from+shards); i++ {
			t, err := s.shard(ctx, i)
			if err != nil {
				return nil, err
			}
			for at := t.from(key); at < len(t.end) && startsWith(t.at(at), key); at++ {
				term := t.at(at)
				for n < len(found) && found[n].Term < term {
					n++
				}
				if n == len(found) || found[n].Term != term {
					found = slices.Insert(found, n, Postings{})
				}
				found[n] = found[n].with(t, at, s.first)
			}
		}
	}
	return found, nil
}

// Titles returns which documents have a term, or the terms that begin with key,
// in the title, by term.
func (l *Language) Titles(ctx context.Context, key string, prefix bool) ([]TitlePostings, error) {
	var found []TitlePostings
	for _, s := range l.segments {
		pages, err := s.pages(ctx, key, prefix)
		if err != nil {
			return nil, err
		}
		n := 0
		for _, p := range pages {
			for at := p.from(key); at < len(p.end); at++ {
				term := p.at(at)
				if prefix && !startsWith(term, key) || !prefix && term != key {
					break
				}
				for n < len(found) && found[n].Term < term {
					n++
				}
				if n == len(found) || found[n].Term != term {
					found = slices.Insert(found, n, TitlePostings{Term: term})
				}
				start, end := p.postings(at)
				t := &found[n]
				if len(t.Docs) == 0 && s.first == 0 {
					t.Docs, t.Share = p.docs[start:end:end], p.share[start:end:end]
					continue
				}
				docs := slices.Clone(t.Docs)
				for _, d := range p.docs[start:end] {
					docs = append(docs, d+uint32(s.first))
				}
				t.Docs, t.Share = docs, append(t.Share[:len(t.Share):len(t.Share)], p.share[start:end]...)
			}
		}
	}
	return found, nil
}

// Words returns the terms of two documents or more that a mistyped word may have
// meant, by term.
func (l *Language) Words(ctx context.Context) ([]Word, error) {
	var all []Word
	for _, s := range l.segments {
		n := 1
		if s.all == nil {
			n = len(s.head.words)
		}
		for i := range n {
			list, err := s.dictionaryFile(ctx, i)
			if err != nil {
				return nil, err
			}
			for _, k := range list {
				all = append(all, Word{k.term, []rune(k.term), k.weight})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Term < all[j].Term })
	return all, nil
}

// Facets returns the ways to divide the documents, by slug.
func (l *Language) Facets(ctx context.Context) (*Facets, error) {
	all := new(Facets)
	for _, s := range l.segments {
		f, err := s.groups(ctx)
		if err != nil {
			return nil, err
		}
		all.Topics = joined(all.Topics, f.Topics, s.first)
		all.Authors = joined(all.Authors, f.Authors, s.first)
	}
	return all, nil
}

// joined adds the facets of a segment.
func joined(all, more []FacetDocs, first int) []FacetDocs {
	for _, f := range more {
		i, ok := slices.BinarySearchFunc(all, f.Slug, func(a FacetDocs, slug string) int { return cmp.Compare(a.Slug, slug) })
		if !ok {
			all = slices.Insert(all, i, FacetDocs{Slug: f.Slug})
		}
		all[i].Name = f.Name
		for _, d := range f.Docs {
			all[i].Docs = append(all[i].Docs, d+uint32(first))
		}
	}
	return all
}

// Shown returns what results show of documents.
func (l *Language) Shown(ctx context.Context, docs []uint32) ([]Shown, error) {
	all := make([]Shown, len(docs))
	err := Each(ctx, len(docs), func(ctx context.Context, i int) error {
		s, n := l.of(docs[i])
		e, err := s.entry(ctx, n)
		all[i] = Shown{Path: e.path, Title: e.title, Date: dateOf(e.day)}
		return err
	})
	return all, err
}

// dateOf writes a day as "2026-11-23".
func dateOf(day int) string {
	if day == 0 {
		return ""
	}
	return time.Date(1, 1, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Sources returns the names of the files that documents were made of.
func (l *Language) Sources(ctx context.Context, docs []uint32) ([]string, error) {
	all := make([]string, len(docs))
	err := Each(ctx, len(docs), func(ctx context.Context, i int) (err error) {
		s, n := l.of(docs[i])
		all[i], err = s.source(ctx, n)
		return err
	})
	return all, err
}

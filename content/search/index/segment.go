package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"sort"
	"sync"
)

// A segment is an index of a run of documents of one language.
type segment struct {
	*head
	files *cache
	first int    // number of its first document in the language
	all   *whole // not nil: everything is here
}

// A whole is a small segment in one file. Its head is decoded at once, each other
// part when it is first asked for.
type whole struct {
	head    head
	titles  page
	terms   shard
	shown   []entry
	words   []known
	facets  Facets
	sources []string

	name     string
	memories *memories
	mu       sync.Mutex
	codes    [parts][]byte // nil once decoded
}

// Parts of a whole, in order.
const (
	partHead = iota
	partTitles
	partTerms
	partShown
	partWords
	partFacets
	partSources
	parts
)

// code codes a part of a whole.
func (w *whole) code(c *coder, part, docs int) {
	switch part {
	case partHead:
		w.head.code(c, docs, false)
	case partTitles:
		w.titles.code(c, evenSpace(docs))
	case partTerms:
		w.terms.code(c, w.head.space)
	case partShown:
		w.shown = codeShown(c, w.shown, docs)
	case partWords:
		w.words = codeWords(c, w.words)
	case partFacets:
		w.facets.code(c, evenSpace(docs))
	case partSources:
		w.sources = codeSources(c, w.sources, docs)
	}
}

// openWhole takes a payload apart and decodes the head.
func openWhole(name string, payload []byte, docs int) (*whole, error) {
	w := &whole{name: name}
	for i := range w.codes {
		n, used := binary.Uvarint(payload)
		if used <= 0 || n > uint64(len(payload)-used) {
			return nil, errDamaged
		}
		w.codes[i] = payload[used : used+int(n) : used+int(n)]
		payload = payload[used+int(n):]
	}
	if len(payload) != 0 {
		return nil, errDamaged
	}
	c := newReader(w.codes[partHead])
	w.code(c, partHead, docs)
	w.codes[partHead] = nil
	return w, c.done()
}

// need decodes a part, once.
func (w *whole) need(part int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.codes[part] == nil {
		return nil
	}
	c := w.memories.open(w.codes[part])
	w.code(c, part, w.head.docs)
	if err := w.memories.close(c); err != nil {
		return fmt.Errorf("reading %s: %w", w.name, err)
	}
	w.codes[part] = nil
	return nil
}

// file loads a file of the index and decodes its payload.
func file[T any](ctx context.Context, files *cache, kind byte, hash string, decode func(c *coder) (T, int)) (T, error) {
	return load(ctx, files, fileName(kind, hash), func(data []byte) (T, int, error) {
		var none T
		payload, err := open(data, kind, hash)
		if err != nil {
			return none, 0, err
		}
		c := files.memories.open(payload)
		value, size := decode(c)
		if err := files.memories.close(c); err != nil {
			return none, 0, err
		}
		return value, size, nil
	})
}

// openSegment loads what is always read of a segment.
func openSegment(ctx context.Context, files *cache, f segmentFile, first int) (*segment, error) {
	s := &segment{files: files, first: first}
	if f.All != "" {
		name := fileName(kindWhole, f.All)
		all, err := load(ctx, files, name, func(data []byte) (*whole, int, error) {
			payload, err := open(data, kindWhole, f.All)
			if err != nil {
				return nil, 0, err
			}
			w, err := openWhole(name, payload, f.Docs)
			if err != nil {
				return nil, 0, err
			}
			w.memories = files.memories
			return w, 12 * len(data), nil
		})
		if err != nil {
			return nil, err
		}
		s.all, s.head = all, &all.head
		return s, nil
	}
	if f.Data != nil {
		c := files.memories.open(f.Data)
		s.head = new(head)
		if s.head.code(c, f.Docs, true); files.memories.close(c) != nil {
			return nil, fmt.Errorf("reading %s: %w", ManifestName, errDamaged)
		}
		return s, nil
	}
	h, err := file(ctx, files, kindHead, f.Head, func(c *coder) (*head, int) {
		h := new(head)
		h.code(c, f.Docs, true)
		return h, h.size()
	})
	s.head = h
	return s, err
}

func shownSize(list []entry) int {
	size := 100
	for _, e := range list {
		size += 40 + len(e.path) + len(e.title) + 16
	}
	return size
}

// pick is the position of the run that can hold key, or -1.
func pick(runs []run, key string) int {
	return sort.Search(len(runs), func(i int) bool { return runs[i].first > key }) - 1
}

// spread are the runs that can hold terms that begin with key: [from, to).
func spread(runs []run, key string) (from, to int) {
	from = max(0, pick(runs, key))
	to = sort.Search(len(runs), func(i int) bool { return runs[i].first > key && !startsWith(runs[i].first, key) })
	return from, to
}

// within are the runs that can hold a term, or those that begin so.
func within(runs []run, key string, prefix bool) (from, to int) {
	if prefix {
		return spread(runs, key)
	}
	from = pick(runs, key)
	return max(0, from), from + 1
}

func startsWith(s, start string) bool { return len(s) >= len(start) && s[:len(start)] == start }

func (s *segment) shard(ctx context.Context, i int) (*shard, error) {
	if s.all != nil {
		return &s.all.terms, s.all.need(partTerms)
	}
	return file(ctx, s.files, kindTerms, s.head.terms[i].hash, func(c *coder) (*shard, int) {
		t := new(shard)
		t.code(c, s.space)
		return t, t.size()
	})
}

// titleFile loads a file of titles of a segment of so many documents.
func (c *cache) titleFile(ctx context.Context, hash string, docs int) (*titleFile, error) {
	name := fileName(kindTitles, hash)
	return load(ctx, c, name, func(data []byte) (*titleFile, int, error) {
		payload, err := open(data, kindTitles, hash)
		if err != nil {
			return nil, 0, err
		}
		f, err := openTitles(name, payload, docs)
		if err != nil {
			return nil, 0, err
		}
		f.memories = c.memories
		return f, f.size(), nil
	})
}

// pages returns the pages of titles that can hold a term, or those that begin so.
func (s *segment) pages(ctx context.Context, key string, prefix bool) ([]*page, error) {
	if s.all != nil {
		return []*page{&s.all.titles}, s.all.need(partTitles)
	}
	var all []*page
	from, to := within(s.head.titles, key, prefix)
	for i := from; i < to; i++ {
		f, err := s.files.titleFile(ctx, s.head.titles[i].hash, s.docs)
		if err != nil {
			return nil, err
		}
		from, to := within(f.runs, key, prefix)
		for k := from; k < to; k++ {
			p, _, err := f.page(k)
			if err != nil {
				return nil, err
			}
			all = append(all, p)
		}
	}
	return all, nil
}

// in is the position of the block that has a document, and how many it has.
func in(blocks []block, doc, docs int) (i, size int) {
	i = sort.Search(len(blocks), func(i int) bool { return blocks[i].first > doc }) - 1
	end := docs
	if i+1 < len(blocks) {
		end = blocks[i+1].first
	}
	return i, end - blocks[i].first
}

// entry is what is shown of a document of the segment.
func (s *segment) entry(ctx context.Context, doc int) (entry, error) {
	if s.all != nil {
		if err := s.all.need(partShown); err != nil {
			return entry{}, err
		}
		return s.all.shown[doc], nil
	}
	i, size := in(s.head.shown, doc, s.docs)
	list, err := file(ctx, s.files, kindShown, s.head.shown[i].hash, func(c *coder) ([]entry, int) {
		list := codeShown(c, nil, size)
		return list, shownSize(list)
	})
	if err != nil {
		return entry{}, err
	}
	return list[doc-s.head.shown[i].first], nil
}

func (s *segment) source(ctx context.Context, doc int) (string, error) {
	if s.all != nil {
		if err := s.all.need(partSources); err != nil {
			return "", err
		}
		return s.all.sources[doc], nil
	}
	i, size := in(s.head.sources, doc, s.docs)
	list, err := file(ctx, s.files, kindSources, s.head.sources[i].hash, func(c *coder) ([]string, int) {
		list := codeSources(c, nil, size)
		return list, 60 * size
	})
	if err != nil {
		return "", err
	}
	return list[doc-s.head.sources[i].first], nil
}

func (s *segment) dictionaryFile(ctx context.Context, i int) ([]known, error) {
	if s.all != nil {
		err := s.all.need(partWords)
		return s.all.words, err
	}
	return file(ctx, s.files, kindWords, s.head.words[i], func(c *coder) ([]known, int) {
		list := codeWords(c, nil)
		return list, 48 * len(list)
	})
}

func (s *segment) groups(ctx context.Context) (*Facets, error) {
	if s.all != nil {
		return &s.all.facets, s.all.need(partFacets)
	}
	if s.head.groups != nil {
		return s.head.groups, nil
	}
	return file(ctx, s.files, kindFacets, s.head.facets, func(c *coder) (*Facets, int) {
		f := new(Facets)
		f.code(c, evenSpace(s.docs))
		return f, f.size()
	})
}

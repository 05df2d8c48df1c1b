package index

import (
	"context"
	"encoding/binary"
	"sort"
)

// A segment is an index of a run of documents of one language.
type segment struct {
	*head
	files *cache
	first int    // number of its first document in the language
	all   *whole // not nil: everything is here
}

// A whole is a small segment in one file.
type whole struct {
	head    head
	titles  page
	terms   shard
	shown   []entry
	words   []known
	facets  Facets
	sources []string
}

// parts calls each for each part of a whole in order.
func (w *whole) parts(docs int, each func(code func(c *coder))) {
	each(func(c *coder) { w.head.code(c, docs, false) })
	each(func(c *coder) { w.titles.code(c, evenSpace(docs)) })
	each(func(c *coder) { w.terms.code(c, w.head.space) })
	each(func(c *coder) { w.shown = codeShown(c, w.shown, docs) })
	each(func(c *coder) { w.words = codeWords(c, w.words) })
	each(func(c *coder) { w.facets.code(c, evenSpace(docs)) })
	each(func(c *coder) { w.sources = codeSources(c, w.sources, docs) })
}

func decodeWhole(payload []byte, docs int) (*whole, error) {
	w := new(whole)
	var failed error
	w.parts(docs, func(code func(c *coder)) {
		n, used := binary.Uvarint(payload)
		if failed != nil || used <= 0 || n > uint64(len(payload)-used) {
			failed = errDamaged
			return
		}
		c := newReader(payload[used : used+int(n)])
		code(c)
		failed = c.done()
		payload = payload[used+int(n):]
	})
	if failed == nil && len(payload) != 0 {
		failed = errDamaged
	}
	return w, failed
}

// file loads a file of the index and decodes its payload.
func file[T any](ctx context.Context, files *cache, kind byte, hash string, decode func(c *coder) (T, int)) (T, error) {
	return load(ctx, files, fileName(kind, hash), func(data []byte) (T, int, error) {
		var none T
		payload, err := open(data, kind, hash)
		if err != nil {
			return none, 0, err
		}
		c := newReader(payload)
		value, size := decode(c)
		if err := c.done(); err != nil {
			return none, 0, err
		}
		return value, size, nil
	})
}

// openSegment loads what is always read of a segment.
func openSegment(ctx context.Context, files *cache, f segmentFile, first int) (*segment, error) {
	s := &segment{files: files, first: first}
	if f.All != "" {
		all, err := load(ctx, files, fileName(kindWhole, f.All), func(data []byte) (*whole, int, error) {
			payload, err := open(data, kindWhole, f.All)
			if err != nil {
				return nil, 0, err
			}
			w, err := decodeWhole(payload, f.Docs)
			if err != nil {
				return nil, 0, err
			}
			return w, w.size(), nil
		})
		if err != nil {
			return nil, err
		}
		s.all, s.head = all, &all.head
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

func (w *whole) size() int {
	return w.head.size() + w.facets.size() + w.titles.size() + w.terms.size() + shownSize(w.shown) + 60*len(w.words) + 60*len(w.sources)
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

func startsWith(s, start string) bool { return len(s) >= len(start) && s[:len(start)] == start }

func (s *segment) shard(ctx context.Context, i int) (*shard, error) {
	if s.all != nil {
		return &s.all.terms, nil
	}
	return file(ctx, s.files, kindTerms, s.head.terms[i].hash, func(c *coder) (*shard, int) {
		t := new(shard)
		t.code(c, s.space)
		return t, t.size()
	})
}

// page loads a page of titles.
func (s *segment) page(ctx context.Context, i int) (*page, error) {
	if s.all != nil {
		return &s.all.titles, nil
	}
	return openPage(ctx, s.files, s.head.titles[i].hash, s.docs)
}

// openPage loads a page of titles of a segment of so many documents.
func openPage(ctx context.Context, files *cache, hash string, docs int) (*page, error) {
	return file(ctx, files, kindTitles, hash, func(c *coder) (*page, int) {
		p := new(page)
		p.code(c, evenSpace(docs))
		return p, p.size()
	})
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
		return s.all.words, nil
	}
	return file(ctx, s.files, kindWords, s.head.words[i], func(c *coder) ([]known, int) {
		list := codeWords(c, nil)
		return list, 48 * len(list)
	})
}

func (s *segment) groups(ctx context.Context) (*Facets, error) {
	if s.all != nil {
		return &s.all.facets, nil
	}
	return file(ctx, s.files, kindFacets, s.head.facets, func(c *coder) (*Facets, int) {
		f := new(Facets)
		f.code(c, evenSpace(s.docs))
		return f, f.size()
	})
}

//go:build !js

package index

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Write writes the index as files whose names (relative to the site's root)
// carry a content hash, all but the entry file ManifestName, which is written
// last and names them. write is called from one goroutine. The same documents
// in any order give the same bytes. The builder keeps data: it must not be changed.
func (b *Builder) Write(write func(name string, data []byte) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.vocabulary.forget()
	out := &writer{
		vocabulary: b.vocabulary, most: b.whole, write: write, names: make(map[string][sha256.Size]byte),
		before: b.sealed, after: make(sealed),
	}
	defer func() { b.sealed = out.after }()
	articles := slices.Clone(b.articles)
	slices.SortFunc(articles, func(x, y *article) int {
		return cmp.Or(strings.Compare(string(x.lang), string(y.lang)), x.compare(y))
	})
	var all []language
	for len(articles) > 0 {
		n := 1
		for n < len(articles) && articles[n].lang == articles[0].lang {
			n++
		}
		l, err := out.language(articles[:n])
		if err != nil {
			return fmt.Errorf("writing the search index: %w", err)
		}
		all = append(all, l)
		articles = articles[n:]
	}
	if err := out.heads(all, b.inline); err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	value, err := json.Marshal(manifest{formatName, version, withTitles(all)})
	if err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	return write(ManifestName, sealManifest(value))
}

// A language is the segments of a language and the bytes of what is always read
// of them, and of their titles.
type language struct {
	langSegments
	heads, titles int
}

// eager bounds what is read before a query, in bytes, in all languages together:
// the heads, and the titles as long as there is room for them.
const eager = 88 << 10

// maxInline bounds the heads that are in the manifest, in bytes, of all languages
// together: larger ones are files of their own, so that publishing an article
// does not change much. They take a round of requests more.
const maxInline = 12 << 10

// heads writes the heads of the segments as files if they are too large for the
// manifest.
func (w *writer) heads(all []language, most int) error {
	total := 0
	for _, l := range all {
		for _, s := range l.Segments {
			total += len(s.Data)
		}
	}
	if total <= most {
		return nil
	}
	for _, l := range all {
		for i := range l.Segments {
			s := &l.Segments[i]
			if s.Data == nil {
				continue
			}
			var err error
			if s.Head, err = w.file(kindHead, s.Data); err != nil {
				return err
			}
			s.Data = nil
		}
	}
	return nil
}

// withTitles leaves the titles of the largest languages out of the manifest, if
// those of all are too many.
func withTitles(all []language) []langSegments {
	total := 0
	for _, l := range all {
		total += l.heads
	}
	bySize := make([]int, len(all))
	for i := range bySize {
		bySize[i] = i
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(all[a].titles, all[b].titles) })
	for _, i := range bySize {
		if total += all[i].titles; total > eager {
			for k := range all[i].Segments {
				all[i].Segments[k].Titles = nil
			}
		}
	}
	list := make([]langSegments, len(all))
	for i, l := range all {
		list[i] = l.langSegments
	}
	return list
}

// sealed are the payloads of files by the hash of what they were made of.
type sealed map[[sha256.Size]byte][]byte

// A writer packs and writes files.
type writer struct {
	vocabulary *vocabulary
	most       int // bytes of a segment that is one file
	write      func(name string, data []byte) error
	names      map[string][sha256.Size]byte // of what was written, by name

	mu            sync.Mutex
	before, after sealed
}

// Sizes of segments: the base has a multiple of fullBase documents, the middle a
// multiple of fullTail less than that, the tail the rest.
const (
	fullBase = 1024
	fullTail = 32
)

func (w *writer) language(articles []*article) (language, error) {
	n := len(articles)
	base, middle := n/fullBase*fullBase, n/fullTail*fullTail
	order, _ := w.vocabulary.ranked()
	df := make([]uint32, len(order))
	l := language{langSegments: langSegments{Lang: articles[0].lang}}
	for _, part := range [][2]int{{0, base}, {base, middle}, {middle, n}} {
		if part[0] < part[1] {
			if err := w.segment(newDraft(w.vocabulary, articles[part[0]:part[1]], part[0], df), &l); err != nil {
				return l, err
			}
		}
	}
	return l, nil
}

// maxWhole is the size up to which a segment is one file, in bytes, and
// maxTogether that in postings up to which it is tried.
const (
	maxWhole    = 32 << 10
	maxTogether = 1 << 15
)

// segment writes a segment and adds it to l.
func (w *writer) segment(d *draft, l *language) error {
	f := segmentFile{Docs: len(d.articles)}
	payload := w.whole(d)
	if payload == nil {
		return w.split(d, f, l)
	}
	var err error
	f.All, err = w.file(kindWhole, payload)
	l.heads += len(payload)
	l.Segments = append(l.Segments, f)
	return err
}

// whole is a segment as one file, or nil if it is too large for that.
func (w *writer) whole(d *draft) []byte {
	batches := d.batches()
	if len(batches) > 1 || batches[0].postings > maxTogether {
		return nil
	}
	all := whole{head: d.head(), titles: joinedPages(d.titles()), words: d.words(), facets: d.facets()}
	cuts := batches[0].cuts
	if shards := d.invert(batch{[]int{0, cuts[len(cuts)-1]}, batches[0].postings}); len(shards) > 0 { // else no article has a word
		all.terms = shards[0]
	}
	all.shown, all.sources = d.shown(0, len(d.articles))
	names := 0
	for _, a := range d.articles {
		names += len(a.text)
	}
	if names > fullNames {
		return nil
	}
	var payload []byte
	for part := range parts {
		data := coded(func(c *coder) { all.code(c, part, len(d.articles)) })
		payload = append(binary.AppendUvarint(payload, uint64(len(data))), data...)
	}
	if len(payload) > w.most {
		return nil
	}
	return payload
}

func coded(code func(c *coder)) []byte {
	c := newWriter()
	code(c)
	return c.finish()
}

// maxFacets is the size up to which facets are in the head, in bytes: a browser
// fetches six files at a time, and a seventh takes a round more.
const maxFacets = 1 << 10

// A part is a file of a segment in the making.
type part struct {
	kind  byte
	first string // term
	doc   int    // the first it is about
	input key    // all that the payload depends on
	code  func(c *coder)
	pack  func() []byte // instead of code, if the payload is not one range code
	data  []byte
}

// split writes a segment as a head and the files it names.
func (w *writer) split(d *draft, f segmentFile, l *language) error {
	h, docs := d.head(), len(d.articles)
	err := w.all(d.parts(h.space), func(p part) error {
		if p.kind == kindFacets && len(p.data) <= maxFacets {
			groups := d.facets()
			h.groups = &groups
			return nil
		}
		hash, err := w.file(p.kind, p.data)
		switch p.kind {
		case kindTerms:
			h.terms = append(h.terms, run{p.first, hash})
		case kindTitles:
			h.titles = append(h.titles, run{p.first, hash})
			f.Titles = append(f.Titles, hash)
			l.titles += len(p.data)
		case kindShown:
			h.shown = append(h.shown, block{p.doc, hash})
		case kindSources:
			h.sources = append(h.sources, block{p.doc, hash})
		case kindWords:
			h.words = append(h.words, hash)
		case kindRare:
			h.rare = append(h.rare, hash)
		case kindFacets:
			h.facets = hash
		}
		return err
	})
	if err != nil {
		return err
	}
	f.Data = coded(func(c *coder) { h.code(c, docs, true) })
	l.heads += len(f.Data)
	l.Segments = append(l.Segments, f)
	return nil
}

// all runs the jobs in parallel, each of which makes some parts, packs those, and
// hands them on in order. At most two jobs a processor are in memory at a time.
func (w *writer) all(jobs iter.Seq[func() []part], each func(p part) error) error {
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	order := make(chan chan []part, cap(slots))
	stop := make(chan struct{})
	go func() {
		defer close(order)
		for job := range jobs {
			select {
			case slots <- struct{}{}:
			case <-stop:
				return
			}
			done := make(chan []part, 1)
			go func() {
				parts := job()
				for i := range parts {
					parts[i].data = w.pack(parts[i])
					parts[i].code, parts[i].pack = nil, nil
				}
				<-slots
				done <- parts
			}()
			order <- done
		}
	}()
	var failed error
	for done := range order {
		for _, p := range <-done {
			if failed != nil {
				break
			}
			if failed = each(p); failed != nil {
				close(stop)
			}
		}
	}
	return failed
}

// pack codes a part, unless the last Write has done so.
func (w *writer) pack(p part) []byte {
	key := sha256.Sum256(append(p.input, p.kind))
	data := w.before[key]
	switch {
	case data != nil:
	case p.pack != nil:
		data = p.pack()
	default:
		data = coded(p.code)
	}
	w.mu.Lock()
	w.after[key] = data
	w.mu.Unlock()
	return data
}

// file seals and writes a file under its name, once, and returns the hash.
func (w *writer) file(kind byte, payload []byte) (hash string, err error) {
	data := seal(kind, payload)
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(append(bytes.Clone(data[6:headerSize]), sum[:hashSize-4]...))
	name := fileName(kind, hash)
	if before, ok := w.names[name]; ok {
		if before != sum {
			return "", fmt.Errorf("two files have the name %s", name)
		}
		return hash, nil
	}
	w.names[name] = sum
	return hash, w.write(name, data)
}

// seal wraps a payload as open reads it.
func seal(kind byte, payload []byte) []byte {
	data := append([]byte(magic), version, kind)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(payload))
	return append(binary.AppendUvarint(data, uint64(len(payload))), payload...)
}

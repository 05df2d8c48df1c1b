//go:build !js

package index

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lectern/content/search/analysis"
)

// Sizes at which files are full: shown, words and sources in bytes of text, about
// 1.5, 6 and 16 kB packed; sources in documents too. A reader's browser decodes
// a file in one go: in 10 ms at most, before its compiler has come to our decoder.
const (
	fullShown   = 5 << 10
	fullWords   = 32 << 10
	fullSources = 2048
	fullNames   = 96 << 10
)

// parts are the jobs that make the files of a segment, but for its head.
func (d *draft) parts(in *space) iter.Seq[func() []part] {
	flat := evenSpace(in.docs)
	return func(yield func(func() []part) bool) {
		for _, b := range d.batches() {
			if !yield(func() []part { return d.shards(b, in) }) {
				return
			}
		}
		one := func(p part) bool { return yield(func() []part { return []part{p} }) }
		titles := d.titles()
		together := titlePages
		if len(titles) <= mostPages {
			together = mostPages
		}
		for pages := range slices.Chunk(titles, together) {
			input := key{}.number(in.docs)
			for _, p := range pages {
				input = input.terms(&p.terms).numbers(p.docs).string(string(p.share))
			}
			if !one(part{
				kind: kindTitles, first: strings.Clone(pages[0].at(0)), input: input,
				pack: func() []byte { return packTitles(pages, flat) },
			}) {
				return
			}
		}
		for at, n := 0, 0; at < in.docs; at += n {
			n = d.block(at)
			shown, _ := d.shown(at, at+n)
			input := key{}
			for _, e := range shown {
				input = input.string(e.path).string(e.title).number(e.day)
			}
			if !one(part{kind: kindShown, doc: at, input: input, code: func(c *coder) { codeShown(c, shown, len(shown)) }}) {
				return
			}
		}
		for at, n := 0, 0; at < in.docs; at += n {
			_, sources := d.shown(at, min(at+fullSources, in.docs))
			input := key{}
			for n = 0; n < len(sources) && len(input) < fullNames; n++ {
				input = input.string(sources[n])
			}
			sources = sources[:n]
			if !one(part{kind: kindSources, doc: at, input: input, code: func(c *coder) { codeSources(c, sources, len(sources)) }}) {
				return
			}
		}
		for words := d.words(); len(words) > 0; {
			input, n := key{}, 0
			for ; n < len(words) && len(input) < fullWords; n++ {
				input = input.string(words[n].term).number(int(words[n].weight))
			}
			list := words[:n]
			words = words[n:]
			if !one(part{kind: kindWords, input: input, code: func(c *coder) { codeWords(c, list) }}) {
				return
			}
		}
		for _, list := range d.rare() {
			if !one(part{kind: kindRare, input: key{}.numbers(list), code: func(c *coder) { codeRare(c, list) }}) {
				return
			}
		}
		facets := d.facets()
		input := key{}.number(in.docs)
		for _, list := range [][]FacetDocs{facets.Topics, facets.Authors} {
			input = input.number(len(list))
			for _, f := range list {
				input = input.string(f.Slug).string(f.Name).numbers(f.Docs)
			}
		}
		one(part{kind: kindFacets, input: input, code: func(c *coder) { facets.code(c, flat) }})
	}
}

// packTitles makes the payload of a file of titles.
func packTitles(pages []page, in *space) []byte {
	payload := binary.AppendUvarint(nil, uint64(len(pages)))
	var codes []byte
	for _, p := range pages {
		first, code := p.at(0), coded(func(c *coder) { p.code(c, in) })
		payload = append(binary.AppendUvarint(payload, uint64(len(first))), first...)
		payload = binary.AppendUvarint(payload, uint64(len(code)))
		codes = append(codes, code...)
	}
	return append(payload, codes...)
}

// shards makes the parts of a batch.
func (d *draft) shards(b batch, in *space) []part {
	var all []part
	for _, s := range d.invert(b) {
		input := key{}.string(string(in.lengths)).terms(&s.terms).numbers(s.docs)
		for _, v := range s.info {
			input = binary.LittleEndian.AppendUint16(input, uint16(v))
		}
		all = append(all, part{kind: kindTerms, first: strings.Clone(s.at(0)), input: input, code: func(c *coder) { s.code(c, in) }})
	}
	return all
}

// A key is what a file is made of, in bytes.
type key []byte

func (k key) number(n int) key    { return binary.AppendVarint(k, int64(n)) }
func (k key) string(s string) key { return append(k.number(len(s)), s...) }

func (k key) numbers(list []uint32) key {
	k = k.number(len(list))
	for _, n := range list {
		k = binary.LittleEndian.AppendUint32(k, n)
	}
	return k
}

func (k key) terms(t *terms) key { return k.string(t.text).numbers(t.end).numbers(t.posted) }

// head makes a head that names no files yet.
func (d *draft) head() head {
	var h head
	lengths := make([]uint8, len(d.articles))
	for n, a := range d.articles {
		lengths[n] = lengthLevel(int(a.length))
		year := 0
		if a.day > 0 {
			year = time.Date(1, 1, int(a.day), 0, 0, 0, 0, time.UTC).Year()
		}
		if k := len(h.years); k > 0 && h.years[k-1].Year == year {
			h.years[k-1].Docs++
		} else {
			h.years = append(h.years, Years{Year: year, First: n, Docs: 1})
		}
	}
	h.space = newSpace(lengths)
	return h
}

// block is how many documents from one on fill a file of what is shown.
func (d *draft) block(at int) int {
	n := 0
	for size := 0; at+n < len(d.articles) && size < fullShown; n++ {
		a := d.articles[at+n]
		size += len(a.path()) + len(a.title())
	}
	return n
}

func (d *draft) shown(from, to int) (shown []entry, sources []string) {
	for _, a := range d.articles[from:to] {
		shown = append(shown, entry{a.path(), a.title(), int(a.day)})
		sources = append(sources, a.source())
	}
	return shown, sources
}

// words are the terms of two documents or more, up to the end of the segment,
// that the segments before don't list: letters only, three or longer.
func (d *draft) words() []known {
	var list []known
	for _, t := range d.present {
		if term := d.vocabulary.terms[t]; d.df[t] >= 2 && d.df[t]-d.here[t] < 2 && correctable(term) {
			list = append(list, known{term, uint8(min(31, log16(int(d.df[t]))/8))})
		}
	}
	return list
}

// rare are the terms of one document, up to the end of the segment, as words are.
func (d *draft) rare() []rare {
	var terms []string
	for _, t := range d.present {
		if term := d.vocabulary.terms[t]; d.df[t] == 1 && correctable(term) {
			terms = append(terms, term)
		}
	}
	parts := make([][]string, (len(terms)+fullRare-1)/fullRare)
	for _, term := range terms {
		part := rarePart(term, len(parts))
		if len(parts[part]) < maxRare {
			parts[part] = append(parts[part], term)
		}
	}
	all := make([]rare, len(parts))
	for i, terms := range parts {
		for _, term := range terms {
			all[i] = append(all[i], rareNumber(term, len(terms)))
		}
		slices.Sort(all[i])
	}
	return all
}

// correctable reports whether a term is a word that people mistype.
func correctable(term string) bool {
	n := utf8.RuneCountInString(term)
	return n >= 3 && n <= 32 && !strings.ContainsFunc(term, func(r rune) bool { return !unicode.IsLetter(r) || analysis.IsUnspaced(r) })
}

func (d *draft) facets() Facets {
	var lists [2]map[string]*FacetDocs
	for i := range lists {
		lists[i] = make(map[string]*FacetDocs)
	}
	for n, a := range d.articles {
		for _, t := range a.tags {
			list := lists[btoi(t.author)]
			f := list[t.Slug]
			if f == nil {
				f = &FacetDocs{Slug: t.Slug, Name: t.Name}
				list[t.Slug] = f
			}
			if k := len(f.Docs); k == 0 || f.Docs[k-1] != uint32(n) {
				f.Docs = append(f.Docs, uint32(n))
			}
		}
	}
	return Facets{Topics: sortedFacets(lists[0]), Authors: sortedFacets(lists[1])}
}

func sortedFacets(list map[string]*FacetDocs) []FacetDocs {
	var all []FacetDocs
	for _, f := range list {
		all = append(all, *f)
	}
	slices.SortFunc(all, func(a, b FacetDocs) int { return strings.Compare(a.Slug, b.Slug) })
	return all
}

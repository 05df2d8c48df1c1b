//go:build !js

package index

import (
	"cmp"
	"math/bits"
	"slices"
)

// A draft is a segment in the making.
type draft struct {
	vocabulary   *vocabulary
	order, ranks []uint32
	articles     []*article
	docs         int      // of the language up to the end of the segment
	df           []uint32 // by term: documents of the language up to the end of the segment
	here         []uint32 // by term: documents of the segment
	present      []uint32 // terms of the segment, in order
}

func newDraft(v *vocabulary, articles []*article, before int, df []uint32) *draft {
	d := &draft{vocabulary: v, articles: articles, docs: before + len(articles), df: df}
	d.order, d.ranks = v.ranked()
	d.here = make([]uint32, len(d.order))
	for _, a := range articles {
		a.terms(func(t uint32, _ Info) { d.here[t]++ })
	}
	for _, t := range d.order {
		if d.here[t] > 0 {
			d.present = append(d.present, t)
			d.df[t] += d.here[t]
		}
	}
	return d
}

// A batch is a run of shards that are made together, as positions in present.
type batch struct {
	cuts     []int // of the shards, and the end
	postings int
}

// fullShard is the size of a shard in bits, about: what bitsOf says, which is
// near enough; cuts must not depend on how well one packs.
const fullShard = 10 << 13

// A batch has a sixteenth of the postings, within these bounds: every batch is a
// pass over all articles, and takes some 20 bytes a posting.
const (
	leastBatch = 1 << 18
	mostBatch  = 1 << 22
)

// bitsOf guesses what a term and its postings take.
func bitsOf(term string, df, docs int) int {
	return 2*len(term) + df*(8+bits.Len(uint(docs/df)))
}

// batches cuts the terms into shards and those into batches.
func (d *draft) batches() []batch {
	var all []batch
	now := batch{cuts: []int{0}}
	size, full := 0, 0
	for _, n := range d.here {
		full += int(n)
	}
	full = min(max(full/16, leastBatch), mostBatch)
	for i, t := range d.present {
		if size >= fullShard {
			now.cuts = append(now.cuts, i)
			size = 0
			if now.postings >= full {
				all = append(all, now)
				now = batch{cuts: []int{i}}
			}
		}
		df := int(d.here[t])
		size += bitsOf(d.vocabulary.terms[t], df, len(d.articles))
		now.postings += df
	}
	now.cuts = append(now.cuts, len(d.present))
	return append(all, now)
}

// invert makes the shards of a batch.
func (d *draft) invert(b batch) []shard {
	first, end := b.cuts[0], b.cuts[len(b.cuts)-1]
	if first == end {
		return nil
	}
	low, high := d.ranks[d.present[first]], d.ranks[d.present[end-1]]
	fill := make([]uint32, high-low+1)
	at := uint32(0)
	for _, t := range d.present[first:end] {
		fill[d.ranks[t]-low] = at
		at += d.here[t]
	}
	docs, info := make([]uint32, at), make([]Info, at)
	for n, a := range d.articles {
		a.terms(func(t uint32, i Info) {
			if r := d.ranks[t]; r >= low && r <= high {
				at := fill[r-low]
				docs[at], info[at] = uint32(n), i
				if d.here[t] < fewDocs {
					info[at] |= allNext
				}
				fill[r-low]++
			}
		})
	}
	var all []shard
	for i, cut := range b.cuts[:len(b.cuts)-1] {
		var s shard
		var text []byte
		start, posted := uint32(0), uint32(0)
		if cut > first {
			start = fill[d.ranks[d.present[cut-1]]-low]
		}
		for _, t := range d.present[cut:b.cuts[i+1]] {
			text = append(text, d.vocabulary.terms[t]...)
			posted = fill[d.ranks[t]-low]
			s.end = append(s.end, uint32(len(text)))
			s.posted = append(s.posted, posted-start)
		}
		s.text = string(text)
		s.docs, s.info = docs[start:posted], info[start:posted]
		all = append(all, s)
	}
	return all
}

// titles makes the pages of titles.
func (d *draft) titles() []page {
	type posting struct {
		rank, doc uint32
		share     uint8
	}
	var all []posting
	for n, a := range d.articles {
		for _, title := range a.terms(func(uint32, Info) {}) {
			for i, share := range d.shares(title) {
				if share > 0 {
					all = append(all, posting{d.ranks[title[i]], uint32(n), share})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.doc, b.doc), cmp.Compare(b.share, a.share))
	})
	// Of a term that both titles have, the larger share.
	all = slices.CompactFunc(all, func(a, b posting) bool { return a.rank == b.rank && a.doc == b.doc })
	var pages []page
	var p page
	var text []byte
	size := 0
	cut := func() {
		p.text = string(text)
		pages = append(pages, p)
		p, text, size = page{}, nil, 0
	}
	for i, x := range all {
		p.docs, p.share = append(p.docs, x.doc), append(p.share, x.share)
		if i+1 == len(all) || all[i+1].rank != x.rank {
			term := d.vocabulary.terms[d.order[x.rank]]
			text = append(text, term...)
			p.end, p.posted = append(p.end, uint32(len(text))), append(p.posted, uint32(len(p.docs)))
			if size = 2*len(text) + 14*len(p.docs); size >= fullPage {
				cut()
			}
		}
	}
	if len(p.docs) > 0 {
		cut()
	}
	return pages
}

// fullPage is the size of a page of titles in bits, about, and titlePages how
// many are in a file: pages are what is decoded, files what is fetched. Those of a
// segment are in one file if hardly more: a small rest is a request like any other.
const (
	fullPage   = 4 << 13
	titlePages = 8
	mostPages  = 10
)

// shares tells how much each term of a title says of it, in multiples of
// shareUnit that sum to 255, or a little more when a title has more terms than
// that. A term that comes again has nothing.
func (d *draft) shares(title []uint32) []uint8 {
	const units = 255 / shareUnit
	weights := make([]int, len(title))
	total, largest := 0, 0
	for _, t := range title {
		i := slices.Index(title, t)
		w := d.rarity(t)
		total += w
		weights[i] += w
	}
	shares := make([]uint8, len(title))
	sum := 0
	for i, w := range weights {
		if w > 0 {
			n := max(1, w*units/total)
			shares[i] = uint8(n * shareUnit)
			sum += n
			if w > weights[largest] {
				largest = i
			}
		}
	}
	if len(shares) > 0 && sum < units {
		shares[largest] += uint8((units - sum) * shareUnit)
	}
	return shares
}

// rarity is the binary logarithm of how many documents there are for one with
// the term, in sixteenths, at least 8.
func (d *draft) rarity(t uint32) int {
	return max(8, log16(2*d.docs+2)-log16(2*int(d.df[t])+1))
}

// log16 is 16 times the binary logarithm of n, which is at least 1, in whole
// numbers: the same everywhere.
func log16(n int) int {
	b := bits.Len(uint(n)) - 1
	return 16*b + (n<<4>>b)&15
}

// joinedPages makes one page of several.
func joinedPages(pages []page) page {
	var p page
	for _, q := range pages {
		for i := range q.end {
			p.end = append(p.end, q.end[i]+uint32(len(p.text)))
			p.posted = append(p.posted, q.posted[i]+uint32(len(p.docs)))
		}
		p.text += q.text
		p.docs, p.share = append(p.docs, q.docs...), append(p.share, q.share...)
	}
	return p
}

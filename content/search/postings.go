package search

import (
	"sort"
)

// A shard is a run of terms with their postings, as unpacked from one file.
type shard struct {
	terms []termEntry
	size  int // bytes in memory, about
}

// A termEntry is a term, the number of articles it is in, and its postings.
type termEntry struct {
	term     string
	docs     int
	postings []byte
}

// decodeShard reads the payload of a terms file of an index of so many
// documents.
func decodeShard(payload []byte, docs int) (*shard, error) {
	r := reader{data: payload}
	s := &shard{size: 2 * len(payload)}
	n := r.count()
	s.terms = make([]termEntry, 0, n)
	sizes := make([]int, 0, n)
	var term []byte
	for range n {
		shared := r.number(len(term))
		rest := r.bytes(r.count())
		before := string(term)
		term = append(term[:shared], rest...)
		e := termEntry{term: string(term), docs: r.number(docs)}
		sizes = append(sizes, r.number(len(payload)))
		if r.failed || e.docs == 0 || len(s.terms) > 0 && e.term <= before {
			return nil, errDamaged
		}
		s.terms = append(s.terms, e)
	}
	for i := range s.terms {
		s.terms[i].postings = r.bytes(sizes[i])
		if r.failed {
			return nil, errDamaged
		}
	}
	s.size += 64 * n
	return s, r.done()
}

// find returns the entry of a term, or nil.
func (s *shard) find(term string) *termEntry {
	i := s.from(term)
	if i < len(s.terms) && s.terms[i].term == term {
		return &s.terms[i]
	}
	return nil
}

// from returns the position of the first term not below key.
func (s *shard) from(key string) int {
	return sort.Search(len(s.terms), func(i int) bool { return s.terms[i].term >= key })
}

// A posting is a term in an article.
type posting struct {
	doc    int
	impact uint8 // 0 to 127: the term's weight in the article
	share  uint8 // 1 to 255: the term's share of the title; 0 when it isn't there
}

// decodePostings appends the postings of a term to list.
func decodePostings(list []posting, e *termEntry, docs int) ([]posting, error) {
	r := reader{data: e.postings}
	first := len(list)
	doc := -1
	for range e.docs {
		doc += 1 + r.number(docs)
		if r.failed || doc >= docs {
			return nil, errDamaged
		}
		list = append(list, posting{doc: doc})
	}
	impacts := r.bytes(e.docs)
	if r.failed {
		return nil, errDamaged
	}
	for i, b := range impacts {
		p := &list[first+i]
		p.impact = b >> 1
		if b&1 != 0 {
			share := r.bytes(1)
			if r.failed || share[0] == 0 {
				return nil, errDamaged
			}
			p.share = share[0]
		}
	}
	return list, r.done()
}

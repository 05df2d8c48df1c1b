package index

import (
	"encoding/hex"
)

// A head says what a segment is made of: the lengths and years of its documents
// and the names of its files.
type head struct {
	*space
	years []Years

	terms, titles  []run
	shown, sources []block
	words, rare    []string // hashes
	facets         string   // hash; "": they are few, and here
	groups         *Facets
}

// A run is a file with the terms from first up to the next one's.
type run struct{ first, hash string }

// A block is a file about documents from first up to the next one's.
type block struct {
	first int
	hash  string
}

func (h *head) size() int {
	groups := 0
	if h.groups != nil {
		groups = h.groups.size()
	}
	return 5*h.docs + 24*len(h.years) + 64*(len(h.terms)+len(h.titles)+len(h.shown)+len(h.sources)+len(h.words)+len(h.rare)) + 300 + groups
}

// code codes a head of so many documents. Those of a whole segment name no files.
func (h *head) code(c *coder, docs int, files bool) {
	numbers := c.newNumber()
	h.codeLengths(c, docs)
	h.codeYears(c, numbers, docs)
	if !files || c.failed {
		return
	}
	strings, shared := c.newText(9), c.newNumber()
	for _, list := range []*[]run{&h.terms, &h.titles} {
		n := c.number(numbers, len(*list), maxNumber)
		before := ""
		for i := range n {
			var r run
			if c.writing {
				r = (*list)[i]
			}
			r = run{c.front(strings, 0, shared, before, r.first), c.hash(r.hash)}
			if c.failed || i > 0 && r.first <= before {
				c.failed = true
				return
			}
			before = r.first
			if !c.writing {
				*list = append(*list, r)
			}
		}
	}
	for _, list := range []*[]block{&h.shown, &h.sources} {
		n := c.number(numbers, len(*list), docs)
		last := -1
		for i := range n {
			var b block
			if c.writing {
				b = (*list)[i]
			}
			b = block{last + 1 + c.number(numbers, b.first-last-1, docs-2-last), c.hash(b.hash)}
			if c.failed {
				return
			}
			last = b.first
			if !c.writing {
				*list = append(*list, b)
			}
		}
		if n == 0 || (*list)[0].first != 0 {
			c.failed = true
			return
		}
	}
	for _, list := range []*[]string{&h.words, &h.rare} {
		n := c.number(numbers, len(*list), maxNumber)
		for i := range n {
			hash := ""
			if c.writing {
				hash = (*list)[i]
			}
			if hash = c.hash(hash); c.failed {
				return
			}
			if !c.writing {
				*list = append(*list, hash)
			}
		}
	}
	h.codeFacets(c, docs)
}

// codeFacets codes the facets, or the hash of their file.
func (h *head) codeFacets(c *coder, docs int) {
	if c.bit(&c.chances(1)[0], btoi(h.groups != nil)) == 0 {
		h.facets = c.hash(h.facets)
		return
	}
	if !c.writing {
		h.groups = new(Facets)
	}
	h.groups.code(c, evenSpace(docs))
}

// codeLengths codes the lengths of the documents, each near that of the one before.
func (h *head) codeLengths(c *coder, docs int) {
	coarse, fine := c.chances(128), c.chances(128*128)
	var lengths []uint8
	before := 0
	for i := range docs {
		v := 0
		if c.writing {
			v = int(h.lengths[i])
		}
		got := 1
		for b := 6; b >= 0; b-- {
			got = got<<1 | c.bit2(&coarse[got], &fine[before<<7|got], v>>b&1)
		}
		before = got - 128
		if c.failed || before >= lengthLevels {
			c.failed = true
			return
		}
		lengths = append(lengths, uint8(before))
	}
	if !c.writing {
		h.space = newSpace(lengths)
	}
}

// codeYears codes the runs of documents of one year, which are all documents.
func (h *head) codeYears(c *coder, numbers *number, docs int) {
	year, first := -1, 0
	for i := 0; first < docs && !c.failed; i++ {
		var y Years
		if c.writing {
			y = h.years[i]
		}
		year += 1 + c.number(numbers, y.Year-year-1, 9998-year)
		y = Years{year, first, 1 + c.number(numbers, y.Docs-1, docs-1-first)}
		first += y.Docs
		if !c.writing {
			h.years = append(h.years, y)
		}
	}
}

// hash codes the hash in a file's name.
func (c *coder) hash(hash string) string {
	var b [hashSize]byte
	if c.writing {
		hex.Decode(b[:], []byte(hash))
	}
	for i := range b {
		b[i] = byte(c.plain(8, uint32(b[i])))
	}
	return hex.EncodeToString(b[:])
}

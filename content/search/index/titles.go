package index

import (
	"encoding/binary"
	"fmt"
	"sync"
)

// A titleFile is some pages of titles, which are decoded when one of their terms
// is looked for: all titles are fetched before a query, few are needed for it.
type titleFile struct {
	name  string
	docs  int
	runs  []run // first terms
	codes [][]byte

	memories *memories
	mu       sync.Mutex
	pages    []*page
}

// maxTitlePages bounds the pages of a file.
const maxTitlePages = 64

// openTitles reads a payload: how many pages; of each the first term and the size
// of its code, strings after their length; then the codes.
func openTitles(name string, payload []byte, docs int) (*titleFile, error) {
	next := func() int {
		n, used := binary.Uvarint(payload)
		if used <= 0 || n > 1<<30 {
			payload = nil
			return -1
		}
		payload = payload[used:]
		return int(n)
	}
	n := next()
	if n < 0 || n > maxTitlePages {
		return nil, errDamaged
	}
	f := &titleFile{name: name, docs: docs, pages: make([]*page, n)}
	sizes := make([]int, n)
	for i := range sizes {
		length := next()
		if length < 0 || length > len(payload) {
			return nil, errDamaged
		}
		f.runs = append(f.runs, run{first: string(payload[:length])})
		payload = payload[length:]
		sizes[i] = next()
		if sizes[i] < 0 || i > 0 && f.runs[i].first <= f.runs[i-1].first {
			return nil, errDamaged
		}
	}
	for _, size := range sizes {
		if size > len(payload) {
			return nil, errDamaged
		}
		f.codes = append(f.codes, payload[:size])
		payload = payload[size:]
	}
	if len(payload) > 0 {
		return nil, errDamaged
	}
	return f, nil
}

// page decodes a page, once; fresh says that it has done so just now.
func (f *titleFile) page(i int) (p *page, fresh bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.pages[i] != nil {
		return f.pages[i], false, nil
	}
	c := f.memories.open(f.codes[i])
	p = new(page)
	p.code(c, evenSpace(f.docs))
	if err := f.memories.close(c); err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", f.name, err)
	}
	f.pages[i] = p
	return p, true, nil
}

// size is that with all pages decoded, which are four times their code.
func (f *titleFile) size() int {
	size := 200
	for _, code := range f.codes {
		size += 300 + 5*len(code)
	}
	return size
}

// A page is a run of the terms of the titles of a segment.
type page struct {
	terms
	docs  []uint32
	share []uint8
}

// shareUnit is what shares are a multiple of, but for the largest of a title.
const shareUnit = 5

func (p *page) code(c *coder, in *space) {
	gaps, share, shareFine := c.newLists(), c.chances(8*64), c.chances(8*64*64)
	p.terms.code(c, in.docs, func(i, count int) int {
		start, end := len(p.docs), 0
		if c.writing {
			from, to := p.postings(i)
			start, end = int(from), int(to)
			c.list(gaps, in, p.docs[start:end], count)
		} else {
			p.docs = c.list(gaps, in, p.docs, count)
			end = len(p.docs)
		}
		rarity := 0
		for n := count; n > 0; n >>= 1 {
			rarity++
		}
		rarity = min(rarity, 7)
		before := 0
		for k := start; k < end && !c.failed; k++ {
			v := 0
			if c.writing {
				v = int(p.share[k]) / shareUnit
			}
			got := 1
			for b := 5; b >= 0; b-- {
				got = got<<1 | c.bit2(&share[rarity<<6|got], &shareFine[(rarity<<6|before)<<6|got], v>>b&1)
			}
			got -= 64
			if got == 0 || got > 255/shareUnit {
				c.failed = true
			}
			before = got
			if !c.writing {
				p.share = append(p.share, uint8(got*shareUnit))
			}
		}
		return end
	})
}

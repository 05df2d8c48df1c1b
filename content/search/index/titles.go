package index

// A page is a run of the terms of the titles of a segment.
type page struct {
	terms
	docs  []uint32
	share []uint8
}

func (p *page) size() int { return p.terms.size() + 4*cap(p.docs) + cap(p.share) }

// shareUnit is what shares are a multiple of, but for the largest of a title.
const shareUnit = 5

func (p *page) code(c *coder, in *space) {
	gaps, share, shareFine := newLists(), chances(8*64), chances(8*64*64)
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

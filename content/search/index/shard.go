package index

// A shard is a run of the terms of a segment with their postings.
type shard struct {
	terms
	docs []uint32
	info []Info
}

func (s *shard) size() int { return s.terms.size() + 4*cap(s.docs) + 2*cap(s.info) }

// fewDocs is the number of documents of a segment from which a term has masks.
// Of a rarer term each document can be read; without masks 3 % is saved.
const fewDocs = 8

// allNext is the mask of a term that has none.
const allNext = (1<<maskBits - 1) << maskShift

// code codes a shard of a segment.
func (s *shard) code(c *coder, in *space) {
	gaps, how := c.newLists(), c.newInfos()
	s.terms.code(c, in.docs, func(i, count int) int {
		if c.writing {
			start, end := s.postings(i)
			c.list(gaps, in, s.docs[start:end], count)
			how.code(c, in, s.docs[start:end], s.info[start:end])
			return int(end)
		}
		start := len(s.docs)
		s.docs = c.list(gaps, in, s.docs, count)
		if !c.failed {
			s.info = append(s.info, make([]Info, count)...)
			how.code(c, in, s.docs[start:], s.info[start:])
		}
		return len(s.docs)
	})
}

// An infos is a model of Info. What a document has depends on its length and on
// what those before have of the same term, which is kept as sums.
type infos struct {
	level, levelFine     []chance
	heading, headingFine []chance
	extra, extraFine     []chance
	title, titleFine     []chance
	next, nextFine       []chance
}

func (c *coder) newInfos() *infos {
	return &infos{
		c.chances(16 * levels), c.chances(16 * 64 * levels),
		c.chances(8 * levels), c.chances(8 * 8 * levels),
		c.chances(8 * 8), c.chances(8 * 8 * 64),
		c.chances(8), c.chances(8 * 4),
		c.chances(levels * 4 * 4), c.chances(levels * 4 * 4 * 8),
	}
}

// A past is what the documents so far say of a term. After 32 of them half is
// forgotten.
type past struct {
	seen, levels, headings, extras int
	next                           [maskBits]int
}

// maxSeen bounds past.seen.
const maxSeen = 32

// inverses are 65536 by past.seen and a little, so that a product with at most
// 2,000 has the quotient in its high bits: no division for each document.
var inverses = func() (all [maxSeen]int) {
	for n := 1; n < maxSeen; n++ {
		all[n] = 1<<16/n + 1
	}
	return all
}()

// share is a sum out of the seen, from 1 to 7, or 0 before any.
func (p *past) share(sum int) int {
	return min(p.seen, 1) + sum*6*inverses[p.seen%maxSeen]>>16
}

// mean is twice the mean level and 1, or 0 before any.
func (p *past) mean() int {
	return min(p.seen, 1) + p.levels*2*inverses[p.seen%maxSeen]>>16
}

func (p *past) add(v Info) {
	p.seen++
	p.levels += v.Level()
	p.headings += int(v >> 3 & 1)
	p.extras += int(v >> 4 & 1)
	p.next[0] += int(v >> maskShift & 1)
	p.next[1] += int(v >> (maskShift + 1) & 1)
	p.next[2] += int(v >> (maskShift + 2) & 1)
	p.next[3] += int(v >> (maskShift + 3) & 1)
	if p.seen >= maxSeen {
		p.seen, p.levels, p.headings, p.extras = p.seen/2, p.levels/2, p.headings/2, p.extras/2
		for b := range p.next {
			p.next[b] /= 2
		}
	}
}

// code codes the infos of a term in docs.
func (m *infos) code(c *coder, in *space, docs []uint32, info []Info) {
	var p past
	rarity := 0 // of the term, in quarters
	for n := len(docs); n > 0; n >>= 2 {
		rarity++
	}
	rarity = min(rarity, 7)
	before := 0
	for i, doc := range docs {
		v := int(info[i])
		length := int(in.lengths[doc]) / 2
		level := m.count(c, p.mean(), length, v&7)
		at := p.share(p.headings)*levels + level
		heading := c.bit2(&m.heading[at], &m.headingFine[at*8+rarity], v>>3&1)
		some := min(level, 3)*2 + heading
		at = p.share(p.extras)*8 + some
		extra := c.bit2(&m.extra[at], &m.extraFine[at*64+length], v>>4&1)
		title := c.bit2(&m.title[some], &m.titleFine[some*4+extra*2+before], v>>5&1)
		before = title
		got := Info(level | heading<<3 | extra<<4 | title<<5)
		if len(docs) < fewDocs {
			got |= allNext
		} else {
			got |= m.mask(c, &p, level, got == 1, v>>maskShift) << maskShift
		}
		if !c.writing {
			info[i] = got
		}
		p.add(got)
	}
}

// count codes a level: is it 1, else 2, else 3, 0, 4 and so on. Most are.
func (m *infos) count(c *coder, mean, length, v int) int {
	coarse, fine := m.level[mean*levels:][:levels], m.levelFine[(mean*64+length)*levels:][:levels]
	for i, level := range &byNumber {
		if c.bit2(&coarse[i], &fine[i], btoi(v == level)) != 0 {
			return level
		}
	}
	return levels - 1
}

// byNumber are the levels but the last, the commonest first.
var byNumber = [levels - 1]int{1, 2, 3, 0, 4, 5, 6}

// mask codes the mask of the terms that follow: one, if the term is there once.
func (m *infos) mask(c *coder, p *past, level int, once bool, v int) Info {
	got, set := 0, 0
	for b := range maskBits {
		at := (level*4+set)*4 + b
		bit := c.bit2(&m.next[at], &m.nextFine[at*8+p.share(p.next[b])], v>>b&1)
		got |= bit << b
		if set += bit; set == 1 && once {
			break
		}
	}
	return Info(got)
}

package index

import "math/bits"

// A space is the documents of a segment as lists of them are coded in it: longer
// documents have more terms, so they weigh more.
type space struct {
	docs    int
	lengths []uint8
	weights []uint32 // of the documents before each, and of all
}

// newSpace makes a space of documents of these lengths.
func newSpace(lengths []uint8) *space {
	s := &space{docs: len(lengths), lengths: lengths, weights: make([]uint32, len(lengths)+1)}
	for i, level := range lengths {
		s.weights[i+1] = s.weights[i] + weight(level)
	}
	return s
}

// evenSpace makes a space in which all documents weigh the same: titles and facets
// can be read before the lengths are known.
func evenSpace(docs int) *space { return newSpace(make([]uint8, docs)) }

// weight is words to the power of 0.8, in whole numbers; at least 1 and at most 1024.
func weight(level uint8) uint32 {
	n := uint32(min(level, 60))
	return max(1, [5]uint32{64, 74, 84, 97, 111}[n%5]<<(n/5)>>8)
}

// pick codes a document of [low, high) by its weight.
func (s *space) pick(c *coder, low, high, doc int) int {
	if high-low < 2 {
		return low
	}
	// The parts are the weights, scaled down when there are too many, and at
	// least 1 a document.
	all := s.weights[high] - s.weights[low]
	scale := max(0, bits.Len32(all)-18)
	until := func(doc int) uint32 { return (s.weights[doc]-s.weights[low])>>scale + uint32(doc-low) }
	total := until(high)
	if !c.writing {
		part := c.picked(total)
		doc = low
		for end := high; end-doc > 1; {
			if middle := int(uint(doc+end) / 2); until(middle) <= part {
				doc = middle
			} else {
				end = middle
			}
		}
	}
	c.pick(until(doc), until(doc+1)-until(doc), total)
	return doc
}

// A lists is a model of lists of documents. The gap from a document to the next
// is coded as the number of its bits, and where it ends by weight. The number of
// bits depends on what is to be expected, which is coarse, and on the gap before
// and the length of the document after, which is fine: similar documents are
// neighbours.
type lists struct {
	size, fine []chance
}

const (
	gapBits    = 48 // up, and as many down
	gapClasses = 52
)

func (c *coder) newLists() *lists {
	return &lists{c.chances(gapClasses * gapBits), c.chances(gapClasses * 32 * gapBits)}
}

// list codes a list of so many documents in ascending order, of which docs has
// those, or to which those are appended.
func (c *coder) list(m *lists, s *space, docs []uint32, count int) []uint32 {
	if count == 1 {
		doc := 0
		if c.writing {
			doc = int(docs[0])
		}
		doc = s.pick(c, 0, s.docs, doc)
		if !c.writing {
			docs = append(docs, uint32(doc))
		}
		return docs
	}
	if count > s.docs {
		c.failed = true
		return docs
	}
	last, before := -1, 0
	for i := range count {
		left := s.docs - last - 1 - (count - i - 1) // where it can be
		if left < 1 {
			c.failed = true
		}
		if c.failed {
			return docs
		}
		doc := 0
		if c.writing {
			doc = int(docs[i])
		}
		expected := s.docs - last
		class := half(expected << 4 / (count - i))
		gap := doc - last
		fine := class<<5 | min(before, 3)<<3 | min(max(int(s.lengths[last+1])/4-4, 0), 7)
		size, sizeFine := m.size[class*gapBits:][:gapBits], m.fine[fine*gapBits:][:gapBits]
		// From the number of bits to be expected up or down, which is nearer than from 1.
		most := bits.Len(uint(left)) - 1
		n := min(max(class/2-6, 0), most)
		if n < most && c.bit2(&size[n], &sizeFine[n], btoi(gap>>(n+1) != 0)) != 0 {
			for n++; n < most && c.bit2(&size[n], &sizeFine[n], btoi(gap>>(n+1) != 0)) != 0; n++ {
			}
		} else {
			for ; n > 0 && c.bit2(&size[n+gapBits/2], &sizeFine[n+gapBits/2], btoi(gap>>n == 0)) != 0; n-- {
			}
		}
		doc = s.pick(c, last+1<<n, min(last+2<<n, last+1+left), doc)
		if !c.writing {
			docs = append(docs, uint32(doc))
		}
		last, before = doc, n
	}
	return docs
}

// half is the binary logarithm of n in halves, below gapClasses.
func half(n int) int {
	b := bits.Len(uint(n))
	return min(gapClasses-1, 2*b+n<<2>>b&1)
}

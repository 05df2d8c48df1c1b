package index

import "errors"

var errDamaged = errors.New("damaged")

// A coder is a binary range coder: writing, it packs decisions, and reading, it
// tells them again. One code for both ways keeps the two from drifting apart.
// The arithmetic is that of Martin (1979) with the carry of LZMA: whole numbers
// only, so that every machine makes the same bytes.
//
// What is done for each decision is written without branches, in 64 bits, and so
// that the compiler inlines it: in WebAssembly as Go makes it a branch costs a
// jump through a table, and a call as much as a decision.
type coder struct {
	writing bool // only where packs
	failed  bool // reading: the data ended too early, or makes no sense
	span    uint32
	memory  *memory // that its models are in; nil: each has its own

	code uint32 // reading
	data []byte
	at   int

	low     uint64 // writing
	last    byte   // not yet written, for a carry may reach it
	full    int    // bytes 0xFF after it
	started bool
	out     []byte
}

// newReader returns a coder that reads data.
func newReader(data []byte) *coder {
	c := &coder{span: 1<<32 - 1, data: data}
	for range 4 {
		c.code = c.code<<8 | c.next()
	}
	return c
}

// next takes a byte; the end of the data is a failure.
func (c *coder) next() uint32 {
	if c.at >= len(c.data) {
		c.failed = true
		return 0
	}
	c.at++
	return uint32(c.data[c.at-1])
}

// decide reads a decision that is 1 with a probability of odds in 65536: all bits
// of one are set if it is 1, none if it is 0. The caller refills a span below 2^24.
func (c *coder) decide(odds uint64) (one int64) {
	span := uint64(c.span)
	bound := span * odds >> 16
	above := int64(uint64(c.code) - bound)
	one = above >> 63
	c.code = uint32(above + int64(bound)&one)
	c.span = uint32(span - bound + (2*bound-span)&uint64(one))
	return one
}

// refill makes a span below 2^24 as wide as it must be.
func (c *coder) refill() {
	for c.span < 1<<24 {
		c.span <<= 8
		c.code = c.code<<8 | c.next()
	}
}

// picked tells which of total equal parts, at most 1<<23, comes next, reading.
func (c *coder) picked(total uint32) uint32 { return min(c.code/(c.span/total), total-1) }

// pick codes the parts from start, so many of total.
func (c *coder) pick(start, size, total uint32) {
	part := c.span / total
	c.span = part * size
	if packs && c.writing {
		c.putPart(start, part)
		return
	}
	c.code -= part * start
	if c.code >= c.span {
		c.failed = true // the little that division left over is never written
		c.code = 0
	}
	c.refill()
}

// plain codes n bits, at most 16, that follow no pattern.
func (c *coder) plain(n int, v uint32) uint32 {
	if !c.writing {
		v = c.picked(1 << n)
	}
	c.pick(v, 1, 1<<n)
	return v
}

// done returns an error unless all was read, and no more.
func (c *coder) done() error {
	if c.failed || c.at != len(c.data) {
		return errDamaged
	}
	return nil
}

package index

import "errors"

var errDamaged = errors.New("damaged")

// A coder is a binary range coder: writing, it packs decisions, and reading, it
// tells them again. One code for both ways keeps the two from drifting apart.
// The arithmetic is that of Martin (1979) with the carry of LZMA: whole numbers
// only, so that every machine makes the same bytes.
type coder struct {
	writing bool
	failed  bool // reading: the data ended too early, or makes no sense
	span    uint32

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

// newWriter returns a coder that writes.
func newWriter() *coder { return &coder{writing: true, span: 1<<32 - 1} }

// next takes a byte; the end of the data is a failure.
func (c *coder) next() uint32 {
	if c.at >= len(c.data) {
		c.failed = true
		return 0
	}
	c.at++
	return uint32(c.data[c.at-1])
}

// decide codes a decision that is 1 with a probability of odds in 65536. The
// bounds keep a decision that was wrongly thought sure from costing over 11 bits.
func (c *coder) decide(odds uint32, b int) int {
	odds = min(max(odds, 32), 1<<16-32)
	bound := uint32(uint64(c.span) * uint64(odds) >> 16)
	if !c.writing {
		if c.code < bound {
			c.span, b = bound, 1
		} else {
			c.code -= bound
			c.span, b = c.span-bound, 0
		}
		for c.span < 1<<24 {
			c.span <<= 8
			c.code = c.code<<8 | c.next()
		}
		return b
	}
	if b != 0 {
		c.span = bound
	} else {
		c.low += uint64(bound)
		c.span -= bound
	}
	for c.span < 1<<24 {
		c.span <<= 8
		c.shift()
	}
	return b
}

// picked tells which of total equal parts, at most 1<<23, comes next, reading.
func (c *coder) picked(total uint32) uint32 { return min(c.code/(c.span/total), total-1) }

// pick codes the parts from start, so many of total.
func (c *coder) pick(start, size, total uint32) {
	part := c.span / total
	c.span = part * size
	if c.writing {
		c.low += uint64(part) * uint64(start)
		for c.span < 1<<24 {
			c.span <<= 8
			c.shift()
		}
		return
	}
	c.code -= part * start
	if c.code >= c.span {
		c.failed = true // the little that division left over is never written
		c.code = 0
	}
	for c.span < 1<<24 {
		c.span <<= 8
		c.code = c.code<<8 | c.next()
	}
}

// plain codes n bits, at most 16, that follow no pattern.
func (c *coder) plain(n int, v uint32) uint32 {
	if !c.writing {
		v = c.picked(1 << n)
	}
	c.pick(v, 1, 1<<n)
	return v
}

// shift writes the highest byte of low, once no carry can reach it any more.
func (c *coder) shift() {
	if carry := byte(c.low >> 32); carry != 0 || c.low < 0xFF000000 {
		if c.started {
			c.out = append(c.out, c.last+carry)
		}
		for ; c.full > 0; c.full-- {
			c.out = append(c.out, 0xFF+carry)
		}
		c.started, c.last = true, byte(c.low>>24)
	} else {
		c.full++
	}
	c.low = c.low & 0x00FFFFFF << 8
}

// finish returns what was written.
func (c *coder) finish() []byte {
	for range 5 {
		c.shift()
	}
	return c.out
}

// done returns an error unless all was read, and no more.
func (c *coder) done() error {
	if c.failed || c.at != len(c.data) {
		return errDamaged
	}
	return nil
}

//go:build !js

package index

// packs tells whether this program writes indexes.
const packs = true

// newWriter returns a coder that writes.
func newWriter() *coder { return &coder{writing: true, span: 1<<32 - 1} }

// put writes a decision: all bits of one are set if it is 1, none if it is 0.
func (c *coder) put(odds uint64, one int64) {
	bound := uint32(uint64(c.span) * odds >> 16)
	if one != 0 {
		c.span = bound
	} else {
		c.low += uint64(bound)
		c.span -= bound
	}
	for c.span < 1<<24 {
		c.span <<= 8
		c.shift()
	}
}

// putPart writes the parts of a span from start, so many, after pick has made
// the span theirs.
func (c *coder) putPart(start, part uint32) {
	c.low += uint64(part) * uint64(start)
	for c.span < 1<<24 {
		c.span <<= 8
		c.shift()
	}
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

package index

import "unicode/utf8"

// A text is a model of strings. A character is coded as a byte: ASCII as it is,
// another as 128 and its place in its page, which are 128 code points; escape and
// a page come before the first of another page. So a letter of most scripts is 8
// decisions, each in the contexts of the last 0, 1 and 3 bytes, which a mixer
// weighs: of 0 to 4 it would be 1 % less of an index, and two thirds more time.
type text struct {
	mixer
	groups [contexts][]group
	shift  int
	now    [contexts]uint32 // contexts of the byte to come, times 32
	recent uint32           // the last bytes
	page   rune
	pages  []chance // when there is more than one page
	left   int      // bytes that may still come: a bound for damaged files
}

const contexts = 3

const (
	ending = 0 // of a string
	escape = 1
)

// A slot is the odds of a decision, less a half, in its high 16 bits, and the
// number of those seen in its low 8.
type slot int32

// A group is the slots of the decisions of four bits in a context. The first tells
// which context has it.
type group [16]slot

// newText returns a model with 2 to the power of bits groups for each context.
func (c *coder) newText(bits int) *text {
	m := &text{shift: 32 - bits, left: maxText}
	for i := range m.groups {
		m.groups[i] = c.groups(1 << bits)
	}
	m.begin()
	return m
}

// group returns the slots of a context, of which the one that had them before is
// forgotten.
func (m *text) group(i int, above uint32) *group {
	hash := (m.now[i] | above) * 0x9E3779B1
	g := &m.groups[i][hash>>m.shift]
	if check := slot(hash | 1); g[0] != check {
		*g = group{check}
	}
	return g
}

// soonest is where the number of decisions of a slot stops.
const soonest = 30

// learned is a slot after a decision.
func (s slot) learned(one int64) slot {
	odds := int64(s >> 16)
	odds += (32767 ^ ^one - odds) * int64(paces[s&oldest].step) >> 16
	return slot(odds)<<16 | min(s&oldest+1, soonest)
}

// maxString bounds a string of the index in bytes: a longer title is no title.
const maxString = 4096

// maxText bounds the strings of a file together; those of the fullest are a fifth.
const maxText = 512 << 10

// text codes s, of which the first bytes are known to be those of before. Kind,
// 0 or 1, tells strings of different kinds apart. A string has no bytes 0 and 1.
func (c *coder) text(m *text, kind uint32, before, s string, known int) string {
	got := make([]byte, known, known+24)
	copy(got, before)
	m.recent = 0
	for _, r := range before[:known] {
		m.recent = m.recent<<8 | uint32(byteOf(r))
	}
	m.follow(kind, ending)
	if known < len(before) {
		// Sorted strings: what follows is near what the one before has here.
		r, _ := utf8.DecodeRuneInString(before[known:])
		m.follow(kind, byteOf(r))
	}
	for {
		b := byte(ending)
		r := rune(0)
		if packs && c.writing && len(got) < len(s) {
			r, _ = utf8.DecodeRuneInString(s[len(got):])
			if b = byteOf(r); r >= 0x80 && r>>7 != m.page {
				b = escape
			}
		}
		high := c.nibble(m, 0, int(b>>4))
		b = byte(high<<4 | c.nibble(m, uint32(1+high), int(b&15)))
		m.recent = m.recent<<8 | uint32(b)
		m.follow(kind, ending)
		switch {
		case b == ending:
			if m.left -= len(got); m.left < 0 {
				c.failed = true
			}
			return string(got)
		case b == escape:
			if m.pages == nil {
				m.pages = c.chances(1 << 14)
			}
			m.page = rune(c.tree(m.pages, 14, int(r>>7)))
		default:
			if r = rune(b); b >= 0x80 {
				r = m.page<<7 | rune(b&0x7F)
				c.failed = c.failed || r < 0x80 // never written: such a character is a byte of its own
			}
			got = utf8.AppendRune(got, r)
		}
		if c.failed || len(got) > maxString {
			c.failed = true
			return ""
		}
	}
}

// byteOf is the byte that stands for a character in its page.
func byteOf(r rune) byte {
	if r < 0x80 {
		return byte(r)
	}
	return byte(0x80 | r&0x7F)
}

// follow sets the contexts of the byte to come; near is what it is to be expected
// near, ending if nothing is known.
func (m *text) follow(kind uint32, near byte) {
	kind <<= 31
	m.now[0] = kind | uint32(near)<<5
	m.now[1] = kind | m.recent&0xFF<<5
	m.now[2] = kind | m.recent&0xFFFFFF<<5
}

// nibble codes four bits of a byte: the upper ones, or those after the upper ones
// that above tells.
func (c *coder) nibble(m *text, above uint32, v int) int {
	g0, g1, g2 := m.group(0, above), m.group(1, above), m.group(2, above)
	got := 1
	for i := 3; i >= 0; i-- {
		at := got & 15
		s0, s1, s2 := g0[at], g1[at], g2[at]
		known := 0
		if s1&oldest != 0 {
			known = 1
		}
		if s2&oldest != 0 {
			known = 2
		}
		x0, x1, x2 := s0.stretched(), s1.stretched(), s2.stretched()
		w := &m.weights[known]
		x := (x0*w[0] + x1*w[1] + x2*w[2]) >> 16
		odds := uint64(oddsOf[min(max(x, -mostLogit), mostLogit)+2048])
		var one int64
		if packs && c.writing {
			one = -int64(v >> i & 1)
			c.put(odds, one)
		} else if one = c.decide(odds); c.span < 1<<24 {
			c.refill()
		}
		got = got<<1 - int(one)
		g0[at], g1[at], g2[at] = s0.learned(one), s1.learned(one), s2.learned(one)
		wrong := (one&4096 - int64(odds>>4)) * mixerPace
		w[0] += (x0*wrong + 1<<13) >> 14
		w[1] += (x1*wrong + 1<<13) >> 14
		w[2] += (x2*wrong + 1<<13) >> 14
	}
	return got & 15
}

// stretched is the logit of a slot's odds.
func (s slot) stretched() int64 { return int64(stretched[(s>>20+2048)&4095]) }

// front codes a string after the one before, in sorted order.
func (c *coder) front(m *text, kind uint32, shared *number, before, s string) string {
	n := 0
	if c.writing {
		for n < len(before) && n < len(s) && before[n] == s[n] {
			n++
		}
		for n > 0 && (n < len(s) && !utf8.RuneStart(s[n]) || n < len(before) && !utf8.RuneStart(before[n])) {
			n-- // not within a character
		}
	}
	n = c.number(shared, n, len(before))
	return c.text(m, kind, before, s, n)
}

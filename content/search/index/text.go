package index

import "unicode/utf8"

// A text is a model of strings. A character is coded as a byte: ASCII as it is,
// another as 128 and its place in its page, which are 128 code points; escape and
// a page come before the first of another page. So a letter of most scripts is 8
// decisions, each in the contexts of the last 0, 1, 2... bytes, which a mixer weighs.
type text struct {
	orders int
	shift  int
	slots  []slot // orders tables of groups of 16; a context is a hash
	mixer  *mixer
	page   rune
	pages  []chance // when there is more than one page
	left   int      // bytes that may still come: a bound for damaged files
}

const (
	ending = 0 // of a string
	escape = 1
)

// A slot is the probability of a decision in 16 bits and the number of those seen
// in the rest. The first of a group tells which context has it.
type slot uint32

// newText returns a model with 2 to the power of bits groups of slots for each of
// the orders.
func newText(orders, bits int) *text {
	return &text{orders: orders, shift: 32 - bits, slots: make([]slot, orders<<(bits+4)), mixer: newMixer(orders), left: maxText}
}

// group returns the slots of a context, of which the one that had them before is
// forgotten.
func (m *text) group(order int, hash uint32) *[16]slot {
	at := (order<<(32-m.shift) | int(hash>>m.shift)) << 4
	g := (*[16]slot)(m.slots[at : at+16])
	if check := slot(hash | 1); g[0] != check {
		g[0] = check
		for i := 1; i < 16; i++ {
			g[i] = 1 << 31
		}
	}
	return g
}

// soonest is where the number of decisions of a slot stops.
const soonest = 30

func (s *slot) learn(b int) {
	n := *s & 255
	odds := int32(*s >> 16)
	odds += int32((int64(b)*65535 - int64(odds)) * int64(paces[n].step) >> 16)
	*s = slot(odds)<<16 | min(n+1, soonest)
}

const maxOrders = 5

// maxString bounds a string of the index in bytes: a longer title is no title.
const maxString = 4096

// maxText bounds the strings of a file together; those of the fullest are a fifth.
const maxText = 512 << 10

// text codes s, of which the first bytes are known to be those of before. Kind
// tells strings of different kinds apart. A string has no bytes 0 and 1.
func (c *coder) text(m *text, kind uint32, before, s string, known int) string {
	got := make([]byte, known, known+24)
	copy(got, before)
	var last [maxOrders]uint32 // hashes of the last 0, 1, 2... bytes
	last[0] = kind
	for _, r := range before[:known] {
		last = after(last, kind, byteOf(r))
	}
	if known < len(before) {
		// Sorted strings: what follows is near what the one before has here.
		r, _ := utf8.DecodeRuneInString(before[known:])
		last[0] = kind + uint32(byteOf(r))<<8
	}
	for {
		b := byte(ending)
		r := rune(0)
		if c.writing && len(got) < len(s) {
			r, _ = utf8.DecodeRuneInString(s[len(got):])
			if b = byteOf(r); r >= 0x80 && r>>7 != m.page {
				b = escape
			}
		}
		switch b = c.byte(m, &last, b); {
		case b == ending:
			if m.left -= len(got); m.left < 0 {
				c.failed = true
			}
			return string(got)
		case b == escape:
			if m.pages == nil {
				m.pages = chances(1 << 14)
			}
			m.page = rune(c.tree(m.pages, 14, int(r>>7)))
			last = after(last, kind, b)
		default:
			if r = rune(b); b >= 0x80 {
				r = m.page<<7 | rune(b&0x7F)
			}
			got = utf8.AppendRune(got, r)
			last = after(last, kind, b)
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

// after returns the hashes once another byte has come.
func after(last [maxOrders]uint32, kind uint32, b byte) [maxOrders]uint32 {
	last[0] = kind
	for i := maxOrders - 1; i > 0; i-- {
		last[i] = (last[i-1] + uint32(b) + 1) * 0x9E3779B1
		last[i] ^= last[i] >> 15
	}
	return last
}

// byte codes a byte, four bits at a time.
func (c *coder) byte(m *text, last *[maxOrders]uint32, v byte) byte {
	high := c.nibble(m, last, 0, int(v>>4))
	return byte(high<<4 | c.nibble(m, last, uint32(1+high), int(v&15)))
}

func (c *coder) nibble(m *text, last *[maxOrders]uint32, above uint32, v int) int {
	var groups [maxOrders]*[16]slot
	for o := range m.orders {
		hash := (last[o] + above*0x2545F491) * 0x85EBCA6B
		groups[o] = m.group(o, hash^hash>>13)
	}
	mixer := m.mixer
	got := 1
	for i := 3; i >= 0; i-- {
		known := 0
		for o := range m.orders {
			s := groups[o][got]
			mixer.inputs[o] = 0
			if s&255 != 0 {
				mixer.inputs[o] = int32(stretched[s>>20])
				known = o
			}
		}
		b := c.decide(mixer.mix(known), v>>i&1)
		mixer.learn(b)
		for o := range m.orders {
			groups[o][got].learn(b)
		}
		got = got<<1 | b
	}
	return got & 15
}

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

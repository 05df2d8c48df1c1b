package index

// A chance is the probability that a decision is 1, in its high 22 bits, and
// how many decisions it has seen, in its low 10. It moves by 1/(n+1.5) of its
// error: quickly at first, for files are small.
type chance uint32

const (
	even   chance = 1 << 31
	oldest        = 255 // n stops here, so that a chance follows changes
)

func (p chance) odds() uint32 { return uint32(p >> 16) }

// learn moves a chance towards the decision that was made.
func (p *chance) learn(b int) {
	n := uint32(*p & 1023)
	q := uint32(*p >> 10)
	step := uint64(paces[n&255].step)
	if b != 0 {
		q += uint32(uint64(1<<22-1-q) * step >> 16)
	} else {
		q -= uint32(uint64(q) * step >> 16)
	}
	*p = chance(q<<10 | min(n+1, oldest))
}

// towards moves odds towards those of a chance in a finer context, the more the
// more that has seen: as far as to n of n+doubt.
func (p chance) towards(odds uint32) uint32 {
	return uint32(int32(odds) + int32(int64(int32(p.odds())-int32(odds))*int64(paces[p&255].trust)>>16))
}

// paces are what a chance does after so many decisions, in 65536ths: how far it
// moves, and how far it is trusted.
var paces = func() (all [oldest + 1]struct{ step, trust uint32 }) {
	for i := range all {
		n := uint32(i)
		all[i].step = 1 << 17 / (2*n + 3)
		all[i].trust = n << 16 / (n + doubt)
	}
	return all
}()

// doubt 6 to 12 packs best.
const doubt = 8

// bit codes a decision in one context.
func (c *coder) bit(p *chance, b int) int {
	b = c.decide(p.odds(), b)
	p.learn(b)
	return b
}

// bit2 codes a decision in a coarse context and a fine one. The coarse one
// serves until the fine one has learned: this packs shards of 20 kB as well as
// models that were trained beforehand.
func (c *coder) bit2(p, q *chance, b int) int {
	b = c.decide(q.towards(p.odds()), b)
	p.learn(b)
	q.learn(b)
	return b
}

// chances returns n even chances.
func chances(n int) []chance {
	all := make([]chance, n)
	for i := range all {
		all[i] = even
	}
	return all
}

// tree codes a value of a few bits from the highest down: each bit in the
// context of those above.
func (c *coder) tree(p []chance, bits, v int) int {
	got := 1
	for i := bits - 1; i >= 0; i-- {
		got = got<<1 | c.bit(&p[got], v>>i&1)
	}
	return got - 1<<bits
}

// A number is a model of numbers of at most maxNumber: how many bits a number
// plus 1 has, one decision for each; then those below the highest, of which the
// first two are learned.
type number struct {
	size []chance
	low  []chance
}

const maxNumber = 1<<24 - 2

func newNumber() *number { return &number{chances(32), chances(32 * 8)} }

// number codes v, which is at most limit; more is a failure.
func (c *coder) number(m *number, v, limit int) int {
	if v++; !c.writing || v <= 0 {
		v = 1
	}
	n := 0
	for n < 24 && c.bit(&m.size[n], btoi(v>>(n+1) != 0)) != 0 {
		n++
	}
	got := 1
	for i := n - 1; i >= 0; i-- {
		if i >= n-2 {
			got = got<<1 | c.bit(&m.low[n<<3|got&7], v>>i&1)
		} else {
			got = got<<1 | int(c.plain(1, uint32(v>>i&1)))
		}
	}
	if got-1 > min(limit, maxNumber) {
		c.failed = true
		return 0
	}
	return got - 1
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

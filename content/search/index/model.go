package index

// A chance is the probability that a decision is 1, in its high 22 bits, the
// highest turned about so that zero is even, and how many decisions it has seen,
// in its low 10. It moves by 1/(n+1.5) of its error: quickly at first, for files
// are small.
type chance uint32

// oldest is where the number of decisions stops, so that a chance follows changes.
const oldest = 255

func (p chance) odds() uint64 { return uint64(p>>16) ^ 1<<15 }

// learn moves a chance towards the decision that was made. One has all bits set
// if that is 1: the error is then what is missing, and turned about by it.
func (p *chance) learn(one int64) {
	pace := &paces[*p&oldest]
	flip := uint64(one)&(1<<22-1) ^ 1<<21
	wrong := uint64(*p>>10) ^ flip
	wrong -= wrong * pace.step >> 16
	*p = chance(wrong^flip)<<10 | pace.next
}

// towards moves odds towards those of a chance in a finer context, the more the
// more that has seen: as far as to n of n+doubt.
func (p chance) towards(odds uint64) uint64 {
	return odds + uint64(int64(p.odds()-odds)*paces[p&oldest].trust>>16)
}

// paces are what a chance does after so many decisions, in 65536ths: how far it
// moves, and how far it is trusted; and how many decisions it has seen then.
var paces = func() (all [oldest + 1]struct {
	step  uint64
	trust int64
	next  chance
}) {
	for i := range all {
		n := uint64(i)
		all[i].step = 1 << 17 / (2*n + 3)
		all[i].trust = int64(n << 16 / (n + doubt))
		all[i].next = chance(min(n+1, oldest))
	}
	return all
}()

// doubt 6 to 12 packs best.
const doubt = 8

// The bounds of odds keep a decision that was wrongly thought sure from costing
// over 11 bits.
const (
	leastOdds = 32
	mostOdds  = 1<<16 - 32
)

// bit codes a decision in one context.
func (c *coder) bit(p *chance, b int) int {
	odds := min(max(p.odds(), leastOdds), mostOdds)
	var one int64
	if packs && c.writing {
		one = -int64(b)
		c.put(odds, one)
	} else if one = c.decide(odds); c.span < 1<<24 {
		c.refill()
	}
	p.learn(one)
	return int(-one)
}

// bit2 codes a decision in a coarse context and a fine one. The coarse one
// serves until the fine one has learned: this packs shards of 20 kB as well as
// models that were trained beforehand.
func (c *coder) bit2(p, q *chance, b int) int {
	odds := min(max(q.towards(p.odds()), leastOdds), mostOdds)
	var one int64
	if packs && c.writing {
		one = -int64(b)
		c.put(odds, one)
	} else if one = c.decide(odds); c.span < 1<<24 {
		c.refill()
	}
	p.learn(one)
	q.learn(one)
	return int(-one)
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

func (c *coder) newNumber() *number { return &number{c.chances(32), c.chances(32 * 8)} }

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

package index

// A mixer weighs what several contexts say of a decision, in the logistic domain
// (Mahoney, 2005), and learns whom to trust. Strings are worth the time it takes.
type mixer struct {
	weights [][maxOrders]int32 // by how many contexts are known; 65536 is 1
	inputs  [maxOrders]int32
	set     int
	orders  int
	odds    int32 // in 4096
}

func newMixer(orders int) *mixer {
	m := &mixer{weights: make([][maxOrders]int32, orders), orders: orders}
	for i := range m.weights {
		for k := range m.weights[i] {
			m.weights[i][k] = 1 << 16 * 2 / 5
		}
	}
	return m
}

// mix returns the odds in 65536 that the inputs give.
func (m *mixer) mix(set int) uint32 {
	m.set = set
	sum := int64(0)
	weights := &m.weights[set]
	for i := range m.orders {
		sum += int64(m.inputs[i]) * int64(weights[i])
	}
	x := int32(min(max(sum>>16, -2047), 2047))
	m.odds = squash(x)
	return uint32(m.odds)<<4 + 8
}

// learn moves the weights towards those that would have been right.
func (m *mixer) learn(b int) {
	wrong := int64(b<<12) - int64(m.odds)
	weights := &m.weights[m.set]
	for i := range m.orders {
		weights[i] += int32((int64(m.inputs[i])*wrong*mixerPace + 1<<13) >> 14)
	}
}

const mixerPace = 10

// squash is 4096/(1+e^(-x/256)) for x from -2047 to 2047, straight between points.
func squash(x int32) int32 {
	x += 2048
	i, part := x>>7, x&127
	return (squashed[i]*(128-part) + squashed[i+1]*part) >> 7
}

var squashed = [33]int32{
	1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785, 3902, 3976, 4022,
	4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095,
}

// stretched is the inverse of squash, by odds in 4096.
var stretched = func() (all [4096]int16) {
	at := 0
	for x := int32(-2047); x <= 2047; x++ {
		for ; at <= int(squash(x)); at++ {
			all[at] = int16(x)
		}
	}
	for ; at < len(all); at++ {
		all[at] = 2047
	}
	return all
}()

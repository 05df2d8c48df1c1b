package index

// A mixer weighs what several contexts say of a decision, in the logistic domain
// (Mahoney, 2005), and learns whom to trust. Strings are worth the time it takes.
type mixer struct {
	weights [contexts][contexts]int64 // by how many contexts are known; 65536 is 1
}

func (m *mixer) begin() {
	for i := range m.weights {
		for k := range m.weights[i] {
			m.weights[i][k] = 1 << 16 * 3 / 5
		}
	}
}

const mixerPace = 10

// mostLogit bounds logits, in 256ths.
const mostLogit = 2047

// squash is 4096/(1+e^(-x/256)) for x from -2047 to 2047, straight between points.
func squash(x int) int {
	x += 2048
	i, part := x>>7, x&127
	return (squashed[i]*(128-part) + squashed[i+1]*part) >> 7
}

var squashed = [33]int{
	1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785, 3902, 3976, 4022,
	4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095,
}

// oddsOf are the odds in 65536 of logits plus 2048.
var oddsOf = func() (all [4096]uint16) {
	for x := -mostLogit; x <= mostLogit; x++ {
		all[x+2048] = uint16(min(max(squash(x)<<4+8, leastOdds), mostOdds))
	}
	return all
}()

// stretched is the inverse of squash, by odds in 4096.
var stretched = func() (all [4096]int16) {
	at := 0
	for x := -mostLogit; x <= mostLogit; x++ {
		for ; at <= squash(x); at++ {
			all[at] = int16(x)
		}
	}
	for ; at < len(all); at++ {
		all[at] = mostLogit
	}
	return all
}()

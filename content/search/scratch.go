package search

// scratch is the memory of one query over one edition, used again by the next.
type scratch struct {
	tallies []tally
	word    []strongest
	pairs   []uint8 // as strongest.pairs: by word, then by article
	touched []uint32
	state   []uint8 // as facets count it
}

// scratch returns cleared memory for so many articles and words.
func (e *Engine) scratch(docs, words int) *scratch {
	e.mu.Lock()
	var sc *scratch
	if n := len(e.idle); n > 0 {
		sc = e.idle[n-1]
		e.idle = e.idle[:n-1]
	} else {
		sc = new(scratch)
	}
	e.mu.Unlock()
	sc.tallies = cleared(sc.tallies, docs)
	sc.word = cleared(sc.word, docs)
	sc.pairs = cleared(sc.pairs, docs*words)
	sc.state = cleared(sc.state, docs)
	sc.touched = sc.touched[:0]
	return sc
}

func cleared[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// release gives memory back.
func (e *Engine) release(sc *scratch) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.idle) < 4 {
		e.idle = append(e.idle, sc)
	}
}

package index

import "sync"

// A memory is what the models of one file are in while it is decoded, over a
// megabyte for a file of terms; the next file uses it again. Made anew for each,
// it would have the first query collect garbage four times.
type memory struct {
	chances slab[chance]
	groups  slab[group]
}

// A slab is memory that is handed out in pieces, from its start once more when it
// is free again.
type slab[T any] struct {
	all  []T
	used int
}

// take returns a piece of zeros.
func (s *slab[T]) take(n int) []T {
	if n > len(s.all)-s.used {
		s.all, s.used = make([]T, max(n, 2*len(s.all))), 0
	}
	piece := s.all[s.used : s.used+n : s.used+n]
	s.used += n
	clear(piece)
	return piece
}

// What a file of terms takes, but for strings in several scripts.
const (
	usualGroups  = contexts << 12
	usualChances = 100 << 10
)

// memories are those that no file is being decoded in. Nil has none to give, and
// keeps none.
type memories struct {
	mu   sync.Mutex
	idle []*memory
}

// open returns a coder that reads data; close is to be called with it.
func (m *memories) open(data []byte) *coder {
	c := newReader(data)
	if m == nil {
		return c
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := len(m.idle); n > 0 {
		c.memory, m.idle = m.idle[n-1], m.idle[:n-1]
		c.memory.chances.used, c.memory.groups.used = 0, 0
	} else {
		c.memory = &memory{
			slab[chance]{all: make([]chance, usualChances)},
			slab[group]{all: make([]group, usualGroups)},
		}
	}
	return c
}

// maxIdle bounds the memories kept: a browser decodes one file at a time.
const maxIdle = 2

// close takes the memory of a coder back and returns what done does. The models
// are not to be used any more.
func (m *memories) close(c *coder) error {
	if m != nil && c.memory != nil {
		m.mu.Lock()
		if len(m.idle) < maxIdle {
			m.idle = append(m.idle, c.memory)
		}
		m.mu.Unlock()
		c.memory = nil
	}
	return c.done()
}

// chances returns n even chances.
func (c *coder) chances(n int) []chance {
	if c.memory == nil {
		return make([]chance, n)
	}
	return c.memory.chances.take(n)
}

// groups returns n groups that no context has.
func (c *coder) groups(n int) []group {
	if c.memory == nil {
		return make([]group, n)
	}
	return c.memory.groups.take(n)
}

package markdown

// A sheet is what an article is written on: markup, and beside it plain text.
// Both are copied off when they are done, so that the next article is written
// on the same memory.
type sheet struct {
	out   []byte
	plain []byte
}

// largestSheet is how much of either is kept for the next article, in bytes:
// nearly all have less.
const largestSheet = 1 << 20

func (r *Renderer) sheet() *sheet {
	if s, ok := r.sheets.Get().(*sheet); ok {
		return s
	}
	return &sheet{}
}

// giveBack takes a sheet that nobody reads any more.
func (r *Renderer) giveBack(s *sheet) {
	if cap(s.out) <= largestSheet && cap(s.plain) <= largestSheet {
		s.out, s.plain = s.out[:0], s.plain[:0]
		r.sheets.Put(s)
	}
}

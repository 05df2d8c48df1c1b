package bundle

import (
	"crypto/sha256"
	"encoding/binary"
)

// A Splitter says where blocks and packs end. At an entry it ends what has
// reached Least bytes when the hash of the entry's path is one of Chance, and
// whatever has reached Most. Borders so depend on single entries: after an
// entry is added or changes its size the next ones end where they ended before.
type Splitter struct {
	Least, Most int
	Chance      int // one path in so many ends
}

// Ends reports whether an entry is the last one, of a block or pack that is
// size bytes long with it.
func (s Splitter) Ends(size int, path string) bool {
	if size < s.Least {
		return false
	}
	sum := sha256.Sum256([]byte(path))
	return size >= s.Most || binary.BigEndian.Uint32(sum[:])%uint32(s.Chance) == 0
}

package index

// packs tells whether this program writes indexes: the browser's doesn't, and
// is smaller and faster for it.
const packs = false

func (c *coder) put(uint64, int64)          {}
func (c *coder) putPart(start, part uint32) {}

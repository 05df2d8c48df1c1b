package index

// A known is a term that a mistyped word may have meant.
type known struct {
	term   string
	weight uint8
}

func codeWords(c *coder, list []known) []known {
	strings, shared, weights := c.newText(13), c.newNumber(), c.chances(32)
	n := c.number(c.newNumber(), len(list), maxNumber)
	before := ""
	for i := range n {
		var k known
		if c.writing {
			k = list[i]
		}
		k.term = c.front(strings, 0, shared, before, k.term)
		k.weight = uint8(c.tree(weights, 5, int(min(k.weight, 31))))
		if c.failed || i > 0 && k.term <= before {
			c.failed = true
			return nil
		}
		before = k.term
		if !c.writing {
			list = append(list, k)
		}
	}
	return list
}

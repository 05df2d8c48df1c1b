package index

import "sort"

// terms are the terms of a file, sorted, one after the other in one string.
type terms struct {
	text   string
	end    []uint32 // of each in text
	posted []uint32 // end of its postings
}

func (t *terms) at(i int) string {
	start := uint32(0)
	if i > 0 {
		start = t.end[i-1]
	}
	return t.text[start:t.end[i]]
}

func (t *terms) postings(i int) (start, end uint32) {
	if i > 0 {
		start = t.posted[i-1]
	}
	return start, t.posted[i]
}

// from is the position of the first term not below key.
func (t *terms) from(key string) int {
	return sort.Search(len(t.end), func(i int) bool { return t.at(i) >= key })
}

func (t *terms) size() int { return len(t.text) + 4*cap(t.end) + 4*cap(t.posted) + 200 }

// maxPosted bounds the postings of a file, all but those of the last term, which
// has at most one a document.
const maxPosted = 1 << 16

// code codes the terms, each with the number of its documents, of which there is
// at least one. After each, postings codes what is said of those; it returns how many
// postings there are by then.
func (t *terms) code(c *coder, docs int, postings func(i, count int) int) {
	strings, shared, count := c.newText(12), c.newNumber(), c.newCounts()
	n := c.number(c.newNumber(), len(t.end), maxNumber)
	var all []byte
	before, total := "", 0
	for i := range n {
		term := ""
		df := 0
		if c.writing {
			term = t.at(i)
			start, end := t.postings(i)
			df = int(end - start)
		}
		term = c.front(strings, 0, shared, before, term)
		df = count.code(c, df, docs)
		if c.failed || total > maxPosted || i > 0 && term <= before {
			c.failed = true
			return
		}
		if total = postings(i, df); c.failed {
			return
		}
		if !c.writing {
			all = append(all, term...)
			t.end = append(t.end, uint32(len(all)))
			t.posted = append(t.posted, uint32(total))
		}
		before = term
	}
	if !c.writing {
		t.text = string(all)
	}
}

// counts is a model of the number of documents of a term, which depends on that
// of the term before: most are rare, but words of one stem are rare together.
type counts struct {
	models [3]*number
	before int
}

func (c *coder) newCounts() *counts {
	return &counts{models: [3]*number{c.newNumber(), c.newNumber(), c.newNumber()}}
}

func (m *counts) code(c *coder, count, docs int) int {
	count = 1 + c.number(m.models[m.before], count-1, docs-1)
	m.before = min(count, 8) / 4
	return count
}

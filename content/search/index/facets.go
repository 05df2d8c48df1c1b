package index

// maxTagged bounds the documents of all topics, and of all authors.
const maxTagged = 1 << 24

// maxNames bounds the names of all topics and authors, which are in one file.
const maxNames = 16 << 20

// code codes the facets of a segment.
func (f *Facets) code(c *coder, in *space) {
	strings, shared, count, gaps := c.newText(8), c.newNumber(), c.newNumber(), c.newLists()
	strings.left = maxNames
	for _, list := range []*[]FacetDocs{&f.Topics, &f.Authors} {
		n := c.number(count, len(*list), maxNumber)
		before, total := "", 0
		for i := range n {
			var d FacetDocs
			if c.writing {
				d = (*list)[i]
			}
			d.Slug = c.front(strings, 0, shared, before, d.Slug)
			d.Name = c.text(strings, 1, "", d.Name, 0)
			df := 1 + c.number(count, len(d.Docs)-1, in.docs-1)
			d.Docs = c.list(gaps, in, d.Docs, df)
			total += df
			if c.failed || total > maxTagged || i > 0 && d.Slug <= before {
				c.failed = true
				return
			}
			before = d.Slug
			if !c.writing {
				*list = append(*list, d)
			}
		}
	}
}

func (f *Facets) size() int {
	size := 100
	for _, list := range [][]FacetDocs{f.Topics, f.Authors} {
		for _, d := range list {
			size += 80 + len(d.Slug) + len(d.Name) + 4*len(d.Docs)
		}
	}
	return size
}

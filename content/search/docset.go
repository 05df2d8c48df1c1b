package search

import "slices"

// A docSet is a set of the articles of an edition.
type docSet []uint64

func (d docSet) add(docs ...uint32) {
	for _, doc := range docs {
		d[doc/64] |= 1 << (doc % 64)
	}
}

// docsOf returns the articles that have a word.
func (ed *edition) docsOf(l *lookup) docSet {
	set := make(docSet, (ed.Docs()+63)/64)
	for _, t := range l.terms {
		set.add(t.Docs...)
	}
	for _, t := range l.titles {
		set.add(t.Docs...)
	}
	return set
}

// titlesOf returns the articles that have a word in their titles.
func (ed *edition) titlesOf(l *lookup) docSet {
	set := make(docSet, (ed.Docs()+63)/64)
	for _, t := range l.titles {
		set.add(t.Docs...)
	}
	return set
}

func (d docSet) has(doc uint32) bool {
	return int(doc/64) < len(d) && d[doc/64]&(1<<(doc%64)) != 0
}

// or adds the articles of another set.
func (d docSet) or(other docSet) docSet {
	both := slices.Clone(d)
	for i := range both {
		both[i] |= other[i]
	}
	return both
}

// and keeps the articles that are in both sets.
func (d docSet) and(other docSet) docSet {
	both := make(docSet, len(d))
	for i := range d {
		both[i] = d[i] & other[i]
	}
	return both
}

// last returns the newest articles of a set, so many at most, the newest first.
func (d docSet) last(most int) []uint32 {
	var docs []uint32
	for doc := len(d)*64 - 1; doc >= 0 && len(docs) < most; doc-- {
		if d.has(uint32(doc)) {
			docs = append(docs, uint32(doc))
		}
	}
	return docs
}

//go:build !js

package search

import (
	"cmp"
	"math"
	"slices"
)

// A termList is the postings of one term.
type termList struct {
	term    string
	docs    []uint32
	impacts []uint8 // as in the file: seven bits and the title flag
	shares  []uint8 // of those with the flag
}

// inverted turns documents into postings, sorted by term.
func (v *vocabulary) inverted(docs []indexed) []termList {
	df := make([]int, len(v.terms))
	var length [fields]float64
	for _, x := range docs {
		for _, c := range x.counts {
			df[c.term]++
		}
		for f, n := range x.length {
			length[f] += float64(n)
		}
	}
	for f := range length {
		length[f] = max(1, length[f]/float64(max(1, len(docs))))
	}
	lists := make([]termList, len(v.terms))
	for t, n := range df {
		lists[t] = termList{term: v.terms[t], docs: make([]uint32, 0, n), impacts: make([]uint8, 0, n)}
	}
	for id, x := range docs {
		weight, total := titleWeights(x.titles, df, len(docs))
		for _, c := range x.counts {
			l := &lists[c.term]
			l.docs = append(l.docs, uint32(id))
			impact := impactOf(c.in, x.length, length) << 1
			if c.in[inTitle] > 0 {
				impact |= 1
				l.shares = append(l.shares, uint8(1+math.Round(254*weight[c.term]/total)))
			}
			l.impacts = append(l.impacts, impact)
		}
	}
	lists = slices.DeleteFunc(lists, func(l termList) bool { return len(l.docs) == 0 })
	slices.SortFunc(lists, func(a, b termList) int { return cmp.Compare(a.term, b.term) })
	return lists
}

// titleWeights returns how much each term of a title says, and all together.
func titleWeights(titles []uint32, df []int, docs int) (map[uint32]float64, float64) {
	weight, total := make(map[uint32]float64, len(titles)), 0.0
	for _, t := range titles {
		w := rarity(df[t], docs)
		weight[t] += w
		total += w
	}
	return weight, max(total, 1e-9)
}

// impactOf is the saturated, length-normalized weight of a term in a document
// as in BM25F (Zaragoza et al., TREC 2004), without the term's rarity, in 1..127.
func impactOf(in [fields]uint16, length [fields]int, mean [fields]float64) uint8 {
	weighted := 0.0
	for f, n := range in {
		if n > 0 {
			norm := 1 - fieldNorm[f] + fieldNorm[f]*float64(length[f])/mean[f]
			weighted += fieldWeight[f] * float64(n) / norm
		}
	}
	return uint8(1 + math.Round(126*weighted/(saturation+weighted)))
}

// Parameters of impactOf. fieldNorm 0 ignores a field's length, 1 divides by
// it; fieldWeight counts one occurrence there as so many in the text.
var (
	fieldWeight = [fields]float64{inTitle: 6, inHeadings: 2, inExtras: 1.5, inText: 1}
	fieldNorm   = [fields]float64{inTitle: 0.3, inHeadings: 0.5, inExtras: 0.5, inText: 0.6}
)

// saturation is BM25's k1: how slowly further occurrences stop counting.
const saturation = 2.0

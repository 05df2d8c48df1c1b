package site

import (
	"cmp"
	"slices"
	"strings"

	"lectern/content"
)

// A unit is the pages that one worker makes at a time: those of one block of a
// pack, so that only their parts are in memory.
type unit struct {
	jobs   []job
	number int     // of the block in its packer
	packer *packer // nil when the pages are not kept
}

// packedFirst orders lists for packing: core ones as they are planned, the others
// by name, whichever has most articles now, and their pages by number.
func packedFirst(a, b job) int {
	if a.kept != b.kept || a.kept == keptCore {
		return cmp.Compare(a.kept, b.kept)
	}
	x, _, _ := strings.Cut(a.path, "/page/")
	y, _, _ := strings.Cut(b.path, "/page/")
	return cmp.Or(strings.Compare(x, y), cmp.Compare(len(a.path), len(b.path)), strings.Compare(a.path, b.path))
}

// listWeight stands for the size of a list, which its entries make.
const listWeight = 10 << 10

// headWeight is about what a page of an article has besides its text.
const headWeight = 4 << 10

// units divides pages into blocks. Where one ends is known before any page is
// made: it goes by the sizes of the articles' texts.
func (e *edition) units(jobs []job, packs map[content.Lang]*languagePacks, p packing) []unit {
	weights := make(map[string]int, len(e.lib.Articles))
	for _, a := range e.lib.Articles {
		weights[a.Path] = len(a.Body.String()) + headWeight
	}
	var units []unit
	for _, lang := range e.languages {
		var articles, lists []job
		for _, j := range jobs {
			switch {
			case j.lang != lang:
			case j.kept == keptArticle:
				articles = append(articles, j)
			case j.kept != keptNot:
				lists = append(lists, j)
			}
		}
		slices.SortStableFunc(lists, packedFirst)
		older, _ := slices.BinarySearchFunc(lists, keptOlder, func(j job, k kept) int { return cmp.Compare(j.kept, k) })
		for _, kind := range []struct {
			jobs  []job
			ends  func(size int, path string) bool
			packs *packer
		}{
			{articles, p.articleBlock.Ends, packs[lang].articles},
			{lists[:older], p.freshBlock.Ends, packs[lang].fresh},
			{lists[older:], p.olderBlock.Ends, packs[lang].older},
		} {
			from, size, number := 0, 0, 0
			for i, j := range kind.jobs {
				size += cmp.Or(weights[j.path], listWeight)
				if i+1 < len(kind.jobs) && !kind.ends(size, j.path) {
					continue
				}
				units = append(units, unit{kind.jobs[from : i+1], number, kind.packs})
				from, size, number = i+1, 0, number+1
			}
		}
		packs[lang].note(articles, lists)
	}
	for _, j := range jobs {
		if j.kept == keptNot {
			units = append(units, unit{jobs: []job{j}})
		}
	}
	return units
}

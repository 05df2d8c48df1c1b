package index

import (
	"context"
	"slices"
	"sort"
	"unicode/utf8"
)

// A rare is a part of the terms of a segment that one document has: not the
// terms, but a number for each, in ascending order. Of other terms one in 512 has
// a number that is there too; the shards tell. Terms that end alike are in one
// part, so that few parts are read to look for a word whose beginning is wrong.
type rare []uint32

// rareOdds is how many numbers there are for each that is taken. Each doubling
// is a bit a term: 4 kB of an index of 5,000 documents.
const rareOdds = 512

// fullRare is how many terms a part has at most, about; 4,096 are 5.3 kB packed.
const fullRare = 4096

// rarePart is the part of so many that a term belongs to, by its last two letters.
func rarePart(term string, parts int) int {
	at := len(term)
	for range 2 {
		_, size := utf8.DecodeLastRuneInString(term[:at])
		at -= size
	}
	return int(hashOf(term[at:]) % uint32(parts))
}

// rareNumber is the number of a term in a part of so many terms.
func rareNumber(term string, terms int) uint32 {
	return uint32(uint64(hashOf(term)) * uint64(terms*rareOdds) >> 32)
}

func (r rare) has(term string) bool {
	_, found := slices.BinarySearch(r, rareNumber(term, len(r)))
	return found
}

// maxRare bounds the terms of a part: their numbers have 24 bits.
const maxRare = maxNumber / rareOdds

func codeRare(c *coder, list rare) rare {
	gaps := c.newNumber()
	n := c.number(c.newNumber(), len(list), maxRare)
	last := 0
	for i := range n {
		gap := 0
		if c.writing {
			gap = int(list[i]) - last
		}
		if last += c.number(gaps, gap, n*rareOdds-1-last); c.failed {
			return nil
		}
		if !c.writing {
			list = append(list, uint32(last))
		}
	}
	return list
}

func (s *segment) rare(ctx context.Context, i int) (rare, error) {
	return file(ctx, s.files, kindRare, s.head.rare[i], func(c *coder) (rare, int) {
		list := codeRare(c, nil)
		return list, 4 * cap(list)
	})
}

// rareParts bounds the parts of rare terms that are read of a segment at a time.
const rareParts = 2

// Likely tells which of some terms the index is likely to have, where it looks
// for them: in the shard of each segment that most of them would be in, and
// those of one document in the parts that most of the others would be in.
// Whether the index has a term indeed, Find tells.
func (l *Language) Likely(ctx context.Context, terms []string) ([]bool, error) {
	likely := make([]bool, len(terms))
	for _, s := range l.segments {
		shards, parts := make([]int, len(terms)), make([]int, len(terms))
		shard := 0
		if s.all == nil {
			for i, term := range terms {
				shards[i] = pick(s.head.terms, term)
			}
			if shard = oftenest(shards, 1)[0]; shard < 0 {
				continue
			}
		}
		t, err := s.shard(ctx, shard)
		if err != nil {
			return nil, err
		}
		for i, term := range terms {
			parts[i] = -1
			if shards[i] == shard {
				at := t.from(term)
				likely[i] = likely[i] || at < len(t.end) && t.at(at) == term
			} else if n := len(s.head.rare); n > 0 {
				parts[i] = rarePart(term, n)
			}
		}
		for _, part := range oftenest(parts, rareParts) {
			if part < 0 {
				continue
			}
			list, err := s.rare(ctx, part)
			if err != nil {
				return nil, err
			}
			for i, term := range terms {
				likely[i] = likely[i] || parts[i] == part && list.has(term)
			}
		}
	}
	return likely, nil
}

// oftenest returns the numbers that are in a list most often, at most so many;
// -1, of what is nowhere, only of a list that has no other.
func oftenest(list []int, most int) []int {
	list = slices.Clone(list)
	sort.Ints(list)
	var numbers, counts []int
	for at := 0; at < len(list); {
		end := at
		for end < len(list) && list[end] == list[at] {
			end++
		}
		count := end - at
		if list[at] < 0 {
			count = 0
		}
		place := 0
		for place < len(counts) && counts[place] >= count {
			place++
		}
		numbers, counts = slices.Insert(numbers, place, list[at]), slices.Insert(counts, place, count)
		at = end
	}
	if len(numbers) == 0 {
		return []int{-1}
	}
	return numbers[:min(most, len(numbers))]
}

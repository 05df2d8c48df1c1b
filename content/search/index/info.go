package index

import "math/bits"

// An Info says how a document has a term: bits 0 to 2 the level of its count in
// the text, bit 3 in a heading, 4 in the summary, topics or authors, 5 in the
// title, 8 and up the mask of the terms that follow it.
type Info uint16

const (
	inHeading Info = 1 << (3 + iota)
	inExtra
	inTitle
)

const (
	levels    = 8 // of a count
	maskBits  = 4 // of the terms that follow
	maskShift = 8
	allFlags  = 7 | inHeading | inExtra | inTitle | (1<<maskBits-1)<<maskShift
)

// Level is the class of the number of times the term is in the text: 0, 1, 2,
// 3, 4-5, 6-8, 9-15, 16 and more.
func (i Info) Level() int { return int(i & 7) }

// Count is the number of times the term is in the text, about.
func (i Info) Count() float64 {
	return [levels]float64{0, 1, 2, 3, 4.5, 7, 11, 20}[i&7]
}

// InTitle reports whether the term is in the title.
func (i Info) InTitle() bool { return i&inTitle != 0 }

// InHeading reports whether the term is in a heading.
func (i Info) InHeading() bool { return i&inHeading != 0 }

// InExtra reports whether the term is in the summary, a topic or an author's name.
func (i Info) InExtra() bool { return i&inExtra != 0 }

// Next is the mask of the terms that follow the term somewhere in the document:
// where term b follows, it has the bit NextBit(b).
func (i Info) Next() uint8 { return uint8(i >> maskShift) }

// NextBit is the bit of a term in the masks of the terms before it.
func NextBit(term string) uint8 { return 1 << (hashOf(term) >> 16 % maskBits) }

// hashOf is FNV-1a with its bits mixed once more.
func hashOf(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return (h ^ h>>15) * 2654435761
}

// levelOf is the level of a count.
func levelOf(n int) Info {
	switch {
	case n <= 3:
		return Info(n)
	case n <= 5:
		return 4
	case n <= 8:
		return 5
	case n <= 15:
		return 6
	}
	return 7
}

// A length of a document in words is kept as its logarithm in quarters: two bits
// below the highest one, an error of 13 % at most.
const lengthLevels = 4*24 + 1

// lengthLevel is 0 for no words.
func lengthLevel(words int) uint8 {
	n := bits.Len(uint(words))
	switch {
	case n == 0:
		return 0
	case n < 3:
		return uint8(4*(n-1) + 1 + (words<<(3-n))&3)
	case n > 24:
		return lengthLevels - 1
	}
	return uint8(4*(n-1) + 1 + (words>>(n-3))&3)
}

// wordsOf is the middle of the lengths of a level.
func wordsOf(level uint8) float64 {
	if level == 0 {
		return 0
	}
	n, quarter := (level-1)/4, (level-1)%4
	low := float64(uint32(1)<<n) * (1 + float64(quarter)/4)
	high := low + float64(uint32(1)<<n)/4
	if n < 2 {
		return low
	}
	return (low + high - 1) / 2
}

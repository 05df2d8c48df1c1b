//go:build !js

package index

import (
	"testing"
)

// benchShard is a shard of a segment of 4,000 documents, packed: terms of all
// rarities, about 20 kB.
func benchShard() (data []byte, in *space) {
	random := uint32(1)
	next := func(n int) int {
		random = random*1664525 + 1013904223
		return int(uint64(random) * uint64(n) >> 32)
	}
	lengths := make([]uint8, 4000)
	for i := range lengths {
		lengths[i] = uint8(28 + next(8) + next(8))
	}
	in = newSpace(lengths)
	var s shard
	var text []byte
	for first := range 26 {
		for second := range 25 {
			text = append(text, byte('a'+first), byte('a'+second), byte('a'+next(20)), byte('a'+next(20)))
			s.end = append(s.end, uint32(len(text)))
			gap := 1 + next(2+8000>>next(8))
			for doc := next(min(gap+1, in.docs)); doc < in.docs; doc += 1 + next(2*gap) {
				v := Info(1+max(0, next(12)-8)) | Info(1<<next(maskBits))<<maskShift
				s.docs, s.info = append(s.docs, uint32(doc)), append(s.info, v)
			}
			s.posted = append(s.posted, uint32(len(s.docs)))
		}
	}
	s.text = string(text)
	start := 0
	for _, end := range s.posted {
		if int(end)-start < fewDocs {
			for i := start; i < int(end); i++ {
				s.info[i] |= allNext
			}
		}
		start = int(end)
	}
	c := newWriter()
	s.code(c, in)
	return c.finish(), in
}

// BenchmarkDecodeShard is what a word of a query costs that is not yet in memory.
func BenchmarkDecodeShard(b *testing.B) {
	data, in := benchShard()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		c, s := newReader(data), new(shard)
		if s.code(c, in); c.done() != nil {
			b.Fatal(c.done())
		}
		b.ReportMetric(float64(len(data)), "bytes/shard")
		b.ReportMetric(float64(len(s.docs)), "postings/shard")
		b.ReportMetric(float64(s.size()), "bytes-in-memory")
	}
}

// BenchmarkDecodeShown is what a result costs that is not yet in memory.
func BenchmarkDecodeShown(b *testing.B) {
	var list []entry
	for range 60 {
		list = append(list, entry{"/ru/novye-pravila-tamozhni/", "Новые правила таможни для посылок из-за границы и обмена данными", 737000})
	}
	for i := range list {
		list[i].path += string(rune('a'+i%26)) + "/"
	}
	c := newWriter()
	codeShown(c, list, len(list))
	data := c.finish()
	b.ReportAllocs()
	for b.Loop() {
		if c := newReader(data); codeShown(c, nil, len(list)) == nil {
			b.Fatal(c.done())
		}
	}
}

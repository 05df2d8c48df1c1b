//go:build !js

package search

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// Sizes at which a file is full, in bytes before packing. Terms: 40 kB pack to
// about 20. Texts: 32 kB pack to about 7, what a result with excerpt costs; a
// site of 10,000 articles then has some 3,000 files (hosts allow 20,000).
const (
	fullTerms  = 40 << 10
	fullTexts  = 32 << 10
	fullPlaces = 512 // texts files
	fullWords  = 96 << 10
)

// maxShown bounds the text of one article kept for excerpts, in bytes.
const maxShown = 1 << 20

// termsPayload fills a terms file and returns the lists left.
func termsPayload(lists []termList) ([]byte, []termList) {
	var index, postings []byte
	n := 0
	previous := ""
	for n < len(lists) && len(index)+len(postings) < fullTerms {
		l := &lists[n]
		n++
		before := len(postings)
		last := -1
		for _, doc := range l.docs {
			postings = binary.AppendUvarint(postings, uint64(int(doc)-last-1))
			last = int(doc)
		}
		postings = append(postings, l.impacts...)
		postings = append(postings, l.shares...)
		index = appendFront(index, previous, l.term)
		index = binary.AppendUvarint(index, uint64(len(l.docs)))
		index = binary.AppendUvarint(index, uint64(len(postings)-before))
		previous = l.term
	}
	payload := binary.AppendUvarint(nil, uint64(n))
	return append(append(payload, index...), postings...), lists[n:]
}

// wordsPayload fills a words file: the terms that a mistyped word may have meant
// are those of letters only, four or longer, in two articles or more.
func wordsPayload(lists []termList) ([]byte, []termList) {
	var words []byte
	n, count := 0, 0
	previous := ""
	for n < len(lists) && len(words) < fullWords {
		l := &lists[n]
		n++
		if !correctable(l.term) || len(l.docs) < 2 {
			continue
		}
		words = appendFront(words, previous, l.term)
		words = append(words, byte(2*bits.Len(uint(len(l.docs)))))
		previous = l.term
		count++
	}
	return append(binary.AppendUvarint(nil, uint64(count)), words...), lists[n:]
}

// appendFront appends a term as what it shares with the one before, and the rest.
func appendFront(data []byte, previous, term string) []byte {
	shared := 0
	for shared < len(previous) && shared < len(term) && previous[shared] == term[shared] {
		shared++
	}
	data = binary.AppendUvarint(data, uint64(shared))
	return appendString(data, term[shared:])
}

func appendString(data []byte, s string) []byte {
	return append(binary.AppendUvarint(data, uint64(len(s))), s...)
}

// textsPayload fills a texts file and returns the number of documents in it.
func textsPayload(docs []indexed) ([]byte, int) {
	var body []byte
	n := 0
	for n < len(docs) && len(body) < fullTexts {
		d := &docs[n].doc
		text := d.Text
		if len(text) > maxShown {
			text = strings.ToValidUTF8(text[:maxShown], "")
		}
		if n > 0 && len(body)+len(text) > fullTexts*3/2 {
			break
		}
		n++
		for _, s := range []string{d.Path, d.Source, d.Title, d.DateText, d.Summary, text} {
			body = appendString(body, s)
		}
	}
	return append(binary.AppendUvarint(nil, uint64(n)), body...), n
}

// placesPayload says which documents the texts files of these hashes hold.
func placesPayload(docs []int, hashes [][]byte) []byte {
	payload := binary.AppendUvarint(nil, uint64(len(docs)))
	for i, n := range docs {
		payload = append(binary.AppendUvarint(payload, uint64(n)), hashes[i]...)
	}
	return payload
}

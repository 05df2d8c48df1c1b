package search

import "encoding/hex"

// hashSize is the length of the hash in a file's name, in bytes: the CRC-32 of
// the payload, by which a reader tells that it was given the right file, and 4
// bytes of the file's SHA-256, for CRCs clash. Should all 64 bits clash, that is
// an error when the index is written.
const hashSize = 8

// fileName returns the name of a file of the index by its kind's name and hash.
func fileName(kind, hash string) string { return folder + kind + "." + hash + ".bin" }

// A placement says which documents a texts file holds.
type placement struct {
	first, docs int
	hash        string
}

// decodePlaces reads the payload of a places file for the documents from first.
func decodePlaces(payload []byte, first, docs int) ([]placement, error) {
	r := reader{data: payload}
	n := r.count()
	places := make([]placement, 0, n)
	for range n {
		p := placement{first: first, docs: r.number(docs - first)}
		p.hash = hex.EncodeToString(r.bytes(hashSize))
		if r.failed || p.docs == 0 {
			return nil, errDamaged
		}
		first += p.docs
		places = append(places, p)
	}
	return places, r.done()
}

// A shown is what results show of an article.
type shown struct {
	path, source, title, dateText, summary, text string
}

// decodeTexts reads the payload of a texts file that must hold so many documents.
func decodeTexts(payload []byte, docs int) ([]shown, error) {
	r := reader{data: payload}
	n := r.count()
	if n != docs {
		return nil, errDamaged
	}
	texts := make([]shown, n)
	for i := range texts {
		t := &texts[i]
		for _, field := range []*string{&t.path, &t.source, &t.title, &t.dateText, &t.summary, &t.text} {
			*field = r.string()
		}
	}
	return texts, r.done()
}

package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"sort"

	"lectern/content"
)

// folder is where the files of an index are, relative to the site's root.
const folder = "library/"

// formatName tells the manifest from other JSON.
const formatName = "lectern-search"

// A manifest names the files of an index and says what is in which.
type manifest struct {
	Format  string       `json:"format"`
	Version int          `json:"version"`
	Docs    int          `json:"docs"`
	Langs   []langRun    `json:"langs"`
	Terms   []termFile   `json:"terms"`
	Places  []placesFile `json:"places"`
	Words   []string     `json:"words"`
}

// A langRun is a run of documents of one language.
type langRun struct {
	Lang content.Lang `json:"lang"`
	Docs int          `json:"docs"`
}

// A termFile is a shard of postings: the terms from First up to the next one's.
type termFile struct {
	First string `json:"first"`
	Hash  string `json:"hash"`
}

// A placesFile tells in which files the texts of the documents from First are.
type placesFile struct {
	First int    `json:"first"`
	Hash  string `json:"hash"`
}

// A checked is a manifest with the CRC-32 of its bytes as they stand in the file.
type checked struct {
	Check string          `json:"check"`
	Index json.RawMessage `json:"index"`
}

func checksum(data []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(data)) }

// decodeManifest reads and checks an entry file.
func decodeManifest(data []byte) (*manifest, error) {
	var outer checked
	if err := json.Unmarshal(data, &outer); err != nil {
		return nil, err
	}
	if checksum(outer.Index) != outer.Check {
		return nil, errDamaged
	}
	m := new(manifest)
	if err := json.Unmarshal(outer.Index, m); err != nil {
		return nil, err
	}
	if m.Format != formatName {
		return nil, errors.New("not the entry of a search index")
	}
	if m.Version != version {
		return nil, fmt.Errorf("version %d of the format, not %d", m.Version, version)
	}
	return m, m.check()
}

// check holds what the engine relies on: counts that agree, keys in order.
func (m *manifest) check() error {
	docs := 0
	for _, run := range m.Langs {
		if run.Docs <= 0 || run.Docs > m.Docs-docs {
			return errDamaged
		}
		docs += run.Docs
	}
	if m.Docs < 0 || docs != m.Docs || (docs > 0) != (len(m.Places) > 0) {
		return errDamaged
	}
	for i, f := range m.Terms {
		if !isHash(f.Hash) || i > 0 && f.First <= m.Terms[i-1].First {
			return errDamaged
		}
	}
	for i, f := range m.Places {
		if !isHash(f.Hash) || i == 0 && f.First != 0 || i > 0 && f.First <= m.Places[i-1].First || f.First >= m.Docs {
			return errDamaged
		}
	}
	for _, hash := range m.Words {
		if !isHash(hash) {
			return errDamaged
		}
	}
	return nil
}

// isHash reports whether s is the hash part of a file name: nothing that could
// lead a fetch out of the folder.
func isHash(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(s) == 2*hashSize
}

// termsFor returns the number of the shard that has term, if any has; -1 when
// none can.
func (m *manifest) termsFor(term string) int {
	return sort.Search(len(m.Terms), func(i int) bool { return m.Terms[i].First > term }) - 1
}

// placesFor returns the number of the places file for a document.
func (m *manifest) placesFor(doc int) int {
	return sort.Search(len(m.Places), func(i int) bool { return m.Places[i].First > doc }) - 1
}

//go:build !js

package search

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"iter"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A draft is a file of the index before it is packed.
type draft struct {
	kind    byte
	name    string // "terms": the first part of the name
	payload []byte
}

// Write writes the index as files whose names (relative to the site's root)
// carry a content hash, all but the entry file ManifestName, which is written
// last and names them. write is called from one goroutine. The same documents
// in any order give the same bytes. The builder keeps data: it must not be changed.
func (b *Builder) Write(write func(name string, data []byte) error) error {
	docs := b.sorted()
	out := &writer{write: write, names: make(map[string][]byte), before: b.packed, after: packed{}}
	defer func() { b.packed = out.after }()
	m := manifest{Format: formatName, Version: version, Docs: len(docs),
		Langs: []langRun{}, Terms: []termFile{}, Places: []placesFile{}, Words: []string{}}
	for _, x := range docs {
		if n := len(m.Langs); n > 0 && m.Langs[n-1].Lang == x.doc.Lang {
			m.Langs[n-1].Docs++
		} else {
			m.Langs = append(m.Langs, langRun{x.doc.Lang, 1})
		}
	}
	lists := b.vocabulary.inverted(docs)
	for _, part := range []func() error{
		func() error { return out.terms(&m, lists) },
		func() error { return out.words(&m, lists) },
		func() error { return out.texts(&m, docs) },
	} {
		if err := part(); err != nil {
			return fmt.Errorf("writing the search index: %w", err)
		}
	}
	index, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	data, err := json.Marshal(checked{checksum(index), index})
	if err != nil {
		return fmt.Errorf("writing the search index: %w", err)
	}
	return write(ManifestName, data)
}

// A writer packs and writes files.
type writer struct {
	write func(name string, data []byte) error
	names map[string][]byte // full hash of what was written, by name

	mu            sync.Mutex
	before, after packed
}

// packed are sealed files by the hash of what they were made of.
type packed map[[sha256.Size]byte][]byte

// seal packs a draft, unless the last Write has done so.
func (w *writer) seal(packer *flate.Writer, d draft) []byte {
	key := sha256.Sum256(append(d.payload, d.kind))
	data := w.before[key]
	if data == nil {
		data = seal(packer, d.kind, d.payload)
	}
	w.mu.Lock()
	w.after[key] = data
	w.mu.Unlock()
	return data
}

func (w *writer) terms(m *manifest, lists []termList) error {
	var firsts []string
	hashes, err := w.all(func(yield func(draft) bool) {
		for len(lists) > 0 {
			first := lists[0].term
			var payload []byte
			payload, lists = termsPayload(lists)
			firsts = append(firsts, first)
			if !yield(draft{kindTerms, "terms", payload}) {
				return
			}
		}
	})
	for i, hash := range hashes {
		m.Terms = append(m.Terms, termFile{firsts[i], hex.EncodeToString(hash)})
	}
	return err
}

func (w *writer) words(m *manifest, lists []termList) error {
	hashes, err := w.all(func(yield func(draft) bool) {
		for len(lists) > 0 {
			var payload []byte
			payload, lists = wordsPayload(lists)
			if !yield(draft{kindWords, "words", payload}) {
				return
			}
		}
	})
	for _, hash := range hashes {
		m.Words = append(m.Words, hex.EncodeToString(hash))
	}
	return err
}

func (w *writer) texts(m *manifest, docs []indexed) error {
	var sizes []int // documents in each texts file
	hashes, err := w.all(func(yield func(draft) bool) {
		for len(docs) > 0 {
			payload, n := textsPayload(docs)
			docs = docs[n:]
			sizes = append(sizes, n)
			if !yield(draft{kindTexts, "texts", payload}) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	var firsts []int
	places, err := w.all(func(yield func(draft) bool) {
		first := 0
		for len(hashes) > 0 {
			n := min(fullPlaces, len(hashes))
			firsts = append(firsts, first)
			for _, docs := range sizes[:n] {
				first += docs
			}
			if !yield(draft{kindPlaces, "places", placesPayload(sizes[:n], hashes[:n])}) {
				return
			}
			sizes, hashes = sizes[n:], hashes[n:]
		}
	})
	for i, hash := range places {
		m.Places = append(m.Places, placesFile{firsts[i], hex.EncodeToString(hash)})
	}
	return err
}

// all packs the drafts in parallel, writes them in order and returns the hashes
// in their names. At most a few drafts a worker are in memory at a time.
func (w *writer) all(drafts iter.Seq[draft]) (hashes [][]byte, err error) {
	type job struct {
		draft
		packed chan []byte
	}
	workers := runtime.GOMAXPROCS(0)
	todo, order := make(chan job), make(chan job, 4*workers)
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			packer, _ := flate.NewWriter(nil, level) // fails only for levels there aren't
			for j := range todo {
				j.packed <- w.seal(packer, j.draft)
			}
		})
	}
	wait.Go(func() {
		defer close(todo)
		defer close(order)
		for d := range drafts {
			j := job{d, make(chan []byte, 1)}
			select {
			case order <- j:
				todo <- j
			case <-stop:
				return
			}
		}
	})
	for j := range order {
		data := <-j.packed
		if err != nil {
			continue
		}
		var hash []byte
		if hash, err = w.one(j.name, data); err != nil {
			close(stop)
			continue
		}
		hashes = append(hashes, hash)
	}
	wait.Wait()
	return hashes, err
}

// one writes a packed file under its name, once.
func (w *writer) one(name string, data []byte) (hash []byte, err error) {
	sum := sha256.Sum256(data)
	hash = append(bytes.Clone(data[6:headerSize]), sum[:hashSize-4]...)
	path := fileName(name, hex.EncodeToString(hash))
	if before, ok := w.names[path]; ok {
		if !bytes.Equal(before, sum[:]) {
			return nil, fmt.Errorf("two files have the name %s", path)
		}
		return hash, nil
	}
	w.names[path] = bytes.Clone(sum[:])
	return hash, w.write(path, data)
}

// level is DEFLATE's effort.
const level = 9

// seal packs a payload as open reads it.
func seal(packer *flate.Writer, kind byte, payload []byte) []byte {
	var file bytes.Buffer
	header := append([]byte(magic), version, kind)
	header = binary.BigEndian.AppendUint32(header, crc32.ChecksumIEEE(payload))
	file.Write(binary.AppendUvarint(header, uint64(len(payload))))
	packer.Reset(&file)
	packer.Write(payload) // writing to memory doesn't fail
	packer.Close()
	return file.Bytes()
}

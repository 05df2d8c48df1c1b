package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	brotlilib "github.com/andybalholm/brotli"
	gziplib "github.com/klauspost/compress/gzip"
)

const (
	// tooSmall is the size under which compressing saves less than the
	// headers that say so.
	tooSmall = 256

	// brotliLevel makes an article page of 60 KB in about 1 ms; level 11
	// would save a seventh more and take 100 ms.
	brotliLevel = 5
	gzipLevel   = 6
)

// A representation is one of the bodies a file is sent as.
type representation struct {
	coding coding
	etag   string
	size   int64
	body   []byte // nil: read it from the file
}

// An entry is what is known of one version of a file.
type entry struct {
	name  string
	info  os.FileInfo
	fresh bool // so new that a change might not show: not to be used twice
	cache *cache
	cost  int64 // guarded by cache.mu

	mu    sync.Mutex
	plain *representation            // nil until read
	hash  [sha256.Size]byte          // of the file
	coded map[coding]*representation // nil values: not worth it
}

// errChanged says that a file changed while it was being read.
var errChanged = errors.New("the file changed while it was read")

// represent returns the best representation among the accepted codings, the
// best first; nil if there is none. f is the open file.
func (e *entry) represent(t *tree, f *os.File, codings []coding, shrinks bool) (*representation, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.read(f); err != nil {
		return nil, err
	}
	plainToo := false
	for _, c := range codings {
		plainToo = plainToo || c == identity
	}
	for _, c := range codings {
		if c == identity {
			return e.plain, nil
		}
		rep, err := e.code(t, f, c, shrinks || !plainToo, !plainToo)
		if err != nil {
			return nil, err
		}
		if rep != nil {
			return rep, nil
		}
	}
	return nil, nil
}

// read hashes the file, and keeps it if it is small.
func (e *entry) read(f *os.File) error {
	if e.plain != nil {
		return nil
	}
	var body []byte
	sum := sha256.New()
	size := e.info.Size()
	if size <= keepPlain {
		body = make([]byte, size)
		if _, err := io.ReadFull(f, body); err != nil {
			return fmt.Errorf("reading %s: %w", e.name, errors.Join(errChanged, err))
		}
		sum.Write(body)
	} else if n, err := io.Copy(sum, io.NewSectionReader(f, 0, size)); err != nil || n != size {
		return fmt.Errorf("reading %s: %w", e.name, errors.Join(errChanged, err))
	}
	after, err := f.Stat()
	if err != nil || !sameFile(e.info, after) {
		return fmt.Errorf("reading %s: %w", e.name, errors.Join(errChanged, err))
	}
	sum.Sum(e.hash[:0])
	e.plain = &representation{etag: etagOf(e.hash[:]), size: size, body: body}
	e.cache.grow(e, len(body))
	return nil
}

// code returns the file in a coding, from its copy on disk or compressed now;
// nil if neither is there or pays. With force it need not pay.
func (e *entry) code(t *tree, f *os.File, c coding, may, force bool) (*representation, error) {
	if rep, known := e.coded[c]; known && (rep != nil || !force) {
		return rep, nil
	}
	size := e.plain.size
	if size > keepCoded {
		return nil, nil
	}
	body := e.sibling(t, c)
	if body == nil && may && (size >= tooSmall || force) {
		plain := e.plain.body
		if plain == nil {
			plain = make([]byte, size)
			if _, err := f.ReadAt(plain, 0); err != nil || sha256.Sum256(plain) != e.hash {
				return nil, fmt.Errorf("reading %s: %w", e.name, errors.Join(errChanged, err))
			}
		}
		e.cache.slots <- struct{}{}
		body = compress(plain, c)
		<-e.cache.slots
		if len(body) >= len(plain) && !force {
			body = nil
		}
	}
	var rep *representation
	if body != nil {
		sum := sha256.Sum256(body)
		rep = &representation{coding: c, etag: etagOf(sum[:]), size: int64(len(body)), body: body}
	} else if !may {
		return nil, nil // may be asked for by somebody who takes nothing else
	}
	if e.coded == nil {
		e.coded = map[coding]*representation{}
	}
	e.coded[c] = rep
	e.cache.grow(e, len(body))
	return rep, nil
}

// sibling returns the coded copy beside the file, if it unpacks to the file.
// Checking costs less than compressing, and is done once.
func (e *entry) sibling(t *tree, c coding) []byte {
	f, info, err := t.open(e.name + c.suffix())
	if err != nil {
		return nil
	}
	defer f.Close()
	if info.Size() > keepCoded {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(f, keepCoded))
	if err != nil {
		return nil
	}
	var r io.Reader = brotlilib.NewReader(bytes.NewReader(body))
	if c == gzip {
		if r, err = gziplib.NewReader(bytes.NewReader(body)); err != nil {
			return nil
		}
	}
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(r, e.plain.size+1))
	if err != nil || n != e.plain.size || [sha256.Size]byte(sum.Sum(nil)) != e.hash {
		return nil
	}
	return body
}

// compress codes a body on the fly.
func compress(plain []byte, c coding) []byte {
	var out bytes.Buffer
	var w io.WriteCloser
	switch c {
	case brotli:
		w = brotlilib.NewWriterLevel(&out, brotliLevel)
	default:
		w, _ = gziplib.NewWriterLevel(&out, gzipLevel)
	}
	w.Write(plain) // a bytes.Buffer takes everything
	w.Close()
	return out.Bytes()
}

// etagOf makes a strong ETag of a hash; 96 bits keep it short and apart.
func etagOf(sum []byte) string {
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

package search

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// Kinds of the sealed files, the sixth byte of each.
const (
	kindTerms  = 't'
	kindPlaces = 'p'
	kindTexts  = 'x'
	kindWords  = 'w'
)

const (
	magic       = "LECS"
	version     = 1
	headerSize  = 10       // magic, version, kind, checksum
	maxUnpacked = 64 << 20 // bytes; the largest file we write is one huge article
)

var errDamaged = errors.New("damaged")

// open checks a sealed file and returns its unpacked payload. Whatever is
// wrong with the bytes, it is an error: the checksum covers the payload and is
// in the file's name, the payload's length and the end of the stream are checked
// too. An empty hash stands for any.
func open(data []byte, kind byte, hash string) ([]byte, error) {
	if len(data) < headerSize || string(data[:4]) != magic {
		return nil, errors.New("not a file of a search index")
	}
	if data[4] != version {
		return nil, fmt.Errorf("version %d of the format, not %d", data[4], version)
	}
	if data[5] != kind {
		return nil, fmt.Errorf("a file of kind %q, not %q", data[5], kind)
	}
	sum := binary.BigEndian.Uint32(data[6:])
	if !strings.HasPrefix(hash, hex.EncodeToString(data[6:headerSize])) && hash != "" {
		return nil, errors.New("another file of the name")
	}
	size, n := binary.Uvarint(data[headerSize:])
	if n <= 0 || size > maxUnpacked {
		return nil, errDamaged
	}
	packed := bytes.NewReader(data[headerSize+n:])
	unpack := flate.NewReader(packed)
	var payload bytes.Buffer
	// A false length must not cost memory: DEFLATE unpacks at most 1032 times.
	payload.Grow(min(int(size), 1040*len(data)) + bytes.MinRead)
	got, err := payload.ReadFrom(io.LimitReader(unpack, int64(size)+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if uint64(got) != size || packed.Len() != 0 || crc32.ChecksumIEEE(payload.Bytes()) != sum {
		return nil, errDamaged
	}
	return payload.Bytes(), nil
}

// A reader takes values off the front of a payload. After the first value that
// isn't there, failed is set and all further values are zero.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) fail() { r.data, r.failed = nil, true }

// number reads an unsigned varint that must be at most limit.
func (r *reader) number(limit int) int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > uint64(limit) {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

// bytes reads the next n bytes, without copying.
func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.fail()
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

// count reads a number of items of at least one byte each.
func (r *reader) count() int { return r.number(len(r.data)) }

// string reads a length and that many bytes.
func (r *reader) string() string { return string(r.bytes(r.count())) }

// done returns an error unless everything was there and nothing is left.
func (r *reader) done() error {
	if r.failed || len(r.data) != 0 {
		return errDamaged
	}
	return nil
}

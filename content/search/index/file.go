package index

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// Kinds of the sealed files, the sixth byte of each.
const (
	kindHead    = 'h'
	kindTerms   = 't'
	kindTitles  = 'n'
	kindShown   = 's'
	kindWords   = 'w'
	kindRare    = 'r'
	kindFacets  = 'f'
	kindSources = 'p'
	kindWhole   = 'a'
)

const (
	magic      = "LECS"
	version    = 5
	headerSize = 10 // magic, version, kind, checksum
)

// folder is where the files of an index are, relative to the site's root.
const folder = "library/"

// hashSize is the length of the hash in a file's name, in bytes: the CRC-32 of
// the payload, by which a reader tells that it was given the right file, and 4
// bytes of the file's SHA-256, for CRCs clash. Should all 64 bits clash, that is
// an error when the index is written.
const hashSize = 8

// fileName returns the name of a file of the index.
func fileName(kind byte, hash string) string {
	return folder + kindName(kind) + "." + hash + ".bin"
}

func kindName(kind byte) string {
	switch kind {
	case kindHead:
		return "head"
	case kindTerms:
		return "terms"
	case kindTitles:
		return "titles"
	case kindShown:
		return "shown"
	case kindWords:
		return "words"
	case kindRare:
		return "rare"
	case kindFacets:
		return "facets"
	case kindSources:
		return "sources"
	}
	return "all"
}

// open checks a sealed file and returns its payload. Whatever is wrong with the
// bytes, it is an error: the checksum covers the payload and is in the file's
// name, and the length is checked too.
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
	if !strings.HasPrefix(hash, hex.EncodeToString(data[6:headerSize])) {
		return nil, errors.New("another file of the name")
	}
	size, n := binary.Uvarint(data[headerSize:])
	if n <= 0 || size != uint64(len(data)-headerSize-n) {
		return nil, errDamaged
	}
	payload := data[headerSize+n:]
	if crc32.ChecksumIEEE(payload) != binary.BigEndian.Uint32(data[6:]) {
		return nil, errDamaged
	}
	return payload, nil
}

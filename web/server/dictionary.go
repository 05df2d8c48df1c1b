package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// A browser that has a program gets the next one as its difference from that, by
// Compression Dictionary Transport (RFC 9842). The differences are files that the
// build has written: "app.<hash>.wasm.<10 digits of the old one's SHA-256>.dcz".

const (
	// deltaMagic begins the body; the SHA-256 of the dictionary follows.
	deltaMagic = "\x5e\x2a\x4d\x18\x20\x00\x00\x00"

	// mostDelta is more than a delta of any use: the compressed program is
	// smaller.
	mostDelta = 4 << 20

	// deltaDigits is how much of a SHA-256 stands in the name.
	deltaDigits = 10
)

// dictionary is the name of a file that the next version of it can be sent
// against: a program.
var dictionary = regexp.MustCompile(`^(assets/[a-z]+)\.[0-9a-f]{8,}\.wasm$`)

// offerDictionary says in the head of a reply that the file is a dictionary for
// those of its kind, and reports whether it is one.
func (s *Server) offerDictionary(h http.Header, name string) bool {
	parts := dictionary.FindStringSubmatch(name)
	if parts == nil {
		return false
	}
	h.Set("Use-As-Dictionary", `match="`+s.base+parts[1]+`.*.wasm"`)
	h.Set("Vary", "Accept-Encoding, Available-Dictionary")
	return true
}

// findDelta returns the difference of a file of a size from what the browser has;
// nil when it has nothing of use, does not take differences, or there is none.
func findDelta(t *tree, request http.Header, name string, size int64) *representation {
	sum, ok := availableDictionary(request.Values("Available-Dictionary"))
	if !ok || !takes(request.Values("Accept-Encoding"), delta) {
		return nil
	}
	f, info, err := t.open(name + "." + hex.EncodeToString(sum[:])[:deltaDigits] + ".dcz")
	if err != nil {
		return nil
	}
	defer f.Close()
	if info.Size() > mostDelta {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(f, mostDelta))
	if err != nil {
		return nil
	}
	frame, right := bytes.CutPrefix(body, append([]byte(deltaMagic), sum[:]...))
	var head zstd.Header
	if !right || head.Decode(frame) != nil || head.FrameContentSize != uint64(size) {
		return nil
	}
	etag := sha256.Sum256(body)
	return &representation{
		coding: delta, size: int64(len(body)), body: body,
		etag: `"` + base64.RawURLEncoding.EncodeToString(etag[:15]) + `-dcz"`,
	}
}

// availableDictionary reads the SHA-256 of what the browser has: a byte sequence
// of RFC 8941, ":" base64 ":".
func availableDictionary(fields []string) (sum [sha256.Size]byte, ok bool) {
	if len(fields) != 1 {
		return sum, false
	}
	value, begins := strings.CutPrefix(strings.Trim(fields[0], " "), ":")
	value, ends := strings.CutSuffix(value, ":")
	data, err := base64.StdEncoding.DecodeString(value)
	if !begins || !ends || err != nil || len(data) != len(sum) {
		return sum, false
	}
	return [sha256.Size]byte(data), true
}

// takes reports whether a coding that is named is accepted.
func takes(fields []string, c coding) bool {
	for item := range items(fields) {
		if name, q := weighted(item); name == string(c) {
			return q > 0
		}
	}
	return false
}

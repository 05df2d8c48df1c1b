package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/klauspost/compress/zstd"
)

// DeltaSuffix ends the name of a program's delta against an earlier one, by
// Compression Dictionary Transport (RFC 9842): for
//
//	assets/app.0a1b2c3d4e.wasm
//
// and a browser that has the program with the SHA-256 f5e4d3c2b1… it is
//
//	assets/app.0a1b2c3d4e.wasm.f5e4d3c2b1.dcz
//
// The file is the body of the reply as it is, Content-Encoding "dcz": DeltaMagic,
// the 32 bytes of the old program's SHA-256, and a Zstandard frame that has the
// old program for a dictionary. lectern serve sends it; on a host that cannot
// choose by the request's Available-Dictionary the whole program is sent.
const DeltaSuffix = ".dcz"

// DeltaMagic begins every delta. For decoders that know Zstandard only it is a
// frame to pass over.
const DeltaMagic = "\x5e\x2a\x4d\x18\x20\x00\x00\x00"

// deltaWindow is the memory that every decoder has to have by the RFC.
const deltaWindow = 8 << 20

// makeDelta returns the delta of a file against an old one. It takes about half a
// second for six megabytes.
func makeDelta(old, file []byte) ([]byte, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression),
		zstd.WithEncoderDictRaw(0, old), zstd.WithWindowSize(deltaWindow), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer encoder.Close()
	sum := sha256.Sum256(old)
	return encoder.EncodeAll(file, append([]byte(DeltaMagic), sum[:]...)), nil
}

// deltaName is the name of a program's delta against an old one.
func deltaName(program string, old []byte) string {
	sum := sha256.Sum256(old)
	return program + "." + hex.EncodeToString(sum[:])[:hashDigits] + DeltaSuffix
}

// programName is the name of a program; the first part says which it is.
var programName = regexp.MustCompile(`^(assets/[a-z]+)\.[0-9a-f]+\.wasm$`)

// writeDeltas writes a delta for every program that is another one than in the
// site whose place this one takes, and takes over the deltas of those that are the
// same.
func (s *Staging) writeDeltas() error {
	target, temp := os.DirFS(s.target), os.DirFS(s.temp)
	before, err := fs.Glob(target, "assets/*.wasm")
	if err != nil {
		return err
	}
	now, err := fs.Glob(temp, "assets/*.wasm")
	if err != nil {
		return err
	}
	for _, name := range now {
		for _, old := range before {
			if name == old {
				err = s.takeDeltas(name)
			} else if is, was := programName.FindStringSubmatch(name), programName.FindStringSubmatch(old); is != nil && was != nil && is[1] == was[1] {
				err = s.writeDelta(name, old)
			}
			if err != nil {
				return fmt.Errorf("delta of %s: %w", name, err)
			}
		}
	}
	return nil
}

// takeDeltas copies the deltas of a program that stays.
func (s *Staging) takeDeltas(name string) error {
	found, err := fs.Glob(os.DirFS(s.target), name+".*"+DeltaSuffix)
	if err != nil {
		return err
	}
	for _, delta := range found {
		data, err := os.ReadFile(filepath.Join(s.target, filepath.FromSlash(delta)))
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(data, []byte(DeltaMagic)) {
			continue // nothing of ours
		}
		if err := s.Write(delta, data); err != nil {
			return err
		}
	}
	return nil
}

// writeDelta writes the delta of a program against the old site's, unless it saves
// nothing beside the compressed program.
func (s *Staging) writeDelta(name, old string) error {
	was, err := os.ReadFile(filepath.Join(s.target, filepath.FromSlash(old)))
	if err != nil {
		return err
	}
	is, err := os.ReadFile(filepath.Join(s.temp, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	delta, err := makeDelta(was, is)
	if err != nil {
		return err
	}
	least := int64(len(is))
	if info, err := os.Stat(filepath.Join(s.temp, filepath.FromSlash(name)+".br")); err == nil {
		least = info.Size()
	}
	if int64(len(delta)) >= least {
		return nil
	}
	return s.Write(deltaName(name, was), delta)
}

package site

import (
	"bytes"
	"fmt"
	"path"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Brotli qualities. 5 takes about 1 ms for a page; 11 is 20 times slower and
// worth it only for files that stay.
const (
	pageQuality  = 5
	assetQuality = 11
)

// smallest is the size below which a compressed copy does not save a packet.
const smallest = 512

// compressed returns the .br and .gz copies of a file, or none when they are
// not wanted or the kind of file does not shrink.
func compressed(name string, data []byte, wanted bool, quality int) ([]file, error) {
	if !wanted || len(data) < smallest || !shrinks(name) {
		return nil, nil
	}
	var br, gz bytes.Buffer
	bw := brotli.NewWriterLevel(&br, quality)
	if _, err := bw.Write(data); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	if err := bw.Close(); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	gw, err := gzip.NewWriterLevel(&gz, 6)
	if err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	if _, err := gw.Write(data); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	if err := gw.Close(); err != nil {
		return nil, fmt.Errorf("compress %s: %w", name, err)
	}
	return []file{{name: name + ".br", data: br.Bytes()}, {name: name + ".gz", data: gz.Bytes()}}, nil
}

// shrinks reports whether files of this kind are not compressed already.
func shrinks(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".json", ".svg", ".txt", ".md", ".xml", ".opml", ".webmanifest", ".wasm":
		return true
	}
	return false
}

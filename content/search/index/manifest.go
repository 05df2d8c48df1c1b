package index

import (
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"

	"lectern/content"
	"lectern/content/jsontext"
)

// formatName tells the manifest from other JSON.
const formatName = "lectern-search"

// A manifest names the segments of an index.
type manifest struct {
	Format  string         `json:"format"`
	Version int            `json:"version"`
	Langs   []langSegments `json:"langs"`
}

type langSegments struct {
	Lang     content.Lang  `json:"lang"`
	Segments []segmentFile `json:"segments"`
}

// A segmentFile is a segment: so many documents, and either all of it in one
// file, or a head that names the others, in a file or here, its payload in hex.
// Titles are named here as well, if they are to be read at once.
type segmentFile struct {
	Docs   int      `json:"docs"`
	All    string   `json:"all,omitempty"`
	Head   string   `json:"head,omitempty"`
	Data   hexBytes `json:"data,omitempty"`
	Titles []string `json:"titles,omitempty"`
}

// hexBytes are bytes written in hex.
type hexBytes []byte

// MarshalText implements encoding.TextMarshaler.
func (b hexBytes) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b), nil }

// The manifest's value is sealed in JSON: manifestStart, the CRC-32 of the value
// in hex, manifestMiddle, the value, manifestEnd.
const (
	manifestStart  = `{"check":"`
	manifestMiddle = `","index":`
	manifestEnd    = "}"
	manifestHeader = len(manifestStart) + 8 + len(manifestMiddle)
)

func checksum(data []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(data)) }

// sealManifest wraps the manifest's value.
func sealManifest(value []byte) []byte {
	data := append([]byte(manifestStart), checksum(value)...)
	data = append(data, manifestMiddle...)
	return append(append(data, value...), manifestEnd...)
}

// decodeManifest reads and checks an entry file.
func decodeManifest(data []byte) (*manifest, error) {
	if len(data) < manifestHeader+len(manifestEnd) {
		return nil, errors.New("not the entry of a search index")
	}
	value := data[manifestHeader : len(data)-len(manifestEnd)]
	if string(data) != string(sealManifest(value)) {
		return nil, errDamaged
	}
	m, err := parseManifest(value)
	if err != nil {
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

// parseManifest reads the manifest's value, unchecked.
func parseManifest(data []byte) (*manifest, error) {
	value, err := jsontext.Parse(data)
	if err != nil {
		return nil, err
	}
	m := &manifest{Format: value.Get("format").Text(), Version: value.Get("version").Int()}
	for _, lang := range value.Get("langs").Items() {
		l := langSegments{Lang: content.Lang(lang.Get("lang").Text())}
		for _, segment := range lang.Get("segments").Items() {
			s := segmentFile{Docs: segment.Get("docs").Int(), All: segment.Get("all").Text(), Head: segment.Get("head").Text()}
			if data := segment.Get("data"); data.IsText() {
				if s.Data, err = hex.AppendDecode(hexBytes{}, []byte(data.Text())); err != nil {
					return nil, errDamaged
				}
			}
			for _, title := range segment.Get("titles").Items() {
				s.Titles = append(s.Titles, title.Text())
			}
			l.Segments = append(l.Segments, s)
		}
		m.Langs = append(m.Langs, l)
	}
	return m, nil
}

// maxDocs bounds the documents of a language.
const maxDocs = 1 << 21

// check holds what the reader relies on.
func (m *manifest) check() error {
	seen := map[content.Lang]bool{}
	for _, l := range m.Langs {
		if seen[l.Lang] || len(l.Segments) == 0 {
			return errDamaged
		}
		seen[l.Lang] = true
		docs := 0
		for _, s := range l.Segments {
			if s.Docs <= 0 || s.Docs > maxDocs-docs || btoi(s.All != "")+btoi(s.Head != "")+btoi(s.Data != nil) != 1 || s.All != "" && len(s.Titles) > 0 {
				return errDamaged
			}
			docs += s.Docs
			hashes := s.Titles
			if s.Data == nil {
				hashes = append([]string{s.All + s.Head}, hashes...)
			}
			for _, hash := range hashes {
				if !isHash(hash) {
					return errDamaged
				}
			}
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

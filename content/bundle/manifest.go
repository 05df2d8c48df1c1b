package bundle

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ManifestName is the entry file of a bundle.
const ManifestName = Folder + "bundle.json"

// Format and Version tell the manifest from other JSON. A reader that does not
// know the version leaves what it keeps as it is.
const (
	Format            = "lectern-bundle"
	CollectionsFormat = "lectern-collections"
	Version           = 1
)

// A Manifest names everything of one build of a site.
type Manifest struct {
	Format    string              `json:"format"`
	Version   int                 `json:"version"`
	Release   string              `json:"release"` // hash of everything else here
	Build     string              `json:"build"`   // data-build of its pages
	Home      string              `json:"home"`    // page that the root shows
	Shell     []ShellFile         `json:"shell"`
	Languages map[string]Language `json:"languages"` // by tag
	Images    []Pack              `json:"images"`
	Search    Search              `json:"search"`
}

// A ShellFile is a file that the interface needs.
type ShellFile struct {
	Path  string `json:"path"`
	Bytes int    `json:"bytes"`
	Sum   string `json:"sha256"` // all 64 digits
	Role  string `json:"role"`
}

// A Language is what there is in a language.
type Language struct {
	Segment     string `json:"segment"`
	Shell       string `json:"shell"`
	Pages       string `json:"pages"`
	Texts       string `json:"texts"`
	Articles    int    `json:"articles"`
	Packs       []Pack `json:"packs"`
	Lists       []Pack `json:"lists"`
	Collections File   `json:"collections"`
}

// A File is a file with its size and hash.
type File struct {
	Path  string `json:"path"`
	Bytes int    `json:"bytes"`
	Hash  string `json:"hash"`
}

// Search names the list of the files of the search index.
type Search struct {
	File
	Files int   `json:"files"` // in the list
	Size  int64 `json:"size"`  // of them all, in bytes
}

const (
	checkStart  = `{"check":"`
	checkMiddle = `","bundle":`
	checkEnd    = "}\n"
	hashLength  = 32
)

// Encode makes the file of a manifest, with the release and the check set.
func (m Manifest) Encode() ([]byte, error) {
	m.Format, m.Version, m.Release = Format, Version, ""
	body, err := plainJSON(m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ManifestName, err)
	}
	m.Release = Hash(body)[:16]
	if body, err = plainJSON(m); err != nil {
		return nil, fmt.Errorf("%s: %w", ManifestName, err)
	}
	return []byte(checkStart + Hash(body) + checkMiddle + string(body) + checkEnd), nil
}

// ErrManifest says that some bytes are not a manifest, or not a whole one.
var ErrManifest = errors.New("not the manifest of a bundle, or damaged")

// ParseManifest reads and checks a manifest.
func ParseManifest(data []byte) (*Manifest, error) {
	rest, ok := strings.CutPrefix(string(data), checkStart)
	if !ok || len(rest) < hashLength {
		return nil, ErrManifest
	}
	check := rest[:hashLength]
	body, ok := strings.CutPrefix(rest[hashLength:], checkMiddle)
	if !ok {
		return nil, ErrManifest
	}
	if body, ok = strings.CutSuffix(body, checkEnd); !ok || Hash([]byte(body)) != check {
		return nil, ErrManifest
	}
	m := new(Manifest)
	if err := json.Unmarshal([]byte(body), m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrManifest, err)
	}
	if m.Format != Format {
		return nil, ErrManifest
	}
	if m.Version != Version {
		return nil, fmt.Errorf("version %d of the format, not %d", m.Version, Version)
	}
	return m, nil
}

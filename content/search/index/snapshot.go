package index

import (
	"context"
	"fmt"
	"sync"

	"lectern/content"
)

// An Index is an index as it is read. It is safe for concurrent use.
type Index struct {
	files *cache

	mu      sync.Mutex
	current *Snapshot
}

// Open returns the index that fetch reads. It fetches nothing yet.
func Open(fetch Fetch) *Index { return &Index{files: newCache(fetch, cacheSize)} }

// A Snapshot is the index as one manifest has it.
type Snapshot struct {
	*manifest
	check string
	files *cache

	mu        sync.Mutex
	languages map[content.Lang]*Language
}

// Snapshot returns the index as the manifest in use has it.
func (x *Index) Snapshot(ctx context.Context) (*Snapshot, error) {
	x.mu.Lock()
	s := x.current
	x.mu.Unlock()
	if s != nil {
		return s, nil
	}
	s, _, err := x.Renew(ctx, nil)
	return s, err
}

// Renew fetches the manifest anew, for the site may have been published since
// old was read, and reports whether the index in use now is another than old.
func (x *Index) Renew(ctx context.Context, old *Snapshot) (*Snapshot, bool, error) {
	x.mu.Lock()
	s := x.current
	x.mu.Unlock()
	if s != nil && s != old {
		return s, true, nil
	}
	x.files.drop(ManifestName)
	s, err := load(ctx, x.files, ManifestName, func(data []byte) (*Snapshot, int, error) {
		m, err := decodeManifest(data)
		if err != nil {
			return nil, 0, err
		}
		return &Snapshot{manifest: m, check: checksum(data), files: x.files, languages: make(map[content.Lang]*Language)}, 2 * len(data), nil
	})
	if err != nil {
		return nil, false, err
	}
	if old != nil && s.check == old.check {
		return old, false, nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.current = s
	return s, true, nil
}

// Langs returns the languages of the library, by tag.
func (s *Snapshot) Langs() []LangDocs {
	var all []LangDocs
	for _, l := range s.manifest.Langs {
		docs := 0
		for _, f := range l.Segments {
			docs += f.Docs
		}
		all = append(all, LangDocs{l.Lang, docs})
	}
	return all
}

// Language returns the index of a language, which must be one of Langs. Where it
// is not open yet, it does at the same time what Prefetch does for some keys.
func (s *Snapshot) Language(ctx context.Context, lang content.Lang, keys ...Key) (*Language, error) {
	s.mu.Lock()
	l := s.languages[lang]
	s.mu.Unlock()
	if l != nil {
		return l, nil
	}
	for _, f := range s.manifest.Langs {
		if f.Lang == lang {
			l, err := openLanguage(ctx, s.files, f, keys)
			if err != nil {
				return nil, err
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			s.languages[lang] = l
			return l, nil
		}
	}
	return nil, fmt.Errorf("no document of the index is in language %q", lang)
}

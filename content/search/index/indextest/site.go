// Package indextest holds a published site in memory, for the tests of what
// reads one.
package indextest

import (
	"context"
	"io/fs"
	"sync"
)

// A Site is the files of a site by their names. It records what is fetched, and
// can spoil it. The zero value has no files.
type Site struct {
	Files   map[string][]byte
	Fetched []string // names, in order; also those that there are not

	// Spoil, if set, has the last word on what a fetch of a file gives.
	Spoil func(name string, data []byte) ([]byte, error)

	mu sync.Mutex
}

// Put adds a file. It has the signature of what an index is written through.
func (s *Site) Put(name string, data []byte) error {
	if s.Files == nil {
		s.Files = make(map[string][]byte)
	}
	s.Files[name] = data
	return nil
}

// Fetch reads a file: fs.ErrNotExist if there is none. It is safe for
// concurrent use; the fields are not, while it runs.
func (s *Site) Fetch(ctx context.Context, name string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Fetched = append(s.Fetched, name)
	data, ok := s.Files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	if s.Spoil != nil {
		return s.Spoil(name, data)
	}
	return data, nil
}

// Forget forgets what was fetched so far, and returns it.
func (s *Site) Forget() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	fetched := s.Fetched
	s.Fetched = nil
	return fetched
}

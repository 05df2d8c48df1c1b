package site

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// written is what is known of a file of the output.
type written struct {
	print uint64 // fingerprint of what it was made from
	size  int64  // with its compressed copies
	files int    // itself and its compressed copies
}

// A writer passes files to the output one at a time and remembers them.
type writer struct {
	out      Output
	compress bool
	printer  printer
	before   map[string]written

	mu    sync.Mutex
	after map[string]written
	pages []string // paths of the pages written
}

// file is a file of the site that is not a page.
type file struct {
	name   string
	data   []byte
	print  uint64 // 0: of data
	load   func() ([]byte, error)
	seen   func([]byte) error // is given the content; may be nil
	copies []file             // compressed copies that are already made
	plain  bool               // without compressed copies
}

// page writes a page when its fingerprint is new.
func (w *writer) page(name, path string, print uint64, make func() ([]byte, error)) (changed bool, err error) {
	if old, ok := w.before[name]; ok && old.print == print {
		w.keep(name, old)
		return false, nil
	}
	data, err := make()
	if err != nil {
		return false, err
	}
	copies, err := compressed(name, data, w.compress, pageQuality)
	if err != nil {
		return false, err
	}
	if err := w.store(name, print, data, copies); err != nil {
		return false, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages = append(w.pages, path)
	return true, nil
}

// put writes a file when it is new or has changed. Files with a hash in their
// names give their name as the fingerprint and are loaded only when needed.
func (w *writer) put(f file) error {
	if f.print == 0 && f.load == nil {
		f.print = w.printer.fingerprint(f.name, string(f.data))
	}
	old, same := w.before[f.name]
	same = same && old.print == f.print && f.print != 0
	if same && f.seen == nil {
		w.keep(f.name, old)
		return nil
	}
	if f.load != nil {
		data, err := f.load()
		if err != nil {
			return fmt.Errorf("file %s: %w", f.name, err)
		}
		f.data = data
	}
	if f.seen != nil {
		if err := f.seen(f.data); err != nil {
			return fmt.Errorf("file %s: %w", f.name, err)
		}
	}
	if same {
		w.keep(f.name, old)
		return nil
	}
	copies := f.copies
	if copies == nil && !f.plain {
		var err error
		if copies, err = compressed(f.name, f.data, w.compress, assetQuality); err != nil {
			return err
		}
	}
	return w.store(f.name, f.print, f.data, copies)
}

func (w *writer) keep(name string, old written) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.after[name] = old
}

// keepAll keeps files as they were written before; false when one of them was
// not.
func (w *writer) keepAll(names []string) bool {
	for _, name := range names {
		if _, ok := w.before[name]; !ok {
			return false
		}
	}
	for _, name := range names {
		w.keep(name, w.before[name])
	}
	return true
}

// store writes a file and its compressed copies.
func (w *writer) store(name string, print uint64, data []byte, copies []file) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	done := written{print: print, size: int64(len(data)), files: 1 + len(copies)}
	for _, c := range copies {
		if err := w.out.Write(c.name, c.data); err != nil {
			return fmt.Errorf("write %s: %w", c.name, err)
		}
		done.size += int64(len(c.data))
	}
	if err := w.out.Write(name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	w.after[name] = done
	return nil
}

// removeStale removes files of the last render that this one does not have and
// returns the paths of the pages among them.
func (w *writer) removeStale() (paths []string, err error) {
	var stale []string
	for name := range w.before {
		if _, ok := w.after[name]; !ok {
			stale = append(stale, name)
		}
	}
	slices.Sort(stale)
	for _, name := range stale {
		names := []string{name}
		if w.before[name].files > 1 {
			names = append(names, name+".br", name+".gz")
		}
		for _, n := range names {
			if err := w.out.Remove(n); err != nil {
				return nil, fmt.Errorf("remove %s: %w", n, err)
			}
		}
		delete(w.before, name)
		if path, ok := strings.CutSuffix(name, "index.html"); ok {
			paths = append(paths, "/"+path)
		}
	}
	return paths, nil
}

// merge returns what the output holds now, also after a render that failed
// half-way.
func (w *writer) merge() map[string]written {
	for name, old := range w.before {
		if _, ok := w.after[name]; !ok {
			w.after[name] = old
		}
	}
	return w.after
}

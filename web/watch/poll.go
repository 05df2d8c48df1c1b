package watch

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"
)

// A state is what shows that a file changed.
type state struct {
	size int64
	time time.Time
}

// look returns the state of every file in a folder.
func look(dir string) map[string]state {
	files := map[string]state{}
	// What cannot be read is not there.
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if path != dir && ignored(d.Name()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			if name, err := filepath.Rel(dir, path); err == nil {
				files[name] = state{info.Size(), info.ModTime()}
			}
		}
		return nil
	})
	return files
}

// poll finds changes by looking, until ctx ends.
func poll(ctx context.Context, dir string, seen map[string]state, b *batch) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		now := look(dir)
		for name, s := range now {
			if old, ok := seen[name]; !ok || old != s {
				b.add(name)
			}
		}
		for name := range seen {
			if _, ok := now[name]; !ok {
				b.add(name)
			}
		}
		seen = now
		for looked := false; !looked; {
			select {
			case <-ctx.Done():
				return
			case <-b.due():
				b.tell()
			case <-b.done:
				b.told()
			case <-tick.C:
				looked = true
			}
		}
	}
}

// Package watch tells when files in a folder change.
//
//   - Every folder below the watched one counts, also those made later.
//   - Changes are told together, and when the files are still: after 180 ms
//     without one, or 2 s after the first while they keep coming. An editor's
//     save is several events, a checkout thousands, and a file that is saved
//     in place is cut to nothing and written anew in pieces: whoever reads it
//     too early gets half an article. A file that is empty has half a second to
//     be written.
//   - Hidden files and folders, and the files editors put beside the one being
//     written, are passed over.
//   - Where the system cannot watch (too many folders for its limits, a folder
//     that went away), the folder is looked through once a second instead.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet    = 180 * time.Millisecond // one small save is told within 200
	still    = 60 * time.Millisecond  // between two looks at a file that still changes
	empty    = 500 * time.Millisecond // from the last event of a file that has nothing in it
	patience = 2 * time.Second
	interval = time.Second // between two looks without the system's help
)

// Watch calls notify with the files and folders that changed, sorted, as
// paths relative to dir with forward slashes, until ctx ends; it then returns
// nil. "." means that anything may have changed. Only one call of notify runs
// at a time; what changes meanwhile is told by the next one.
func Watch(ctx context.Context, dir string, log *slog.Logger, notify func(changed []string)) error {
	given := dir
	dir, err := filepath.EvalSymlinks(given) // walking does not follow them
	if err == nil {
		var info os.FileInfo
		if info, err = os.Stat(dir); err == nil && !info.IsDir() {
			err = errors.New("not a folder")
		}
	}
	if err != nil {
		return fmt.Errorf("watching %s: %w", given, err)
	}
	// Looked at before the system watches, so that nothing falls in between.
	seen := look(dir)
	b := newBatch(dir, notify)
	defer b.wait()
	err = follow(ctx, dir, b)
	if err == nil || ctx.Err() != nil {
		return nil
	}
	log.Warn("the system does not watch the folder; looking at it every second",
		"folder", dir, "err", err)
	poll(ctx, dir, seen, b)
	return nil
}

// follow passes on the system's events until ctx ends, and returns an error
// when the system cannot go on.
func follow(ctx context.Context, dir string, b *batch) error {
	system, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer system.Close()
	if err := addFolders(system, dir, nil); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-b.due():
			b.tell()
		case <-b.done:
			b.told()
		case err, open := <-system.Errors:
			switch {
			case !open:
				return errors.New("the system's events ended")
			case errors.Is(err, fsnotify.ErrEventOverflow):
				// Folders may have been made that nobody told us of.
				if err := addFolders(system, dir, nil); err != nil {
					return err
				}
				b.add(".")
			default:
				return err
			}
		case ev, open := <-system.Events:
			if !open {
				return errors.New("the system's events ended")
			}
			if err := take(system, dir, ev, b); err != nil {
				return err
			}
		}
	}
}

// take takes one event of the system.
func take(system *fsnotify.Watcher, dir string, ev fsnotify.Event, b *batch) error {
	name, err := filepath.Rel(dir, ev.Name)
	if err != nil || ignored(name) || ev.Op == fsnotify.Chmod {
		return nil
	}
	if name == "." {
		if _, err := os.Stat(dir); err != nil {
			return err
		}
		return nil
	}
	if ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename) {
		// A folder that was moved would be watched on under its old name.
		if _, err := os.Lstat(ev.Name); err != nil {
			for _, watched := range system.WatchList() {
				if watched == ev.Name || strings.HasPrefix(watched, ev.Name+string(filepath.Separator)) {
					system.Remove(watched)
				}
			}
		}
	}
	if ev.Has(fsnotify.Create) {
		if info, err := os.Lstat(ev.Name); err == nil && info.IsDir() {
			err := addFolders(system, ev.Name, func(path string) {
				if name, err := filepath.Rel(dir, path); err == nil {
					b.add(name)
				}
			})
			if err != nil {
				return err
			}
		}
	}
	b.add(name)
	return nil
}

// addFolders has the system watch a folder and those in it, and calls found
// with each file: those of a new folder may be older than the watch.
func addFolders(system *fsnotify.Watcher, dir string, found func(path string)) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone again
		case errors.Is(err, fs.ErrPermission):
			return nil // nothing that could become a page
		case err != nil:
			return err
		}
		if path != dir && ignored(d.Name()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.IsDir() {
			if found != nil {
				found(path)
			}
			return nil
		}
		// Before its files are listed: WalkDir reads a folder after this call.
		if err := system.Add(path); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return err
		}
		return nil
	})
}

// ignored reports whether a path is of no interest: hidden, or made by an
// editor or a browser while it writes another file.
func ignored(path string) bool {
	if path == "." {
		return false
	}
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(path), "/"), ignoredName)
}

func ignoredName(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return true
	}
	if strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return true // Emacs
	}
	if name == "4913" || strings.HasSuffix(name, "___jb_tmp___") || strings.HasSuffix(name, "___jb_old___") {
		return true // Vim's test whether it may write here; JetBrains
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", ".kate-swp":
		return true
	}
	return false
}

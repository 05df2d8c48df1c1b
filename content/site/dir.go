package site

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// A Dir is a folder as an output. A file is replaced in one step: who reads
// the folder meanwhile sees the old file or the new one. Nothing is written
// outside the folder, whatever the names.
type Dir struct {
	root *os.Root

	// private is the path of a folder that nobody else knows yet; empty for one
	// that is read meanwhile. There files are written under their paths: going
	// down to each through root, folder by folder, takes four times as long.
	private string

	mu   sync.Mutex
	made map[string]bool // folders
}

// OpenDir opens a folder for a site, and makes it when there is none.
func OpenDir(name string) (*Dir, error) {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, fmt.Errorf("folder of the site: %w", err)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("folder of the site: %w", err)
	}
	return &Dir{root: root, made: map[string]bool{".": true}}, nil
}

// Root is the open folder; it belongs to d.
func (d *Dir) Root() *os.Root { return d.root }

// Close releases the folder.
func (d *Dir) Close() error { return d.root.Close() }

// Write implements Output.
func (d *Dir) Write(name string, data []byte) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("%q is not a name within the site", name)
	}
	if err := d.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	if d.private != "" {
		return os.WriteFile(filepath.Join(d.private, filepath.FromSlash(name)), data, 0o644)
	}
	temp := path.Join(path.Dir(name), ".lectern-"+randomName())
	if err := d.root.WriteFile(temp, data, 0o644); err != nil {
		d.root.Remove(temp)
		return err
	}
	if err := d.root.Rename(temp, name); err != nil {
		d.root.Remove(temp)
		return err
	}
	return nil
}

func (d *Dir) makeFolder(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.made[name] {
		return nil
	}
	if err := d.mkdir(name); err != nil {
		return err
	}
	d.made[name] = true
	return nil
}

func (d *Dir) mkdir(name string) error {
	if d.private == "" {
		return d.root.MkdirAll(name, 0o755)
	}
	dir := filepath.Join(d.private, filepath.FromSlash(name))
	if d.made[path.Dir(name)] && os.Mkdir(dir, 0o755) == nil {
		return nil
	}
	return os.MkdirAll(dir, 0o755)
}

// Remove implements Output. Folders that it leaves empty go too. A file that
// is not there is no error.
func (d *Dir) Remove(name string) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("%q is not a name within the site", name)
	}
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if d.root.Remove(folder) != nil {
			break // not empty
		}
		delete(d.made, folder)
	}
	return nil
}

// randomName is 64 random bits in hexadecimal.
func randomName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

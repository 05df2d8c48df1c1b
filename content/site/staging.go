package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Staging is a folder beside the one a site is to stand in. The site is
// written there and put in place in one step, so that a build that fails or is
// killed leaves the old site as it was.
//
// For the folder "dist" the staging folder is ".dist.lectern-<16 hex digits>".
// Where the system cannot exchange two folders, the old one is moved out of the
// way first, under the same name with "-old" after it; a build killed just then
// leaves only that, and the next one puts it back.
type Staging struct {
	*Dir
	target string
	temp   string
	lock   *os.File
}

// ErrForeign is returned for a folder that holds something Lectern did not
// make.
var ErrForeign = errors.New("the folder was not made by lectern: remove it or choose another")

// NewStaging prepares to replace the site in target, which must not exist, be
// empty or hold a site made by lectern. What killed builds left is removed.
func NewStaging(target string) (*Staging, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real // the folder is replaced, not the link to it
	} else if _, err := os.Lstat(target); err == nil {
		return nil, fmt.Errorf("output folder %s is a link to nowhere", target)
	}
	if info, err := os.Stat(target); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("output folder %s is a file: name a folder", target)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if err := cleanUp(target); err != nil {
		return nil, fmt.Errorf("output folder: remains of an earlier build: %w", err)
	}
	if _, err := strangers(target); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", target, err)
	}
	s := &Staging{target: target, temp: tempPrefix(target) + randomName()}
	if err := os.Mkdir(s.temp, 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	if s.lock, err = lockFolder(s.temp); err == nil {
		s.Dir, err = OpenDir(s.temp)
	}
	if err != nil {
		s.Abort()
		return nil, fmt.Errorf("output folder: %w", err)
	}
	s.private = s.temp
	return s, nil
}

// tempPrefix is how the names of staging folders for target begin.
func tempPrefix(target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".lectern-")
}

// Made reports whether dir holds a site made by lectern.
func Made(dir string) bool {
	_, err := readMark(dir)
	return err == nil
}

// readMark reads the mark of the site in dir; the error is ErrForeign.
func readMark(dir string) (siteMark, error) {
	var mark siteMark
	data, err := os.ReadFile(filepath.Join(dir, markName))
	if err != nil || json.Unmarshal(data, &mark) != nil || mark.Generator != "lectern" {
		return siteMark{}, ErrForeign
	}
	return mark, nil
}

// strangers returns the names at the root of target that are files of the
// operator's. The error says why target cannot be replaced: it is no site of
// ours, or holds a stranger that is more than a file. A target that is absent
// or empty holds nothing.
func strangers(target string) ([]string, error) {
	entries, err := os.ReadDir(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, nil
	}
	mark, err := readMark(target)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case slices.Contains(mark.Entries, name), name == ".DS_Store":
		case entry.Type().IsRegular():
			files = append(files, name)
		default:
			return nil, fmt.Errorf("%s in it is not a part of the site and would be lost: move it away", name)
		}
	}
	return files, nil
}

// keep copies the operator's files at the root of the old site into the new one,
// unless the new site has the name itself, and writes the names that are the
// site's own into its mark.
func (s *Staging) keep() error {
	files, err := strangers(s.target)
	if err != nil {
		return err
	}
	mark, err := readMark(s.temp)
	if err != nil {
		return err
	}
	own, err := os.ReadDir(s.temp)
	if err != nil {
		return err
	}
	mark.Entries = nil
	for _, entry := range own {
		mark.Entries = append(mark.Entries, entry.Name())
	}
	data, err := plainJSON(mark)
	if err != nil {
		return err
	}
	if err := s.Write(markName, data); err != nil {
		return err
	}
	for _, name := range files {
		if slices.Contains(mark.Entries, name) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(s.target, name))
		if err != nil {
			return err
		}
		if err := s.Write(name, data); err != nil {
			return err
		}
	}
	return nil
}

// Earlier returns a file of the site that stands in the target.
func (s *Staging) Earlier(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q is not a name within the site", name)
	}
	return os.ReadFile(filepath.Join(s.target, filepath.FromSlash(name)))
}

// Commit puts the site in place and removes the old one.
func (s *Staging) Commit() error {
	err := s.writeDeltas()
	if err == nil {
		err = s.keep()
	}
	if err != nil {
		return fmt.Errorf("output folder %s: %w", s.target, err)
	}
	if err := s.Close(); err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	defer s.unlock()
	if info, err := os.Stat(s.target); err == nil {
		if err := os.Chmod(s.temp, info.Mode().Perm()); err != nil {
			return fmt.Errorf("output folder: %w", err)
		}
		if err := exchange(s.temp, s.target); err != nil {
			return fmt.Errorf("output folder: put the new site in place: %w", err)
		}
		// The new site stands. What cannot be removed now is for the next build.
		os.RemoveAll(s.temp)
		os.RemoveAll(s.temp + oldSuffix)
		return nil
	}
	if err := os.Rename(s.temp, s.target); err != nil {
		return fmt.Errorf("output folder: put the new site in place: %w", err)
	}
	return nil
}

// Abort removes what was written; the old site stays. It does nothing after a
// Commit that succeeded.
func (s *Staging) Abort() error {
	if s.Dir != nil {
		s.Close()
	}
	defer s.unlock()
	return os.RemoveAll(s.temp)
}

func (s *Staging) unlock() {
	if s.lock != nil {
		s.lock.Close()
		s.lock = nil
	}
}

// oldSuffix marks an old site that is out of the way for a moment.
const oldSuffix = "-old"

// exchangeByRenames puts the folder temp where target is, in two steps.
func exchangeByRenames(temp, target string) error {
	old := temp + oldSuffix
	if err := os.Rename(target, old); err != nil {
		return err
	}
	if err := os.Rename(temp, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	return nil
}

// settled is how old a staging folder must be before it can be taken for one
// that its build has left: a moment passes between making and locking it.
const settled = time.Minute

// cleanUp removes the staging folders of builds that are no more, and puts
// back an old site that a killed build had moved out of the way.
func cleanUp(target string) error {
	folder, prefix := filepath.Split(tempPrefix(target))
	pattern, err := regexp.Compile("^" + regexp.QuoteMeta(prefix) + "[0-9a-f]{16}(" + oldSuffix + ")?$")
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.IsDir() || !pattern.MatchString(entry.Name()) {
			continue
		}
		name := filepath.Join(folder, entry.Name())
		if strings.HasSuffix(name, oldSuffix) {
			if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(name, target); err != nil {
					return err
				}
				continue
			}
		}
		info, err := entry.Info()
		if err != nil || time.Since(info.ModTime()) < settled {
			continue
		}
		lock, err := lockFolder(name)
		if err != nil {
			continue // its build is at work
		}
		err = os.RemoveAll(name)
		lock.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

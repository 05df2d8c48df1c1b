package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/content"
)

// An entry is a file of the folder.
type entry struct {
	path string // as the file system spells it
	size int64
	mod  time.Time // zero when the file system does not say
}

// A tree is what the folder holds: hidden and excluded files are not in it.
type tree struct {
	articles []entry          // files that are articles by their names, by path
	maybe    []entry          // files that are articles only when they have front matter (see about)
	files    map[string]entry // every file, by the NFC form of its path
	names    []string         // keys of files, sorted
	dirs     map[string]bool  // every folder, NFC
	links    map[string]bool  // symbolic links, which are passed over, NFC
}

// walk lists the folder. Symbolic links are left out, whatever they lead to:
// one that leaves the folder must not be followed, and one inside it would
// make an article twice.
func walk(ctx context.Context, fsys fs.FS, exclude *matcher) (*tree, []content.Problem, error) {
	t := &tree{files: map[string]entry{}, dirs: map[string]bool{".": true}, links: map[string]bool{}}
	var problems []content.Problem
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !utf8.ValidString(name) {
			problems = append(problems, content.Problem{
				File: name, Kind: "unreadable", Message: "its name is not in UTF-8", Hint: "give it another name; it is passed over",
			})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if err != nil {
			if name == "." {
				return err
			}
			problems = append(problems, unreadable(name, err))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if name == "." {
			return nil
		}
		if hidden(d.Name()) || exclude.match(name, d.IsDir()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || built(fsys, name) {
				return fs.SkipDir
			}
			t.dirs[norm.NFC.String(name)] = true
			return nil
		}
		if !d.Type().IsRegular() {
			if d.Type()&fs.ModeSymlink != 0 {
				t.links[norm.NFC.String(name)] = true
			}
			if articleExt(path.Ext(name)) || leadsAway(fsys, name, d) {
				problems = append(problems, notAFile(name, d.Type()))
			}
			return nil
		}
		if configName(name) {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			problems = append(problems, unreadable(name, err))
			return nil
		}
		t.add(entry{path: name, size: info.Size(), mod: info.ModTime()})
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading the library folder: %w", err)
	}
	byPath := func(a, b entry) int { return strings.Compare(a.path, b.path) }
	slices.SortFunc(t.articles, byPath)
	slices.SortFunc(t.maybe, byPath)
	slices.Sort(t.names)
	return t, problems, nil
}

func (t *tree) add(e entry) {
	key := norm.NFC.String(e.path)
	t.files[key] = e
	t.names = append(t.names, key)
	if !articleExt(path.Ext(e.path)) {
		return
	}
	if about(e.path) {
		t.maybe = append(t.maybe, e)
	} else {
		t.articles = append(t.articles, e)
	}
}

// leadsAway reports a symbolic link to a folder, whose articles are not read, or
// out of the library.
func leadsAway(fsys fs.FS, name string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return info.IsDir()
}

// notAFile says that what is called like an article is passed over.
func notAFile(name string, mode fs.FileMode) content.Problem {
	return content.Problem{
		File: name, Kind: "not-a-file", Message: "it is " + FileKind(mode) + ", which is passed over",
		Hint: "put a copy in its place",
	}
}

// FileKind names what a file is that is no regular one: "a named pipe".
func FileKind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}

// built reports whether a folder is a site that Lectern wrote, as dist is after
// "lectern build ." in the folder of articles: its mark is a lectern.json.
func built(fsys fs.FS, dir string) bool {
	data, err := readLimited(fsys, path.Join(dir, "lectern.json"), markLimit)
	if err != nil {
		return false
	}
	var mark struct{ Generator string }
	return json.Unmarshal(data, &mark) == nil && mark.Generator == "lectern"
}

// markLimit is the size of a lectern.json that is read; it takes some 600 bytes.
const markLimit = 1 << 16

// hidden reports names that are not the reader's business: dot files, and what
// editors leave beside a file they have open.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") || strings.HasPrefix(name, "~$")
}

func configName(name string) bool { return name == "lectern.yaml" || name == "lectern.yml" }

// articleExt reports the extensions of article files.
func articleExt(ext string) bool {
	switch strings.ToLower(ext) {
	case ".md", ".markdown", ".txt":
		return true
	}
	return false
}

// about reports files that speak about the folder, or to machines, rather than
// to readers: the README of the library's root (in other folders README.md is
// the folder's own article, as index.md is), licences and contribution rules
// anywhere, and the plain text files that programs read.
func about(name string) bool {
	stem := strings.ToLower(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	switch stem {
	case "readme":
		return path.Dir(name) == "."
	case "license", "licence", "copying", "notice", "notices", "changelog", "changes", "contributing",
		"contributors", "code_of_conduct", "code-of-conduct", "security", "codeowners", "pull_request_template", "issue_template":
		// Written so, or all in capitals: "notices.md" is about the folder only at its root.
		base := strings.TrimSuffix(path.Base(name), path.Ext(name))
		return path.Dir(name) == "." || base == strings.ToUpper(base)
	}
	if strings.ToLower(path.Ext(name)) == ".txt" {
		switch stem {
		case "robots", "humans", "ads", "app-ads", "llms", "llms-full", "requirements", "requirements-dev", "constraints", "cmakelists", "manifest", "top_level":
			return true
		}
	}
	return false
}

func unreadable(name string, err error) content.Problem {
	hint := "the rest of the library is built without it"
	switch {
	case errors.Is(err, errTooLarge):
		hint = "divide it into several; " + hint
	case errors.Is(err, fs.ErrPermission):
		hint = "give yourself the right to read it; " + hint
	}
	return content.Problem{File: name, Kind: "unreadable", Message: "the file cannot be read: " + err.Error(), Hint: hint}
}

package main

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"lectern/content/articles"
	"lectern/content/library"
)

// A source is the folder a command works on.
type source struct {
	dir string // on disk; "" for the built-in library
	fs  fs.FS
}

// openSource opens the folder named by args, or the built-in library when
// there is none.
func openSource(args []string) (source, error) {
	if len(args) == 0 {
		return source{fs: articles.FS}, nil
	}
	dir := args[0]
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return source{}, usageError{fmt.Errorf("open the folder of articles: %w", err)}
	case !info.IsDir():
		return source{}, usageError{fmt.Errorf("%s is a file; name the folder it is in", dir)}
	}
	root, err := os.OpenRoot(dir) // nothing outside the folder can be read through it
	if err != nil {
		return source{}, fmt.Errorf("open the folder of articles: %w", err)
	}
	return source{dir: dir, fs: root.FS()}, nil
}

// String names the folder for people.
func (s source) String() string {
	if s.dir == "" {
		return "the built-in library"
	}
	return s.dir
}

// checkBaseURL returns raw with the final slash that addresses are joined to.
func checkBaseURL(raw string) (string, error) {
	base, err := library.ParseBaseURL(raw)
	if err != nil {
		return "", usageError{fmt.Errorf("--base-url %s: %w", raw, err)}
	}
	return base, nil
}

// basePath returns the path of a base URL: "/" when it has none.
func basePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

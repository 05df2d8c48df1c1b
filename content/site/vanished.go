package site

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Vanished returns the paths of pages for frames in the site that s is to
// replace which the new one has no more: an article that partners show and that
// is gone without a word. Their own paths, sorted: "/ru/customs/".
func (s *Staging) Vanished() []string {
	var gone []string
	for _, name := range frames(os.DirFS(s.target)) {
		if _, err := fs.Stat(s.Root().FS(), name); err != nil {
			gone = append(gone, "/"+strings.TrimSuffix(path.Dir(name), "embed"))
		}
	}
	slices.Sort(gone)
	return gone
}

// frames are the pages for frames of articles.
func frames(site fs.FS) []string {
	names, err := fs.Glob(site, "*/*/embed/index.html")
	if err != nil {
		return nil // the pattern is right
	}
	return slices.DeleteFunc(names, func(name string) bool { return strings.HasSuffix(name, "/search/embed/index.html") })
}

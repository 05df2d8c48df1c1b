package main

import (
	"context"
	"os"
	"path/filepath"

	"lectern/content"
)

// makeMiniSearch builds MiniSearch's index of the articles: titles and texts,
// Russian and English stems, ё as е, the settings its documentation gives.
func makeMiniSearch(ctx context.Context, articles, dir string) (made, error) {
	if err := copyPeerFiles(dir, map[string]string{
		"minisearch.html": "minisearch.html", "minisearch.js": "minisearch.js", "minisearch-terms.js": "minisearch-terms.js", "peer.js": "peer.js",
		"node_modules/minisearch/dist/es/index.js": "lib/minisearch.js",
		"node_modules/@orama/stemmers/dist/ru.js":  "lib/russian.js",
		"node_modules/@orama/stemmers/dist/en.js":  "lib/english.js",
	}); err != nil {
		return made{}, err
	}
	index := filepath.Join(dir, "index.json")
	_, took, err := runChild(ctx, peersDir, "", "node", "--max-old-space-size=8192", "minisearch-build.mjs", articles, index)
	if err != nil {
		return made{}, err
	}
	files := []string{index}
	for _, pattern := range []string{"*.js", "lib/*.js"} {
		more, _ := filepath.Glob(filepath.Join(dir, pattern)) // the pattern is well formed
		files = append(files, more...)
	}
	if err := compress(ctx, files); err != nil {
		return made{}, err
	}
	page := func(content.Lang) string { return "minisearch.html" }
	m := made{contender: &peer{dir: dir, page: page}, build: took}
	info, err := os.Stat(index + ".br")
	if err != nil {
		return made{}, err
	}
	m.index = info.Size()
	m.program, err = sizeOf(dir, func(name string) bool { return filepath.Ext(name) == ".br" && name != "index.json.br" })
	return m, err
}

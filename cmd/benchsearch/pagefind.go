package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"lectern/content"
)

// makePagefind builds Pagefind's index of the pages that writePage wrote into
// dir.
func makePagefind(ctx context.Context, dir string, langs []content.Lang) (made, error) {
	if err := copyPeerFiles(dir, map[string]string{"pagefind.js": "pagefind.js", "peer.js": "peer.js"}); err != nil {
		return made{}, err
	}
	page, err := os.ReadFile(filepath.Join(peersDir, "pagefind.html"))
	if err != nil {
		return made{}, err
	}
	for _, lang := range langs { // it searches in the language of the page
		text := strings.ReplaceAll(string(page), "{{lang}}", string(lang))
		if err := os.WriteFile(filepath.Join(dir, "search-"+string(lang)+".html"), []byte(text), 0o644); err != nil {
			return made{}, err
		}
	}
	runner, err := filepath.Abs(filepath.Join(peersDir, "node_modules", "pagefind", "lib", "runner", "bin.cjs"))
	if err != nil {
		return made{}, err
	}
	_, took, err := runChild(ctx, dir, "", "node", runner, "--site", ".", "--glob", "a/**/*.html", "--quiet")
	if err != nil {
		return made{}, err
	}
	scripts := []string{"pagefind.js", "pagefind-worker.js"}
	var files []string
	for _, name := range scripts {
		files = append(files, filepath.Join(dir, "pagefind", name))
	}
	if err := compress(ctx, files); err != nil {
		return made{}, err
	}
	name := func(lang content.Lang) string { return "search-" + string(lang) + ".html" }
	m := made{contender: &peer{dir: dir, page: name, langs: langs}, build: took}
	parts := []struct {
		sum  *int64
		take func(name string) bool
	}{
		{&m.index, func(name string) bool {
			return strings.HasSuffix(name, ".pf_index") || strings.HasSuffix(name, ".pf_meta") || name == "pagefind-entry.json" || strings.HasSuffix(name, ".pf_filter")
		}},
		{&m.texts, func(name string) bool { return strings.HasSuffix(name, ".pf_fragment") }},
		{&m.program, func(name string) bool { return strings.HasSuffix(name, ".br") }},
	}
	for _, part := range parts {
		if *part.sum, err = sizeOf(filepath.Join(dir, "pagefind"), part.take); err != nil {
			return made{}, err
		}
	}
	wasm, err := sizeOf(filepath.Join(dir, "pagefind"), func(name string) bool {
		return strings.HasPrefix(name, "wasm."+primary(langs)+".")
	})
	m.program += wasm
	return m, err
}

// primary returns the language part of the first tag, as Pagefind names files.
func primary(langs []content.Lang) string {
	if len(langs) == 0 {
		return "unknown"
	}
	tag, _, _ := strings.Cut(strings.ToLower(string(langs[0])), "-")
	return tag
}

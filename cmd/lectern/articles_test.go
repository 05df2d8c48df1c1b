package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNewGuesses(t *testing.T) {
	for _, c := range []struct{ title, file, lang string }{
		{"Дороги области", "dorogi-oblasti.md", "ru"},
		{"Ўзбекистон йўллари", "ozbekiston-yollari.md", "uz-Cyrl"},
		{"مقالة جديدة", "mqala-jdida.md", "ar"},
		{"Hello", "hello.md", ""},
		{"2020", "2020-2.md", ""},
		{"Search", "search-2.md", ""},
		{"README", "readme-2.md", ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			dir := t.TempDir()
			stdout, stderr, code := lectern(t, "", "new", c.title, "--dir", dir)
			path := filepath.Join(dir, c.file)
			if code != exitFine || strings.TrimSpace(stdout) != path {
				t.Fatalf("new %q: exit %d, %s%s, want %s", c.title, code, stdout, stderr, path)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			lang := ""
			for line := range strings.Lines(string(data)) {
				if tag, found := strings.CutPrefix(line, "lang: "); found {
					lang = strings.TrimSpace(tag)
				}
			}
			if lang != c.lang {
				t.Errorf("new %q writes the language %q, want %q", c.title, lang, c.lang)
			}
			if said := strings.Contains(stderr, "is called"); said != strings.HasSuffix(c.file, "-2.md") {
				t.Errorf("new %q says %q", c.title, stderr)
			}
		})
	}
}

func TestImportCopiesImages(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"in/search.html": `<html lang=en><h1>T</h1><img src="pic/a.png" alt=a><img src="none.png" alt=b><img src="../secret.png" alt=c><img src="link.png" alt=d>`,
		"in/pic/a.png":   "a", "secret.png": "s",
	})
	if err := os.Symlink("../secret.png", filepath.Join(dir, "in/link.png")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	_, stderr, code := lectern(t, "", "import", filepath.Join(dir, "in/search.html"), "--out", out)
	if code != exitFine {
		t.Fatalf("import: exit %d: %s", code, stderr)
	}
	if diff := cmp.Diff([]string{"pic/a.png", "search-2.md"}, slices.Sorted(maps.Keys(tree(t, out)))); diff != "" {
		t.Errorf("files (-want +got):\n%s\n%s", diff, stderr)
	}
	for _, want := range []string{"copied: ", "the image none.png is not copied: ", "the image link.png is not copied: ", "the image ../secret.png lies outside"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("import says %q, want %q in it", stderr, want)
		}
	}
}

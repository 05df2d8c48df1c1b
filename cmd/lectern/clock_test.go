package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestTimeOfBuild: the time of a build is an input, and what it holds back is
// told, in a strict build too.
func TestTimeOfBuild(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "dist")
	write(t, dir, map[string]string{
		"a.md": "---\ntitle: Today\ndate: 2024-05-01\n---\n\nText of the first one.\n",
		"b.md": "---\ntitle: Later\ndate: 2024-06-01\n---\n\nText of the second one.\n",
	})
	tests := []struct {
		name, epoch string
		args        []string
		pages       []string
		told        string
	}{
		{"held back", "1714564800", nil, []string{"en/a/index.html"}, "Held back until their time: b.md (2024-06-01).\n"},
		{"with drafts", "1714564800", []string{"--drafts"}, []string{"en/a/index.html", "en/b/index.html"}, "Shown as drafts, since their time is to come: b.md (2024-06-01).\n"},
		{"its time has come", "1717286400", nil, []string{"en/a/index.html", "en/b/index.html"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("SOURCE_DATE_EPOCH", test.epoch)
			_, stderr, code := lectern(t, "", append([]string{"build", dir, "--out", out, "--strict"}, test.args...)...)
			if code != exitFine {
				t.Fatalf("exit %d: %s", code, stderr)
			}
			var pages []string
			site := tree(t, out)
			for _, page := range []string{"en/a/index.html", "en/b/index.html"} {
				if site[page] != "" {
					pages = append(pages, page)
				}
			}
			if strings.Join(pages, " ") != strings.Join(test.pages, " ") {
				t.Errorf("pages %v, want %v", pages, test.pages)
			}
			if !strings.Contains(stderr, test.told) || test.told == "" && strings.Contains(stderr, "b.md") {
				t.Errorf("told %q, want %q", stderr, test.told)
			}
		})
	}
	t.Run("no time", func(t *testing.T) {
		t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
		if _, stderr, code := lectern(t, "", "check", dir); code != exitUsage || !strings.Contains(stderr, "SOURCE_DATE_EPOCH") {
			t.Errorf("exit %d, %s; want %d and the name of the variable", code, stderr, exitUsage)
		}
	})
}

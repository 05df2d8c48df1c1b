package main

import (
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// deps returns the packages that pkg is built of, for the browser or the host.
func deps(t *testing.T, pkg, goos, goarch string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", pkg)
	cmd.Env = append(cmd.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list -deps %s: %v", pkg, err)
	}
	return strings.Fields(string(out))
}

// TestImports holds the arrows of the architecture: content at the bottom,
// nothing heavy in the browser program, each library behind one package.
func TestImports(t *testing.T) {
	const goapp = "github.com/maxence-charriere/go-app"
	tests := []struct {
		pkg    string
		goos   string
		never  []string
		reason string
	}{
		{"lectern/content", "linux", []string{"lectern/", "github.com/", "golang.org/"}, "the model needs the standard library only"},
		{"lectern/content/search", "linux", []string{"lectern/content/markdown", "lectern/content/site", "lectern/app", goapp, "github.com/yuin/goldmark"}, "the index knows articles only as plain text"},
		{"lectern/content/bundle", "linux", []string{"lectern/content/", "lectern/app", goapp}, "packs hold pages whatever they are made of"},
		{"lectern/content/search", "js", []string{"lectern/content/markdown", "lectern/content/site", "lectern/app", goapp, "github.com/yuin/goldmark", "net/http", "encoding/json", "golang.org/x/text"}, "the engine is linked into the browser program"},
		{"lectern/app/browser", "js", []string{"net/http", "encoding/json"}, "what is linked here is carried by every reader"},
		{"lectern/content/markdown", "linux", []string{"lectern/content/library", "lectern/content/site", "lectern/content/search", "lectern/app", goapp}, "rendering knows one text at a time"},
		{"lectern/content/library", "linux", []string{"lectern/content/site", "lectern/content/search", "lectern/app", goapp}, "loading knows nothing of pages"},
		{"lectern/content/site", "linux", []string{"lectern/app", goapp}, "pages are finished without the program"},
		{"lectern/cmd/wasm", "js", []string{"lectern/content/markdown", "lectern/content/site", "lectern/content/library", "lectern/web", "github.com/yuin/goldmark", "github.com/alecthomas/chroma", "github.com/microcosm-cc/bluemonday"}, "the browser program renders no Markdown"},
		{"lectern/content/opened", "linux", []string{"lectern/content/library", "lectern/content/site", "lectern/app", goapp}, "a file of the reader's own is one text without a library"},
		{"lectern/cmd/openwasm", "js", []string{"lectern/content/library", "lectern/content/site", "lectern/content/search", "lectern/web", goapp, "github.com/alecthomas/chroma", "github.com/goccy/go-yaml", "github.com/BurntSushi/toml", "github.com/abadojack/whatlanggo", "golang.org/x/text/language", "encoding/json", "net/http"}, "the second browser program renders Markdown and nothing else"},
		{"lectern/web/server", "linux", []string{"lectern/app", goapp, "github.com/yuin/goldmark"}, "the server serves files"},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.pkg, "/", "_")+"_"+test.goos, func(t *testing.T) {
			goarch := "amd64"
			if test.goos == "js" {
				goarch = "wasm"
			}
			for _, dep := range deps(t, test.pkg, test.goos, goarch) {
				if dep == test.pkg || strings.HasPrefix(dep, "vendor/") {
					continue
				}
				for _, never := range test.never {
					if strings.HasPrefix(dep+"/", never) || strings.HasPrefix(dep, never) {
						t.Errorf("%s imports %s: %s", test.pkg, dep, test.reason)
					}
				}
			}
		})
	}
}

// TestDoors holds rules about single places: who may call what.
func TestDoors(t *testing.T) {
	tests := []struct{ text, where, reason string }{
		{"content.SafeHTML(", "content/markdown/", "HTML has one door"},
		{`"syscall/js"`, "app/browser/", "the browser is reached through app/browser"},
		{`"github.com/yuin/goldmark`, "content/markdown/", "goldmark is used in content/markdown only"},
	}
	root := os.DirFS("../..")
	for _, test := range tests {
		seen := false
		for _, top := range []string{"app", "cmd", "content", "web"} {
			err := fs.WalkDir(root, top, func(path string, _ fs.DirEntry, err error) error {
				if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
					return err
				}
				data, err := fs.ReadFile(root, path)
				switch {
				case err != nil || !strings.Contains(string(data), test.text):
				case strings.HasPrefix(path, test.where):
					seen = true
				default:
					t.Errorf("%s has %s: %s", path, test.text, test.reason)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if !seen {
			t.Errorf("%s is nowhere in %s: has the rule lost its subject?", test.text, test.where)
		}
	}
}

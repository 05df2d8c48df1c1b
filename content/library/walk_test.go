package library

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestWhichFilesAreArticles(t *testing.T) {
	const text = "# Title\n\nText of the article.\n"
	tests := map[string]struct {
		files map[string]string
		want  []string
	}{
		"extensions and names": {
			files: map[string]string{
				"a.md": text, "b.markdown": text, "c.txt": text, "D.MD": text, "e.html": text, "f.md.bak": text,
				"Отпуск и отдых.md": text, "глубоко/в/папке/статья.md": text,
			},
			want: []string{"D.MD", "a.md", "b.markdown", "c.txt", "Отпуск и отдых.md", "глубоко/в/папке/статья.md"},
		},
		"hidden": {
			files: map[string]string{"a.md": text, ".b.md": text, ".git/c.md": text, "node_modules/d.md": text, "e.md~": text, "#f.md": text, "g/.h/i.md": text},
			want:  []string{"a.md"},
		},
		"about the folder": {
			files: map[string]string{
				"a.md": text, "README.md": text, "LICENSE.md": text, "sub/LICENSE": text, "sub/LICENSE.txt": text, "notices.md": text,
				"robots.txt": text, "requirements.txt": text, "guide/README.md": text, "guide/security.md": text, "guide/humans.txt": text,
			},
			want: []string{"a.md", "guide/README.md", "guide/security.md"},
		},
		"about the folder, with front matter": {
			files: map[string]string{"a.md": text, "README.md": "---\ntitle: Read me\n---\n" + text},
			want:  []string{"README.md", "a.md"},
		},
		"nothing but a README": {
			files: map[string]string{"README.md": text},
			want:  []string{"README.md"},
		},
		"excluded": {
			files: map[string]string{"lectern.yaml": "exclude: [drafts/, '*.txt', '!keep.txt', 'a/**/z.md']\n",
				"a.md": text, "drafts/b.md": text, "c.txt": text, "keep.txt": text, "a/b/c/z.md": text, "a/z.md": text, "z.md": text},
			want: []string{"a.md", "keep.txt", "z.md"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := sources(load(t, test.files).Articles)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("articles (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSymbolicLinksAreNotFollowed(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "secret.md"), "# Secret\n")
	write(filepath.Join(dir, "a.md"), "# A\n\n[secret](secret.md) [folder](out/secret.md) ![](secret.png)\n")
	for _, link := range []struct{ to, name string }{
		{filepath.Join(outside, "secret.md"), "secret.md"}, {outside, "out"}, {filepath.Join(outside, "secret.md"), "secret.png"},
	} {
		if err := os.Symlink(link.to, filepath.Join(dir, link.name)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	lib, err := NewLoader(Options{FS: root.FS(), Now: testNow}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.md"}, sources(lib.Articles)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	if len(lib.Files) != 0 {
		t.Errorf("files = %v, want none", lib.Files)
	}
	var told []string
	for _, p := range lib.Problems {
		if p.Kind == "not-a-file" {
			told = append(told, p.File)
		} else if !strings.HasSuffix(p.Hint, "is a symbolic link, which is passed over: put a copy in its place") {
			t.Errorf("%s, want the hint that it leads to a symbolic link", p)
		}
	}
	if diff := cmp.Diff([]string{"out", "secret.md", "secret.png"}, told); diff != "" {
		t.Errorf("told to be passed over (-want +got):\n%s", diff)
	}
}

// walked walks a folder and returns what it told as text.
func walked(t *testing.T, fsys fs.FS) (*tree, []string) {
	t.Helper()
	tree, problems, err := walk(t.Context(), fsys, nil)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, p := range problems {
		told = append(told, p.String())
	}
	return tree, told
}

func TestSpecialFilesAreTold(t *testing.T) {
	fsys := fstest.MapFS{
		"a.md": {Data: []byte("# A\n")}, "pipe.md": {Mode: fs.ModeNamedPipe}, "socket.txt": {Mode: fs.ModeSocket},
		"dangling.md": {Mode: fs.ModeSymlink, Data: []byte("nowhere")}, "dangling.png": {Mode: fs.ModeSymlink, Data: []byte("nowhere")}, "pipe": {Mode: fs.ModeNamedPipe}, ".hidden.md": {Mode: fs.ModeNamedPipe},
	}
	_, got := walked(t, fsys)
	want := []string{
		"dangling.md:1:1: it is a symbolic link, which is passed over (put a copy in its place)",
		"pipe.md:1:1: it is a named pipe, which is passed over (put a copy in its place)",
		"socket.txt:1:1: it is a socket, which is passed over (put a copy in its place)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestNamesThatAreNoText: file systems keep names of any bytes.
func TestNamesThatAreNoText(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "\xcf\xf0.md", "\xcf/b.md"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("# A\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tree, got := walked(t, os.DirFS(dir))
	want := []string{
		`\xcf:1:1: its name is not in UTF-8 (give it another name; it is passed over)`,
		`\xcf\xf0.md:1:1: its name is not in UTF-8 (give it another name; it is passed over)`,
	}
	if diff := cmp.Diff(want, got); diff != "" || len(tree.names) != 1 {
		t.Errorf("%d files, problems (-want +got):\n%s", len(tree.names), diff)
	}
}

func TestWrongPattern(t *testing.T) {
	tests := map[string]bool{
		"[": true, "a/[b": true, "": true, " ": true, `a\`: true, "[]": true,
		"[a]": false, `\[`: false, "a[!b-c]d": false, "**/x": false, "[]a]": false, "a]": false, `[a\]`: false,
	}
	for pattern, want := range tests {
		if got := wrongPattern(pattern); (got != "") != want {
			t.Errorf("wrongPattern(%q) = %q, want one: %v", pattern, got, want)
		}
	}
}

func TestMatcher(t *testing.T) {
	tests := []struct {
		patterns []string
		name     string
		folder   bool
		want     bool
	}{
		{[]string{"*.txt"}, "a.txt", false, true},
		{[]string{"*.txt"}, "deep/down/a.txt", false, true},
		{[]string{"*.txt"}, "a.txt.md", false, false},
		{[]string{"/a.md"}, "a.md", false, true},
		{[]string{"/a.md"}, "b/a.md", false, false},
		{[]string{"b/a.md"}, "b/a.md", false, true},
		{[]string{"b/a.md"}, "c/b/a.md", false, false},
		{[]string{"drafts/"}, "drafts", true, true},
		{[]string{"drafts/"}, "drafts", false, false},
		{[]string{"drafts/"}, "x/drafts", true, true},
		{[]string{"a/**"}, "a", true, false},
		{[]string{"a/**"}, "a/b", true, true},
		{[]string{"a/**/z"}, "a/z", false, true},
		{[]string{"a/**/z"}, "a/b/c/z", false, true},
		{[]string{"**/z"}, "z", false, true},
		{[]string{"**/z"}, "a/z", false, true},
		{[]string{"**"}, "z", false, true},
		{[]string{"*", "!a.md"}, "a.md", false, false},
		{[]string{"*", "!a.md"}, "b.md", false, true},
		{[]string{"!a.md", "*"}, "a.md", false, true},
		{[]string{"?.md"}, "я.md", false, true},
		{[]string{"?.md"}, "ab.md", false, false},
		{[]string{"[а-я].md"}, "ж.md", false, true},
		{[]string{"[!a-c].md"}, "b.md", false, false},
		{[]string{"[!a-c].md"}, "d.md", false, true},
		{[]string{"[]a].md"}, "].md", false, true},
		{[]string{"[a.md"}, "[a.md", false, true},
		{[]string{`\!a.md`}, "!a.md", false, true},
		{[]string{`a\*.md`}, "ab.md", false, false},
		{[]string{`a\*.md`}, "a*.md", false, true},
		{[]string{"# no", "", "a.md  "}, "a.md", false, true},
		{[]string{"a*b*c"}, "aXbXbXc", false, true},
		{[]string{"a*b*c"}, "aXbXcX", false, false},
		{[]string{"Отпуск и отдых.md"}, "Отпуск и отдых.md", false, true},
	}
	for _, test := range tests {
		if got := newMatcher(test.patterns).match(test.name, test.folder); got != test.want {
			t.Errorf("%q matches %q (folder %v) = %v, want %v", test.patterns, test.name, test.folder, got, test.want)
		}
	}
}

func FuzzMatcher(f *testing.F) {
	f.Add("a/**/[!b-", "a/b/c")
	f.Add(`\`, "x")
	f.Add("**/**/**/*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		newMatcher([]string{pattern}).match(name, false)
		wrongPattern(pattern)
	})
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lectern runs one command line.
func lectern(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

// write makes files below dir.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tree returns every file below dir.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var goodFolder = map[string]string{
	"ru/bazar.md":   "---\ntitle: Базар открылся\ndate: 2024-05-01\ntopics: [город]\n---\n\nНа базаре продают дыни и виноград. См. [дороги](dorogi.md#асфальт).\n",
	"ru/dorogi.md":  "---\ntitle: Дороги области\ndate: 2024-05-02\n---\n\n## Асфальт\n\nДороги чинят.\n",
	"uz/bazar.md":   "---\ntitle: Bozor ochildi\ndate: 2024-05-01\n---\n\nBozorda qovun sotiladi.\n",
	"en/plain.txt":  "A plain text\n\nAs editors hand it in, with two paragraphs.\n\nThe second one.\n",
	"lectern.yaml":  "title: Вестник\n",
	".hidden/no.md": "# never\n",
}

var badFolder = map[string]string{
	"a.md": "---\ntitle: Первая\ndate: вчера\n---\n\nСсылка [туда](nowhere.md) и [Источник](#).\n\n![](missing.png)\n",
	"b.md": "Текст без заголовка, но с [якорем](a.md#net).\n",
}

func TestUsage(t *testing.T) {
	tests := []struct {
		name string
		args []string
		code int
		want string // in either output
	}{
		{"nothing", nil, exitFine, "Available Commands"},
		{"help", []string{"help", "build"}, exitFine, "--precompress"},
		{"version", []string{"version"}, exitFine, "lectern devel"},
		{"completion", []string{"completion", "bash"}, exitFine, "complete"},
		{"unknown command", []string{"biuld"}, exitUsage, `did you mean "build"?`},
		{"unknown flag", []string{"build", "--quick"}, exitUsage, "unknown flag: --quick"},
		{"too many folders", []string{"check", "a", "b"}, exitUsage, "check: accepts at most 1 arg(s)"},
		{"no such folder", []string{"check", "/no/such/folder"}, exitUsage, "open the folder of articles"},
		{"bad base URL", []string{"build", "--base-url", "news.example"}, exitUsage, "want https://host/path/"},
		{"bad language", []string{"new", "x", "--lang", "русский"}, exitUsage, "is not a language tag"},
		{"no title", []string{"new"}, exitUsage, "new: accepts 1 arg(s)"},
		{"no site", []string{"search", "x", "--site", "/no/such/folder"}, exitUsage, "--site"},
		{"no index", []string{"search", "x", "--site", "."}, exitUsage, "library/search.json"},
		{"no query", []string{"search"}, exitUsage, "either a query or --queries"},
		{"address", []string{"serve", "--addr", "nonsense"}, exitUsage, "--addr nonsense"},
		{"not a site", []string{"serve", "--addr", "127.0.0.1:0", "--site", "."}, exitUsage, "not a site that lectern built"},
		{"no name of a site", []string{"serve", "--addr", "127.0.0.1:0", "--site", ""}, exitUsage, "--site: name a built site"},
		{"flags of the other kind", []string{"serve", "--site", "x", "--drafts"}, exitUsage, "--drafts is for a folder of articles"},
		{"path with other letters", []string{"build", "--base-url", "/кир/"}, exitUsage, "ASCII letters"},
		{"empty query", []string{"search", " "}, exitUsage, "the query is empty"},
		{"nowhere to write", []string{"build", "--out", ""}, exitUsage, "--out: name a folder"},
		{"missing file", []string{"import", "/no/such/file.txt"}, exitWrong, "no such file"},
		{"a folder to import", []string{"import", "."}, exitWrong, "it is a folder (name the files in it)"},
		{"a device to import", []string{"import", os.DevNull}, exitWrong, "it is a device (save what it gives into a file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stdout, stderr, code := lectern(t, "", test.args...)
			if code != test.code || !strings.Contains(stdout+stderr, test.want) {
				t.Errorf("lectern %q: exit %d, want %d; output %q, want %q in it", test.args, code, test.code, stdout+stderr, test.want)
			}
		})
	}
}

func TestBuildAndSearch(t *testing.T) {
	dir, dist := t.TempDir(), filepath.Join(t.TempDir(), "dist")
	write(t, dir, goodFolder)
	stdout, stderr, code := lectern(t, "", "build", dir, "--out", dist, "--base-url", "https://news.example/sub/", "--strict")
	if code != exitFine {
		t.Fatalf("build: exit %d\n%s%s", code, stdout, stderr)
	}
	if want := "4 articles in 3 languages"; !strings.Contains(stdout, want) {
		t.Errorf("summary %q, want %q in it", stdout, want)
	}
	page := tree(t, dist)["ru/bazar/index.html"]
	for _, want := range []string{"Базар открылся", `href="/sub/ru/dorogi/#%D0%B0%D1%81%D1%84%D0%B0%D0%BB%D1%8C%D1%82"`, "https://news.example/sub/ru/bazar/"} {
		if !strings.Contains(page, want) {
			t.Errorf("ru/bazar/index.html lacks %q", want)
		}
	}

	t.Run("query", func(t *testing.T) {
		stdout, stderr, code := lectern(t, "", "search", "дынями", "--site", dist, "--json")
		var answer answerJSON
		if err := json.Unmarshal([]byte(stdout), &answer); err != nil || code != exitFine {
			t.Fatalf("search: exit %d, %v\n%s%s", code, err, stdout, stderr)
		}
		if len(answer.Results) != 1 || answer.Results[0].Path != "/ru/bazar/" || answer.Results[0].Source != "ru/bazar.md" {
			t.Errorf("search дынями: got %+v, want /ru/bazar/ from ru/bazar.md", answer.Results)
		}
	})
	t.Run("queries", func(t *testing.T) {
		stdout, _, code := lectern(t, "дороги\tdorogi.md\nнетакогослова\nqovun\n", "search", "--site", dist, "--queries", "-")
		lines := strings.Split(strings.TrimSpace(stdout), "\n")
		if code != exitFine || len(lines) != 3 {
			t.Fatalf("exit %d, %d lines, want 3:\n%s", code, len(lines), stdout)
		}
		for i, want := range []string{`"path":"/ru/dorogi/"`, `"results":[]`, `"path":"/uz/bazar/"`} {
			if !strings.Contains(lines[i], want) {
				t.Errorf("line %d: %s, want %s in it", i+1, lines[i], want)
			}
		}
	})
	t.Run("same bytes again", func(t *testing.T) {
		again := filepath.Join(t.TempDir(), "again")
		if _, stderr, code := lectern(t, "", "build", dir, "--out", again, "--base-url", "https://news.example/sub/"); code != exitFine {
			t.Fatalf("exit %d: %s", code, stderr)
		}
		first, second := tree(t, dist), tree(t, again)
		if len(first) != len(second) {
			t.Errorf("%d files, then %d", len(first), len(second))
		}
		for name, data := range first {
			if second[name] != data {
				t.Errorf("%s differs between two builds of the same folder", name)
			}
		}
	})
}

func TestBuildKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, badFolder)

	t.Run("foreign folder", func(t *testing.T) {
		out := t.TempDir()
		write(t, out, map[string]string{"thesis.doc": "years of work"})
		_, stderr, code := lectern(t, "", "build", dir, "--out", out)
		if code == exitFine || tree(t, out)["thesis.doc"] != "years of work" {
			t.Errorf("exit %d, folder now %v; %s", code, tree(t, out), stderr)
		}
	})
	t.Run("strict", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "dist")
		if _, stderr, code := lectern(t, "", "build", dir, "--out", out); code != exitFine || !strings.Contains(stderr, "a.md:") {
			t.Fatalf("without --strict: exit %d, want 0 with problems printed: %s", code, stderr)
		}
		before := tree(t, out)
		write(t, dir, map[string]string{"c.md": "# Новая\n\nТекст.\n"})
		_, _, code := lectern(t, "", "build", dir, "--out", out, "--strict")
		if after := tree(t, out); code != exitWrong || len(after) != len(before) {
			t.Errorf("with --strict: exit %d, want 1; %d files, want the old %d", code, len(after), len(before))
		}
	})
	t.Run("gone since the last build", func(t *testing.T) {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "dist")
		write(t, dir, goodFolder)
		if _, stderr, _ := lectern(t, "", "build", dir, "--out", out); strings.Contains(stderr, "Gone since") {
			t.Errorf("the first build misses something: %s", stderr)
		}
		if err := os.Remove(filepath.Join(dir, "uz/bazar.md")); err != nil {
			t.Fatal(err)
		}
		_, stderr, _ := lectern(t, "", "build", dir, "--out", out)
		if want := "Gone since the last build: /uz/bazar/."; !strings.Contains(stderr, want) {
			t.Errorf("got %s, want %s", stderr, want)
		}
		write(t, dir, goodFolder)
		lectern(t, "", "build", dir, "--out", out)
		os.Remove(filepath.Join(dir, "uz/bazar.md"))
		write(t, dir, map[string]string{"lectern.yaml": "title: Вестник\ngone: [/uz/bazar/]\n"})
		if _, stderr, _ := lectern(t, "", "build", dir, "--out", out); strings.Contains(stderr, "Gone since") {
			t.Errorf("what is listed is missed: %s", stderr)
		}
	})
	t.Run("canceled", func(t *testing.T) {
		parent := t.TempDir()
		out := filepath.Join(parent, "dist")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var stderr bytes.Buffer
		if code := run(ctx, []string{"build", dir, "--out", out}, strings.NewReader(""), &stderr, &stderr); code != exitWrong {
			t.Errorf("exit %d, want 1: %s", code, &stderr)
		}
		if left := tree(t, parent); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
	t.Run("nothing to build", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "dist")
		lectern(t, "", "build", dir, "--out", out)
		before := tree(t, out)
		_, stderr, code := lectern(t, "", "build", t.TempDir(), "--out", out)
		if code != exitWrong || len(tree(t, out)) != len(before) {
			t.Errorf("exit %d, want 1; %d files, want the old %d: %s", code, len(tree(t, out)), len(before), stderr)
		}
	})
	t.Run("articles in the site, through a link", func(t *testing.T) {
		base := t.TempDir()
		out := filepath.Join(base, "dist")
		lectern(t, "", "build", dir, "--out", out)
		write(t, out, map[string]string{"articles/a.md": "# Only copy\n\nWords.\n"})
		if err := os.Symlink(out, filepath.Join(base, "link")); err != nil {
			t.Fatal(err)
		}
		_, stderr, code := lectern(t, "", "build", filepath.Join(base, "link", "articles"), "--out", out)
		if code == exitFine || tree(t, out)["articles/a.md"] == "" {
			t.Errorf("exit %d, articles there: %v: %s", code, tree(t, out)["articles/a.md"] != "", stderr)
		}
	})
	t.Run("over the articles", func(t *testing.T) {
		for _, out := range []string{dir, filepath.Dir(dir)} {
			if _, stderr, code := lectern(t, "", "build", dir, "--out", out); code != exitUsage {
				t.Errorf("--out %s: exit %d, want 2: %s", out, code, stderr)
			}
		}
	})
	t.Run("beside the articles", func(t *testing.T) {
		t.Chdir(dir)
		var first string
		for range 2 { // the second build must not take the first site for content
			stdout, stderr, code := lectern(t, "", "build", ".")
			if code != exitFine {
				t.Fatalf("exit %d: %s", code, stderr)
			}
			articles, _, _ := strings.Cut(stdout, " in ")
			if first == "" {
				first = articles
			}
			if articles != first {
				t.Errorf("first build: %s; second: %s", first, articles)
			}
		}
	})
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, badFolder)
	stdout, stderr, code := lectern(t, "", "check", dir)
	if code != exitWrong {
		t.Errorf("exit %d, want 1", code)
	}
	for _, want := range []string{"a.md:3:", "a.md:6:8: ", "a.md:6:", "a.md:8:", "b.md:1:"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no problem at %s in\n%s%s", want, stdout, stderr)
		}
	}
	stdout, _, _ = lectern(t, "", "check", dir, "--json")
	for line := range strings.Lines(stdout) {
		var p struct {
			File, Kind, Message string
			Line, Column        int
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil || p.File == "" || p.Kind == "" || p.Message == "" {
			t.Errorf("%s: %v; want file, kind and message", line, err)
		}
	}
	good := t.TempDir()
	write(t, good, goodFolder)
	if stdout, stderr, code := lectern(t, "", "check", good); code != exitFine {
		t.Errorf("good folder: exit %d\n%s%s", code, stdout, stderr)
	}
	if stdout, stderr, code := lectern(t, "", "check"); code != exitFine {
		t.Errorf("built-in library: exit %d\n%s%s", code, stdout, stderr)
	}
}

func TestNewAndImport(t *testing.T) {
	dir := t.TempDir()
	stdout, stderr, code := lectern(t, "", "new", "Дороги: область", "--lang", "ru", "--dir", dir)
	path := strings.TrimSpace(stdout)
	if data, err := os.ReadFile(path); code != exitFine || err != nil || !strings.Contains(string(data), "Дороги: область") {
		t.Fatalf("new: exit %d, %v: %s%s", code, err, data, stderr)
	}
	if _, stderr, code := lectern(t, "", "new", "Дороги: область", "--lang", "ru", "--dir", dir); code != exitWrong || !strings.Contains(stderr, "exists already") {
		t.Errorf("new over an article: exit %d: %s", code, stderr)
	}

	write(t, dir, map[string]string{"in/letter.txt": "Письмо в редакцию\n\nЗвезда * и решётка #1.\n\n[Источник](#)\n"})
	for range 2 { // the second gets a name of its own
		if _, stderr, code := lectern(t, "", "import", filepath.Join(dir, "in/letter.txt"), "--out", filepath.Join(dir, "out")); code != exitFine {
			t.Fatalf("import: exit %d: %s", code, stderr)
		}
	}
	if files := tree(t, filepath.Join(dir, "out")); len(files) != 2 {
		t.Errorf("imported twice: %v, want two files", files)
	}
	if stdout, stderr, code := lectern(t, "", "check", filepath.Join(dir, "out")); code != exitFine {
		t.Errorf("an imported article has problems: exit %d\n%s%s", code, stdout, stderr)
	}
}

// TestBuildCards: pictures of titles need an address, and can be left out.
func TestBuildCards(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "in"), goodFolder)
	for _, test := range []struct {
		args []string
		want int
	}{
		{[]string{"--base-url", "https://news.example/"}, 7}, // four articles, three languages
		{[]string{"--base-url", "https://news.example/", "--no-cards"}, 0},
		{nil, 0},
	} {
		out := filepath.Join(dir, "out")
		if _, errs, code := lectern(t, "", append([]string{"build", filepath.Join(dir, "in"), "--out", out}, test.args...)...); code != exitFine {
			t.Fatalf("%v: exit %d\n%s", test.args, code, errs)
		}
		cards, err := filepath.Glob(filepath.Join(out, "assets/card.*.png"))
		if err != nil || len(cards) != test.want {
			t.Errorf("%v: %d cards, %v; want %d", test.args, len(cards), err, test.want)
		}
	}
}

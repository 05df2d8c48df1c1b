package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// names are the entries of a folder.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

const ours = `{"generator":"lectern","version":1,"base":"/","csp":"","entries":["lectern.json","ru"]}` + "\n"

// stage writes a whole small site to target.
func stage(t *testing.T, target, text string) *Staging {
	t.Helper()
	s, err := NewStaging(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{markName: ours, "ru/a/index.html": text} {
		if err := s.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestDir(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "site")
	d, err := OpenDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, text := range []string{"one", "two"} {
		if err := d.Write("ru/a/index.html", []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if got := read(t, filepath.Join(folder, "ru/a/index.html")); got != "two" {
		t.Errorf("got %q, want the later text", got)
	}
	if diff := cmp.Diff([]string{"index.html"}, names(t, filepath.Join(folder, "ru/a"))); diff != "" {
		t.Errorf("files left: -want +got\n%s", diff)
	}
	if err := os.WriteFile(filepath.Join(folder, "ru", "keep"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time it is not there any more
		if err := d.Remove("ru/a/index.html"); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"keep"}, names(t, filepath.Join(folder, "ru"))); diff != "" {
		t.Errorf("after removing: -want +got\n%s", diff)
	}
	if err := d.Write("ru/a/index.html", []byte("back")); err != nil {
		t.Errorf("writing into a folder that was removed: %v", err)
	}
}

// TestDirInside: no name and no link leads out of the folder.
func TestDirInside(t *testing.T) {
	base := t.TempDir()
	folder, outside := filepath.Join(base, "site"), filepath.Join(base, "outside")
	if err := os.MkdirAll(outside, 0o755); err != nil {
		t.Fatal(err)
	}
	d, err := OpenDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := os.Symlink(outside, filepath.Join(folder, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../outside/x", "/etc/x", "a/../../outside/x", "", "a//b", "link/x", "."} {
		if err := d.Write(name, []byte("x")); err == nil {
			t.Errorf("Write(%q): no error", name)
		}
	}
	if err := d.Remove("../outside"); err == nil {
		t.Error("Remove of a name outside: no error")
	}
	if got := names(t, outside); len(got) != 0 {
		t.Errorf("written outside: %v", got)
	}
}

func TestStaging(t *testing.T) {
	for _, test := range []struct {
		name  string
		setUp func(target string)
	}{
		{"no folder", func(string) {}},
		{"an empty folder", func(target string) { os.Mkdir(target, 0o755) }},
		{"an old site", func(target string) {
			os.MkdirAll(filepath.Join(target, "ru/old"), 0o755)
			os.WriteFile(filepath.Join(target, markName), []byte(ours), 0o644)
			os.WriteFile(filepath.Join(target, "ru/old/index.html"), []byte("old"), 0o644)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			base := t.TempDir()
			target := filepath.Join(base, "dist")
			test.setUp(target)
			s := stage(t, target, "new")
			if _, err := os.Stat(filepath.Join(target, "ru/a")); err == nil {
				t.Error("the new site is seen before Commit")
			}
			if err := s.Commit(); err != nil {
				t.Fatal(err)
			}
			if got := read(t, filepath.Join(target, "ru/a/index.html")); got != "new" {
				t.Errorf("got %q", got)
			}
			if diff := cmp.Diff([]string{"a"}, names(t, filepath.Join(target, "ru"))); diff != "" {
				t.Errorf("pages: -want +got\n%s", diff)
			}
			if err := s.Abort(); err != nil {
				t.Errorf("Abort after Commit: %v", err)
			}
			if diff := cmp.Diff([]string{"dist"}, names(t, base)); diff != "" {
				t.Errorf("left beside the site: -want +got\n%s", diff)
			}
		})
	}
}

// TestStagingForeign: what Lectern did not make stays.
func TestStagingForeign(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"somebody's files":   {"thesis.txt": "years of work"},
		"another mark":       {markName: `{"generator":"other"}`},
		"a broken mark":      {markName: `{`},
		"a repository in it": {markName: ours, ".git/HEAD": "history"},
		"a folder in it":     {markName: ours, "photos/a.jpg": "only copy"},
		"only a hidden file": {".env": "secret"},
	} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			target := filepath.Join(base, "dist")
			os.Mkdir(target, 0o755)
			for file, text := range files {
				os.MkdirAll(filepath.Dir(filepath.Join(target, file)), 0o755)
				os.WriteFile(filepath.Join(target, file), []byte(text), 0o644)
			}
			if s, err := NewStaging(target); err == nil {
				s.Abort()
				t.Error("NewStaging: no error")
			}
			for file, text := range files {
				if got := read(t, filepath.Join(target, file)); got != text {
					t.Errorf("%s: got %q, want %q", file, got, text)
				}
			}
			if diff := cmp.Diff([]string{"dist"}, names(t, base)); diff != "" {
				t.Errorf("left behind: -want +got\n%s", diff)
			}
		})
	}
	file := filepath.Join(t.TempDir(), "dist")
	os.WriteFile(file, []byte("a file"), 0o644)
	if s, err := NewStaging(file); err == nil {
		s.Abort()
		t.Error("a file in the place of the folder: no error")
	}
}

// TestStagingKeeps: what an operator put beside the site is there after every
// build; what was the site's own and is no more goes.
func TestStagingKeeps(t *testing.T) {
	target := filepath.Join(t.TempDir(), "dist")
	s := stage(t, target, "old")
	if err := s.Write("uz/index.html", []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"CNAME", ".nojekyll"} {
		if err := os.WriteFile(filepath.Join(target, name), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := stage(t, target, "new").Commit(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{".nojekyll", "CNAME", markName, "ru"}, names(t, target)); diff != "" {
			t.Fatalf("-want +got\n%s", diff)
		}
	}
	if got := read(t, filepath.Join(target, "CNAME")); got != "mine" {
		t.Errorf("CNAME: got %q", got)
	}
}

// TestStagingLink: a link to the folder stays a link.
func TestStagingLink(t *testing.T) {
	base := t.TempDir()
	real, link := filepath.Join(base, "real"), filepath.Join(base, "dist")
	os.Mkdir(real, 0o755)
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	if err := stage(t, link, "new").Commit(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(real, "ru/a/index.html")); got != "new" {
		t.Errorf("got %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

func TestAbort(t *testing.T) {
	base := t.TempDir()
	target := filepath.Join(base, "dist")
	if err := stage(t, target, "old").Commit(); err != nil {
		t.Fatal(err)
	}
	if err := stage(t, target, "new").Abort(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(target, "ru/a/index.html")); got != "old" {
		t.Errorf("got %q, want the old site", got)
	}
	if diff := cmp.Diff([]string{"dist"}, names(t, base)); diff != "" {
		t.Errorf("left: -want +got\n%s", diff)
	}
}

// TestExchangeByRenames is the way of systems that cannot exchange folders.
func TestExchangeByRenames(t *testing.T) {
	base := t.TempDir()
	temp, target := filepath.Join(base, "temp"), filepath.Join(base, "dist")
	os.Mkdir(temp, 0o755)
	os.Mkdir(target, 0o755)
	os.WriteFile(filepath.Join(temp, "new"), nil, 0o644)
	if err := exchangeByRenames(temp, target); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"new"}, names(t, target)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if err := exchangeByRenames(filepath.Join(base, "absent"), target); err == nil {
		t.Error("no new folder: no error")
	}
	if diff := cmp.Diff([]string{"new"}, names(t, target)); diff != "" {
		t.Errorf("after a failure the old site must be back: -want +got\n%s", diff)
	}
}

// TestCleanUp: what builds that are no more left goes; what is at work, new or
// somebody's stays.
func TestCleanUp(t *testing.T) {
	base := t.TempDir()
	target := filepath.Join(base, "dist")
	long := time.Now().Add(-48 * time.Hour)
	make := func(name string, when time.Time) {
		folder := filepath.Join(base, name)
		os.MkdirAll(filepath.Join(folder, "ru"), 0o755)
		os.Chtimes(folder, when, when)
	}
	make(".dist.lectern-0123456789abcdef", long)       // left
	make(".dist.lectern-0123456789abcde0", time.Now()) // perhaps just made
	make(".dist.lectern-notes", long)                  // somebody's
	make(".other.lectern-0123456789abcdef", long)      // of another site
	if err := os.Symlink(filepath.Join(base, ".dist.lectern-notes"), filepath.Join(base, ".dist.lectern-1123456789abcdef")); err != nil {
		t.Fatal(err)
	}
	running := stage(t, target, "running")
	os.Chtimes(running.temp, long, long)
	if err := stage(t, target, "new").Commit(); err != nil {
		t.Fatal(err)
	}
	want := []string{".dist.lectern-0123456789abcde0", ".dist.lectern-1123456789abcdef", ".dist.lectern-notes", ".other.lectern-0123456789abcdef", filepath.Base(running.temp), "dist"}
	slices.Sort(want)
	if diff := cmp.Diff(want, names(t, base)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if err := running.Abort(); err != nil {
		t.Fatal(err)
	}
}

// TestPutBack: a build killed between two renames leaves the old site under
// another name; the next build puts it back first.
func TestPutBack(t *testing.T) {
	target := filepath.Join(t.TempDir(), "dist")
	if err := stage(t, target, "old").Commit(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(target, tempPrefix(target)+"0123456789abcdef"+oldSuffix); err != nil {
		t.Fatal(err)
	}
	s := stage(t, target, "new")
	defer s.Abort()
	if got := read(t, filepath.Join(target, "ru/a/index.html")); got != "old" {
		t.Errorf("got %q, want the old site back", got)
	}
}

// TestKill kills a process that builds again and again, and looks whether a
// whole site stands there each time. The process is this test with an
// environment variable.
func TestKill(t *testing.T) {
	if target := os.Getenv("LECTERN_BUILD_FOREVER"); target != "" {
		for i := 0; ; i++ {
			s := stage(t, target, strings.Repeat(string(rune('a'+i%26)), 100_000))
			if err := s.Write("ru/b/index.html", []byte(strings.Repeat(string(rune('a'+i%26)), 100_000))); err != nil {
				t.Fatal(err)
			}
			if err := s.Commit(); err != nil {
				t.Fatal(err)
			}
		}
	}
	target := filepath.Join(t.TempDir(), "dist")
	s := stage(t, target, "x")
	if err := s.Write("ru/b/index.html", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		build := exec.Command(os.Args[0], "-test.run=^TestKill$")
		build.Env = append(os.Environ(), "LECTERN_BUILD_FOREVER="+target)
		if err := build.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(10+i*7) * time.Millisecond)
		build.Process.Kill()
		build.Wait()
		a, b := read(t, filepath.Join(target, "ru/a/index.html")), read(t, filepath.Join(target, "ru/b/index.html"))
		if a != b {
			t.Fatalf("kill %d: pages of two sites: %.10q and %.10q", i, a, b)
		}
		if got := read(t, filepath.Join(target, markName)); got != ours {
			t.Fatalf("kill %d: the mark is %q", i, got)
		}
	}
}

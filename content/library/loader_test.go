package library

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/content"
)

// renewed lists the articles that were rendered between two states of a loader.
func renewed(before map[string]*rendered, l *Loader) []string {
	var names []string
	for name, d := range l.rendered {
		if before[name] != d {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func TestReload(t *testing.T) {
	start := map[string]string{
		"ru/a.md": "# А\n\n[б](b.md) [нет](missing.md)\n", "ru/b.md": "# Б\n\n![](x.png)\n", "ru/c.md": "# В\n", "ru/d.md": "---\nslug: dd\n---\n# Г\n",
	}
	tests := map[string]struct {
		change map[string]string // "" deletes
		want   []string
	}{
		"nothing":                      {nil, nil},
		"a text":                       {map[string]string{"ru/c.md": "# В\n\nещё\n"}, []string{"ru/c.md"}},
		"a title":                      {map[string]string{"ru/b.md": "# Другое\n"}, []string{"ru/b.md"}},
		"the address of a target":      {map[string]string{"ru/b.md": "---\nslug: other\n---\n# Б\n"}, []string{"ru/a.md", "ru/b.md"}},
		"a target appears":             {map[string]string{"ru/missing.md": "# Нашлась\n"}, []string{"ru/a.md", "ru/missing.md"}},
		"a target goes":                {map[string]string{"ru/b.md": ""}, []string{"ru/a.md"}},
		"an article nobody links to":   {map[string]string{"ru/e.md": "# Е\n"}, []string{"ru/e.md"}},
		"an image appears":             {map[string]string{"ru/x.png": "not an image"}, []string{"ru/b.md"}},
		"a target becomes a draft":     {map[string]string{"ru/b.md": "---\ndraft: true\n---\n# Б\n"}, []string{"ru/a.md"}},
		"the language of all":          {map[string]string{"lectern.yaml": "title: T\n"}, nil},
		"the address of the site":      {map[string]string{"lectern.yaml": "base_url: https://a.example\n"}, nil},
		"the same bytes written again": {map[string]string{"ru/a.md": start["ru/a.md"]}, nil},
	}
	for name, test := range tests {
		for _, timed := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, files with times %v", name, timed), func(t *testing.T) {
				fsys := folder(start)
				old := time.Now().Add(-time.Hour)
				for _, f := range fsys {
					if timed {
						f.ModTime = old
					}
				}
				l := NewLoader(Options{FS: fsys, Now: testNow})
				if _, err := l.Load(t.Context()); err != nil {
					t.Fatal(err)
				}
				before := maps.Clone(l.rendered)
				for file, text := range test.change {
					delete(fsys, file)
					if text != "" {
						fsys[file] = &fstest.MapFile{Data: []byte(text)}
						if timed {
							fsys[file].ModTime = old.Add(time.Minute)
						}
					}
				}
				got, err := l.Load(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, renewed(before, l)); diff != "" {
					t.Errorf("rendered again (-want +got):\n%s", diff)
				}
				fresh, err := NewLoader(Options{FS: fsys, Now: testNow}).Load(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(fresh, got, equalLibraries()...); diff != "" {
					t.Errorf("differs from a library loaded anew (-anew +again):\n%s", diff)
				}
			})
		}
	}
}

func TestReloadFromDisk(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	l := NewLoader(Options{FS: os.DirFS(dir), Now: testNow})
	// Written within one tick of the file system's clock, with the same length.
	for _, title := range []string{"One", "Two", "Six"} {
		if err := os.WriteFile(name, []byte("# "+title+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		lib, err := l.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := lib.bySource(t, "a.md").Title; got != title {
			t.Errorf("title = %q, want %q", got, title)
		}
	}
}

func equalLibraries() []cmp.Option {
	return []cmp.Option{
		cmpopts.IgnoreFields(File{}, "Data"),
		cmp.Comparer(func(a, b content.HTML) bool { return a.String() == b.String() }),
	}
}

// slowFS delays every opening by a while of its own, so that workers finish in another order.
type slowFS struct {
	fstest.MapFS
	seed uint64
}

func (f slowFS) Open(name string) (fs.File, error) {
	if articleExt(filepath.Ext(name)) {
		random := rand.New(rand.NewPCG(f.seed, uint64(len(name))*7+uint64(name[len(name)-4])))
		time.Sleep(time.Duration(random.IntN(300)) * time.Microsecond)
	}
	return f.MapFS.Open(name)
}

func TestSameWhateverTheOrderOfWorkers(t *testing.T) {
	fsys := folder(generated(120))
	var first *Library
	for seed := range uint64(3) {
		runtime.GOMAXPROCS(int(seed)*3 + 1)
		lib, err := NewLoader(Options{FS: slowFS{fsys, seed}, Now: testNow}).Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = lib
		}
		if diff := cmp.Diff(first, lib, equalLibraries()...); diff != "" {
			t.Fatalf("loading %d differs from the first (-first +this):\n%s", seed, diff)
		}
	}
	runtime.GOMAXPROCS(runtime.NumCPU())
	if len(first.Problems) == 0 || len(first.Articles) != 120 {
		t.Errorf("%d articles, %d problems: the library tests too little", len(first.Articles), len(first.Problems))
	}
}

// brokenFS has a file that panics when it is opened, and one that cannot be.
type brokenFS struct{ fstest.MapFS }

func (f brokenFS) Open(name string) (fs.File, error) {
	switch name {
	case "panic.md":
		panic("a defect")
	case "denied.md":
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}

func TestOneBadFileDoesNotLoseTheLibrary(t *testing.T) {
	fsys := brokenFS{folder(map[string]string{
		"a.md": "# A\n\n[d](denied.md)\n", "panic.md": "# P\n", "denied.md": "# D\n", "large.md": strings.Repeat("a", articleLimit+1),
	})}
	lib, err := NewLoader(Options{FS: fsys, Now: testNow}).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.md"}, sources(lib.Articles)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	want := []string{"a.md:3 broken-link", "denied.md:0 unreadable", "large.md:0 unreadable", "panic.md:0 internal"}
	if diff := cmp.Diff(want, kinds(lib.Problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestPanicInRenderingIsContained(t *testing.T) {
	w := &worker{fsys: folder(map[string]string{"a.md": "# A\n"})} // no renderer: it panics
	done := w.renew(&table{tree: &tree{}}, &page{source: &source{entry: entry{path: "a.md"}}})
	if diff := cmp.Diff([]string{"a.md:0 internal"}, kinds(done.problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestProgressAndCancel(t *testing.T) {
	files := generated(30)
	var calls []int
	l := NewLoader(Options{FS: folder(files), Now: testNow, Progress: func(done, total int) {
		if total != 30 {
			t.Errorf("total = %d, want 30", total)
		}
		calls = append(calls, done)
	}})
	if _, err := l.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(calls) != 30 || !slices.IsSorted(calls) || calls[29] != 30 {
		t.Errorf("progress = %v, want 1 to 30", calls)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if lib, err := l.Load(ctx); err == nil {
		t.Errorf("a canceled loading gives %v, want an error", lib)
	}
	if _, err := NewLoader(Options{FS: os.DirFS(filepath.Join(t.TempDir(), "none"))}).Load(t.Context()); err == nil {
		t.Error("a folder that is not there gives no error")
	}
}

// generated makes a library of n articles that link to each other.
func generated(n int) map[string]string {
	words := strings.Fields("таможня граница груз договор министр страна служба порт поезд товар пошлина закон дорога город река мост завод школа книга газета")
	random := rand.New(rand.NewPCG(7, 7))
	files := map[string]string{}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: Статья %d\ndate: 20%02d-%02d-%02d\ntags: [%s]\nlang: ru\n---\n\n", i, i%20+5, i%12+1, i%28+1, words[i%len(words)])
		for p := range 12 {
			fmt.Fprintf(&b, "## Часть %d\n\n", p)
			for range 60 {
				b.WriteString(words[int(random.ExpFloat64()*4)%len(words)])
				fmt.Fprintf(&b, "%d ", random.IntN(40))
			}
			fmt.Fprintf(&b, "и [ссылка](%04d.md#часть-%d).\n\n", random.IntN(n+n/10), p)
		}
		files[fmt.Sprintf("d0/%04d.md", i)] = b.String()
	}
	return files
}

func BenchmarkLoad(b *testing.B) {
	fsys := folder(generated(1000))
	old := time.Now().Add(-time.Hour)
	for _, f := range fsys {
		f.ModTime = old
	}
	b.Run("anew", func(b *testing.B) {
		for b.Loop() {
			if _, err := NewLoader(Options{FS: fsys, Now: testNow}).Load(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one changed", func(b *testing.B) {
		l := NewLoader(Options{FS: fsys, Now: testNow})
		if _, err := l.Load(b.Context()); err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			fsys["d0/0000.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "# %d\n", i), ModTime: old.Add(time.Duration(i))}
			if _, err := l.Load(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

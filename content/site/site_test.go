package site

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/library"
)

// go test ./content/site -update writes the golden pages anew.
var update = flag.Bool("update", false, "write the golden files")

// hashes are the parts of a page that change with any style sheet or script.
var hashes = regexp.MustCompile(`\.[0-9a-f]{10}\.|data-build="[0-9a-f]+"|sha256-[^&]+`)

// TestGolden compares whole pages. Their texts are plain paragraphs: what
// Markdown becomes is the business of another package.
func TestGolden(t *testing.T) {
	lib := sample(t)
	for _, a := range lib.Articles {
		a.Body = article(t, a.Lang, "x", "X", strings.SplitN(a.Text, "\n", 2)[0]+"\n").Body
	}
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	for _, name := range []string{"ru/customs/index.html", "ar/index.html", "kk/steppe/index.html", "uz/topics/index.html", "ru/search/index.html", "uz-cyrl/404.html"} {
		t.Run(name, func(t *testing.T) {
			got := hashes.ReplaceAllString(out.text(t, name), "…")
			golden := filepath.Join("testdata", strings.ReplaceAll(strings.TrimSuffix(name, "/index.html"), "/", "-")+".golden")
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s: -want +got\n%s\nIf the change is meant: go test ./content/site -run TestGolden -update", golden, diff)
			}
		})
	}
}

// TestDeterminism: the number of workers and the order of maps change nothing.
func TestDeterminism(t *testing.T) {
	first := build(t, sample(t), Options{BaseURL: "https://news.example/", Compress: true})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(5))
	for range 2 {
		again := build(t, sample(t), Options{BaseURL: "https://news.example/", Compress: true})
		for name, data := range first.files {
			if !bytes.Equal(data, again.files[name]) {
				t.Errorf("%s differs between two builds", name)
			}
		}
		if len(first.files) != len(again.files) {
			t.Errorf("%d files, then %d", len(first.files), len(again.files))
		}
	}
}

// TestIncremental: a second render writes what changed, and nothing else.
func TestIncremental(t *testing.T) {
	var told []string
	r, err := NewRenderer(Options{Web: webFolder(t), Written: func(paths []string) { told = append(told, paths...) }})
	if err != nil {
		t.Fatal(err)
	}
	out := newMemory()
	render := func(lib *library.Library) Stats {
		t.Helper()
		out.written, out.removed, told = nil, nil, nil
		stats, err := r.Render(context.Background(), lib, out)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(out.written)
		return stats
	}
	first := render(sample(t))
	if first.Rendered != first.Pages || first.Pages == 0 {
		t.Errorf("first render: made %d of %d pages", first.Rendered, first.Pages)
	}
	if first.Files != len(out.files) {
		t.Errorf("first render: counted %d files, wrote %d", first.Files, len(out.files))
	}
	var size int64
	for _, data := range out.files {
		size += int64(len(data))
	}
	if first.Bytes != size {
		t.Errorf("first render: counted %d bytes, wrote %d", first.Bytes, size)
	}

	if again := render(sample(t)); again.Rendered != 0 || len(out.written) != 0 {
		t.Errorf("same library: made %d pages, wrote %v", again.Rendered, out.written)
	}

	lib := sample(t)
	lib.Articles[4].Body = article(t, "kk", "x", "X", "Жаңа мәтін.\n").Body
	render(lib)
	written := slices.DeleteFunc(out.written, func(name string) bool { return strings.HasPrefix(name, "library/") })
	if diff := cmp.Diff([]string{"kk/steppe/embed/index.html", "kk/steppe/index.html", "kk/steppe/index.md"}, written); diff != "" {
		t.Errorf("another text: written -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"/kk/steppe/", "/kk/steppe/embed/"}, told); diff != "" {
		t.Errorf("another text: told -want +got\n%s", diff)
	}

	fewer := sample(t).Articles
	for _, a := range fewer[:4] {
		a.Translations = nil
	}
	render(assemble(fewer[:4]))
	for _, name := range []string{"kk/steppe/index.html", "kk/index.html", "ru/topics/central-asia/index.html"} {
		_, there := out.files[name]
		if want := strings.Contains(name, "central"); there != want {
			t.Errorf("after articles went: %s there: %v, want %v", name, there, want)
		}
	}

	accent := assemble(fewer[:4])
	accent.Config.Accent = "#006644"
	if stats := render(accent); stats.Rendered != stats.Pages {
		t.Errorf("another accent: made %d of %d pages", stats.Rendered, stats.Pages)
	}
	var styles []string
	for name := range out.files {
		if strings.HasPrefix(name, "assets/style.") {
			styles = append(styles, name)
		}
	}
	if len(styles) != 1 {
		t.Errorf("another accent: style sheets %v, want one", styles)
	}
}

// failing is an output that has room for some files only.
type failing struct {
	memory
	room int
}

func (f *failing) Write(name string, data []byte) error {
	if f.room--; f.room < 0 {
		return errors.New("no space left")
	}
	return f.memory.Write(name, data)
}

// TestWriteError: a failed render says which file, and the next one completes
// the site.
func TestWriteError(t *testing.T) {
	whole := build(t, sample(t), Options{})
	r, err := NewRenderer(Options{Web: webFolder(t)})
	if err != nil {
		t.Fatal(err)
	}
	out := &failing{memory: *newMemory(), room: 20}
	_, err = r.Render(context.Background(), sample(t), out)
	if err == nil || !strings.Contains(err.Error(), "no space left") || !strings.Contains(err.Error(), "write ") {
		t.Fatalf("got error %v", err)
	}
	out.room = 10_000
	if _, err := r.Render(context.Background(), sample(t), out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(keys(whole.files), keys(out.files)); diff != "" {
		t.Errorf("the mended site: -want +got\n%s", diff)
	}
}

func keys(files map[string][]byte) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestCanceled(t *testing.T) {
	r, err := NewRenderer(Options{Web: webFolder(t)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Render(ctx, sample(t), newMemory()); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want context.Canceled", err)
	}
}

// TestFiles: a library's own files are loaded once.
func TestFiles(t *testing.T) {
	loads := 0
	lib := sample(t)
	lib.Files = []library.File{{Path: "assets/gate.0a1b2c3d4e.png", Data: func() ([]byte, error) { loads++; return []byte("png"), nil }}}
	r, err := NewRenderer(Options{Web: webFolder(t)})
	if err != nil {
		t.Fatal(err)
	}
	out := newMemory()
	for range 2 {
		if _, err := r.Render(context.Background(), lib, out); err != nil {
			t.Fatal(err)
		}
	}
	if loads != 1 || string(out.files["assets/gate.0a1b2c3d4e.png"]) != "png" {
		t.Errorf("loaded %d times, wrote %q", loads, out.files["assets/gate.0a1b2c3d4e.png"])
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ in, origin, base string }{
		{"", "", "/"},
		{"/", "", "/"},
		{"/sub", "", "/sub/"},
		{"https://news.example", "https://news.example", "/"},
		{"https://news.example:8443/a/b/", "https://news.example:8443", "/a/b/"},
	} {
		got, err := parseAddress(test.in)
		if want := (address{test.origin, test.base}); err != nil || got != want {
			t.Errorf("parseAddress(%q) = %v, %v; want %v", test.in, got, err, want)
		}
	}
	for _, bad := range []string{"news.example", "ftp://a/", "https://a/?q", "https://u:p@a/", "//evil/", "javascript:alert(1)", "/a//b/", "https://a/#f", "%zz"} {
		if got, err := parseAddress(bad); err == nil {
			t.Errorf("parseAddress(%q) = %v, want an error", bad, got)
		}
	}
}

// BenchmarkRender renders 5,000 articles; the budget is 3 s on two cores.
func BenchmarkRender(b *testing.B) {
	var all []*content.Article
	text := strings.Repeat(sampleRussian, 4)
	for i := range 5000 {
		a := article(b, "ru", fmt.Sprintf("article-%d", i), fmt.Sprintf("Статья %d", i), "Текст.\n")
		if i == 0 {
			a = article(b, "ru", "article-0", "Статья", text)
		} else {
			a.Body = all[0].Body
		}
		a.Summary, a.Described = "Короткое изложение статьи на одну или две строки, чтобы список был похож на настоящий.", true
		a.Date = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Duration(i) * 7 * time.Hour)
		a.Topics = []content.Tag{{Slug: fmt.Sprint("t", i%40), Name: fmt.Sprint("Тема ", i%40)}}
		all = append(all, a)
	}
	lib := assemble(all)
	web := webFolder(b)
	b.ReportAllocs()
	for b.Loop() {
		r, err := NewRenderer(Options{Web: web})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Render(context.Background(), lib, discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(string, []byte) error { return nil }
func (discard) Remove(string) error        { return nil }

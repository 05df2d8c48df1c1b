package offlinetest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"lectern/content/library"
	"lectern/content/site"
	"lectern/web/browsertest"
)

// A Site says what to build. Its articles are /ru/a-1/ and so on; the
// first 14 of every 60 are of the topic economy, the second shows a photo.
type Site struct {
	Articles int
	Base     string // "/" when empty
	Look     int    // another style sheet, so another build of the shell
	Edit     string // put into every article
	Without  int    // the number of an article that is not there
	Topic    string // another one in the place of economy
	Topics   int    // so many more, one an article
	Program  bool   // the real one, with the reader's tools
	NoWorker bool   // the site keeps nothing, and ends the worker of one that did
	Hasty    bool   // the worker gives up a silent line after three seconds
	Version  byte   // of the real program, which differs in a few bytes
	Before   string // folder of the site whose place it takes
}

// Build builds a site into a new folder and returns it.
func Build(t testing.TB, s Site) string {
	t.Helper()
	if s.Base == "" {
		s.Base = "/"
	}
	source := fstest.MapFS{"lectern.yaml": {Data: []byte("title: Test\n")}, "ru/photo.jpg": {Data: photo()}}
	for i := range s.Articles {
		if i+1 == s.Without {
			continue
		}
		text := strings.Replace(article(i+1, s.Edit), "topics: [economy]", "topics: ["+cmp.Or(s.Topic, "economy")+"]", 1)
		if s.Topics > 0 {
			text = strings.Replace(text, "topics: [", fmt.Sprintf("topics: [%d, ", i%s.Topics), 1)
		}
		source[fmt.Sprintf("ru/a-%d.md", i+1)] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, err := library.NewLoader(library.Options{FS: source, Base: s.Base}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := site.NewRenderer(site.Options{Web: shelf(t, s), BaseURL: s.Base, NoWorker: s.NoWorker})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	if s.Before != "" {
		if err := os.CopyFS(dir, os.DirFS(s.Before)); err != nil {
			t.Fatal(err)
		}
	}
	out, err := site.NewStaging(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Abort()
	if _, err := renderer.Render(context.Background(), lib, out); err != nil {
		t.Fatal(err)
	}
	if err := out.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// article is a Markdown file. Words are random, so that packs have a size.
func article(n int, edit string) string {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	var b strings.Builder
	topic := "culture"
	if n%60 < 15 {
		topic = "economy"
	}
	fmt.Fprintf(&b, "---\ntitle: Article %d\nslug: a-%d\ndate: %s\ntopics: [%s]\n---\n\nText of article %d. %s\n\n", n, n, time.Date(2024, 1, n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), topic, n, edit)
	if n == 2 {
		b.WriteString("![A photo](photo.jpg)\n\n")
	}
	for range 12 {
		for range 60 {
			for range 3 + random.IntN(6) {
				b.WriteByte(byte('a' + random.IntN(26)))
			}
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// photo is wide enough for smaller copies.
func photo() []byte {
	random := rand.New(rand.NewPCG(7, 7))
	img := image.NewGray(image.Rect(0, 0, 1100, 300))
	for i := range img.Pix {
		img.Pix[i] = color.Gray{uint8(random.IntN(256))}.Y
	}
	var b bytes.Buffer
	jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}) // a buffer takes everything
	return b.Bytes()
}

// shelf is the folder web with a program of eight bytes, the smallest there is,
// unless the real one is asked for, and with a worker that tries again sooner
// than readers' lines need.
func shelf(t testing.TB, s Site) fs.FS {
	t.Helper()
	files := browsertest.Web(t)
	const program = "wasm/app.wasm.br"
	if !s.Program {
		maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return path.Dir(name) == "wasm" })
		files[program] = &fstest.MapFile{Data: compress("\x00asm\x01\x00\x00\x00")}
		files["wasm/wasm_exec.js"] = &fstest.MapFile{Data: []byte("globalThis.Go = class { importObject = {}; run() { return new Promise(() => {}); } };\n")}
	}
	if s.Version > 0 {
		raw, err := io.ReadAll(brotli.NewReader(bytes.NewReader(files[program].Data)))
		if err != nil {
			t.Fatal(err)
		}
		// A section of its own, that every machine passes over.
		files[program] = &fstest.MapFile{Data: compress(string(raw) + "\x00\x03\x01v" + string(s.Version))}
	}
	files["css/print.css"].Data = append(files["css/print.css"].Data, fmt.Sprintf("\n:root { --look: %d }\n", s.Look)...)
	worker := files["js/sw/worker.js"]
	worker.Data = change(t, worker.Data, "const pauses = [1000, 5000];", "const pauses = [10, 10];")
	if s.Hasty {
		worker.Data = change(t, worker.Data, "const patience = 20000;", "const patience = 3000;")
	}
	return files
}

func compress(data string) []byte {
	var small bytes.Buffer
	w := brotli.NewWriterLevel(&small, brotli.BestSpeed)
	io.WriteString(w, data) // a buffer takes everything
	w.Close()
	return small.Bytes()
}

// change replaces a line of the worker.
func change(t testing.TB, source []byte, from, to string) []byte {
	t.Helper()
	if !bytes.Contains(source, []byte(from)) {
		t.Fatalf("the worker has no %q: a test must be told what stands there now", from)
	}
	return bytes.Replace(source, []byte(from), []byte(to), 1)
}

// Names returns the files of a built site that match a pattern, "library/*.pack".
func Names(t testing.TB, dir, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS(dir), pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no %s (%v)", filepath.Base(dir), pattern, err)
	}
	return names
}

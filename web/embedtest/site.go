// Package embedtest is what tests of embedding use: a site that is served on
// one origin, and partners' pages on others (further ports and names of the
// same machine).
//
//	s := embedtest.Serve(t, embedtest.Site{})
//	p := embedtest.NewPartner(t, embedtest.IPv4)
//	p.Page("/", `<script async src="`+s+`/embed.js"></script>…`)
//	tab.Open(p.URL + "/")
package embedtest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"lectern/content/library"
	"lectern/content/site"
	"lectern/web/browsertest"
	"lectern/web/server"
)

// Site says what to build: articles in Russian, Uzbek, English and Arabic, one
// of them long, one renamed, one gone.
type Site struct {
	Partners string // the value of "partners" in lectern.yaml, "[]" for nobody; everyone when empty
	Plain    bool   // the host sends no fields of ours: no policy, no permission
}

// Serve builds a site, serves it on its own origin and returns that.
func Serve(t testing.TB, s Site) string {
	t.Helper()
	listener := listen(t, IPv4)
	origin := "http://" + listener.Addr().String()
	config := "title: {ru: Утренняя библиотека, ar: مكتبة الصباح, \"*\": Morning Library}\nlanguages: [ru, uz, en, ar]\ngone: [/ru/withdrawn/]\n"
	if s.Partners != "" {
		config += "partners: " + s.Partners + "\n"
	}
	source := fstest.MapFS{"lectern.yaml": {Data: []byte(config)}}
	for name, text := range articles() {
		source[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, err := library.NewLoader(library.Options{FS: source, Base: "/"}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := site.NewRenderer(site.Options{Web: shelf(t), BaseURL: origin + "/"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	out, err := site.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := renderer.Render(context.Background(), lib, out); err != nil {
		t.Fatal(err)
	}
	srv, err := server.New(server.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	if s.Plain {
		run(t, listener, http.FileServer(http.Dir(dir)))
	} else {
		run(t, listener, srv)
	}
	return origin
}

// shelf is the folder web without its browser programs, which no frame has.
func shelf(t testing.TB) fs.FS {
	t.Helper()
	files := browsertest.Web(t)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return path.Dir(name) == "wasm" })
	return files
}

// articles are Markdown files by name.
func articles() map[string]string {
	long := strings.Repeat("Таможенная служба объявила о переходе на электронные декларации. Первые посты начали работать по-новому ещё осенью.\n\n", 30)
	files := map[string]string{
		"ru/customs.md": "---\ntitle: Таможня переходит на электронные декларации\nslug: customs\ntranslationKey: customs\ndate: 2026-03-24\naliases: [/ru/old-customs/]\ntopics: [economy]\ndescription: С первого января бумажные бланки больше не нужны.\n---\n\n" + long,
		"uz/bojxona.md": "---\ntitle: Bojxona elektron deklaratsiyaga oʻtmoqda\nslug: customs\ntranslationKey: customs\ndate: 2026-03-24\n---\n\nBojxona xizmati elektron deklaratsiyaga toʻliq oʻtishini eʼlon qildi.\n",
		"en/customs.md": "---\ntitle: Customs goes electronic\nslug: customs\ntranslationKey: customs\ndate: 2026-03-24\n---\n\nPaper forms are [no longer](https://example.org/) needed.[^1]\n\n[^1]: From January.\n",
		"ar/customs.md": "---\ntitle: الجمارك تنتقل إلى التصاريح الإلكترونية\nslug: customs\ntranslationKey: customs\ndate: 2026-03-24\n---\n\nأعلنت مصلحة الجمارك الانتقال الكامل إلى التصاريح الإلكترونية.\n",
		"ru/short-1.md": "---\ntitle: Короткая заметка\nslug: short\ndate: 2026-03-20\ntopics: [economy]\n---\n\nНесколько слов.\n",
	}
	for i := range 6 {
		files[fmt.Sprintf("ru/more-%d.md", i)] = fmt.Sprintf("---\ntitle: Заметка %d о том, как меняется жизнь в городах и сёлах далёкой области\nslug: more-%d\ndate: 2026-02-0%d\n---\n\nНесколько слов.\n", i, i, i+1)
	}
	return files
}

// A Host is a name of this machine: pages of one are strangers to those of
// another.
type Host string

const (
	IPv4  Host = "127.0.0.1"
	Named Host = "localhost"
)

func listen(t testing.TB, h Host) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", string(h)+":0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func run(t testing.TB, l net.Listener, h http.Handler) {
	srv := httptest.NewUnstartedServer(h)
	srv.Listener.Close()
	srv.Listener = l
	srv.Start()
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
}

// A Partner serves pages of its own.
type Partner struct {
	URL string

	mu    sync.Mutex
	pages map[string]page
}

type page struct {
	html   string
	fields []string
}

// NewPartner starts a partner's site on a new origin.
func NewPartner(t testing.TB, h Host) *Partner {
	t.Helper()
	l := listen(t, h)
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err = errors.Join(err); err != nil {
		t.Fatal(err)
	}
	p := &Partner{URL: "http://" + string(h) + ":" + port, pages: map[string]page{}}
	run(t, l, p)
	return p
}

// Page puts HTML under a path, with further fields of the reply: "Name: value".
// A page ends with ".js" to be a script.
func (p *Partner) Page(path, html string, fields ...string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = page{html, fields}
	return p.URL + path
}

// ServeHTTP implements http.Handler.
func (p *Partner) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	found, ok := p.pages[r.URL.Path]
	p.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := "text/html; charset=utf-8"
	if strings.HasSuffix(r.URL.Path, ".js") {
		kind = "text/javascript; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	for _, field := range found.fields {
		name, value, _ := strings.Cut(field, ": ")
		w.Header().Set(name, value)
	}
	fmt.Fprint(w, found.html)
}

package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/bundle"
	"lectern/content/library"
)

// smallPacking makes many packs of few articles.
func smallPacking() packing {
	return packing{
		articleBlock: bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 2},
		freshBlock:   bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 2},
		olderBlock:   bundle.Splitter{Least: 8 << 10, Most: 32 << 10, Chance: 2},
		articlePack:  bundle.Splitter{Least: 6 << 10, Most: 24 << 10, Chance: 4},
		freshPack:    bundle.Splitter{Least: 6 << 10, Most: 24 << 10, Chance: 4},
		olderPack:    bundle.Splitter{Least: 6 << 10, Most: 24 << 10, Chance: 4},
		picturePack:  bundle.Splitter{Least: 1, Most: 4 << 10, Chance: 2},
	}
}

// renderer makes small packs.
func renderer(t testing.TB, opts Options) *Renderer {
	t.Helper()
	if opts.Web == nil {
		opts.Web = webFolder(t)
	}
	r, err := NewRenderer(opts)
	if err != nil {
		t.Fatal(err)
	}
	r.packing = smallPacking()
	return r
}

func render(t testing.TB, r *Renderer, lib *library.Library, out *memory) Stats {
	t.Helper()
	out.written, out.removed = nil, nil
	stats, err := r.Render(context.Background(), lib, out)
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// pictured is the sample with pictures: one in two sizes on two articles, one
// drawing, and one that nobody shows.
func pictured(t testing.TB) *library.Library {
	t.Helper()
	lib := sample(t)
	add := func(name string, width int, original string) {
		data := []byte(strings.Repeat(name, 40))
		lib.Files = append(lib.Files, library.File{Path: name, Width: width, Original: original, Data: func() ([]byte, error) { return data, nil }})
	}
	add("assets/chart.0a1b2c3d4e.svg", 0, "")
	add("assets/gate-480.0a1b2c3d4e.png", 480, "assets/gate.0a1b2c3d4e.png")
	add("assets/gate-640.0a1b2c3d4e.png", 640, "assets/gate.0a1b2c3d4e.png")
	add("assets/gate.0a1b2c3d4e.png", 1200, "")
	add("assets/notes.0a1b2c3d4e.pdf", 0, "")
	add("assets/nobody.0a1b2c3d4e.png", 600, "")
	body := `<p><img src="/assets/gate.0a1b2c3d4e.png" srcset="/assets/gate-480.0a1b2c3d4e.png 480w"> <a href="/assets/notes.0a1b2c3d4e.pdf">PDF</a></p><img src="/assets/chart.0a1b2c3d4e.svg">`
	lib.Articles[4].Body = content.SafeHTML(body)
	return lib
}

// entriesOf reads packs of a site.
func entriesOf(t testing.TB, out *memory, packs []bundle.Pack) []bundle.Entry {
	t.Helper()
	var all []bundle.Entry
	for _, p := range packs {
		data := out.files[p.Name()]
		r, err := bundle.Open(data, p.Hash)
		if err != nil {
			t.Fatalf("%s: %v", p.Name(), err)
		}
		entries, err := r.Entries()
		if err != nil {
			t.Fatalf("%s: %v", p.Name(), err)
		}
		if len(data) != p.Bytes || len(entries) != p.Entries {
			t.Errorf("%s: %d bytes and %d entries, the manifest says %d and %d", p.Name(), len(data), len(entries), p.Bytes, p.Entries)
		}
		all = append(all, entries...)
	}
	return all
}

// TestEveryPageKept: each page is its language's shell and its entry, byte for
// byte.
func TestEveryPageKept(t *testing.T) {
	for _, base := range []string{"https://news.example/", "/sub/"} {
		out := newMemory()
		render(t, renderer(t, Options{BaseURL: base}), pictured(t), out)
		m := manifestOf(t, out)
		kept := map[string]bool{}
		for tag, l := range m.Languages {
			var shell bundle.Shell
			if err := json.Unmarshal(out.files[l.Shell], &shell); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(shell[0], `data-build="`+m.Build+`"`) || strings.Contains(strings.Join(shell[:], ""), "aria-current") {
				t.Errorf("shell of %s: not of build %s, or marks a page\n%s", tag, m.Build, shell)
			}
			articles := entriesOf(t, out, l.Packs)
			if len(articles) != l.Articles {
				t.Errorf("%s: %d entries of %d articles", tag, len(articles), l.Articles)
			}
			for _, e := range append(articles, entriesOf(t, out, l.Lists)...) {
				part, err := bundle.ParsePart(e.Data)
				if err != nil {
					t.Fatalf("%s: %v", e.Path, err)
				}
				name := pageFile(e.Path)
				if got, want := shell.Join(part), out.text(t, name); got != want {
					t.Errorf("%s: shell and part are not the page: -want +got\n%s", e.Path, cmp.Diff(want, got))
				}
				elements := strings.Count(part.Head, "<meta ") + strings.Count(part.Head, "<link ") + strings.Count(part.Head, "<script ")
				if own := strings.Count(part.Head, " data-head "); own != elements || own == 0 || strings.Contains(shell[0], "data-head") {
					t.Errorf("%s: %d elements of the head after the title, %d of them its own\n%s", e.Path, elements, own, part.Head)
				}
				kept[name] = true
			}
			var pages keptPages
			if err := json.Unmarshal(out.files[l.Pages], &pages); err != nil {
				t.Fatal(err)
			}
			kept[pageFile(pages.Open)] = true                   // it names its program, so it is in no pack
			kept[pageFile("/"+l.Segment+"/embed/code/")] = true // it shows nothing without a connection
			for _, at := range []string{pages.Offline, pages.Library, pages.Search, pages.NotFound, pages.Open} {
				p, ok := pages.Parts[at]
				if got := shell.Join(bundle.Part{Head: p[0], Languages: p[1], Main: p[2]}); !ok || got != out.text(t, pageFile(at)) {
					t.Errorf("%s: shell and part of %s are not the page", at, l.Pages)
				}
			}
		}
		for _, name := range htmlPages(out) {
			if !kept[name] && name != "index.html" && name != "404.html" {
				t.Errorf("%s is in no pack", name)
			}
		}
		if home := out.text(t, pageFile(m.Home)); home != out.text(t, "index.html") {
			t.Errorf("the root is not %s", m.Home)
		}
	}
}

// TestManifestFiles: what the manifest names is there, and as it says.
func TestManifestFiles(t *testing.T) {
	out := newMemory()
	render(t, renderer(t, Options{}), pictured(t), out)
	m := manifestOf(t, out)
	roles := map[string]int{}
	for _, f := range m.Shell {
		data := out.text(t, f.Path)
		if sum := sha256.Sum256([]byte(data)); hex.EncodeToString(sum[:]) != f.Sum || len(data) != f.Bytes {
			t.Errorf("%s: not as the manifest says: %+v", f.Path, f)
		}
		roles[f.Role]++
	}
	want := map[string]int{"style": 3, "opener": 2, "other": 1, "boot": 1, "program": 1, "exec": 1, "icon": 5, "texts": 4, "shell": 5, "pages": 5}
	if diff := cmp.Diff(want, roles); diff != "" { // Kazakh has the texts of Russian
		t.Errorf("roles of the shell's files: -want +got\n%s", diff)
	}
	files := []bundle.File{m.Search.File}
	for _, l := range m.Languages {
		files = append(files, l.Collections)
		out.text(t, l.Shell)
		out.text(t, l.Texts)
	}
	var index []bundle.File
	if err := json.Unmarshal(out.files[m.Search.Path], &index); err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, f := range index {
		size += int64(f.Bytes)
	}
	if len(index) != m.Search.Files || size != m.Search.Size || len(index) == 0 {
		t.Errorf("search index: %d files of %d bytes, the manifest says %d of %d", len(index), size, m.Search.Files, m.Search.Size)
	}
	for _, f := range append(files, index...) {
		if data := []byte(out.text(t, f.Path)); bundle.Hash(data) != f.Hash || len(data) != f.Bytes {
			t.Errorf("%s: not as it is said: %+v", f.Path, f)
		}
	}
	for name := range out.files {
		if strings.HasPrefix(name, "library/") && path.Ext(name) == ".pack" && !strings.Contains(string(out.files[bundle.ManifestName]), strings.Split(name, ".")[1]) {
			t.Errorf("the manifest does not name %s", name)
		}
	}
}

// TestPictures: of every picture shown the size for a phone is kept, for all
// its sizes.
func TestPictures(t *testing.T) {
	out := newMemory()
	render(t, renderer(t, Options{}), pictured(t), out)
	var got [][]string
	for _, e := range entriesOf(t, out, manifestOf(t, out).Images) {
		if !bytes.Equal(e.Data, out.files[strings.TrimPrefix(e.Path, "/")]) {
			t.Errorf("%s is not the file", e.Path)
		}
		got = append(got, append([]string{e.Path}, e.Also...))
	}
	want := [][]string{ // the article from 2025 shows both
		{"/assets/gate-640.0a1b2c3d4e.png", "/assets/gate-480.0a1b2c3d4e.png", "/assets/gate.0a1b2c3d4e.png"},
		{"/assets/chart.0a1b2c3d4e.svg"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pictures kept: -want +got\n%s", diff)
	}
	for lang, want := range map[string][][]int{"ru": {{3, 0}}, "kk": {{0, 0, 1}}, "uz": {}} {
		if diff := cmp.Diff(want, collectionsOf(t, out, lang).Pictures); diff != "" {
			t.Errorf("pictures of %s: -want +got\n%s", lang, diff)
		}
	}
}

// TestKeptWidth: the widest size for a phone, or else the narrowest there is.
func TestKeptWidth(t *testing.T) {
	for _, test := range []struct {
		widths []int
		want   int
	}{
		{[]int{600}, 600}, {[]int{1200}, 1200}, {[]int{1200, 1440}, 1200}, {[]int{2000, 480, 720, 960, 1440}, 960},
		{[]int{1300, 480, 720, 960}, 960}, {[]int{0}, 0}, {[]int{961, 960, 480}, 960}, {[]int{1440, 2000, 480}, 480},
	} {
		k := &keptPicture{}
		for _, width := range test.widths {
			k.take(library.File{Path: fmt.Sprint(width), Width: width})
		}
		if k.file != fmt.Sprint(test.want) || len(k.also) != len(test.widths)-1 {
			t.Errorf("of widths %v: kept %s, also %v; want %d", test.widths, k.file, k.also, test.want)
		}
	}
}

// collected is a collections file as it is read: with distances.
type collected struct {
	Core        []int
	Pictures    [][]int
	Collections []struct {
		Kind, Slug                          string
		Articles, Bytes, Images, ImageBytes int
		Members, Lists                      []int
	}
}

func collectionsOf(t testing.TB, out *memory, lang string) collected {
	t.Helper()
	var c collected
	if err := json.Unmarshal(out.files[manifestOf(t, out).Languages[lang].Collections.Path], &c); err != nil {
		t.Fatal(err)
	}
	sum := func(gaps []int) {
		for i := 1; i < len(gaps); i++ {
			gaps[i] += gaps[i-1]
		}
	}
	sum(c.Core)
	for i := range c.Collections {
		sum(c.Collections[i].Members)
		sum(c.Collections[i].Lists)
	}
	return c
}

// TestCollections: members are the articles of the list, and bytes what their
// blocks have in the packs' own tables.
func TestCollections(t *testing.T) {
	folder := newsroom(230)
	lib := loadFolder(t, folder)
	out := newMemory()
	render(t, renderer(t, Options{}), lib, out)
	l := manifestOf(t, out).Languages["ru"]
	if len(l.Packs) < 5 || len(l.Lists) < 5 {
		t.Fatalf("%d packs of articles and %d of lists show too little", len(l.Packs), len(l.Lists))
	}
	articles, lists := entriesOf(t, out, l.Packs), entriesOf(t, out, l.Lists)
	c := collectionsOf(t, out, "ru")
	var core []string
	for _, n := range c.Core {
		core = append(core, lists[n].Path)
	}
	wantCore := []string{"/ru/", "/ru/topics/", "/ru/authors/", "/ru/search/", "/ru/library/", "/ru/offline/", "/ru/404.html"}
	if diff := cmp.Diff(wantCore, core); diff != "" {
		t.Errorf("core lists: -want +got\n%s", diff)
	}
	kinds := map[string]int{}
	for _, one := range c.Collections {
		kinds[one.Kind]++
		var want []string
		for _, group := range [][]library.Listing{lib.Topics["ru"], lib.Years["ru"]} {
			for _, listing := range group {
				if listing.Slug == one.Slug {
					for _, a := range slices.Backward(listing.Articles) {
						want = append(want, a.Path)
					}
				}
			}
		}
		if one.Kind == "all" {
			total := 0
			for _, p := range append(slices.Clone(l.Packs), l.Lists...) {
				total += p.Bytes
			}
			if one.Bytes != total || one.Articles != len(articles) || one.Members != nil {
				t.Errorf("all: %+v, want %d bytes", one, total)
			}
			continue
		}
		if one.Kind == "latest" {
			for _, e := range articles[len(articles)-latest:] {
				want = append(want, e.Path)
			}
		}
		var got []string
		for _, n := range one.Members {
			got = append(got, articles[n].Path)
		}
		if diff := cmp.Diff(want, got); diff != "" || one.Articles != len(want) {
			t.Errorf("%s %s, %d articles: -want +got\n%s", one.Kind, one.Slug, one.Articles, diff)
		}
		for _, n := range one.Lists {
			if !strings.Contains(lists[n].Path, "/"+one.Slug+"/") {
				t.Errorf("%s %s has the list %s", one.Kind, one.Slug, lists[n].Path)
			}
		}
		needed := append(slices.Clone(c.Core), one.Lists...)
		slices.Sort(needed)
		if want := costOf(t, out, l.Packs, one.Members) + costOf(t, out, l.Lists, needed); one.Bytes != want {
			t.Errorf("%s %s: %d bytes, want %d", one.Kind, one.Slug, one.Bytes, want)
		}
	}
	if diff := cmp.Diff(map[string]int{"all": 1, "latest": 1, "topic": 13, "year": 2}, kinds); diff != "" {
		t.Errorf("collections: -want +got\n%s", diff)
	}
}

// costOf counts by the tables in the files what a reader would fetch.
func costOf(t testing.TB, out *memory, packs []bundle.Pack, numbers []int) int {
	t.Helper()
	total, first := 0, 0
	for _, p := range packs {
		r, err := bundle.Open(out.files[p.Name()], p.Hash)
		if err != nil {
			t.Fatal(err)
		}
		needed, entry := 0, first
		for _, b := range r.Blocks() {
			for n := entry; n < entry+b.Entries; n++ {
				if slices.Contains(numbers, n) {
					needed += b.Bytes
					break
				}
			}
			entry += b.Entries
		}
		if all := p.Bytes - p.Head; needed > 0 && 4*needed >= 3*all {
			total += p.Bytes
		} else if needed > 0 {
			total += p.Head + needed
		}
		first += p.Entries
	}
	return total
}

// TestKeptAgain: a second render of the same library writes nothing, one of
// another what a first would have.
func TestKeptAgain(t *testing.T) {
	folder := newsroom(60)
	r, out := renderer(t, Options{}), newMemory()
	render(t, r, loadFolder(t, folder), out)
	render(t, r, loadFolder(t, folder), out)
	if len(out.written)+len(out.removed) > 0 {
		t.Errorf("the same again: written %v, removed %v", out.written, out.removed)
	}
	lib := pictured(t)
	loads := 0
	for i, f := range lib.Files {
		lib.Files[i].Data = func() ([]byte, error) { loads++; return f.Data() }
	}
	whole := newMemory()
	render(t, renderer(t, Options{}), lib, whole)
	loads = 0
	render(t, r, lib, out)
	if diff := cmp.Diff(keys(whole.files), keys(out.files)); diff != "" {
		t.Errorf("rendered after another library: -want +got\n%s", diff)
	}
	for name, data := range whole.files {
		if !bytes.Equal(data, out.files[name]) {
			t.Errorf("%s differs from a first render", name)
		}
	}
	before := loads
	render(t, r, lib, out)
	if loads != before || len(out.written) > 0 {
		t.Errorf("the same again: %d pictures loaded, written %v", loads-before, out.written)
	}
	lib.Articles[4].Body = content.SafeHTML(`<img src="/assets/nobody.0a1b2c3d4e.png">`)
	render(t, r, lib, out)
	whole = newMemory()
	render(t, renderer(t, Options{}), lib, whole)
	if diff := cmp.Diff(keys(whole.files), keys(out.files)); diff != "" {
		t.Errorf("other pictures: -want +got\n%s", diff)
	}
}

// TestKeepsNothing: pages that change under the reader's eyes are not for
// keeping, nor those of an operator who wants no service worker. Both end the
// worker of an earlier site.
func TestKeepsNothing(t *testing.T) {
	scripts := over{webFolder(t), fstest.MapFS{
		"js/sw/events.js": {Data: []byte("addEventListener('fetch', () => {})")}, "js/kill.js": {Data: []byte("registration.unregister()")},
	}}
	for _, test := range []struct {
		opts   Options
		worker string
		keeps  bool
	}{
		{Options{}, "fetch", true}, {Options{Live: true}, "unregister", false}, {Options{NoWorker: true}, "unregister", false},
	} {
		test.opts.Web = scripts
		out := newMemory()
		render(t, renderer(t, test.opts), pictured(t), out)
		if got := out.text(t, workerName); !strings.Contains(got, test.worker) {
			t.Errorf("%+v: service worker %q, want %q", test.opts, got, test.worker)
		}
		kept := 0
		for name := range out.files {
			if path.Ext(name) == ".pack" || name == bundle.ManifestName || strings.HasPrefix(name, "assets/shell-") || strings.HasPrefix(name, "library/collections-") {
				kept++
			}
			if strings.HasPrefix(name, "assets/sw") || strings.HasPrefix(name, "assets/kill") {
				t.Errorf("there is %s", name)
			}
		}
		if (kept > 0) != test.keeps {
			t.Errorf("%+v: %d files to keep", test.opts, kept)
		}
	}
}

// TestNotPrecompressed: packs are compressed already.
func TestNotPrecompressed(t *testing.T) {
	out := build(t, pictured(t), Options{Compress: true})
	for name := range out.files {
		if strings.Contains(name, ".pack.") {
			t.Errorf("%s", name)
		}
	}
	out.text(t, bundle.ManifestName+".br")
}

// TestShellVersion: whatever changes a shell changes what pages say of it, and
// an article changes neither.
func TestShellVersion(t *testing.T) {
	version := func(lib *library.Library) string { return manifestOf(t, build(t, lib, Options{})).Build }
	first := version(sample(t))
	another := sample(t)
	another.Articles[4].Topics = []content.Tag{{Slug: "steppe", Name: "Дала"}}
	named := sample(t)
	named.Config.Title = library.Text{"": "Other"}
	accent := sample(t)
	accent.Config.Accent = "#006644"
	for name, test := range map[string]struct {
		lib  *library.Library
		same bool
	}{
		"another text":                  {func() *library.Library { l := sample(t); l.Articles[0].Title = "X"; return l }(), true},
		"the first topic of a language": {assemble(another.Articles), false},
		"another name":                  {named, false},
		"another accent":                {accent, false},
	} {
		if got := version(test.lib); (got == first) != test.same {
			t.Errorf("%s: version %s, then %s", name, first, got)
		}
	}
}

//go:build !js

package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// readAll reads something out of each file of an index, in the order of their
// names, and tells what.
func readAll(ctx context.Context, x *Index) error {
	snapshot, err := x.Snapshot(ctx)
	if err != nil {
		return err
	}
	for _, lang := range snapshot.Langs() {
		l, err := snapshot.Language(ctx, lang.Lang)
		if err != nil {
			return err
		}
		docs := make([]uint32, lang.Docs)
		for i := range docs {
			docs[i] = uint32(i)
		}
		_, err1 := l.Prefix(ctx, "", 100)
		_, err2 := l.Titles(ctx, "", true)
		_, err3 := l.Words(ctx)
		_, err4 := l.Facets(ctx)
		_, err5 := l.Shown(ctx, docs)
		_, err6 := l.Sources(ctx, docs)
		_, err7 := l.allRare(ctx)
		if err := errors.Join(err1, err2, err3, err4, err5, err6, err7); err != nil {
			return err
		}
	}
	return nil
}

// damaged returns the data with bits turned and cut at lengths, a dozen bytes of each.
func damaged(data []byte, yield func(what string, data []byte)) {
	step := max(1, len(data)/12)
	for i := 0; i < len(data); i += step {
		yield("cut", data[:i])
		for bit := range 8 {
			d := bytes.Clone(data)
			d[i] ^= 1 << bit
			yield("turned", d)
		}
	}
	yield("longer", append(bytes.Clone(data), 0))
	yield("a page", []byte("<!doctype html><title>Sign in</title>"))
}

// TestDamagedFiles holds that a file with any bit wrong, or cut anywhere, is an
// error that names it, and that the index is read again once it is mended.
func TestDamagedFiles(t *testing.T) {
	b := NewBuilder()
	b.inline = 0 // heads are files
	docs := newGenerator(500).docs(1060, 25)
	for i := range docs { // more than a head takes
		docs[i].Authors = []Tag{{fmt.Sprintf("a%d", i*7919%1060), fmt.Sprintf("Автор %d", i)}}
	}
	b.Update(append(docs, mixture()...))
	s := siteOf(t, b)
	kinds := make(map[string]int)
	for _, victim := range slices.Sorted(maps.Keys(s.Files)) {
		if kind, _, _ := strings.Cut(victim, "."); kinds[kind] == 2 {
			continue
		} else {
			kinds[kind]++
		}
		x := Open(s.Fetch)
		var spoiled []byte
		s.Spoil = func(name string, data []byte) ([]byte, error) {
			if name == victim {
				return spoiled, nil
			}
			return data, nil
		}
		damaged(s.Files[victim], func(what string, data []byte) {
			spoiled = data
			if err := readAll(t.Context(), x); err == nil || !strings.Contains(err.Error(), victim) {
				t.Fatalf("%s %s: error %v, want one with the file's name", victim, what, err)
			}
		})
		s.Spoil = nil
		if err := readAll(t.Context(), x); err != nil {
			t.Errorf("after %s was mended: %v", victim, err)
		}
	}
	if len(kinds) != 10 {
		t.Errorf("damaged files of %d kinds, want all 10: %v", len(kinds), kinds)
	}
}

// TestSealed holds that no bit of a file and no length is of no consequence.
func TestSealed(t *testing.T) {
	data := seal(kindWords, []byte("a payload of some bytes, which is not looked at here"))
	hash := fmt.Sprintf("%x00000000", data[6:headerSize])
	if _, err := open(data, kindWords, hash); err != nil {
		t.Fatal(err)
	}
	manifest := indexOf(t, mixture()).Files[ManifestName]
	if _, err := decodeManifest(manifest); err != nil {
		t.Fatal(err)
	}
	check := func(data []byte, decode func(data []byte) error) {
		for i := range data {
			if decode(data[:i]) == nil {
				t.Errorf("%q cut to %d bytes: no error", data, i)
			}
			for bit := range 8 {
				d := bytes.Clone(data)
				if d[i] ^= 1 << bit; decode(d) == nil {
					t.Errorf("%q with bit %d of byte %d turned: no error", data, bit, i)
				}
			}
		}
	}
	check(data, func(data []byte) error { _, err := open(data, kindWords, hash); return err })
	check(manifest, func(data []byte) error { _, err := decodeManifest(data); return err })
}

// TestSwappedFiles serves each file in the place of another of its kind.
func TestSwappedFiles(t *testing.T) {
	docs := newGenerator(3000).docs(1100, 60)
	s, other := indexOf(t, docs), indexOf(t, docs[:1090])
	for name := range s.Files {
		kind, _, _ := strings.Cut(name, ".")
		for wrong, data := range s.Files {
			if wrong == name || wrong == ManifestName || !strings.HasPrefix(wrong, kind+".") {
				continue
			}
			x := Open(func(ctx context.Context, n string) ([]byte, error) {
				if n == name {
					return data, nil
				}
				return s.Fetch(ctx, n)
			})
			if err := readAll(t.Context(), x); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s in place of %s: error %v, want one with the name", wrong, name, err)
			}
			break
		}
	}
	s.Files[ManifestName] = other.Files[ManifestName]
	if err := readAll(t.Context(), Open(s.Fetch)); err == nil {
		t.Error("reading by the manifest of another index: no error")
	}
}

func TestCanceled(t *testing.T) {
	s := indexOf(t, mixture())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := readAll(ctx, Open(s.Fetch)); !errors.Is(err, context.Canceled) {
		t.Errorf("reading after canceling: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(seal(kindTerms, []byte("some payload")), "")
	f.Add([]byte("LECS\x02t\x00\x00\x00\x00\xff\xff\xff\xff\x1f"), "00000000")
	f.Fuzz(func(t *testing.T, data []byte, hash string) {
		if payload, err := open(data, kindTerms, hash); err == nil && len(payload) > len(data) {
			t.Errorf("open(%q) has %d bytes", data, len(payload))
		}
	})
}

func FuzzManifest(f *testing.F) {
	f.Add(indexOf(f, mixture()).Files[ManifestName])
	f.Add(sealManifest([]byte(`{"format":"lectern-search","version":2,"langs":[{"lang":"ru","segments":[{"docs":-1,"all":"../../x"}]}]}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, data := range [][]byte{data, sealManifest(data)} {
			m, err := decodeManifest(data)
			if err != nil {
				continue
			}
			for _, l := range m.Langs {
				for _, s := range l.Segments {
					if s.Docs <= 0 || !isHash(s.All+s.Head) {
						t.Errorf("manifest %q has segment %+v", data, s)
					}
				}
			}
		}
	})
}

// fuzzSpace is the documents that fuzzed files are about.
func fuzzSpace() *space {
	return newSpace([]uint8{0, 3, 20, 33, 96, 40, 41, 20, 7, 0, 50, 34, 33, 33, 12})
}

// decoders are the decoders of payloads; each checks what it decoded and returns
// what codes it again.
var decoders = map[byte]func(t *testing.T, c *coder) func(c *coder){
	kindTerms: func(t *testing.T, c *coder) func(c *coder) {
		s, in := new(shard), fuzzSpace()
		s.code(c, in)
		checkTerms(t, c, &s.terms, s.docs, in.docs, len(s.info))
		return func(c *coder) { s.code(c, in) }
	},
	kindTitles: func(t *testing.T, c *coder) func(c *coder) {
		p, in := new(page), fuzzSpace()
		p.code(c, in)
		checkTerms(t, c, &p.terms, p.docs, in.docs, len(p.share))
		return func(c *coder) { p.code(c, in) }
	},
	kindHead: func(t *testing.T, c *coder) func(c *coder) {
		h := new(head)
		h.code(c, 15, true)
		if !c.failed && (h.docs != 15 || len(h.years) == 0 || len(h.shown) == 0) {
			t.Errorf("a head of %d documents, years %v, blocks %v", h.docs, h.years, h.shown)
		}
		return func(c *coder) { h.code(c, 15, true) }
	},
	kindShown: func(t *testing.T, c *coder) func(c *coder) {
		list := codeShown(c, nil, 15)
		for _, e := range list {
			if len(e.path) > maxString || len(e.title) > maxString || len(dateOf(e.day)) > len("9999-12-31") {
				t.Errorf("shown is %+v", e)
			}
		}
		return func(c *coder) { codeShown(c, list, 15) }
	},
	kindSources: func(t *testing.T, c *coder) func(c *coder) {
		list := codeSources(c, nil, 15)
		return func(c *coder) { codeSources(c, list, 15) }
	},
	kindWords: func(t *testing.T, c *coder) func(c *coder) {
		list := codeWords(c, nil)
		return func(c *coder) { codeWords(c, list) }
	},
	kindRare: func(t *testing.T, c *coder) func(c *coder) {
		list := codeRare(c, nil)
		if !c.failed && (!slices.IsSorted(list) || len(list) > 0 && int(list[len(list)-1]) >= len(list)*rareOdds) {
			t.Errorf("numbers of %d rare terms are %d", len(list), list)
		}
		return func(c *coder) { codeRare(c, list) }
	},
	kindFacets: func(t *testing.T, c *coder) func(c *coder) {
		f, in := new(Facets), fuzzSpace()
		f.code(c, in)
		for _, d := range append(slices.Clone(f.Topics), f.Authors...) {
			if !c.failed && (!slices.IsSorted(d.Docs) || int(d.Docs[len(d.Docs)-1]) >= in.docs) {
				t.Errorf("facet %+v of %d documents", d, in.docs)
			}
		}
		return func(c *coder) { f.code(c, in) }
	},
}

func checkTerms(t *testing.T, c *coder, terms *terms, docs []uint32, limit, said int) {
	if c.failed {
		return
	}
	if len(docs) != said {
		t.Errorf("%d postings, of which %d are described", len(docs), said)
	}
	for i := range terms.end {
		start, end := terms.postings(i)
		list := docs[start:end]
		if i > 0 && terms.at(i-1) >= terms.at(i) || len(list) == 0 || int(list[len(list)-1]) >= limit {
			t.Errorf("term %q has %d of %d documents", terms.at(i), list, limit)
		}
		for k, doc := range list[1:] {
			if doc <= list[k] {
				t.Errorf("term %q has %d", terms.at(i), list)
			}
		}
	}
}

// FuzzDecoders holds that any bytes decode to an error or to what codes to bytes
// that decode, and that what is decoded is in bounds.
func FuzzDecoders(f *testing.F) {
	for _, s := range []*site{indexOf(f, newGenerator(300).docs(1030, 20)), indexOf(f, mixture())} {
		seen := make(map[byte]bool)
		for _, name := range slices.Sorted(maps.Keys(s.Files)) {
			if data := s.Files[name]; name != ManifestName && !seen[data[5]] {
				seen[data[5]] = true
				_, hash, _ := strings.Cut(strings.TrimSuffix(name, ".bin"), ".")
				payload, err := open(data, data[5], hash)
				if err != nil {
					f.Fatal(err)
				}
				f.Add(payload)
			}
		}
	}
	for _, code := range decoders {
		_ = code
		f.Add(bytes.Repeat([]byte{0}, 40))
		f.Add(bytes.Repeat([]byte{0xFF}, 40))
		f.Add(bytes.Repeat([]byte{0x80, 7}, 40))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range slices.Sorted(maps.Keys(decoders)) {
			c := newReader(data)
			again := decoders[kind](t, c)
			if c.failed {
				continue
			}
			c = newReader(coded(again))
			if decoders[kind](t, c); c.done() != nil {
				t.Errorf("kind %c: what was decoded doesn't code and decode", kind)
			}
		}
		if f, err := openTitles("titles", data, 15); err == nil {
			for i := range f.pages {
				f.page(i)
			}
		}
		if w, err := openWhole("all", data, 15); err == nil && w.head.docs != 15 {
			t.Errorf("a whole of %d documents", w.head.docs)
		}
	})
}

// FuzzText holds that any strings come back, as the index takes them.
func FuzzText(f *testing.F) {
	f.Add("/ru/customs/", "Новые правила таможни", "Новые правила игры")
	f.Add("", "\x00\xff\xd0", "海关新规定 🎉")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		all := []entry{{shorten(a), shorten(b), 0}, {shorten(a + c), shorten(c), 5}, {shorten(b), shorten(c + a), 5}, {shorten(c), shorten(b), lastDay}}
		data := coded(func(c *coder) { codeShown(c, all, len(all)) })
		r := newReader(data)
		if got := codeShown(r, nil, len(all)); r.done() != nil || !slices.Equal(got, all) {
			t.Errorf("%+v came back as %+v: %v", all, got, r.done())
		}
	})
}

//go:build !js

package index

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestSameBytes holds that neither the order of the documents nor the number of
// goroutines that add them changes a byte, and that the manifest is written last.
func TestSameBytes(t *testing.T) {
	docs := append(newGenerator(2000).docs(1100, 40), mixture()...)
	want := indexOf(t, docs)
	for round := range 2 {
		rand.New(rand.NewPCG(uint64(round), 7)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		b := NewBuilder()
		var wait sync.WaitGroup
		for part := range slices.Chunk(docs, 250) {
			wait.Go(func() {
				for _, d := range part {
					b.Add(d)
				}
			})
		}
		wait.Wait()
		got := make(map[string][]byte)
		last := ""
		if err := b.Write(func(name string, data []byte) error { got[name], last = data, name; return nil }); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want.Files) || last != ManifestName {
			t.Errorf("round %d: %d files, the last %s; want %d, the last %s", round, len(got), last, len(want.Files), ManifestName)
		}
		for name, data := range want.Files {
			if !bytes.Equal(got[name], data) {
				t.Errorf("round %d: %s differs", round, name)
			}
		}
	}
}

// TestUpdate holds an index that was updated step by step against one made at once.
func TestUpdate(t *testing.T) {
	g := newGenerator(300)
	docs := g.docs(1060, 20)
	changed := slices.Clone(docs)
	changed[700].Text += " новое слово"
	retitled := slices.Clone(docs)
	retitled[1059].Title = "Другое"
	steps := []struct {
		name    string
		docs    []Doc
		changed bool
	}{
		{"first", docs[:1050], true},
		{"nothing", docs[:1050], false},
		{"another order", append(slices.Clone(docs[500:1050]), docs[:500]...), false},
		{"more", docs, true},
		{"a text", changed, true},
		{"a title", retitled, true},
		{"one twice", append(slices.Clone(retitled), docs[3]), true},
		{"less", docs[:40], true},
		{"none", nil, true},
	}
	b := NewBuilder()
	for _, step := range steps {
		if changed := b.Update(step.docs); changed != step.changed {
			t.Errorf("%s: Update = %v, want %v", step.name, changed, step.changed)
		}
		got, want := siteOf(t, b).Files, indexOf(t, step.docs).Files
		if !cmp.Equal(got, want) {
			t.Errorf("%s: %d files made by updates differ from %d made at once", step.name, len(got), len(want))
		}
	}
}

// TestPublish holds how little a newer article changes: the tail and the manifest,
// each 32nd time the middle too.
func TestPublish(t *testing.T) {
	docs := newGenerator(2000).docs(1100, 60)
	before := indexOf(t, docs[:1090])
	for n := 1091; n <= 1100; n++ {
		after := indexOf(t, docs[:n])
		var fresh []string
		size := 0
		for name, data := range after.Files {
			if !bytes.Equal(before.Files[name], data) {
				fresh = append(fresh, name)
				size += len(data)
			}
		}
		if len(fresh) > 2 && n%fullTail != 0 || size > 16<<10 {
			t.Errorf("article %d changed %d bytes in %q", n, size, fresh)
		}
		before = after
	}
}

func TestWriteFails(t *testing.T) {
	full := errors.New("disk full")
	b := NewBuilder()
	for _, d := range newGenerator(500).docs(1100, 30) {
		b.Add(d)
	}
	for after := range 9 {
		n := 0
		err := b.Write(func(string, []byte) error {
			if n++; n > after {
				return full
			}
			return nil
		})
		if !errors.Is(err, full) || n != after+1 {
			t.Errorf("Write to a disk full after %d files: %v after %d calls", after, err, n)
		}
	}
}

// TestEagerTitles holds that titles are left to be read on demand once they are
// too many, those of the largest language first.
func TestEagerTitles(t *testing.T) {
	lang := func(name string, titles int) language {
		return language{langSegments{"xx", []segmentFile{{Docs: 1, Titles: []string{name}}}}, 10 << 10, titles}
	}
	got := withTitles([]language{lang("large", 80<<10), lang("small", 10<<10)})
	if got[0].Segments[0].Titles != nil || len(got[1].Segments[0].Titles) != 1 {
		t.Errorf("manifest has %+v", got)
	}
	docs := newGenerator(2000).docs(1100, 20)
	for i := range docs {
		docs[i].Title = fmt.Sprintf("%s %d %x", docs[i].Title, i*7919, i*104729)
	}
	l := indexOf(t, docs).open(t, "ru")
	if p, err := l.Titles(t.Context(), "7919", false); err != nil || len(p) != 1 || !slices.Equal(p[0].Docs, []uint32{1}) {
		t.Errorf("Titles(7919) = %v, %v", p, err)
	}
}

// TestArticle holds that the form a builder keeps gives the infos back, and is small.
func TestArticle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := Info(rapid.IntRange(0, 1<<(maskShift+maskBits)-1).Draw(t, "info")) &^ (1<<6 | 1<<7)
		data := packInfo(nil, v)
		if got, used := unpackInfo(data); got != v || used != len(data) {
			t.Errorf("info %b came back as %b, %d of %d bytes", v, got, used, len(data))
		}
	})
	docs := newGenerator(20000).docs(50, 600)
	size := 0
	for i := range docs {
		a := newAnalyser().article(newVocabulary(), &docs[i], hashDoc(&docs[i]))
		size += len(a.packed) + len(a.text) + 150
	}
	if got := size / len(docs); got > 1000 {
		t.Errorf("an article of 600 words is kept in %d bytes", got)
	}
}

// TestLists holds that any list of documents in any space comes back.
func TestLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.Uint8Range(0, lengthLevels-1), 1, 300).Draw(t, "lengths")
		in := newSpace(lengths)
		var lists [][]uint32
		for range rapid.IntRange(1, 5).Draw(t, "lists") {
			some := rapid.SliceOfNDistinct(rapid.Uint32Range(0, uint32(in.docs-1)), 1, in.docs, rapid.ID).Draw(t, "list")
			slices.Sort(some)
			lists = append(lists, some)
		}
		data := coded(func(c *coder) {
			m := c.newLists()
			for _, list := range lists {
				c.list(m, in, list, len(list))
			}
		})
		c := newReader(data)
		m := c.newLists()
		for _, want := range lists {
			if got := c.list(m, in, nil, len(want)); !slices.Equal(got, want) {
				t.Fatalf("list %d came back as %d", want, got)
			}
		}
		if err := c.done(); err != nil {
			t.Errorf("after the lists: %v", err)
		}
	})
}

func TestNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.IntRange(0, maxNumber)).Draw(t, "numbers")
		data := coded(func(c *coder) {
			m := c.newNumber()
			for _, v := range all {
				c.number(m, v, maxNumber)
				c.plain(7, uint32(v&127))
			}
		})
		c := newReader(data)
		m := c.newNumber()
		for _, want := range all {
			if got, low := c.number(m, 0, maxNumber), c.plain(7, 0); got != want || low != uint32(want&127) {
				t.Fatalf("%d came back as %d, %d", want, got, low)
			}
		}
		if err := c.done(); err != nil {
			t.Errorf("after the numbers: %v", err)
		}
	})
}

// TestLengths holds the error that the names of lengths promise.
func TestLengths(t *testing.T) {
	last := uint8(0)
	for n := 1; n < 1<<22; n += 1 + n/50 {
		level := lengthLevel(n)
		if got := wordsOf(level); got < 0.87*float64(n) || got > 1.13*float64(n) || level < last || level >= lengthLevels {
			t.Errorf("%d words are of level %d, %.1f", n, level, got)
		}
		last = level
	}
	if lengthLevel(0) != 0 || wordsOf(0) != 0 || lengthLevel(1<<40) != lengthLevels-1 {
		t.Error("no words, or too many, are of a wrong level")
	}
}

func TestShorten(t *testing.T) {
	for _, s := range []string{strings.Repeat("ж", 5000), strings.Repeat("a\xff", 5000), "a\x00b", strings.Repeat("x", maxString)} {
		if got := shorten(s); len(got) > maxString || strings.ContainsRune(got, 0) || len(got) < min(len(s), maxString)-3 {
			t.Errorf("%.10q of %d bytes is shortened to %d", s, len(s), len(got))
		}
	}
}

//go:build !js

package search

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestSameBytes holds that neither the order of the documents nor the number of
// goroutines that add them changes a byte.
func TestSameBytes(t *testing.T) {
	docs := append(bigLibrary(80), library()...)
	want := indexOf(t, docs)
	for round := range 3 {
		rand.New(rand.NewPCG(uint64(round), 7)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		b := NewBuilder()
		var wait sync.WaitGroup
		for part := range slices.Chunk(docs, 25) {
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
		if len(got) != len(want.files) || last != ManifestName {
			t.Errorf("round %d: %d files, the last %s; want %d, the last %s", round, len(got), last, len(want.files), ManifestName)
		}
		for name, data := range want.files {
			if !bytes.Equal(got[name], data) {
				t.Errorf("round %d: %s differs", round, name)
			}
		}
	}
}

func TestWriteFails(t *testing.T) {
	full := errors.New("disk full")
	b := NewBuilder()
	for _, d := range bigLibrary(100) {
		b.Add(d)
	}
	for after := range 6 {
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

// TestWorkedExample holds the example of the package comment.
func TestWorkedExample(t *testing.T) {
	got, rest := termsPayload([]termList{
		{"sea", []uint32{0, 1}, []uint8{60 << 1, 90<<1 | 1}, []uint8{255}},
		{"seal", []uint32{1}, []uint8{5 << 1}, nil},
	})
	want := "02 00 03 73 65 61 02 05 03 01 6c 01 02 00 00 78 b5 ff 01 0a"
	if hexed := hex.EncodeToString(got); hexed != strings.ReplaceAll(want, " ", "") || len(rest) != 0 {
		t.Errorf("payload is %s, want %s", hexed, want)
	}
	s, err := decodeShard(got, 2)
	if err != nil {
		t.Fatal(err)
	}
	list, err := decodePostings(nil, s.find("sea"), 2)
	if want := []posting{{0, 60, 0}, {1, 90, 255}}; err != nil || !slices.Equal(list, want) {
		t.Errorf("postings of sea are %v (%v), want %v", list, err, want)
	}
}

func BenchmarkBuild(b *testing.B) {
	docs := bigLibrary(500)
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		indexOf(b, docs)
	}
}

func BenchmarkSearch(b *testing.B) {
	s := indexOf(b, bigLibrary(2000))
	for _, query := range []string{"барогра", "миту кено ", "стукло мимиту барогра кено", `"ляжа миту"`, "барограъ"} {
		b.Run(query, func(b *testing.B) {
			e := NewEngine(s.fetch)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.Search(b.Context(), Query{Text: query, Lang: "ru"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

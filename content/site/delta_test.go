package site

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// TestDeltas publishes programs one after another into the same folder.
func TestDeltas(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	first := make([]byte, 100_000)
	for i := range first {
		first[i] = byte(random.Uint32())
	}
	second := bytes.Clone(first)
	copy(second[5000:], "another version")
	target := filepath.Join(t.TempDir(), "dist")
	publish := func(files map[string][]byte) []string {
		t.Helper()
		s, err := NewStaging(target)
		if err != nil {
			t.Fatal(err)
		}
		files[markName] = []byte(ours)
		for name, data := range files {
			if err := s.Write(name, data); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		return names(t, filepath.Join(target, "assets"))
	}
	one, two := hashed("assets/app.wasm", first), hashed("assets/app.wasm", second)
	delta := deltaName(two, first)
	steps := []struct {
		what  string
		files map[string][]byte
		want  []string
	}{
		{"the first program", map[string][]byte{one: first}, []string{one}},
		{"another", map[string][]byte{two: second}, []string{two, delta}},
		{"the same again", map[string][]byte{two: second}, []string{two, delta}},
		{"one that is smaller compressed", map[string][]byte{one: first, one + ".br": []byte("small")}, []string{one, one + ".br"}},
		{"another kind", map[string][]byte{hashed("assets/open.wasm", second): second}, []string{hashed("assets/open.wasm", second)}},
	}
	for _, step := range steps {
		got := publish(step.files)
		for i := range got {
			got[i] = "assets/" + got[i]
		}
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", step.what, diff)
		}
		if step.what != "the same again" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(target, delta))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(first)
		frame, ok := strings.CutPrefix(string(data), DeltaMagic+string(sum[:]))
		if !ok || len(data) > 1000 {
			t.Errorf("the delta has %d bytes and begins with %x", len(data), data[:40])
		}
		decoder, err := zstd.NewReader(nil, zstd.WithDecoderDictRaw(0, first))
		if err != nil {
			t.Fatal(err)
		}
		defer decoder.Close()
		if got, err := decoder.DecodeAll([]byte(frame), nil); err != nil || !bytes.Equal(got, second) {
			t.Errorf("the delta makes %d bytes (%v), want the %d of the second program", len(got), err, len(second))
		}
	}
}

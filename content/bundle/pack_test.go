package bundle

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func block(t testing.TB, entries ...Entry) Block {
	t.Helper()
	b, err := new(Compressor).Block(entries)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pack(t testing.TB, blocks ...Block) (Pack, []byte) {
	t.Helper()
	p, file, err := NewPack(blocks)
	if err != nil {
		t.Fatal(err)
	}
	return p, file
}

// sampleEntries are pages that compress and a picture that does not.
func sampleEntries() []Entry {
	var picture []byte
	for i := range 900 {
		picture = append(picture, Hash(fmt.Append(nil, i))[:1]...)
		picture = append(picture, byte(i*i*i>>5^i))
	}
	noise := bytes.Buffer{}
	for i := range 300 {
		raw, _ := hex.DecodeString(Hash(fmt.Append(nil, i)))
		noise.Write(raw)
	}
	return []Entry{
		{Path: "/ru/a/", Data: []byte(strings.Repeat("Первая статья. ", 200))},
		{Path: "/ru/b/", Data: []byte{}},
		{Path: "/ru/c/", Data: picture},
		{Path: "/assets/photo-720.0a1b2c3d.jpg", Also: []string{"/assets/photo-480.0a1b2c3d.jpg", "/assets/photo.0a1b2c3d.jpg"}, Data: noise.Bytes()},
	}
}

func TestPack(t *testing.T) {
	want := sampleEntries()
	p, file := pack(t, block(t, want[:2]...), block(t, want[2]), block(t, want[3]))
	if p.Bytes != len(file) || p.Entries != 4 || Hash(file[:p.Head]) != p.Hash {
		t.Errorf("got %+v of a file of %d bytes", p, len(file))
	}
	r, err := Open(file, p.Hash)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Entries()
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if len(got[i].Also) == 0 {
			got[i].Also = nil
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries: -want +got\n%s", diff)
	}
	if r.blocks[0].Stored || !r.blocks[2].Stored {
		t.Errorf("text stored: %v, noise stored: %v", r.blocks[0].Stored, r.blocks[2].Stored)
	}
}

// TestCompressor: what a compressor made before changes nothing.
func TestCompressor(t *testing.T) {
	c := new(Compressor)
	for range 2 {
		for i, e := range sampleEntries() {
			got, err := c.Block([]Entry{e})
			if err != nil {
				t.Fatal(err)
			}
			if want := block(t, e); got.row.Hash != want.row.Hash {
				t.Errorf("entry %d: another block from a compressor that was used", i)
			}
		}
	}
	if b := StoredBlock(sampleEntries()); !b.row.Stored || b.Size() == 0 || b.Last() != "/assets/photo-720.0a1b2c3d.jpg" {
		t.Errorf("stored: %+v", b.row)
	}
}

// TestDamage: no byte of a pack can change unseen, and no pack be cut or longer.
func TestDamage(t *testing.T) {
	entries := sampleEntries()
	p, file := pack(t, block(t, entries[0]), block(t, entries[3]))
	read := func(data []byte) error {
		r, err := Open(data, p.Hash)
		if err == nil {
			_, err = r.Entries()
		}
		return err
	}
	if err := read(file); err != nil {
		t.Fatal(err)
	}
	for i := range file {
		damaged := bytes.Clone(file)
		damaged[i] ^= 0x10
		if read(damaged) == nil {
			t.Errorf("byte %d of %d changed: no error", i, len(file))
		}
	}
	for n := range file {
		if read(file[:n]) == nil {
			t.Errorf("cut to %d of %d bytes: no error", n, len(file))
		}
	}
	if read(append(bytes.Clone(file), 0)) == nil {
		t.Error("a byte more: no error")
	}
}

// TestExample holds the worked example of the package comment.
func TestExample(t *testing.T) {
	part := Part{"<title>Rain</title>", "", `<main id="_main"><h1>Rain</h1></main>`}
	p, file := pack(t, block(t, Entry{Path: "/en/rain/", Data: part.Bytes()}))
	source, err := os.ReadFile("bundle.go")
	if err != nil {
		t.Fatal(err)
	}
	comment := strings.ReplaceAll(string(source), "//", "")
	for line := range strings.Lines(hex.Dump(file)) {
		if !strings.Contains(comment, strings.TrimSpace(line)) {
			t.Fatalf("bundle.go does not show this pack, of hash %s and head of %d bytes:\n%s", p.Hash, p.Head, hex.Dump(file))
		}
	}
	if !strings.Contains(comment, p.Hash) {
		t.Errorf("bundle.go does not name the hash %s", p.Hash)
	}
}

func FuzzOpen(f *testing.F) {
	entries := sampleEntries()
	_, file := pack(f, block(f, entries[:2]...), block(f, entries[3]))
	f.Add(file)
	f.Add([]byte("LPK1\x00\x00\x00\x02\x03\x00"))
	f.Add([]byte("LPK1\xff\xff\xff\xff"))
	for _, table := range []string{
		`{"blocks":[{"bytes":-1}]}`, `{"blocks":[{"bytes":1,"hash":"","entries":[["a"]]}]}`, `{"blocks":null}`,
		`{"blocks":[{"bytes":0,"hash":"e3b0c44298fc1c149afbf4c8996fb924","stored":true,"entries":[["/",-1,""],["/",1,""]]}]}`,
	} {
		packed, err := new(Compressor).deflated([]byte(table))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(append([]byte{'L', 'P', 'K', '1', 0, 0, 0, byte(len(packed))}, packed...))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// The right hash, or nothing would ever pass the first check.
		hash := ""
		if len(data) >= headStart {
			n := int(data[4])<<24 | int(data[5])<<16 | int(data[6])<<8 | int(data[7])
			hash = Hash(data[:min(len(data), headStart+n)])
		}
		r, err := Open(data, hash)
		if err != nil {
			return
		}
		entries, err := r.Entries()
		if err != nil {
			return
		}
		for _, e := range entries {
			if len(e.Data) > mostUnpacked {
				t.Errorf("entry %s has %d bytes", e.Path, len(e.Data))
			}
		}
	})
}

// TestSplitter: borders come again after an insertion, and never change by what
// is appended.
func TestSplitter(t *testing.T) {
	s := Splitter{Least: 1000, Most: 4000, Chance: 4}
	borders := func(paths []string) map[string]bool {
		ends, size := map[string]bool{}, 0
		for _, path := range paths {
			size += 300
			if s.Ends(size, path) {
				ends[path], size = true, 0
			}
		}
		return ends
	}
	var paths []string
	for i := range 1000 {
		paths = append(paths, fmt.Sprintf("/ru/%d/", i))
	}
	whole := borders(paths)
	for n := range paths {
		for path := range borders(paths[:n]) {
			if !whole[path] {
				t.Fatalf("of %d entries %s is the last of a block, of %d not", n, path, len(paths))
			}
		}
	}
	lost := 0
	inserted := borders(append([]string{"/ru/first/"}, paths...))
	for path := range whole {
		if !inserted[path] {
			lost++
		}
	}
	if lost > 10 {
		t.Errorf("one entry before them moved %d of %d borders, want at most 10", lost, len(whole))
	}
	if n := len(whole); n < 100 || n > 250 {
		t.Errorf("%d blocks of 1,000 entries of 300 bytes, want 100 to 250", n)
	}
}

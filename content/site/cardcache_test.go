package site

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"testing"
	"time"
)

// TestCardCache: what a run drew the next one takes, whole ones only.
func TestCardCache(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "cards")
	opts := Options{BaseURL: "https://news.example/", CardCache: dir}
	first := build(t, sample(t), opts)
	names := cardsOf(first)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != len(names) {
		t.Fatalf("%d files in the cache, %v; want the %d cards", len(entries), err, len(names))
	}
	kept := func(name string) string { return filepath.Join(dir, path.Base(name)) }
	put := func(file string, data []byte, age time.Duration) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	swapped, damaged, old, foreign := names[0], names[1], filepath.Join(dir, "card.0000000000000000.png"), filepath.Join(dir, "notes.txt")
	put(kept(swapped), first.files[names[2]], 2*cardTouched)
	put(kept(damaged), first.files[damaged][:200], 0)
	put(old, first.files[names[2]], cardAge+time.Hour)
	put(foreign, []byte("mine"), cardAge+time.Hour)

	second := build(t, sample(t), opts)
	if !bytes.Equal(second.files[swapped], first.files[names[2]]) {
		t.Error("a card that the cache has is drawn again")
	}
	if !bytes.Equal(second.files[damaged], first.files[damaged]) {
		t.Error("a damaged card is taken from the cache")
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("a card that nobody asked for is kept for ever")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Errorf("a file that is no card: %v, want it left alone", err)
	}
	if info, err := os.Stat(kept(swapped)); err != nil || time.Since(info.ModTime()) > cardTouched {
		t.Errorf("a card in use: %v, %v; want its last use marked", info, err)
	}
}

// TestNoCardCache: a folder that cannot be made costs time only.
func TestNoCardCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out := build(t, sample(t), Options{BaseURL: "https://news.example/", CardCache: filepath.Join(file, "cards")})
	if len(cardsOf(out)) == 0 {
		t.Error("no cards")
	}
}

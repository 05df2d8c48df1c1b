package server

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// page is a page whose every line says which version it is.
func page(version int) string {
	return strings.Repeat(fmt.Sprintf("version %d\n", version), 400)
}

// torn reports how a body mixes versions; "" if it does not.
func torn(body string) string {
	first, _, _ := strings.Cut(body, "\n")
	if body != strings.Repeat(first+"\n", 400) {
		return fmt.Sprintf("%d bytes that begin %.40q and end %q", len(body), body, body[max(0, len(body)-40):])
	}
	return ""
}

func replace(t *testing.T, file, data string) {
	t.Helper()
	if err := os.WriteFile(file+".new", []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

// TestEditsWhileReading replaces a page 1,000 times while readers ask for it in
// every coding: no reply mixes two versions, has another version's ETag, or
// goes back in time.
func TestEditsWhileReading(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "ru", "index.html")
	writeFile(t, file, page(0))
	s, err := New(Options{Dir: dir, Live: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	var reads, bad atomic.Int64
	var tags sync.Map // ETag → body
	for _, field := range []string{"", "gzip", "br", "br"} {
		readers.Go(func() {
			latest := 0
			for ctx.Err() == nil {
				req := httptest.NewRequest("GET", "/ru/", nil)
				req.Header.Set("Accept-Encoding", field)
				res, body := ask(t, s, req)
				reads.Add(1)
				version := -1
				fmt.Sscanf(body, "version %d", &version)
				known, _ := tags.LoadOrStore(res.Header.Get("ETag"), body)
				if why := torn(body); res.StatusCode != 200 || why != "" || version < latest || known != body {
					bad.Add(1)
					t.Errorf("%q: %s, version %d after %d: %s", field, res.Status, version, latest, why)
				}
				latest = version
			}
		})
	}
	for version := 1; version <= 1000; version++ {
		replace(t, file, page(version))
		s.Reload("/ru/")
		// What is asked for after the edit is the edit.
		if version%10 == 0 {
			if _, body := ask(t, s, httptest.NewRequest("GET", "/ru/", nil)); !strings.HasPrefix(body, fmt.Sprintf("version %d\n", version)) {
				t.Errorf("after edit %d: got %.20q", version, body)
			}
		}
	}
	cancel()
	readers.Wait()
	t.Logf("%d reads, %d torn", reads.Load(), bad.Load())
}

// While a careless publisher has moved the old build away and not yet put the
// new one in its place, the old one is served.
func TestBuildMissing(t *testing.T) {
	parent := t.TempDir()
	dist := filepath.Join(parent, "dist")
	writeFile(t, filepath.Join(dist, "index.html"), "old")
	s, err := New(Options{Dir: dist})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	get := func() string {
		_, body := ask(t, s, httptest.NewRequest("GET", "/", nil))
		return body
	}
	if err := os.Rename(dist, filepath.Join(parent, "away")); err != nil {
		t.Fatal(err)
	}
	if got := get(); got != "old" {
		t.Errorf("with nothing there: got %q", got)
	}
	writeFile(t, filepath.Join(dist, "index.html"), "new")
	if got := get(); got != "new" {
		t.Errorf("with the new one there: got %q", got)
	}
}

// The bodies kept in memory stay under their limit.
func TestCacheIsBounded(t *testing.T) {
	dir := t.TempDir()
	for i := range 200 {
		writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), strings.Repeat(fmt.Sprintf("line %d\n", i), 2000))
	}
	const limit = 200 << 10
	s, err := newServer(Options{Dir: dir}, func(l *limits) { l.cache = limit })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 200 {
		req := httptest.NewRequest("GET", fmt.Sprintf("/%d.txt", i), nil)
		req.Header.Set("Accept-Encoding", "gzip")
		if _, body := ask(t, s, req); !strings.HasPrefix(body, fmt.Sprintf("line %d\n", i)) {
			t.Fatalf("file %d: got %.20q", i, body)
		}
	}
	c := s.tree.cache
	var sum int64
	for el := c.order.Front(); el != nil; el = el.Next() {
		sum += el.Value.(*entry).cost
	}
	if c.bytes > limit || sum != c.bytes || len(c.entries) != c.order.Len() {
		t.Errorf("%d bytes counted, %d summed, limit %d; %d names, %d entries", c.bytes, sum, limit, len(c.entries), c.order.Len())
	}
}

// A file in memory costs no second compression.
func BenchmarkPage(b *testing.B) {
	dir := b.TempDir()
	writeFile(b, filepath.Join(dir, "ru", "index.html"), strings.Repeat("Текст статьи, довольно длинный. ", 1000))
	longAgo := time.Now().Add(-time.Hour)
	old := filepath.Join(dir, "ru", "index.html")
	if err := os.Chtimes(old, longAgo, longAgo); err != nil {
		b.Fatal(err)
	}
	s, err := New(Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, field := range []string{"", "br"} {
		b.Run("coding="+field, func(b *testing.B) {
			req := httptest.NewRequest("GET", "/ru/", nil)
			req.Header.Set("Accept-Encoding", field)
			for b.Loop() {
				rec := httptest.NewRecorder()
				rec.Body = nil
				s.ServeHTTP(rec, req)
				if rec.Code != http.StatusOK {
					b.Fatal(rec.Code)
				}
			}
		})
	}
}

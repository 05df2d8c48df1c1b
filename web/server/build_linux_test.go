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
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestBuildExchanged exchanges the served folder for another build and deletes
// the old one 60 times, as "lectern build" does, while readers ask: every
// reply is in whole from one build, and nothing is ever missing.
func TestBuildExchanged(t *testing.T) {
	parent := t.TempDir()
	dist := filepath.Join(parent, "dist")
	build := func(dir string, version int) {
		for _, name := range []string{"index.html", "404.html", "ru/index.html", "ru/404.html"} {
			writeFile(t, filepath.Join(dir, name), page(version))
			writeFile(t, filepath.Join(dir, name+".br"), string(compress([]byte(page(version)), brotli)))
		}
		writeFile(t, filepath.Join(dir, aboutName), fmt.Sprintf(`{"base":"/","csp":"default-src 'v%d'"}`, version))
	}
	build(dist, 0)
	s, err := New(Options{Dir: dist})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	var reads atomic.Int64
	for _, target := range []string{"/", "/ru/", "/ru/nothing/"} {
		want := http.StatusOK
		if strings.Contains(target, "nothing") {
			want = http.StatusNotFound
		}
		for _, field := range []string{"", "br"} {
			readers.Go(func() {
				for ctx.Err() == nil {
					req := httptest.NewRequest("GET", target, nil)
					req.Header.Set("Accept-Encoding", field)
					res, body := ask(t, s, req)
					reads.Add(1)
					if why := torn(body); res.StatusCode != want || why != "" {
						t.Errorf("GET %s: got %s, want %d: %s", target, res.Status, want, why)
						continue
					}
					var version int
					fmt.Sscanf(body, "version %d", &version)
					if policy := fmt.Sprintf("default-src 'v%d'", version); res.Header.Get("Content-Security-Policy") != policy {
						t.Errorf("GET %s: version %d with the policy %q", target, version, res.Header.Get("Content-Security-Policy"))
					}
				}
			})
		}
	}
	next := filepath.Join(parent, "next")
	for version := 1; version <= 60; version++ {
		build(next, version)
		if err := unix.Renameat2(unix.AT_FDCWD, next, unix.AT_FDCWD, dist, unix.RENAME_EXCHANGE); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(next); err != nil {
			t.Fatal(err)
		}
		if _, body := ask(t, s, httptest.NewRequest("GET", "/", nil)); !strings.HasPrefix(body, fmt.Sprintf("version %d\n", version)) {
			t.Errorf("after build %d: got %.20q", version, body)
		}
	}
	cancel()
	readers.Wait()
	t.Logf("%d reads", reads.Load())
	if open := openFolders(t, parent); open > 1 {
		t.Errorf("%d folders of old builds are still open", open-1)
	}
}

// openFolders counts this process's open files under a folder.
func openFolders(t *testing.T, dir string) int {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // only Linux tells
	}
	n := 0
	for _, fd := range fds {
		if target, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(target, dir) {
			n++
		}
	}
	return n
}

// A named pipe in the site does not hold a request up.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	done := make(chan int, 1)
	go func() { done <- raw(s, "/pipe.txt").Code }()
	select {
	case got := <-done:
		if got != http.StatusNotFound {
			t.Errorf("got %d, want 404", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the request hangs")
	}
}

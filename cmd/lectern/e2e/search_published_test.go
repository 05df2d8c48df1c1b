package e2e

import (
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"lectern/web/browsertest"
)

// publish builds a folder of articles into dist.
func publish(t *testing.T, dir, dist string) {
	t.Helper()
	if out, err := exec.Command(binary, "build", dir, "--out", dist).CombinedOutput(); err != nil {
		t.Fatalf("lectern build: %v\n%s", err, out)
	}
}

// host serves a built site as plain hosts do, the index to be kept for good;
// before, if not nil, may answer instead.
func host(t *testing.T, dist string, before func(w http.ResponseWriter, r *http.Request) bool) string {
	t.Helper()
	files := http.FileServer(http.Dir(dist))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/library/") {
			w.Header().Set("Cache-Control", "max-age=31536000, immutable")
		}
		if before == nil || !before(w, r) {
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// TestSpoiltIndex has the browser keep files of the index that came broken: they
// are fetched anew, and the reader notices nothing.
func TestSpoiltIndex(t *testing.T) {
	dist := filepath.Join(t.TempDir(), "dist")
	publish(t, searchLibrary(t), dist)
	var broken, whole atomic.Int32
	home := host(t, dist, func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/library/all.") {
			return false
		}
		if r.Header.Get("Cache-Control") == "no-cache" { // the browser asks past what it keeps
			whole.Add(1)
			return false
		}
		broken.Add(1)
		w.Write([]byte("LECS"))
		return true
	})
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Open(asking(home, "ru", "кран"))
	tab.Wait("the article", settled+` && `+listed+` === 1`)
	if broken.Load() == 0 || whole.Load() == 0 {
		t.Errorf("%d broken files served, %d past the cache; want both", broken.Load(), whole.Load())
	}
	fetched := broken.Load() + whole.Load()
	tab.Open(asking(home, "ru", "груз")) // from what the browser keeps now
	tab.Wait("articles", settled+` && `+listed+` === 20`)
	if n := broken.Load() + whole.Load() - fetched; n > 0 {
		t.Errorf("%d files fetched again on the second page", n)
	}
	tab.Clean()
}

// TestRepublished holds that a tab which stays open finds what was published
// meanwhile, once search is opened again after some minutes.
func TestRepublished(t *testing.T) {
	dir := searchLibrary(t)
	dist := filepath.Join(t.TempDir(), "dist")
	publish(t, dir, dist)
	home := host(t, dist, nil)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Before(`{
		const now = performance.now.bind(performance);
		performance.now = () => now() + (window.ahead ?? 0);
	}`)
	start(tab, home+"ru/")
	tab.Press("Control+k")
	tab.Wait("the dialog", searchOpen)
	tab.Type("контейнер")
	tab.Wait("one article", hits+` === 1`)
	tab.Press("Escape", "Escape")
	tab.Wait("the dialog to close", searchClosed)

	save(t, dir, "ru/new.md", "---\ntitle: Новый кран\ndate: 2026-01-01\n---\n\nКран ставит контейнер на судно.\n")
	publish(t, dir, dist)
	tab.Run(`window.ahead = 10 * 60_000`)
	tab.Press("Control+k")
	tab.Wait("the dialog", searchOpen)
	tab.Type("контейнер")
	tab.Wait("both articles", hits+` === 2 && `+has("#_search-list", "Новый кран"))
	tab.Clean()
}

package browsertest

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"lectern/web/server"
)

// A browser has nothing to say against the fields our server sends, and
// follows the event stream.
func TestServer(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"index.html": `<!doctype html><html lang="en"><title>Live</title><link rel="icon" href="data:,">
<script src="live.js" defer></script><main><h1>Live</h1></main>`,
		"live.js": `new EventSource("/_live").onmessage = (e) => { document.querySelector("h1").textContent = JSON.parse(e.data).paths[0]; };
document.documentElement.dataset.js = "";`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := server.New(server.Options{Dir: dir, Live: true})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	t.Cleanup(s.Close) // first: the event stream holds srv up

	tab := Start(t).Tab(t, Desktop)
	tab.Open(srv.URL + "/")
	tab.Wait("the script", `"js" in document.documentElement.dataset`)
	tab.Idle()
	for range 3 {
		s.Reload("/ru/a/") // the stream may not stand yet at the first
		if Eval[bool](tab, `new Promise((done) => setTimeout(() => done(document.querySelector("h1").textContent === "/ru/a/"), 300))`) {
			break
		}
	}
	tab.Wait("the event", `document.querySelector("h1").textContent === "/ru/a/"`)
	if got := Eval[bool](tab, `document.featurePolicy?.allowsFeature("geolocation") ?? false`); got {
		t.Error("the page may ask where the reader is")
	}
	for _, feature := range []string{"clipboard-write", "screen-wake-lock"} {
		if !Eval[bool](tab, `document.featurePolicy?.allowedFeatures().includes("`+feature+`") || !document.featurePolicy?.features().includes("`+feature+`")`) {
			t.Errorf("the page may not use %s", feature)
		}
	}
	// Fields a browser does not understand are warnings; there are none of those either.
	if got := tab.Warnings(); len(got) > 0 {
		t.Errorf("warnings: %q", got)
	}
	tab.Clean()
}

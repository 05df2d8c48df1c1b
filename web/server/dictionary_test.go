package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestDelta asks for a program with and without the one before it.
func TestDelta(t *testing.T) {
	old, now := bytes.Repeat([]byte("old program "), 100), bytes.Repeat([]byte("new program "), 100)
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderDictRaw(0, old))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(old)
	head := deltaMagic + string(sum[:])
	right := string(encoder.EncodeAll(now, []byte(head)))
	const name = "assets/app.0a1b2c3d4e.wasm"
	file := func(sum []byte) string { return name + "." + hex.EncodeToString(sum)[:deltaDigits] + ".dcz" }
	available := func(sum []byte) string { return ":" + base64.StdEncoding.EncodeToString(sum) + ":" }
	damaged := map[string]string{ // each stands under a hash of its own
		"another dictionary": right,
		"not whole":          "",
		"of another file":    string(encoder.EncodeAll(now[1:], nil)),
		"no frame":           "nothing",
	}
	files := map[string]string{"index.html": "home", "assets/style.0a1b2c3d4e.css": "p {}", name: string(now), file(sum[:]): right, aboutName: `{"base": "/sub/", "csp": "default-src 'none'"}`}
	wrong := map[string]string{}
	for what, body := range damaged {
		other := sha256.Sum256([]byte(what))
		if what != "another dictionary" {
			body = deltaMagic + string(other[:]) + body
		}
		files[file(other[:])] = body
		wrong[what] = available(other[:])
	}
	dir := t.TempDir()
	for name, data := range files {
		writeFile(t, filepath.Join(dir, name), data)
	}
	s, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tests := []struct {
		what, accepts, available, rng string
		coding                        string
	}{
		{"control", "gzip, br, dcb, dcz", available(sum[:]), "", "dcz"},
		{"no dictionary", "gzip, br, dcb, dcz", "", "", "br"},
		{"refused", "br, dcz;q=0", available(sum[:]), "", "br"},
		{"not named", "br, *", available(sum[:]), "", "br"},
		{"a part", "br, dcz", available(sum[:]), "bytes=0-9", ""},
		{"unknown dictionary", "br, dcz", available(make([]byte, 32)), "", "br"},
		{"no byte sequence", "br, dcz", "abc", "", "br"},
		{"too short", "br, dcz", available(sum[:31]), "", "br"},
	}
	for what, field := range wrong {
		tests = append(tests, struct{ what, accepts, available, rng, coding string }{what, "br, dcz", field, "", "br"})
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			ask := func(match string) *http.Response {
				r := httptest.NewRequest("GET", "/sub/"+name, nil)
				for field, value := range map[string]string{"Accept-Encoding": test.accepts, "Available-Dictionary": test.available, "Range": test.rng, "If-None-Match": match} {
					if value != "" {
						r.Header.Set(field, value)
					}
				}
				w := httptest.NewRecorder()
				s.ServeHTTP(w, r)
				return w.Result()
			}
			reply := ask("")
			h := reply.Header
			if got := h.Get("Content-Encoding"); got != test.coding {
				t.Errorf("Content-Encoding %q, want %q", got, test.coding)
			}
			if got, want := h.Get("Use-As-Dictionary"), `match="/sub/assets/app.*.wasm"`; got != want {
				t.Errorf("Use-As-Dictionary %q, want %q", got, want)
			}
			if got := h.Get("Vary"); got != "Accept-Encoding, Available-Dictionary" {
				t.Errorf("Vary %q", got)
			}
			if h.Get("Content-Type") != "application/wasm" || !strings.Contains(h.Get("Cache-Control"), "immutable") {
				t.Errorf("head %v", h)
			}
			if again := ask(h.Get("ETag")); test.rng == "" && again.StatusCode != http.StatusNotModified {
				t.Errorf("asked again with the ETag: %d", again.StatusCode)
			}
		})
	}
	for _, other := range []string{"/sub/", "/sub/assets/style.0a1b2c3d4e.css"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", other, nil))
		if h := w.Result().Header; h.Get("Use-As-Dictionary") != "" || h.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: head %v", other, h)
		}
	}
}

func FuzzAvailableDictionary(f *testing.F) {
	for _, seed := range []string{"", ":", "::", ":AAAA:", ":" + base64.StdEncoding.EncodeToString(make([]byte, 32)) + ":", " :=: "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, field string) {
		sum, ok := availableDictionary([]string{field})
		if want := ":" + base64.StdEncoding.EncodeToString(sum[:]) + ":"; ok && len(field) < len(want) {
			t.Errorf("%q is taken for %x", field, sum)
		}
	})
}

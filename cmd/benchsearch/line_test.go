package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// A line counts bodies, those of pages and of the index apart, fast or slow,
// and not the bench's own.
func TestLine(t *testing.T) {
	body := strings.Repeat("x", 5000)
	var l *line
	err := onStage(func(s *stage) {
		var address string
		l, address = serve(s, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/") {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
			}
			io.WriteString(w, body)
		}))
		for i, path := range []string{"/ru/a/", "/library/search.json", "/assets/x.js", benchPath + "next"} {
			l.setSlow(i == 1)
			reply, err := http.Get(address + path)
			s.check(err)
			got, err := io.ReadAll(reply.Body)
			s.check(err)
			reply.Body.Close()
			if string(got) != body {
				s.Fatalf("%s: got %d bytes, want %d", path, len(got), len(body))
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := l.so(), (traffic{Requests: 3, Bytes: 15000, Index: 5000, Pages: 5000}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

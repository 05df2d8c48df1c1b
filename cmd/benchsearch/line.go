package main

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A line is what stands between a server and the browser: it counts what goes
// over it, and is slow when told so. It is on the server's side because what a
// worker of the page fetches counts too, and a browser's own emulation leaves
// that out.
type line struct {
	server http.Handler

	mu    sync.Mutex
	slow  bool
	free  time.Time // when the slow line has sent what it was given
	total traffic
}

// A traffic is what went over a line.
type traffic struct {
	Requests int
	Bytes    int64 // bodies as sent, compressed
	Index    int64 // of these of our index, in library/
	Pages    int64 // of these HTML
}

func (t traffic) minus(o traffic) traffic {
	return traffic{t.Requests - o.Requests, t.Bytes - o.Bytes, t.Index - o.Index, t.Pages - o.Pages}
}

// The slow line: time to the first byte of each reply, and bytes a second that
// all replies share.
const (
	slowDelay = 40 * time.Millisecond
	slowSpeed = 10_000_000 / 8
)

// serve starts a server behind a line on a free port and returns its address.
func serve(s *stage, handler http.Handler) (*line, string) {
	l := &line{server: handler}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.check(err)
	server := &http.Server{Handler: l}
	go server.Serve(listener)
	s.Cleanup(func() { server.Close() })
	return l, "http://" + listener.Addr().String()
}

// setSlow makes the line slow, or fast again.
func (l *line) setSlow(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slow = on
}

// so returns what has gone over the line so far.
func (l *line) so() traffic {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.total
}

// ServeHTTP implements http.Handler.
func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// A page of its own process has the exact clock and may be asked for its memory.
	w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
	w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
	if strings.HasPrefix(r.URL.Path, benchPath) {
		l.server.ServeHTTP(w, r)
		return
	}
	l.mu.Lock()
	slow := l.slow
	l.total.Requests++
	l.mu.Unlock()
	if slow {
		time.Sleep(slowDelay)
	}
	l.server.ServeHTTP(&counted{ResponseWriter: w, line: l, slow: slow, path: r.URL.Path}, r)
}

// A counted reply tells its line of every byte of its body.
type counted struct {
	http.ResponseWriter
	line *line
	slow bool
	path string
}

// piece is how much of a reply goes over a slow line at a time: 1.3 ms.
const piece = 1600

// idle is how long a line may have been unused to be made up for: sleeps are
// not that exact.
const idle = 10 * time.Millisecond

func (c *counted) Write(data []byte) (int, error) {
	written := 0
	for written < len(data) {
		part := data[written:]
		if c.slow {
			part = part[:min(len(part), piece)]
			time.Sleep(c.line.turn(len(part)))
		}
		n, err := c.ResponseWriter.Write(part)
		written += n
		c.count(n)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// turn returns how long to wait until n more bytes are over the slow line.
func (l *line) turn(n int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Sub(l.free) > idle {
		l.free = now
	}
	l.free = l.free.Add(time.Duration(n) * time.Second / slowSpeed)
	return l.free.Sub(now)
}

func (c *counted) count(n int) {
	c.line.mu.Lock()
	defer c.line.mu.Unlock()
	t := &c.line.total
	t.Bytes += int64(n)
	if strings.HasPrefix(c.path, "/library/") {
		t.Index += int64(n)
	}
	if strings.HasPrefix(c.Header().Get("Content-Type"), "text/html") {
		t.Pages += int64(n)
	}
}

// Unwrap is for http.ResponseController.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }

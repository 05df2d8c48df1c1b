package server

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// running starts a server with the limits change makes, and returns its
// address and what stops it and returns Serve's error.
func running(t *testing.T, files map[string]string, opts Options, change func(l *limits)) (*Server, string, func() error) {
	t.Helper()
	opts.Dir = t.TempDir()
	for name, data := range files {
		writeFile(t, filepath.Join(opts.Dir, name), data)
	}
	s, err := newServer(opts, change)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	stopped := false
	stop := func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(10 * time.Second):
			t.Fatal("the server does not stop")
			return nil
		}
	}
	t.Cleanup(func() { stop() })
	return s, l.Addr().String(), stop
}

// Connections that say nothing, or never end their request, are closed, and
// others are served meanwhile.
func TestHalfOpenConnections(t *testing.T) {
	_, addr, _ := running(t, map[string]string{"index.html": "home"}, Options{}, func(l *limits) {
		l.header, l.read = 500*time.Millisecond, time.Second
	})
	const n = 200
	starts := []string{"", "GET / HTT", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"}
	closed := make(chan error, n)
	began := time.Now()
	for i := range n {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, starts[i%len(starts)]); err != nil {
			t.Fatal(err)
		}
		go func() {
			conn.SetReadDeadline(time.Now().Add(20 * time.Second))
			_, err := io.Copy(io.Discard, conn)
			closed <- err
		}()
	}
	for i := range 20 {
		asked := time.Now()
		res, err := http.Get("http://" + addr + "/")
		if err != nil {
			t.Fatalf("request %d beside them: %v", i, err)
		}
		res.Body.Close()
		if took := time.Since(asked); took > 2*time.Second {
			t.Errorf("request %d beside them took %v", i, took)
		}
	}
	for range n {
		if err := <-closed; err != nil {
			t.Fatalf("a connection is still open after %v: %v", time.Since(began), err)
		}
	}
}

func TestLargeHead(t *testing.T) {
	_, addr, _ := running(t, map[string]string{"index.html": "home"}, Options{}, nil)
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n", strings.Repeat("x", 64<<10))
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	line, _ := bufio.NewReader(conn).ReadString('\n')
	if !strings.Contains(line, "431") {
		t.Errorf("64 KB of fields: got %q, want 431", line)
	}
}

// A large file gets through to a reader who is slower than the time for one
// reply, as long as each piece arrives.
func TestSlowReader(t *testing.T) {
	data := make([]byte, 32<<20) // the system keeps up to 6 MB under way
	random := rand.New(rand.NewPCG(1, 2))
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	const timeout = 500 * time.Millisecond
	_, addr, _ := running(t, map[string]string{"film.mp4": string(data)}, Options{}, func(l *limits) { l.write = timeout })
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET /film.mp4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
	began := time.Now()
	slow := &slowReader{r: conn, size: 1 << 20, pause: timeout / 8}
	res, err := http.ReadResponse(bufio.NewReaderSize(slow, 1<<20), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(res.Body)
	if err != nil || !bytes.Equal(got, data) {
		t.Fatalf("got %d of %d bytes after %v: %v", len(got), len(data), time.Since(began), err)
	}
	if took := time.Since(began); took < 2*timeout {
		t.Fatalf("it took %v: not slow enough to show anything", took)
	}
}

// A reader who stops reading is let go.
func TestStuckReader(t *testing.T) {
	_, addr, stop := running(t, map[string]string{"film.mp4": strings.Repeat("x", 64<<20)}, Options{}, func(l *limits) {
		l.write, l.shutdown = 300*time.Millisecond, 5*time.Second
	})
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "GET /film.mp4 HTTP/1.1\r\nHost: a\r\n\r\n")
	time.Sleep(600 * time.Millisecond)
	began := time.Now()
	if err := stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("stopping waited %v for a reader who does not read", took)
	}
}

type slowReader struct {
	r     io.Reader
	size  int
	pause time.Duration
}

func (s *slowReader) Read(p []byte) (int, error) {
	time.Sleep(s.pause)
	return io.ReadFull(s.r, p[:min(len(p), s.size)])
}

// A request that is under way when the server stops is answered; new ones are
// not taken.
func TestShutdown(t *testing.T) {
	s, addr, stop := running(t, map[string]string{"index.html": "home"}, Options{}, nil)
	// Held up at the lock that every request takes.
	s.mu.Lock()
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + addr + "/")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- string(body)
	}()
	time.Sleep(200 * time.Millisecond)
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	time.Sleep(100 * time.Millisecond)
	if _, err := net.DialTimeout("tcp", addr, time.Second); err == nil {
		t.Error("a new connection is taken while stopping")
	}
	s.mu.Unlock()
	if got := <-answer; got != "home" {
		t.Errorf("the open request: got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// stream opens the live stream and returns its lines.
func stream(t *testing.T, addr, lastID string) (*http.Response, <-chan string) {
	t.Helper()
	req, _ := http.NewRequest("GET", "http://"+addr+"/_live", nil)
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	res, err := http.DefaultTransport.(*http.Transport).Clone().RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	lines := make(chan string, 1000)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(res.Body)
		for scanner.Scan() {
			if scanner.Text() != "" {
				lines <- scanner.Text()
			}
		}
	}()
	return res, lines
}

func expect(t *testing.T, lines <-chan string, want string) string {
	t.Helper()
	for {
		select {
		case line, open := <-lines:
			if !open {
				t.Fatalf("the stream ended before %q", want)
			}
			if strings.HasPrefix(line, want) {
				return line
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("no %q", want)
		}
	}
}

func ended(t *testing.T, lines <-chan string) {
	t.Helper()
	for {
		select {
		case _, open := <-lines:
			if !open {
				return
			}
		case <-time.After(5 * time.Second):
			t.Fatal("the stream goes on")
		}
	}
}

func TestLive(t *testing.T) {
	s, addr, stop := running(t, map[string]string{"index.html": "home"}, Options{Live: true}, func(l *limits) {
		l.heartbeat, l.read, l.write, l.clients = 50*time.Millisecond, 200*time.Millisecond, 200*time.Millisecond, 3
	})
	res, one := stream(t, addr, "")
	if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != "text/event-stream" {
		t.Fatalf("got %s %q", res.Status, got)
	}
	_, two := stream(t, addr, "")
	expect(t, one, "event: hello")
	expect(t, two, `data: {"run":`)
	// Longer than the times for a request and a reply.
	time.Sleep(600 * time.Millisecond)
	expect(t, one, ": still here")
	s.Reload("/ru/a/", "/ru/")
	id := expect(t, one, "id: ")
	expect(t, one, `data: {"paths":["/ru/a/","/ru/"]}`)
	expect(t, two, `data: {"paths":["/ru/a/","/ru/"]}`)

	// A page that was cut off gets what it missed, and nothing twice.
	s.Reload("/ru/b/")
	s.Reload("/ru/c/")
	_, back := stream(t, addr, strings.TrimPrefix(id, "id: "))
	expect(t, back, "event: hello")
	expect(t, back, "id: ")
	if got := expect(t, back, "data: "); got != `data: {"paths":["/ru/b/"]}` {
		t.Errorf("first missed: got %s", got)
	}
	expect(t, back, `data: {"paths":["/ru/c/"]}`)

	if full, _ := stream(t, addr, ""); full.StatusCode != http.StatusServiceUnavailable || full.Header.Get("Retry-After") == "" {
		t.Errorf("a page too many: got %s", full.Status)
	}

	began := time.Now()
	if err := stop(); err != nil {
		t.Error(err)
	}
	ended(t, one)
	ended(t, two)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("stopping with streams open took %v", took)
	}
}

// Ids of another run, and ids and ages that make no sense, mean nothing was
// missed; a page is told what changed since it was asked for.
func TestLiveSeen(t *testing.T) {
	l := newLive(standardLimits())
	l.send([]string{"/a/"})
	time.Sleep(50 * time.Millisecond)
	ask := func(id, query string) int {
		r := httptest.NewRequest("GET", "/_live"+query, nil)
		r.Header.Set("Last-Event-ID", id)
		_, missed := l.join(l.seen(r))
		return len(missed)
	}
	for _, id := range []string{"", "x-0", "-", l.run, l.run + "-", l.run + "-x", l.run + "--1", l.run + "-99999999999999999999"} {
		if n := ask(id, ""); n != 0 {
			t.Errorf("Last-Event-ID %q: missed %d, want 0", id, n)
		}
	}
	for _, query := range []string{"?age=1", "?age=0", "?age=-60000", "?age=x", "?age=99999999999999999999"} {
		if n := ask("", query); n != 0 {
			t.Errorf("%s: missed %d, want 0", query, n)
		}
	}
	if n := ask(l.run+"-0", "?age=1"); n != 1 {
		t.Errorf("before the first event: missed %d, want 1", n)
	}
	if n := ask("", "?age=60000"); n != 1 {
		t.Errorf("a page older than the event: missed %d, want 1", n)
	}
}

// A page that does not read is sent away and holds nobody up.
func TestLiveSlowPage(t *testing.T) {
	l := newLive(standardLimits())
	slow, _ := l.join(0)
	quick, _ := l.join(0)
	for i := range 10 * eventBuffer {
		l.send([]string{fmt.Sprint(i)})
		if ev := <-quick.events; ev.number != i+1 {
			t.Fatalf("event %d came as %d", i+1, ev.number)
		}
	}
	n := 0
	for range slow.events {
		n++
	}
	if n != eventBuffer {
		t.Errorf("the slow page got %d events before it was sent away, want %d", n, eventBuffer)
	}
	if len(l.recent) != keepEvents {
		t.Errorf("%d events kept, want %d", len(l.recent), keepEvents)
	}
	l.leave(slow) // again: no harm
	l.close()
	if _, open := <-quick.events; open {
		t.Error("closing leaves a page on")
	}
	if c, _ := l.join(0); c != nil {
		t.Error("a closed stream takes a page")
	}
}

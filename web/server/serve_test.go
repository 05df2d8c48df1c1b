package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A wire is a listener whose connections are in memory. In a bubble of package
// synctest their deadlines go by its clock, so that minutes pass at once, and
// nothing depends on how busy the machine is.
type wire struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case conn := <-w.conns:
		return conn, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error {
	close(w.closed)
	return nil
}

func (w *wire) Addr() net.Addr { return &net.UnixAddr{Name: "wire", Net: "unix"} }

func (w *wire) dial() (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case w.conns <- theirs:
		return ours, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// A run is a server that runs until the test ends or stop is called, which
// returns Serve's error.
type run struct {
	*Server
	*wire
	http.Client
	stop func() error
}

// running starts a server with the limits change makes.
func running(t *testing.T, files map[string]string, opts Options, change func(l *limits)) *run {
	t.Helper()
	opts.Dir = t.TempDir()
	for name, data := range files {
		writeFile(t, filepath.Join(opts.Dir, name), data)
	}
	s, err := newServer(opts, change)
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Server: s, wire: &wire{make(chan net.Conn), make(chan struct{})}}
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return r.dial() }}
	r.Client.Transport = transport
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, r.wire) }()
	r.stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		r.stop()
	})
	return r
}

// connect opens a connection and begins a request on it.
func (r *run) connect(t *testing.T, start string) net.Conn {
	t.Helper()
	conn, err := r.dial()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if _, err := io.WriteString(conn, start); err != nil {
		t.Fatal(err)
	}
	return conn
}

// Connections that say nothing, or never end their request, are closed, and
// others are served meanwhile.
func TestHalfOpenConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := running(t, map[string]string{"index.html": "home"}, Options{}, nil)
		starts := []string{"", "GET / HTT", "GET / HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"}
		const n = 200
		closed := make(chan error, n)
		for i := range n {
			conn := r.connect(t, starts[i%len(starts)])
			go func() {
				_, err := io.Copy(io.Discard, conn)
				closed <- err
			}()
		}
		res, err := r.Get("http://site/")
		if err != nil {
			t.Fatalf("a request beside them: %v", err)
		}
		res.Body.Close()
		time.Sleep(r.limits.read + time.Second)
		synctest.Wait()
		if len(closed) != n {
			t.Errorf("%d of %d connections are open after the time for a request", n-len(closed), n)
		}
	})
}

func TestLargeHead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := running(t, map[string]string{"index.html": "home"}, Options{}, nil)
		conn := r.connect(t, "")
		go fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n", strings.Repeat("x", 64<<10))
		if line, _ := bufio.NewReader(conn).ReadString('\n'); !strings.Contains(line, "431") {
			t.Errorf("64 KB of fields: got %q, want 431", line)
		}
		conn.Close()
	})
}

// A large file gets through to a reader who is slower than the time for one
// reply, as long as each piece arrives.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		data := strings.Repeat("film ", 1<<20/5)
		r := running(t, map[string]string{"film.mp4": data}, Options{}, nil)
		conn := r.connect(t, "GET /film.mp4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		var got strings.Builder
		for err == nil {
			time.Sleep(r.limits.write / 4)
			_, err = io.CopyN(&got, res.Body, sendChunk/2)
		}
		if err != io.EOF || got.String() != data {
			t.Fatalf("got %d of %d bytes after %v: %v", got.Len(), len(data), time.Since(began), err)
		}
	})
}

// A reader who stops reading is let go.
func TestStuckReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		size := 1 << 20
		r := running(t, map[string]string{"film.mp4": strings.Repeat("x", size)}, Options{}, nil)
		conn := r.connect(t, "GET /film.mp4 HTTP/1.1\r\nHost: a\r\n\r\n")
		time.Sleep(r.limits.write + time.Second)
		if n, err := io.Copy(io.Discard, conn); err != nil || n >= int64(size) {
			t.Errorf("got %d bytes, %v: the connection was kept", n, err)
		}
	})
}

// A request that is under way when the server stops is answered; new ones are
// not taken.
func TestShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		data := strings.Repeat("home", 1<<18)
		r := running(t, map[string]string{"index.html": data}, Options{}, nil)
		conn := r.connect(t, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		stopped := make(chan error, 1)
		go func() { stopped <- r.stop() }()
		synctest.Wait()
		if _, err := r.dial(); err == nil {
			t.Error("a new connection is taken while stopping")
		}
		if got, err := io.ReadAll(res.Body); err != nil || string(got) != data {
			t.Errorf("the open request: got %d bytes, %v", len(got), err)
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

// stream opens the live stream and returns its lines.
func (r *run) stream(t *testing.T, lastID string) (*http.Response, <-chan string) {
	t.Helper()
	req, _ := http.NewRequest("GET", "http://site/_live", nil)
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	res, err := r.Do(req)
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
	synctest.Test(t, func(t *testing.T) {
		r := running(t, map[string]string{"index.html": "home"}, Options{Live: true}, func(l *limits) { l.clients = 3 })
		res, one := r.stream(t, "")
		if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || got != "text/event-stream" {
			t.Fatalf("got %s %q", res.Status, got)
		}
		_, two := r.stream(t, "")
		expect(t, one, "event: hello")
		expect(t, two, `data: {"run":`)
		// Longer than the times for a request and a reply.
		time.Sleep(2 * r.limits.write)
		expect(t, one, ": still here")
		r.Reload("/ru/a/", "/ru/")
		id := expect(t, one, "id: ")
		expect(t, one, `data: {"paths":["/ru/a/","/ru/"]}`)
		expect(t, two, `data: {"paths":["/ru/a/","/ru/"]}`)

		// A page that was cut off gets what it missed, and nothing twice.
		r.Reload("/ru/b/")
		r.Reload("/ru/c/")
		_, back := r.stream(t, strings.TrimPrefix(id, "id: "))
		expect(t, back, "event: hello")
		expect(t, back, "id: ")
		if got := expect(t, back, "data: "); got != `data: {"paths":["/ru/b/"]}` {
			t.Errorf("first missed: got %s", got)
		}
		expect(t, back, `data: {"paths":["/ru/c/"]}`)

		if full, _ := r.stream(t, ""); full.StatusCode != http.StatusServiceUnavailable || full.Header.Get("Retry-After") == "" {
			t.Errorf("a page too many: got %s", full.Status)
		}

		began := time.Now()
		if err := r.stop(); err != nil {
			t.Error(err)
		}
		ended(t, one)
		ended(t, two)
		if took := time.Since(began); took >= r.limits.shutdown {
			t.Errorf("stopping with streams open took %v", took)
		}
	})
}

// Ids of another run, and ids and ages that make no sense, mean nothing was
// missed; a page is told what changed since it was asked for.
func TestLiveSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
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
	})
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

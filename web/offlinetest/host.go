// Package offlinetest is what tests of the service worker use: built sites, and
// a host that serves one after another and fails as hosts and lines do.
//
//	h := offlinetest.NewHost(t)
//	h.Serve(offlinetest.Build(t, offlinetest.Site{Articles: 12}))
//	tab.Open(h.URL + "/ru/a-1/")
//	h.Break(`\.pack$`, offlinetest.Truncated)
//	h.Cut() // the line is gone
//
// Every request is noted, so that a test can say that its fault was met: a
// fault that nothing asked for tests nothing.
package offlinetest

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"sync"
	"testing"

	"lectern/web/server"
)

// A Fault is a way to answer wrongly.
type Fault string

const (
	Missing   Fault = "404"
	Failing   Fault = "500"
	Portal    Fault = "200 with HTML"     // of a hotel that wants to be paid first
	Redirect  Fault = "redirect"          // to such a page
	Truncated Fault = "truncated"         // half of the body, then the connection ends
	Short     Fault = "short"             // half of the body, as if that were all
	Hanging   Fault = "hanging"           // half of the body, then nothing
	Silent    Fault = "silent"            // not even a head
	Damaged   Fault = "wrong bytes"       // as many as are right
	Huge      Fault = "more than it says" // the right bytes, and others after them
)

// Faults are all of them.
func Faults() []Fault {
	return []Fault{Missing, Failing, Portal, Redirect, Truncated, Short, Hanging, Silent, Damaged, Huge}
}

// portalPage is what a portal answers instead of everything.
const portalPage = `<!doctype html><html lang="en"><head><title>Welcome</title></head><body><main><h1>Please log in</h1></main></body></html>`

// A Request is one that reached the host.
type Request struct {
	Path   string // with the query
	Range  string
	Status int
	Bytes  int // of the body, as sent
	Coding string
	Fault  Fault
}

// A Host serves a site over HTTP.
type Host struct {
	URL string

	t    testing.TB
	mu   sync.Mutex
	cond *sync.Cond // a request has come

	site     *server.Server
	replaced map[string][]byte // path → other bytes
	pattern  *regexp.Regexp
	fault    Fault
	cut      bool
	budget   int // bytes of bodies until the line is cut; negative for ever
	gate     *regexp.Regexp
	requests []Request
	held     chan struct{} // closed when what hangs may end
	conns    map[net.Conn]bool
}

// NewHost starts a host on a free port. It ends with the test.
func NewHost(t testing.TB) *Host {
	h := &Host{t: t, budget: -1, replaced: map[string][]byte{}, held: make(chan struct{}), conns: map[net.Conn]bool{}}
	h.cond = sync.NewCond(&h.mu)
	srv := httptest.NewUnstartedServer(h)
	srv.Config.ConnState = func(c net.Conn, state http.ConnState) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if state == http.StateClosed || state == http.StateHijacked {
			delete(h.conns, c)
		} else {
			h.conns[c] = true
		}
	}
	srv.Start()
	t.Cleanup(func() {
		h.Mend()
		srv.CloseClientConnections()
		srv.Close()
		if h.site != nil {
			h.site.Close()
		}
	})
	h.URL = srv.URL
	return h
}

// Serve puts a built folder in the place of what was served.
func (h *Host) Serve(dir string) {
	h.t.Helper()
	site, err := server.New(server.Options{Dir: dir})
	if err != nil {
		h.t.Fatal(err)
	}
	h.mu.Lock()
	old := h.site
	h.site = site
	h.mu.Unlock()
	if old != nil {
		old.Close()
	}
}

// Replace serves other bytes under a path.
func (h *Host) Replace(path string, data []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.replaced[path] = data
}

// Break has paths that match a pattern fail from now on.
func (h *Host) Break(pattern string, fault Fault) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pattern, h.fault = regexp.MustCompile(pattern), fault
}

// Cut ends all connections and takes no new one. After further bytes of
// bodies, if any are given.
func (h *Host) Cut(after ...int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(after) > 0 {
		h.budget = after[0]
		return
	}
	h.cutNow()
}

func (h *Host) cutNow() {
	h.cut = true
	for c := range h.conns {
		c.Close()
	}
}

// Hold lets requests that match wait until Release, or for ever.
func (h *Host) Hold(pattern string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gate = regexp.MustCompile(pattern)
}

// Mend ends every fault.
func (h *Host) Mend() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pattern, h.gate, h.cut, h.budget = nil, nil, false, -1
	close(h.held)
	h.held = make(chan struct{})
}

// Forget forgets the requests so far.
func (h *Host) Forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = nil
}

// Requests returns those that match a pattern, in the order of their ends.
func (h *Host) Requests(pattern string) []Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	match := regexp.MustCompile(pattern)
	var found []Request
	for _, r := range h.requests {
		if match.MatchString(r.Path) {
			found = append(found, r)
		}
	}
	return found
}

// Met returns how many requests were answered wrongly.
func (h *Host) Met() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, r := range h.requests {
		if r.Fault != "" {
			n++
		}
	}
	return n
}

// Await waits until a request that matches is under way or has been answered
// since Forget.
func (h *Host) Await(pattern string) {
	match := regexp.MustCompile(pattern)
	h.mu.Lock()
	defer h.mu.Unlock()
	for {
		for _, r := range h.requests {
			if match.MatchString(r.Path) {
				return
			}
		}
		h.cond.Wait()
	}
}

// begin notes a request; the returned function completes the note.
func (h *Host) begin(r *http.Request, fault Fault) func(status, bytes int, coding string) {
	i := len(h.requests)
	h.requests = append(h.requests, Request{Path: r.URL.RequestURI(), Range: r.Header.Get("Range"), Fault: fault})
	all := &h.requests[0]
	h.cond.Broadcast()
	return func(status, bytes int, coding string) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if i < len(h.requests) && (all == &h.requests[0] || h.requests[i].Path == r.URL.RequestURI()) {
			h.requests[i].Status, h.requests[i].Bytes, h.requests[i].Coding = status, bytes, coding
		}
	}
}

// ServeHTTP implements http.Handler.
func (h *Host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	if h.cut {
		h.mu.Unlock()
		panic(http.ErrAbortHandler)
	}
	fault := Fault("")
	if h.pattern != nil && h.pattern.MatchString(r.URL.RequestURI()) {
		fault = h.fault
	}
	held := h.gate != nil && h.gate.MatchString(r.URL.RequestURI())
	end := h.begin(r, fault)
	site, replaced, gate := h.site, h.replaced[r.URL.Path], h.held
	h.mu.Unlock()
	if held {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}

	if fault != "" {
		r.Header.Del("Accept-Encoding") // what is damaged is the file, not its coding
	}
	answer := httptest.NewRecorder()
	if replaced != nil {
		answer.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		answer.Header().Set("Cache-Control", "no-cache")
		answer.Body = bytes.NewBuffer(replaced)
	} else {
		site.ServeHTTP(answer, r)
	}
	body := answer.Body.Bytes()
	status := answer.Code
	header := w.Header()
	for name, values := range answer.Header() {
		header[name] = values
	}
	half := len(body) / 2
	plain := func(code int, text string) {
		status, body = code, []byte(text)
		for _, name := range []string{"Content-Encoding", "Etag", "Content-Range", "Cache-Control"} {
			header.Del(name)
		}
		header.Set("Content-Type", "text/html; charset=utf-8")
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	then := func() {}
	switch fault {
	case Missing:
		plain(http.StatusNotFound, "<h1>Not found</h1>")
	case Failing:
		plain(http.StatusInternalServerError, "<h1>Failed</h1>")
	case Portal:
		plain(http.StatusOK, portalPage)
	case Redirect:
		plain(http.StatusFound, "")
		header.Set("Location", "/portal.html")
	case Truncated:
		header.Set("Content-Length", strconv.Itoa(len(body)))
		body, then = body[:half], func() { panic(http.ErrAbortHandler) }
	case Short:
		body = body[:half]
		header.Del("Content-Encoding")
		header.Set("Content-Length", strconv.Itoa(half))
	case Hanging:
		header.Set("Content-Length", strconv.Itoa(len(body)))
		body, then = body[:half], func() {
			select {
			case <-gate:
			case <-r.Context().Done():
			}
			panic(http.ErrAbortHandler)
		}
	case Silent:
		select {
		case <-gate:
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler)
	case Damaged:
		body = bytes.Clone(body)
		for i := half; i < len(body); i += 97 {
			body[i] ^= 1
		}
	case Huge:
		header.Del("Content-Length")
		header.Del("Content-Encoding")
		body = append(bytes.Clone(body), bytes.Repeat([]byte{'x'}, 1<<20)...)
	}
	if r.URL.Path == "/portal.html" {
		plain(http.StatusOK, portalPage)
	}
	sent := h.spend(len(body))
	if sent < len(body) {
		header.Set("Content-Length", strconv.Itoa(len(body)))
		then = func() { h.Cut(); panic(http.ErrAbortHandler) }
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		io.Copy(w, bytes.NewReader(body[:sent]))
		w.(http.Flusher).Flush()
	}
	end(status, sent, header.Get("Content-Encoding"))
	then()
}

// spend takes bytes of the budget and returns how many of n may be sent.
func (h *Host) spend(n int) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.budget < 0 {
		return n
	}
	n = min(n, h.budget)
	h.budget -= n
	return n
}

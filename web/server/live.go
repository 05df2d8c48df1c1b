package server

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// live is the event stream that tells open pages of changes:
//
//	id: <run>-6               once, at the start; run is another one after a
//	event: hello              restart of the server
//	data: {"run":"…"}
//
//	id: <run>-7               a message for each Reload; a page that was cut
//	data: {"paths":["/ru/"]}  off gets what it missed when it comes back
//
//	: still here              every 20 s, so that nothing in between gives up
//
// A page says with ?age= how many milliseconds ago it was asked for, and is
// told what changed since then: the stream opens later than the page.
type live struct {
	limits limits
	run    string

	mu      sync.Mutex
	closed  bool
	clients map[*client]bool
	last    int     // number of the latest event
	recent  []event // the latest keepEvents
}

type event struct {
	number int
	at     time.Time
	data   []byte
}

// A client is one open page. Its channel is closed to send it away.
type client struct{ events chan event }

const (
	keepEvents  = 64
	eventBuffer = 16 // events a slow page may lag behind before it is sent away
)

func newLive(l limits) *live {
	return &live{limits: l, run: rand.Text()[:10], clients: map[*client]bool{}}
}

// send tells every page. A page that does not keep up is sent away; it comes
// back by itself and gets what it missed.
func (l *live) send(paths []string) {
	if paths == nil {
		paths = []string{}
	}
	data, err := json.Marshal(struct {
		Paths []string `json:"paths"`
	}{paths})
	if err != nil {
		return // strings always marshal
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	ev := event{l.last, time.Now(), data}
	l.recent = append(l.recent, ev)
	if len(l.recent) > keepEvents {
		l.recent = l.recent[1:]
	}
	for c := range l.clients {
		select {
		case c.events <- ev:
		default:
			l.remove(c)
		}
	}
}

// join adds a page that has seen the events up to a number and returns those
// it missed; nil if there are too many pages.
func (l *live) join(seen int) (c *client, missed []event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.clients) >= l.limits.clients {
		return nil, nil
	}
	c = &client{make(chan event, eventBuffer)}
	l.clients[c] = true
	for _, ev := range l.recent {
		if ev.number > seen {
			missed = append(missed, ev)
		}
	}
	return c, missed
}

func (l *live) leave(c *client) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove(c)
}

func (l *live) remove(c *client) {
	if l.clients[c] {
		delete(l.clients, c)
		close(c.events)
	}
}

// close sends all pages away and takes no more.
func (l *live) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for c := range l.clients {
		l.remove(c)
	}
}

// seen returns the number of the latest event that a page knows of: by its
// Last-Event-ID if that is of this run, else by its age. A page older than the
// events kept has missed nothing we could tell.
func (l *live) seen(r *http.Request) int {
	if number, ok := strings.CutPrefix(r.Header.Get("Last-Event-ID"), l.run+"-"); ok {
		if n, err := strconv.Atoi(number); err == nil && n >= 0 {
			return n
		}
	}
	age, err := strconv.ParseUint(r.URL.Query().Get("age"), 10, 31)
	since := time.Now().Add(-time.Duration(age) * time.Millisecond)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		for _, ev := range l.recent {
			if ev.at.After(since) {
				return ev.number - 1
			}
		}
	}
	return l.last
}

// serve keeps a page informed until it leaves or is sent away.
func (l *live) serve(w *reply, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusOK)
		return
	}
	seen := l.seen(r)
	c, missed := l.join(seen)
	if c == nil {
		h.Set("Retry-After", "10")
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	defer l.leave(c)

	rc := http.NewResponseController(w)
	rc.SetReadDeadline(time.Time{}) // the stream outlives the time for a request
	write := func(format string, args ...any) error {
		rc.SetWriteDeadline(time.Now().Add(l.limits.event))
		if _, err := fmt.Fprintf(w, format, args...); err != nil {
			return err
		}
		return rc.Flush()
	}
	if write("retry: 1000\nid: %s-%d\nevent: hello\ndata: {\"run\":%q}\n\n", l.run, seen, l.run) != nil {
		return
	}
	for _, ev := range missed {
		if write("id: %s-%d\ndata: %s\n\n", l.run, ev.number, ev.data) != nil {
			return
		}
	}
	beat := time.NewTicker(l.limits.heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case ev, open := <-c.events:
			if !open {
				return
			}
			err = write("id: %s-%d\ndata: %s\n\n", l.run, ev.number, ev.data)
		case <-beat.C:
			err = write(": still here\n\n")
		}
		if err != nil {
			return
		}
	}
}

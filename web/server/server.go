// Package server serves a built site over HTTP.
//
// The rules:
//
//   - Files come out of an os.Root and nowhere else. A file whose name or
//     folder starts with a dot is not there, except under .well-known; a folder
//     is never listed; a symbolic link that leaves the site is not there.
//   - GET and HEAD only. Nothing of a request, its Host header least of all,
//     ends up in a reply, except the path and query of a redirect, which never
//     leaves the site.
//   - A file has up to three representations: as it is, gzip and brotli. Each
//     has its own strong ETag, the hash of exactly the bytes that are sent. A
//     "name.br" or "name.gz" beside a file is used when it unpacks to the same
//     bytes, so a stale or damaged copy does no harm. Otherwise files that get
//     smaller are compressed once and kept in a bounded memory.
//   - A writer that changes a served site replaces files by renaming; a file
//     that is rewritten in place can be read half written by anybody. With
//     Options.Dir the folder itself may be exchanged at any moment: a request
//     sees either the old build or the new one in whole.
//   - What is sent with a file beside its bytes goes by the class of its name
//     (package headers), so that other hosts can be told the same.
//   - /oembed answers for the pages of the site (oembed.go); articles that
//     were removed are answered with 410 and the page that says so.
//   - Names with a content hash ("assets/page.1f2e3d4c.css") are cached for a
//     year, everything else is asked for again each time, which costs a 304.
package server

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"lectern/content/headers"
)

// Options says what to serve. One of Root and Dir is set.
type Options struct {
	Root *os.Root     // the built site; stays the caller's to close
	Dir  string       // the built site's folder, opened anew when another build takes its place
	Base string       // base path, "/" or "/sub/"; "" takes the one in lectern.json
	Live bool         // offer the event stream that reloads open pages
	Log  *slog.Logger // requests at debug level, failures at error level; nil for none
}

// A Server serves a built site. It is an http.Handler.
type Server struct {
	opts   Options
	base   string
	log    *slog.Logger
	limits limits
	live   *live

	mu   sync.Mutex // guards tree and the trees' refs
	tree *tree
}

// New returns a server. The policy of the pages is read from the site's
// lectern.json.
func New(opts Options) (*Server, error) { return newServer(opts, nil) }

// newServer is New with other limits, for tests.
func newServer(opts Options, change func(*limits)) (*Server, error) {
	if (opts.Root == nil) == (opts.Dir == "") {
		return nil, errors.New("server: give either an open root or a folder")
	}
	s := &Server{opts: opts, log: opts.Log, limits: standardLimits()}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if change != nil {
		change(&s.limits)
	}
	t, err := s.openTree()
	if err != nil {
		return nil, fmt.Errorf("opening the site: %w", err)
	}
	t.refs = 1
	s.tree = t
	s.base = cmp.Or(opts.Base, t.about.Base, "/")
	if !strings.HasPrefix(s.base, "/") || !strings.HasSuffix(s.base, "/") || strings.Contains(s.base, "//") {
		s.Close()
		return nil, fmt.Errorf("server: base path %q: want \"/\" or \"/sub/\"", s.base)
	}
	if opts.Live {
		s.live = newLive(s.limits)
	}
	return s, nil
}

// Base returns the base path, "/" or "/sub/".
func (s *Server) Base() string { return s.base }

// Reload tells open pages that these paths ("/ru/customs/") changed, and
// forgets what was kept of them.
func (s *Server) Reload(paths ...string) {
	if t := s.acquire(); t != nil {
		t.cache.drop(paths)
		s.release(t)
	}
	if s.live != nil {
		s.live.send(paths)
	}
}

// Close lets go of the folder and the event streams. A server that ran Serve
// need not be closed.
func (s *Server) Close() {
	if s.live != nil {
		s.live.close()
	}
	s.mu.Lock()
	t := s.tree
	s.tree = nil
	s.mu.Unlock()
	if t != nil {
		s.release(t)
	}
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	start := time.Now()
	w := &reply{ResponseWriter: rw, timeout: s.limits.write}
	defer func() {
		if v := recover(); v != nil {
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.log.Error("request failed", "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
			if w.status == 0 {
				s.text(w, r, http.StatusInternalServerError)
			}
		}
		s.log.Debug("request", "method", r.Method, "path", r.URL.Path, "status", w.status,
			"bytes", w.bytes, "coding", w.Header().Get("Content-Encoding"),
			"took", time.Since(start), "from", r.RemoteAddr)
	}()
	s.serve(w, r)
}

// serve answers everything that is no file and passes on the rest.
func (s *Server) serve(w *reply, r *http.Request) {
	t := s.acquire()
	if t == nil { // closed
		newPolicy(headers.Site{Base: s.base, Page: fallbackPolicy}).set(w.Header(), headers.Page)
		s.text(w, r, http.StatusServiceUnavailable)
		return
	}
	policy := t.policy
	s.release(t)
	policy.set(w.Header(), headers.Page)

	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		s.text(w, r, http.StatusMethodNotAllowed)
		return
	}

	path := r.URL.Path
	if len(path) > maxPath {
		s.text(w, r, http.StatusRequestURITooLong)
		return
	}
	if path == "/healthz" || path == s.base+"healthz" {
		w.Header().Set("Cache-Control", "no-store")
		s.body(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
		return
	}
	rest, inside := strings.CutPrefix(path, s.base)
	switch {
	case inside && rest == "_live" && s.live != nil:
		s.live.serve(w, r)
	case inside && rest == oembedName:
		s.serveOEmbed(w, r)
	case inside:
		s.serveSite(w, r, rest)
	case path == strings.TrimSuffix(s.base, "/"):
		s.redirect(w, r, http.StatusMovedPermanently, s.base)
	case path == "/":
		// Not for ever: the host's root may get another use.
		s.redirect(w, r, http.StatusFound, s.base)
	default:
		s.serveSite(w, r, missingName)
	}
}

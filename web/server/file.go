package server

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"lectern/content/headers"
)

// serveSite answers a request for an address under the base; rest is its
// decoded path behind the base.
func (s *Server) serveSite(w *reply, r *http.Request, rest string) {
	name, ok := siteName(rest, r.URL.EscapedPath())
	if !ok {
		name = missingName
	}
	// Further tries are for a file that was replaced, or a build that took this
	// one's place, while we were at it.
	var err error
	for try := range 5 {
		if try > 0 {
			time.Sleep(time.Duration(try) * time.Millisecond)
		}
		t := s.acquire()
		if t == nil {
			break
		}
		t.policy.set(w.Header(), headers.Page)
		err = s.serveName(w, r, t, rest, name)
		if err != nil && !errors.Is(err, errChanged) {
			err = s.serveMissing(w, r, t, rest, err)
		}
		s.release(t)
		if err == nil {
			return
		}
	}
	s.log.Error("answering", "path", r.URL.Path, "err", err)
	w.Header().Set("Retry-After", "1")
	s.text(w, r, http.StatusServiceUnavailable)
}

// serveName answers with a file of the tree or a redirect to one. When it
// returns an error, nothing has been sent.
func (s *Server) serveName(w *reply, r *http.Request, t *tree, rest, name string) error {
	if name == missingName || name == headers.HostFile {
		return fs.ErrNotExist
	}
	if rest == indexName || strings.HasSuffix(rest, "/"+indexName) {
		if _, err := t.root.Stat(name); err != nil {
			return err
		}
		s.redirect(w, r, http.StatusMovedPermanently, s.base+strings.TrimSuffix(rest, indexName))
		return nil
	}
	f, info, err := t.open(name)
	if errors.Is(err, errNotRegular) && info.IsDir() {
		if _, err := t.root.Stat(filepath.Join(name, indexName)); err != nil {
			return err
		}
		s.redirect(w, r, http.StatusMovedPermanently, s.base+rest+"/")
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if s.sized(w, r, t, filepath.ToSlash(name)) {
		return nil
	}
	return s.serveFile(w, r, t, f, info, filepath.ToSlash(name))
}

// serveFile answers with a file: which representation, whether the client has
// it already, which part of it.
func (s *Server) serveFile(w *reply, r *http.Request, t *tree, f *os.File, info os.FileInfo, name string) error {
	kind := t.policy.classifier.Type(name)
	e := t.cache.entry(name, info)
	codings := accepted(r.Header.Values("Accept-Encoding"))

	// Parts are parts of the file as it is: a browser asks for parts of media
	// and of what it could not finish, never of a coded body.
	var start, length int64
	want := wantsAll
	if fields := r.Header.Values("Range"); len(fields) == 1 && r.Method == http.MethodGet && slices.Contains(codings, identity) {
		plain, err := e.represent(t, f, []coding{identity}, false)
		if err != nil {
			return err
		}
		if cond := r.Header.Values("If-Range"); len(cond) == 0 || len(cond) == 1 && strings.TrimSpace(cond[0]) == plain.etag {
			if start, length, want = parseRange(fields[0], plain.size); want != wantsAll {
				codings = []coding{identity}
			}
		}
	}
	rep, err := e.represent(t, f, codings, kind.Shrinks)
	if err != nil {
		return err
	}

	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if s.offerDictionary(h, name) && want == wantsAll {
		if change := findDelta(t, r.Header, name, info.Size()); change != nil {
			rep = change
		}
	}
	if rep == nil { // no coding of ours is acceptable, not even none
		s.text(w, r, http.StatusNotAcceptable)
		return nil
	}
	t.policy.setFor(h, name)
	gone := t.gone[strings.TrimSuffix(name, indexName)]
	if !gone {
		t.link(h, name)
	}
	h.Set("ETag", rep.etag)
	if fields := r.Header.Values("If-Match"); len(fields) > 0 && !matches(fields, rep.etag, false) {
		h.Del("ETag")
		s.text(w, r, http.StatusPreconditionFailed)
		return nil
	}
	if matches(r.Header.Values("If-None-Match"), rep.etag, true) && !gone {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	status := http.StatusOK
	if gone {
		status, want = http.StatusGone, wantsAll
	}
	switch want {
	case wantsAll:
		start, length = 0, rep.size
	case wantsPart:
		status = http.StatusPartialContent
		h.Set("Content-Range", contentRange(start, length, rep.size))
	case wantsNothing:
		h.Set("Content-Range", "bytes */"+strconv.FormatInt(rep.size, 10))
		s.text(w, r, http.StatusRequestedRangeNotSatisfiable)
		return nil
	}
	h.Set("Content-Type", kind.Name)
	if rep.coding == identity {
		h.Set("Accept-Ranges", "bytes")
	} else {
		h.Set("Content-Encoding", string(rep.coding))
	}
	h.Set("Content-Length", strconv.FormatInt(length, 10))
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return nil
	}
	if rep.body != nil {
		err = w.send(rep.body[start : start+length])
	} else {
		err = w.sendFile(f, start, length)
	}
	s.sent(r, err)
	return nil
}

// sent logs a body that did not get through. Readers who leave are no failure.
func (s *Server) sent(r *http.Request, err error) {
	if err == nil {
		return
	}
	level := s.log.Error
	if r.Context().Err() != nil || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) {
		level = s.log.Debug
	}
	level("sending", "path", r.URL.Path, "err", err)
}

func contentRange(start, length, size int64) string {
	return "bytes " + strconv.FormatInt(start, 10) + "-" + strconv.FormatInt(start+length-1, 10) + "/" + strconv.FormatInt(size, 10)
}

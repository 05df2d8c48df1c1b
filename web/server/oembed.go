package server

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"lectern/content/headers"
	"lectern/content/oembed"
)

const (
	oembedName = "oembed" // the endpoint: /oembed?url=&maxwidth=&maxheight=&format=
	oembedJSON = "oembed.json"
	oembedXML  = "oembed.xml"

	// mostAsked bounds the address that is asked about, in bytes; mostAnswer
	// the file with the answer, which has a kilobyte.
	mostAsked  = 2048
	mostAnswer = 64 << 10
)

// serveOEmbed answers for a page of the site: 404 for one that is not here, 401
// for one that may not be shown elsewhere, 400 and 501 as [asked] has it.
func (s *Server) serveOEmbed(w *reply, r *http.Request) {
	t := s.acquire()
	if t == nil {
		s.text(w, r, http.StatusServiceUnavailable)
		return
	}
	defer s.release(t)
	t.policy.set(w.Header(), headers.OEmbed)
	q, status := asked(r.URL.RawQuery)
	if status != http.StatusOK {
		s.text(w, r, status)
		return
	}
	if q.address == "" {
		s.text(w, r, http.StatusBadRequest)
		return
	}
	folder, ok := folderOf(q.address, t.about.Origin, s.base)
	if !ok || t.gone[folder] {
		s.text(w, r, http.StatusNotFound)
		return
	}
	s.answer(w, r, t, folder, q)
}

// A question is what a consumer asks.
type question struct {
	address       string // of the page; "" when it is not said
	format        string // "json" or "xml"
	width, height int    // CSS pixels, 0 for no bound
}

// asked reads a question. The status is 200, 400 for what cannot be read or says
// one thing twice, which another program on the way may have read otherwise, and
// 501 for a format that the protocol does not have.
func asked(raw string) (question, int) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return question{}, http.StatusBadRequest
	}
	for _, name := range []string{"url", "format", "maxwidth", "maxheight"} {
		if len(query[name]) > 1 {
			return question{}, http.StatusBadRequest
		}
	}
	q := question{address: query.Get("url"), format: cmp.Or(strings.ToLower(query.Get("format")), "json")}
	if q.format != "json" && q.format != "xml" {
		return question{}, http.StatusNotImplemented
	}
	var ok1, ok2 bool
	q.width, ok1 = bound(query.Get("maxwidth"))
	q.height, ok2 = bound(query.Get("maxheight"))
	if !ok1 || !ok2 {
		return question{}, http.StatusBadRequest
	}
	return q, http.StatusOK
}

// answer gives the answer for the page in a folder.
func (s *Server) answer(w *reply, r *http.Request, t *tree, folder string, q question) {
	f, _, err := t.open(filepath.FromSlash(folder + oembedJSON))
	if err != nil {
		status := http.StatusNotFound
		if _, err := t.root.Stat(filepath.FromSlash(folder + indexName)); err == nil {
			status = http.StatusUnauthorized // there, but not for others
		}
		s.text(w, r, status)
		return
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostAnswer))
	var a oembed.Answer
	if err == nil {
		a, err = oembed.Read(data)
	}
	kind, write := "application/json", oembed.Answer.JSON
	if q.format == "xml" {
		kind, write = "text/xml; charset=utf-8", oembed.Answer.XML
	}
	if err == nil {
		data, err = write(a.Fit(q.width, q.height))
	}
	if err != nil {
		s.log.Error("answering", "path", r.URL.Path, "folder", folder, "err", err)
		s.text(w, r, http.StatusInternalServerError)
		return
	}
	s.body(w, r, http.StatusOK, kind, data)
}

// sized answers a file of an answer that is asked for with a size, as
// WordPress asks for what it has discovered. It reports whether it was one.
func (s *Server) sized(w *reply, r *http.Request, t *tree, name string) bool {
	folder, format := strings.TrimSuffix(name, oembedJSON), "json"
	if folder == name {
		folder, format = strings.TrimSuffix(name, oembedXML), "xml"
	}
	if folder == name || t.policy.classifier.Class(name) != headers.OEmbed {
		return false
	}
	if !strings.Contains(r.URL.RawQuery, "maxwidth=") && !strings.Contains(r.URL.RawQuery, "maxheight=") {
		return false
	}
	t.policy.set(w.Header(), headers.OEmbed)
	q, status := asked(r.URL.RawQuery)
	if status != http.StatusOK {
		s.text(w, r, status)
		return true
	}
	q.format = format
	s.answer(w, r, t, folder, q)
	return true
}

// bound reads a size in pixels, 0 for none. What no screen has is no bound.
func bound(text string) (int, bool) {
	if text == "" {
		return 0, true
	}
	if strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n > 1e6 {
		return 0, true
	}
	return n, n > 0
}

// folderOf returns the folder of the page at an address of the site at origin
// under base: "ru/customs/" of "https://news.example/ru/customs/?utm=1#a". The
// address of a page's frame is one of the page.
func folderOf(address, origin, base string) (folder string, ok bool) {
	if len(address) > mostAsked || origin == "" {
		return "", false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "" {
		return "", false
	}
	home, err := url.Parse(origin)
	if err != nil || hostOf(u) == "" || hostOf(u) != hostOf(home) {
		return "", false
	}
	path := u.Path
	if path+"/" == base {
		path = base
	}
	rest, inside := strings.CutPrefix(path, base)
	rest = strings.TrimSuffix(rest, indexName)
	if rest != "" && !strings.HasSuffix(rest, "/") {
		rest += "/"
	}
	if strings.HasSuffix(rest, "/embed/") {
		rest = strings.TrimSuffix(rest, "embed/")
	}
	name, ok := siteName(rest, u.EscapedPath())
	if !inside || !ok {
		return "", false
	}
	return strings.TrimSuffix(filepath.ToSlash(name), indexName), true
}

// hostOf returns the host of an address with its port, as browsers compare
// them: a site that is reached with and without encryption is one.
func hostOf(u *url.URL) string {
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		host = strings.ToLower(u.Hostname()) // an IP address of version 6
	}
	switch port := u.Port(); port {
	case "", "80", "443":
		return host
	default:
		return host + ":" + port
	}
}

// link names the answers for a page in its head, as the page's own head does.
func (t *tree) link(h http.Header, name string) {
	folder, ok := strings.CutSuffix(name, indexName)
	if !ok || folder == "" || t.about.Origin == "" || t.policy.classifier.Class(name) == headers.Frame {
		return
	}
	if _, err := t.root.Stat(filepath.FromSlash(folder + oembedJSON)); err != nil {
		return
	}
	address := t.about.Origin + (&url.URL{Path: t.base + folder + "oembed"}).EscapedPath()
	h.Add("Link", "<"+address+`.json>; rel="alternate"; type="application/json+oembed"`)
	h.Add("Link", "<"+address+`.xml>; rel="alternate"; type="text/xml+oembed"`)
}

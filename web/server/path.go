package server

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxPath bounds the path of an address in bytes. Browsers and proxies
	// stop at 8 KB for a whole address; our own paths stay under 300.
	maxPath = 2048

	// missingName is a name that is not there whatever a site holds.
	missingName = "//"

	indexName = "index.html"
)

// siteName turns the part of a decoded path behind the base into the name of
// a file: "" and "ru/" become "index.html" and "ru/index.html". It refuses what no page of ours
// has: dot segments, empty segments, backslashes, control characters, broken
// UTF-8, hidden files. Nothing is cleaned up, because an address that needs
// cleaning was not made by us, and browsers clean before they ask.
func siteName(rest, escaped string) (name string, ok bool) {
	if !utf8.ValidString(rest) || strings.Contains(rest, "\\") || strings.ContainsFunc(rest, unicode.IsControl) {
		return "", false
	}
	// A slash that was written as %2F is part of a segment for whoever wrote
	// it and a separator for the file system: nobody's file.
	if strings.Contains(strings.ToLower(escaped), "%2f") {
		return "", false
	}
	name = rest
	if name == "" || strings.HasSuffix(name, "/") {
		name += indexName
	}
	for i, segment := range strings.Split(name, "/") {
		if segment == "" || len(segment) > 255 {
			return "", false
		}
		if segment[0] == '.' && (i > 0 || segment != ".well-known") {
			return "", false
		}
	}
	local, err := filepath.Localize(name)
	if err != nil {
		return "", false
	}
	return local, true
}

// redirect sends the reader to a path of this host. The path starts with
// exactly one slash, so the target is never another host.
func (s *Server) redirect(w *reply, r *http.Request, status int, path string) {
	target := (&url.URL{Path: path}).EscapedPath()
	if q := r.URL.RawQuery; q != "" && !strings.ContainsFunc(q, notPrintable) {
		target += "?" + q
	}
	h := w.Header()
	h.Set("Location", target)
	h.Set("Cache-Control", "no-cache") // a 301 is kept for ever otherwise, and paths can become files
	s.body(w, r, status, "text/plain; charset=utf-8", []byte("See "+target+"\n"))
}

func notPrintable(c rune) bool { return c <= ' ' || c >= 0x7f }

package server

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestRequests plays the scripts in testdata/requests. A script is a txtar
// archive: its files are the site, and the text before them is a list of
// requests with what is expected of the replies:
//
//	# a remark
//	GET /ru/ Accept-Encoding: gzip;q=0.5 | If-None-Match: $tag
//	200
//	Content-Type: text/html; charset=utf-8
//	ETag: =tag            any value; $tag from here on
//	ETag: !$tag           another value
//	Last-Modified: -      no such field
//	body: Привет          the unpacked body holds this
//	body! Hello           and not this
//
// "options base=/sub/ live" may come first. A file "x.br" or "x.gz" of the
// archive is packed; "\n" at the end of "x.raw" makes the file x without its
// last newline. Every GET is asked again as HEAD and must have equal fields.
func TestRequests(t *testing.T) {
	files, err := filepath.Glob("testdata/requests/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			site := map[string]string{}
			for _, f := range archive.Files {
				site[f.Name] = string(f.Data)
			}
			play(t, file, archive.Comment, site)
		})
	}
}

func play(t *testing.T, file string, script []byte, site map[string]string) {
	dir := t.TempDir()
	for name, data := range site {
		switch {
		case strings.HasSuffix(name, ".br"):
			data = string(compress([]byte(data), brotli))
		case strings.HasSuffix(name, ".gz"):
			data = string(compress([]byte(data), gzip))
		case strings.HasSuffix(name, ".raw"):
			name, data = strings.TrimSuffix(name, ".raw"), strings.TrimSuffix(data, "\n")
		}
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), data)
	}
	var s *Server
	opts := Options{Dir: dir}
	vars := map[string]string{}
	var req *http.Request
	var res *http.Response
	var body string
	for i, line := range strings.Split(string(script), "\n") {
		where := fmt.Sprintf("%s:%d", file, i+1)
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if rest, ok := strings.CutPrefix(line, "options "); ok {
			for _, o := range strings.Fields(rest) {
				if base, ok := strings.CutPrefix(o, "base="); ok {
					opts.Base = base
				}
				opts.Live = opts.Live || o == "live"
			}
			continue
		}
		if s == nil {
			var err error
			if s, err = New(opts); err != nil {
				t.Fatalf("%s: %v", where, err)
			}
			t.Cleanup(s.Close)
		}
		for name, value := range vars {
			line = strings.ReplaceAll(line, "$"+name, value)
		}
		if method, _, ok := strings.Cut(line, " "); ok && method == strings.ToUpper(method) && !strings.HasSuffix(method, ":") {
			req = parseRequest(t, where, line)
			res, body = ask(t, s, req)
			if req.Method == http.MethodGet && !strings.Contains(line, "/_live") {
				compareHead(t, where, s, req, res)
			}
			continue
		}
		if req == nil {
			t.Fatalf("%s: %q before any request", where, line)
		}
		fail := func(got string) {
			t.Errorf("%s: %s %s\n got %s\nwant %s\nbody %.300q\nagain: go test ./web/server -run TestRequests", where, req.Method, req.RequestURI, got, line, body)
		}
		if code, err := strconv.Atoi(line); err == nil {
			if res.StatusCode != code {
				fail(res.Status)
			}
			continue
		}
		if want, ok := strings.CutPrefix(line, "body: "); ok {
			if !strings.Contains(body, want) {
				fail("body without it")
			}
			continue
		}
		if want, ok := strings.CutPrefix(line, "body! "); ok {
			if strings.Contains(body, want) {
				fail("body with it")
			}
			continue
		}
		name, want, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%s: cannot read %q", where, line)
		}
		got := strings.Join(res.Header.Values(name), ", ")
		switch {
		case want == "-" && got != "", strings.HasPrefix(want, "!") && (got == "" || got == want[1:]):
			fail(name + ": " + got)
		case want == "-", strings.HasPrefix(want, "!"):
		case strings.HasPrefix(want, "="):
			if got == "" {
				fail("no " + name)
			}
			vars[want[1:]] = got
		case got != want:
			fail(name + ": " + got)
		}
	}
}

// parseRequest reads "GET /path Name: value | Name: value" as a server does.
func parseRequest(t *testing.T, where, line string) *http.Request {
	method, rest, _ := strings.Cut(line, " ")
	target, fields, _ := strings.Cut(rest, " ")
	var raw bytes.Buffer
	fmt.Fprintf(&raw, "%s %s HTTP/1.1\r\n", method, target)
	if !strings.Contains(fields, "Host: ") {
		raw.WriteString("Host: news.example\r\n")
	}
	for field := range strings.SplitSeq(fields, " | ") {
		if field = strings.TrimSpace(field); field != "" {
			raw.WriteString(field + "\r\n")
		}
	}
	raw.WriteString("\r\n")
	req, err := http.ReadRequest(bufio.NewReader(&raw))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	return req
}

// ask returns the reply to a request and its unpacked body.
func ask(t *testing.T, h http.Handler, req *http.Request) (*http.Response, string) {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	res := rec.Result()
	data, err := io.ReadAll(unpacked(t, res))
	if err != nil {
		t.Errorf("%s: body: %v", req.URL, err)
	}
	return res, string(data)
}

func compareHead(t *testing.T, where string, s *Server, get *http.Request, want *http.Response) {
	head := get.Clone(get.Context())
	head.Method = http.MethodHead
	if get.Header.Get("Range") != "" {
		return // ranges are for GET alone
	}
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, head)
	if rec.Code != want.StatusCode || fmt.Sprint(rec.Header()) != fmt.Sprint(want.Header) {
		t.Errorf("%s: HEAD %s\n got %d %v\nwant %d %v", where, get.RequestURI, rec.Code, rec.Header(), want.StatusCode, want.Header)
	}
	if rec.Body.Len() > 0 {
		t.Errorf("%s: HEAD %s has a body of %d bytes", where, get.RequestURI, rec.Body.Len())
	}
}

func writeFile(t testing.TB, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

package server

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const secret = "SECRET"

// guarded makes a site with things around and in it that nobody may read.
func guarded(t testing.TB) *Server {
	t.Helper()
	outside := t.TempDir()
	dir := filepath.Join(outside, "site")
	for name, data := range map[string]string{
		"../secret.txt":           secret,
		"index.html":              "home",
		"404.html":                "nothing here",
		"ru/a/index.html":         "article",
		"ru/.draft/index.html":    secret,
		".env":                    secret,
		".git/config":             secret,
		"ru/.htaccess":            secret,
		".well-known/.key":        secret,
		"evil.example/index.html": "a folder with a host's name",
		"assets/app.css":          "a{}",
	} {
		writeFile(t, filepath.Join(dir, name), data)
	}
	for name, target := range map[string]string{
		"link.txt":    filepath.Join(outside, "secret.txt"),
		"up.txt":      "../secret.txt",
		"out":         outside,
		"loop":        "loop",
		"inside.txt":  "index.html",
		"link.css.br": filepath.Join(outside, "secret.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := New(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// raw asks for a target as it stands, without a client tidying it up. It
// returns nil when a server would refuse the request line itself.
func raw(s *Server, target string) *httptest.ResponseRecorder {
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader("GET " + target + " HTTP/1.1\r\nHost: news.example\r\n\r\n")))
	if err != nil {
		return nil
	}
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, req)
	return rec
}

func TestPathsOutside(t *testing.T) {
	s := guarded(t)
	for _, target := range []string{
		"/../secret.txt", "/ru/../../secret.txt", "/./../secret.txt", "/..", "/../", "/.", "/./",
		"/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/..%2Fsecret.txt", "/%2fetc/passwd", "/ru%2fa/",
		"/%252e%252e%252fsecret.txt", "/..%c0%afsecret.txt", "/%c0%ae%c0%ae/secret.txt", "/\xc0\xae/x",
		`/..\secret.txt`, "/..%5csecret.txt", "/..%5Csecret.txt", "/ru%5c..%5c..%5csecret.txt", "/C:/secret.txt", `/C:\secret.txt`,
		"/secret.txt%00.html", "/index.html%00", "/%00", "/ru/a/%0a", "/ru/a/%0d%0aSet-Cookie:x=1", "/%7f", "/%c2%85",
		"//secret.txt", "///etc/passwd", "/ru//a/", "/ru/a//", "//evil.example", "//evil.example/", "//evil.example/%2e%2e",
		"/.env", "/.git/config", "/.git/", "/.git", "/ru/.htaccess", "/ru/.draft/", "/ru/.draft", "/%2eenv", "/.well-known/.key", "/.well-known", "/.well-known/",
		"/link.txt", "/up.txt", "/out/secret.txt", "/out/", "/out", "/loop", "/loop/a", "/link.css",
		"/ru/", "/ru", "/assets/", "/assets", "/assets/app.css/", "/assets/app.css/x", "/index.html/", "/ru/a/index.html/x",
		"/ru/a/?x=../../secret.txt/nothing/../", // the query is no path, and the page is there
		"/" + strings.Repeat("a", 300), "/" + strings.Repeat("a/", 1000), "/" + strings.Repeat("%61", 400),
	} {
		t.Run(target[:min(len(target), 40)], func(t *testing.T) {
			rec := raw(s, target)
			if rec == nil {
				return
			}
			if target == "/ru/a/?x=../../secret.txt/nothing/../" {
				if rec.Code != http.StatusOK {
					t.Errorf("GET %s: got %d, want 200", target, rec.Code)
				}
				return
			}
			if rec.Code != http.StatusNotFound || strings.Contains(rec.Body.String(), secret) {
				t.Errorf("GET %s: got %d %v %q, want 404", target, rec.Code, rec.Header(), rec.Body)
			}
		})
	}
}

func TestPathsInside(t *testing.T) {
	s := guarded(t)
	for _, test := range []struct {
		target   string
		status   int
		location string
	}{
		{"/inside.txt", 200, ""}, // a link that stays in the site
		{"/ru/a/", 200, ""},
		{"/ru/a", 301, "/ru/a/"},
		{"/ru/%61", 301, "/ru/a/"},
		{"/evil.example", 301, "/evil.example/"},
		{"/evil.example/index.html", 301, "/evil.example/"},
		{"/ru/a?next=//evil.example", 301, "/ru/a/?next=//evil.example"},
		{"/" + strings.Repeat("a", maxPath), 414, ""},
	} {
		rec := raw(s, test.target)
		if rec.Code != test.status || rec.Header().Get("Location") != test.location {
			t.Errorf("GET %.60s: got %d %q, want %d %q", test.target, rec.Code, rec.Header().Get("Location"), test.status, test.location)
		}
	}
}

func FuzzPath(f *testing.F) {
	for _, seed := range []string{"/", "/ru/a", "/..%2f", "//evil.example", "/evil.example", `/\evil.example`, "/ru/a?%0a", "http://evil.example/ru/a", "/ru/a?a\x80b", "*", "/ru/a/index.html?x#y"} {
		f.Add(seed)
	}
	s := guarded(f)
	f.Fuzz(func(t *testing.T, target string) {
		rec := raw(s, target)
		if rec == nil {
			return
		}
		if rec.Code >= 500 || strings.Contains(rec.Body.String(), secret) {
			t.Errorf("GET %q: %d %q", target, rec.Code, rec.Body)
		}
		if location := rec.Header().Get("Location"); location != "" {
			base, _ := url.Parse("http://news.example/")
			to, err := base.Parse(location)
			if err != nil || to.Host != "news.example" || strings.HasPrefix(location, "//") || strings.HasPrefix(location, `/\`) || !strings.HasPrefix(location, "/") {
				t.Errorf("GET %q: Location %q leaves the site (%v)", target, location, err)
			}
		}
	})
}

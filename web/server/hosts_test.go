package server

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content/headers"
)

// TestHostFiles holds that what is written for other hosts says what this server
// sends: each text is read by the rules of its host.
func TestHostFiles(t *testing.T) {
	s := embeddable(t)
	about := s.tree.about
	site := headers.Site{Base: "/sub/", Page: about.CSP, Frame: about.Frame, Gone: about.Gone, Languages: []string{"ru"}}
	nginx, caddy := nginxFile(t, string(site.ForNginx()), s.has), caddyFile(t, string(site.ForCaddy()), s.has)
	hosts := map[string]func(path string) http.Header{
		"Cloudflare": headersFile(t, string(site.ForHosts()), true),
		"Netlify":    headersFile(t, string(site.ForHosts()), false),
		"nginx":      func(path string) http.Header { return nginx(path).head },
		"Caddy":      func(path string) http.Header { return caddy(path).head },
	}
	for _, path := range []string{
		"/sub/", "/sub/ru/мост/", "/sub/ru/мост/embed/", "/sub/ru/withdrawn/embed/", "/sub/embed.js", "/sub/ru/мост/oembed.json", "/sub/ru/мост/oembed.xml",
		"/sub/assets/a.0123456789.css", "/sub/library/a.0123456789.idx", "/sub/library/search.json",
		"/sub/ru/мост/index.md", "/sub/index.md",
	} {
		sent := get(s, strings.ReplaceAll(path, "мост", "%D0%BC%D0%BE%D1%81%D1%82")).Header()
		for host, read := range hosts {
			got := read(path)
			for _, name := range headers.Names() {
				if name == "Link" && strings.HasSuffix(path, "/мост/") {
					continue // the server names the answers of oEmbed
				}
				if host == "Netlify" && name == "Cross-Origin-Opener-Policy" && strings.HasSuffix(path, "/embed/") {
					continue // it cannot be taken away there; a frame heeds none
				}
				if diff := cmp.Diff(sent.Get(name), got.Get(name)); diff != "" {
					t.Errorf("%s, %s: %s -server +host\n%s", host, path, name, diff)
				}
			}
		}
	}
	// What is not there, or no reader's: the status and the page that says so.
	for _, path := range []string{
		"/sub/", "/sub/ru/мост/", "/sub/ru/мост/index.md", "/sub/ru/мост/oembed.xml", "/sub/embed.js", "/sub/library/search.json",
		"/sub/ru/withdrawn/", "/sub/ru/withdrawn/embed/", "/sub/nothing/", "/sub/ru/nothing/", "/sub/ru/nothing/embed/",
		"/sub/en/nothing/embed/", "/sub/assets/b.0123456789.other", "/sub/_headers", "/sub/.lectern/Caddyfile", "/sub/assets/",
	} {
		sent := get(s, strings.ReplaceAll(path, "мост", "%D0%BC%D0%BE%D1%81%D1%82"))
		for host, got := range map[string]hostReply{"nginx": nginx(path), "Caddy": caddy(path)} {
			if want := s.read(t, got.file); got.status != sent.Code || want != sent.Body.String() {
				t.Errorf("%s, %s: %d with %s, the server sends %d with %q", host, path, got.status, got.file, sent.Code, sent.Body)
			}
			for _, name := range []string{"Content-Type", "Cache-Control", "Content-Security-Policy"} {
				if name == "Content-Security-Policy" && path == "/sub/en/nothing/embed/" {
					continue // a page that is no frame's, with either policy
				}
				if diff := cmp.Diff(sent.Header().Get(name), got.head.Get(name)); diff != "" {
					t.Errorf("%s, %s: %s -server +host\n%s", host, path, name, diff)
				}
			}
		}
	}
}

// TestHostNames: the texts agree on the addresses of classes that no file of the
// test's site has.
func TestHostNames(t *testing.T) {
	site := headers.Site{Base: "/sub/", Page: "page", Frame: "frame"}
	all := func(string) bool { return true }
	nginx, caddy := nginxFile(t, string(site.ForNginx()), all), caddyFile(t, string(site.ForCaddy()), all)
	cloudflare := headersFile(t, string(site.ForHosts()), true)
	for _, path := range []string{
		"/sub/ru/embed/", "/sub/ru/topics/a/embed/", "/sub/2020/05/12/a/embed/", "/sub/a/b/c/d/e/f/g/h/embed/", "/sub/a/b/c/d/e/f/g/h/i/embed/",
		"/sub/ru/embed/code/", "/sub/embed/", "/sub/ru/topics/a/oembed.xml", "/sub/a/b/c/d/e/f/g/h/oembed.json", "/sub/a/b/c/d/e/f/g/h/index.md",
	} {
		want := fmt.Sprint(cloudflare(path))
		for host, reply := range map[string]hostReply{"nginx": nginx(path), "Caddy": caddy(path)} {
			reply.head.Del("Content-Type")
			if got := fmt.Sprint(reply.head); got != want {
				t.Errorf("%s: %s has %s, Cloudflare %s", path, host, got, want)
			}
		}
	}
}

// headersFile reads _headers: lines that begin at the margin are patterns, with
// * for anything and :name for a folder; a later rule adds to a value with a
// comma (joins) or takes its place; where they are joined "! Name" takes one away.
func headersFile(t *testing.T, text string, joins bool) func(string) http.Header {
	type rule struct {
		match *regexp.Regexp
		lines []string
	}
	var rules []rule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '/':
			pattern := regexp.MustCompile(`:[a-z]+`).ReplaceAllString(strings.ReplaceAll(regexp.QuoteMeta(line), `\*`, ".*"), "[^/]+")
			rules = append(rules, rule{match: regexp.MustCompile("^" + pattern + "$")})
		default:
			last := &rules[len(rules)-1]
			last.lines = append(last.lines, strings.TrimSpace(line))
		}
	}
	if len(rules) > 100 {
		t.Errorf("%d rules; Cloudflare reads 100", len(rules))
	}
	return func(path string) http.Header {
		h := http.Header{}
		for _, r := range rules {
			if !r.match.MatchString(path) {
				continue
			}
			for _, line := range r.lines {
				if name, ok := strings.CutPrefix(line, "! "); ok {
					if joins {
						h.Del(name)
					}
					continue
				}
				name, value, _ := strings.Cut(line, ": ")
				if before := h.Get(name); joins && before != "" {
					value = before + ", " + value
				}
				h.Set(name, value)
			}
		}
		return h
	}
}

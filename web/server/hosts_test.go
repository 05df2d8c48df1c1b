package server

import (
	"bufio"
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
	site := headers.Site{Base: "/sub/", Page: about.CSP, Frame: about.Frame}
	hosts := map[string]func(path string) http.Header{
		"Cloudflare": headersFile(t, string(site.ForHosts()), true),
		"Netlify":    headersFile(t, string(site.ForHosts()), false),
		"nginx":      nginxFile(t, string(site.ForNginx())),
		"Caddy":      caddyFile(t, string(site.ForCaddy())),
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
	// The texts know the addresses that no file here has.
	for _, path := range []string{"/sub/ru/embed/", "/sub/ru/topics/a/embed/", "/sub/2020/05/12/a/embed/", "/sub/ru/embed/code/", "/sub/embed/", "/ru/a/embed/", "/sub/ru/topics/a/oembed.xml"} {
		want := ""
		for _, host := range []string{"Cloudflare", "nginx", "Caddy"} {
			got := fmt.Sprint(hosts[host](path))
			if host == "Cloudflare" && !strings.HasPrefix(path, "/sub/") {
				break // below no site of ours
			}
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%s: %s has %s, others %s", path, host, got, want)
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

// nginxFile reads set, if and add_header.
func nginxFile(t *testing.T, text string) func(string) http.Header {
	set := regexp.MustCompile(`^\s*set (\$\w+) "(.*)";$`)
	test := regexp.MustCompile(`^if \(\$uri ~ "(.*)"\) \{$`)
	add := regexp.MustCompile(`^add_header (\S+) (\$\w+) always;$`)
	return func(path string) http.Header {
		h, values, on := http.Header{}, map[string]string{}, true
		lines := bufio.NewScanner(strings.NewReader(text))
		for lines.Scan() {
			line := lines.Text()
			if m := test.FindStringSubmatch(line); m != nil {
				on = regexp.MustCompile(m[1]).MatchString(path)
			} else if m := set.FindStringSubmatch(line); m != nil {
				if on {
					values[m[1]] = m[2]
				}
			} else if m := add.FindStringSubmatch(line); m != nil {
				if values[m[2]] != "" {
					h.Set(m[1], values[m[2]])
				}
			} else if line == "}" {
				on = true
			} else if line != "" && line[0] != '#' {
				t.Errorf("nginx: cannot read %q", line)
			}
		}
		return h
	}
}

// caddyFile reads named matchers and header blocks.
func caddyFile(t *testing.T, text string) func(string) http.Header {
	block := regexp.MustCompile(`(?s)@(\w+) \{\n\t(not )?path_regexp (\S+)\n\}\nheader @(\w+) \{\n(.*?)\}\n`)
	blocks := block.FindAllStringSubmatch(text, -1)
	return func(path string) http.Header {
		h, met := http.Header{}, 0
		for _, b := range blocks {
			if b[1] != b[4] {
				t.Errorf("Caddy: the fields of %s are for %s", b[1], b[4])
			}
			if regexp.MustCompile(b[3]).MatchString(path) == (b[2] != "") {
				continue
			}
			met++
			for line := range strings.Lines(b[5]) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
				h.Set(name, strings.Trim(value, `"`))
			}
		}
		if met != 1 {
			t.Errorf("Caddy: %d matchers take %s, want 1", met, path)
		}
		return h
	}
}

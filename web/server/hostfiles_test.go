package server

import (
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A hostReply is what another host sends, by the text that was written for it.
type hostReply struct {
	status int
	file   string // of the site: "ru/404.html"
	head   http.Header
}

// has reports whether the site has a file: "ru/404.html".
func (s *Server) has(name string) bool {
	_, err := s.tree.root.Stat(name)
	return err == nil
}

func (s *Server) read(t *testing.T, name string) string {
	t.Helper()
	data, err := s.tree.root.ReadFile(name)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

// fileAt is the file at an address below /sub/.
func fileAt(address string) string {
	name := strings.TrimPrefix(address, "/sub/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += indexName
	}
	return name
}

// nginxFile reads set, if, add_header, error_page, location and types. A page in
// place of another is gone through from the beginning, as nginx does.
func nginxFile(t *testing.T, text string, exists func(string) bool) func(string) hostReply {
	set := regexp.MustCompile(`^\s*set (\$\w+) "(?:\$\{\w+\})?(.*)";$`)
	test := regexp.MustCompile(`^if \(\$uri ~ "(.*)"\) \{$`)
	add := regexp.MustCompile(`^add_header (\S+) (\$\w+) always;$`)
	location := regexp.MustCompile(`^location (=|\^~) "?([^"\s]+)"? \{.* return (\d+); \}$`)
	other := regexp.MustCompile(`^(#.*|\}|error_page (404|403 =404) \$lectern_missing;|types \{|gzip.*|\t".*)?$`)
	types := typesIn(text, regexp.MustCompile(`(?m)^\t"(.*)" ([a-z0-9 ]+);$`))
	missing, refused := map[string]int{}, map[string]int{}
	fields := func(uri string) (http.Header, map[string]string) {
		h, values, on := http.Header{}, map[string]string{}, true
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if m := test.FindStringSubmatch(line); m != nil {
				found := regexp.MustCompile(m[1]).FindStringSubmatch(uri)
				if on = found != nil; len(found) > 1 {
					values["$1"] = found[1]
				}
			} else if m := set.FindStringSubmatch(line); m != nil {
				if on && strings.Contains(line, `"${`) {
					values[m[1]] += m[2]
				} else if on {
					values[m[1]] = strings.ReplaceAll(m[2], "$1", values["$1"])
				}
			} else if m := add.FindStringSubmatch(line); m != nil {
				if values[m[2]] != "" {
					h.Set(m[1], values[m[2]])
				}
			} else if m := location.FindStringSubmatch(line); m != nil {
				status, _ := strconv.Atoi(m[3])
				map[string]map[string]int{"=": missing, "^~": refused}[m[1]][m[2]] = status
			} else if on = on || line == "}"; !other.MatchString(line) {
				t.Errorf("nginx: cannot read %q", line)
			}
		}
		h.Set("Content-Type", types[path.Ext(fileAt(uri))])
		return h, values
	}
	return func(uri string) hostReply {
		h, values := fields(uri)
		status := missing[uri]
		for folder := range refused {
			if strings.HasPrefix(uri, folder) {
				status = refused[folder]
			}
		}
		switch {
		case status == http.StatusGone:
			uri += indexName
		case status == http.StatusNotFound || !exists(fileAt(uri)):
			status, uri = http.StatusNotFound, values["$lectern_missing"]
		default:
			return hostReply{http.StatusOK, fileAt(uri), h}
		}
		h, _ = fields(uri)
		return hostReply{status, fileAt(uri), h}
	}
}

// caddyFile reads matchers of classes with their headers, types, error, and the
// pages of handle_errors.
func caddyFile(t *testing.T, text string, exists func(string) bool) func(string) hostReply {
	text, errors, _ := strings.Cut(text, "\nhandle_errors {\n")
	blocks := regexp.MustCompile(`(?s)@(\w+) \{\n\t(not )?path_regexp (\S+)\n\}\nheader @(\w+) \{\n(.*?)\}\n`).FindAllStringSubmatch(text, -1)
	failed := regexp.MustCompile(`@(\w+) path (.*)\nerror @(\w+) (\d+)\n`).FindAllStringSubmatch(text, -1)
	instead := regexp.MustCompile(`(?s)@\w+ \{\n\t\texpression \{http.error.status_code\} == (\d+)\n\t\t(\w+)(?: lectern)? (\S+)\n\t\}\n\thandle @\w+ \{\n(?:\t\trewrite \* (\S+)\n)?\t\tfile_server\n`).FindAllStringSubmatch(errors, -1)
	fields := regexp.MustCompile(`(?m)^\theader (\S+) "?([^"\n]+)"?$`).FindAllStringSubmatch(errors, -1)
	types := typesIn(text, regexp.MustCompile(`path \*(\.[a-z0-9 .*]+)\nheader @\w+ Content-Type "(.*)"`))
	class := func(uri string) http.Header {
		h, met := http.Header{}, 0
		for _, b := range blocks {
			if b[1] != b[4] {
				t.Errorf("Caddy: the fields of %s are for %s", b[1], b[4])
			}
			if regexp.MustCompile(b[3]).MatchString(uri) == (b[2] != "") {
				continue
			}
			met++
			for line := range strings.Lines(b[5]) {
				name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
				h.Set(name, strings.Trim(value, `"`))
			}
		}
		if met != 1 {
			t.Errorf("Caddy: %d matchers take %s, want 1", met, uri)
		}
		h.Set("Content-Type", types[path.Ext(fileAt(uri))])
		return h
	}
	return func(uri string) hostReply {
		h, status := class(uri), http.StatusNotFound
		if exists(fileAt(uri)) {
			status = http.StatusOK
		}
		for _, f := range failed {
			for pattern := range strings.FieldsSeq(f[2]) {
				if pattern = strings.Trim(pattern, `"`); pattern == uri || strings.HasSuffix(pattern, "*") && strings.HasPrefix(uri, strings.TrimSuffix(pattern, "*")) {
					status, _ = strconv.Atoi(f[4])
				}
			}
		}
		if status == http.StatusOK {
			return hostReply{status, fileAt(uri), h}
		}
		for _, f := range fields {
			h.Set(f[1], f[2])
		}
		for _, page := range instead {
			pattern := strings.Trim(page[3], `"`)
			if page[2] == "path" {
				pattern = "^" + strings.TrimSuffix(pattern, "*")
			}
			if found := regexp.MustCompile(pattern).FindStringSubmatch(uri); found != nil && page[1] == strconv.Itoa(status) {
				if page[4] != "" {
					uri = page[4]
				}
				if len(found) > 1 {
					uri = strings.ReplaceAll(uri, "{re.lectern.1}", found[1])
				}
				return hostReply{status, fileAt(uri), h}
			}
		}
		t.Errorf("Caddy: nothing is sent for %s with %d", uri, status)
		return hostReply{status, "", h}
	}
}

// typesIn reads media types by extension: an expression finds a type and its
// extensions, the one that begins with a dot or has no slash.
func typesIn(text string, line *regexp.Regexp) map[string]string {
	types := map[string]string{}
	for _, m := range line.FindAllStringSubmatch(text, -1) {
		name, extensions := m[1], m[2]
		if strings.HasPrefix(name, ".") {
			name, extensions = extensions, name
		}
		for extension := range strings.FieldsSeq(extensions) {
			types["."+strings.TrimLeft(extension, "*.")] = name
		}
	}
	return types
}

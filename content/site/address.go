package site

import (
	"fmt"
	"net/url"
	"strings"
)

// An address says where the site stands.
type address struct {
	origin string // "https://news.example"; empty when not known
	base   string // "/" or "/sub/"
}

// parseAddress reads a base URL: absolute with http or https, only a path, or
// empty.
func parseAddress(text string) (address, error) {
	if text == "" {
		return address{base: "/"}, nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return address{}, fmt.Errorf("base URL: %w", err)
	}
	a := address{base: u.EscapedPath()}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		a.origin = u.Scheme + "://" + u.Host
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(a.base, "/"):
	default:
		return address{}, fmt.Errorf("base URL %q is neither https://host/path/ nor /path/", text)
	}
	if u.RawQuery != "" || u.Fragment != "" || u.User != nil || strings.Contains(a.base, "//") {
		return address{}, fmt.Errorf("base URL %q has more than a host and a path", text)
	}
	if !strings.HasSuffix(a.base, "/") {
		a.base += "/"
	}
	return a, nil
}

// path returns what a link to a path of the site ("/ru/a/") is: with the base
// path, escaped.
func (a address) path(p string) string {
	return a.base + (&url.URL{Path: strings.TrimPrefix(p, "/")}).EscapedPath()
}

// full returns the absolute address of a path of the site, or only its path
// when the host is not known.
func (a address) full(p string) string { return a.origin + a.path(p) }

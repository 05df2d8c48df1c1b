package library

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/idna"
)

// partner reads an origin: scheme, host and port, nothing behind. The host may
// begin with "*." and is written as in a Content-Security-Policy.
func (r *configReader) partner(node ast.Node) (string, bool) {
	s, ok := r.scalar(node)
	if !ok {
		return "", false
	}
	if s == "*" {
		return s, true
	}
	u, err := url.Parse(s)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == "" && u.User == nil {
		if host, ok := partnerHost(u.Hostname()); ok {
			if port := u.Port(); port != "" {
				host += ":" + port
			}
			return u.Scheme + "://" + host, true
		}
	}
	r.wrong(node, fmt.Sprintf("%q is not an origin", s), `write it like "https://partner.example", or "*" for everyone`)
	return "", false
}

// partnerHost returns a host in ASCII.
func partnerHost(host string) (string, bool) {
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Is6() {
			return "[" + addr.String() + "]", addr.Zone() == ""
		}
		return host, true
	}
	rest, wild := strings.CutPrefix(host, "*.")
	ascii, err := idna.Lookup.ToASCII(rest)
	if err != nil || ascii == "" {
		return "", false
	}
	if wild {
		ascii = "*." + ascii
	}
	return ascii, true
}

// gone reads the path of an article that was removed.
func (r *configReader) gone(node ast.Node) (string, bool) {
	s, ok := r.scalar(node)
	if !ok {
		return "", false
	}
	path, why := formerAddress(s)
	if why != "" {
		r.wrong(node, fmt.Sprintf("the address %q is refused: %s", short(s), why), `write a path like "/ru/name/"`)
		return "", false
	}
	return path, true
}

package library

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// ParseBaseURL reads the address of a site, "https://host/path/" or only its
// path, and returns it with a slash at the end; "" stays "". The path holds
// ASCII letters, digits and "-._~/" alone: it becomes part of every address, and
// hosts disagree on how others are written.
func ParseBaseURL(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return "", errors.New("it is not an address")
	}
	path := u.Path
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	switch {
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/"):
	case (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "":
	default:
		return "", errors.New("want https://host/path/, or a path such as /articles/")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "", errors.New("there is no such port")
		}
	}
	switch {
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", errors.New("it has more than a host and a path")
	case strings.ContainsFunc(path, func(r rune) bool { return !pathRune(r) }):
		return "", errors.New(`the path may hold ASCII letters, digits and "-._~" only`)
	}
	for part := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		if part == "." || part == ".." || part == "" && path != "/" {
			return "", errors.New("the path has empty or dotted parts")
		}
	}
	if u.Host == "" {
		return path, nil
	}
	host := u.Hostname()
	if !strings.Contains(host, ":") { // an IPv6 address is written as it is
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			return "", errors.New("there is no such host name")
		}
		u.Host = host + strings.TrimPrefix(u.Host, u.Hostname())
	}
	return u.Scheme + "://" + u.Host + path, nil
}

func pathRune(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("-._~/", r)
}

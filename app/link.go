package app

import (
	"net/url"
	"path"
	"strings"

	"lectern/app/browser"
)

// An action is what becomes of a click on a link.
type action int

const (
	leave  action = iota // the browser's own
	visit                // fetch the page and show it here
	within               // a place on the page shown: the browser's own, but the place left is remembered
)

// decide says what a click on a link does on the page here of the site under
// base. Only a plain click on a page of ours is taken from the browser.
func decide(c browser.Click, here, base string) action {
	if c.Button != 0 || c.Ctrl || c.Meta || c.Shift || c.Alt || c.Download {
		return leave
	}
	if c.Target != "" && !strings.EqualFold(c.Target, "_self") {
		return leave
	}
	return destination(c.Href, here, base)
}

// destination says what following an address does.
func destination(href, here, base string) action {
	to, err := url.Parse(href)
	if err != nil || (to.Scheme != "http" && to.Scheme != "https") || to.User != nil {
		return leave
	}
	from, err := url.Parse(here)
	if err != nil || to.Scheme != from.Scheme || to.Host != from.Host || !strings.HasPrefix(to.Path, base) {
		return leave
	}
	// A name with an ending is a file: an image, a feed, a download.
	if ext := path.Ext(to.Path); ext != "" && ext != ".html" && !strings.HasSuffix(to.Path, "/") {
		return leave
	}
	if to.RequestURI() == from.RequestURI() && (to.Fragment != "" || strings.HasSuffix(href, "#")) {
		return within
	}
	return visit
}

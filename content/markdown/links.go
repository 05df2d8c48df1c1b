package markdown

import (
	"strings"

	"github.com/yuin/goldmark/util"

	"lectern/content"
)

// A target is the destination of a link that may be put out.
type target struct {
	href     string // escaped for an attribute
	external bool
}

// resolveLink finds out where a link leads. It reports false, after noting the
// problem, when only the link's text is to be shown.
func (p *page) resolveLink(destination, label string, offset int) (target, bool) {
	destination = strings.TrimSpace(plainDestination(destination))
	if destination == "" || destination == "#" {
		p.report(offset, "dead-link", "the link "+quoteShort(label)+" leads nowhere", "give it an address, or take the brackets away")
		return target{}, false
	}
	link := p.askResolver(destination)
	if link.Problem != nil {
		p.relay(offset, link.Problem)
	}
	if link.Href == "" {
		if link.Problem == nil {
			p.report(offset, "broken-link", "the link to "+quoteShort(destination)+" leads nowhere", "give it an address")
		}
		return target{}, false
	}
	if !allowedAddress(link.Href) {
		p.report(offset, "unsafe-link", "the link to "+quoteShort(destination)+" is not shown: its kind of address isn't allowed",
			"use http, https, mailto, tel or a path")
		return target{}, false
	}
	if link.Fragment != "" && !link.External {
		line, column := p.position(offset)
		p.fragments = append(p.fragments, Fragment{Page: link.Page, ID: link.Fragment, Line: line, Column: column})
	}
	return target{escapeAddress(link.Href), link.External}, true
}

// askResolver returns what a destination leads to. Without a resolver a
// destination leads to itself.
func (p *page) askResolver(destination string) Link {
	if p.resolve != nil {
		return p.resolve.Link(destination)
	}
	return Link{Href: destination}
}

// askImage returns the image at a destination.
func (p *page) askImage(destination string) (content.Image, *content.Problem) {
	destination = plainDestination(destination)
	if p.resolve != nil {
		return p.resolve.Image(destination)
	}
	if !localAddress(destination) {
		return content.Image{}, &content.Problem{Kind: "remote-image", Message: "the image " + quoteShort(destination) + " is of another site", Hint: "save it beside the text"}
	}
	return content.Image{Source: destination}, nil
}

// allowedAddress reports whether an address may stand in a page: http, https,
// mailto and tel, and what is relative. Control characters and spaces are
// looked through the way browsers do.
func allowedAddress(address string) bool {
	address = strings.Map(func(c rune) rune {
		if c <= ' ' || c == 0x7F {
			return -1
		}
		return c
	}, address)
	if strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//") {
		return false
	}
	end := strings.IndexAny(address, ":/?#")
	if end < 0 || address[end] != ':' {
		return true
	}
	switch strings.ToLower(address[:end]) {
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// localAddress reports whether an address is of the page's own origin, so that
// the page may fetch it.
func localAddress(address string) bool {
	end := strings.IndexAny(address, ":/?#")
	return address != "" && allowedAddress(address) && (end < 0 || address[end] != ':')
}

// escapeAddress percent-encodes what may not stand in an address and escapes
// the rest for an attribute.
func escapeAddress(address string) string {
	return string(util.EscapeHTML(util.URLEscape([]byte(address), false)))
}

package library

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lectern/content"
	"lectern/content/markdown"
)

// link resolves a destination written in the article from, and names the file
// of the folder it leads to, if it is one.
func (t *table) link(from *page, destination string) (markdown.Link, *entry) {
	dest := strings.ReplaceAll(strings.TrimSpace(destination), `\`, "/")
	if e, ok := t.fileLink(from, dest); ok {
		return t.copied(e)
	}
	link := t.pageLink(from, dest)
	if link.Problem != nil && link.Problem.Kind == "broken-link" {
		// A name without an extension is that of a page first, then of a file.
		if e, ok := t.bareFile(from, dest); ok {
			return t.copied(e)
		}
	}
	return link, nil
}

// copied is a link to a file that the site gets.
func (t *table) copied(e entry) (markdown.Link, *entry) {
	a, problem := t.assets.get(e)
	if problem != nil {
		return markdown.Link{Problem: problem}, nil
	}
	return markdown.Link{Href: t.base + a.file}, &e
}

// pageLink resolves what is not a file to be copied.
func (t *table) pageLink(from *page, dest string) markdown.Link {
	if dest == "" || dest == "#" {
		return refuse("dead-link", "the link leads nowhere", "write where it leads, or take the brackets away")
	}
	if scheme, ok := schemeOf(dest); ok {
		return t.external(from, dest, scheme)
	}
	if strings.HasPrefix(dest, "//") {
		return t.external(from, "https:"+dest, "https")
	}
	if strings.HasPrefix(dest, "#") {
		fragment := decode(dest[1:])
		if strings.EqualFold(fragment, "top") {
			return markdown.Link{Href: "#top"}
		}
		fragment = anchor(fragment)
		return markdown.Link{Href: "#" + encodeFragment(fragment), Fragment: fragment}
	}
	name, fragment := parts(dest)
	if name == "" { // "?page=2": the page itself
		return markdown.Link{Href: t.base + from.addr[1:] + hash(fragment), Page: from.addr, Fragment: fragment}
	}
	if p := t.find(from, name); p != nil {
		return t.toPage(p, fragment)
	}
	if addr, ok := t.sitePage(from, name); ok {
		return markdown.Link{Href: t.base + addr[1:] + hash(fragment)}
	}
	return t.broken(from, name)
}

func (t *table) toPage(p *page, fragment string) markdown.Link {
	return markdown.Link{Href: t.base + p.addr[1:] + hash(fragment), Page: p.addr, Fragment: fragment}
}

// external passes the schemes a reader can use, and no other. An address of
// this very site is a link within it, when it leads to a page.
func (t *table) external(from *page, dest, scheme string) markdown.Link {
	switch scheme {
	case "http", "https":
	case "mailto", "tel":
		return markdown.Link{Href: dest, External: true}
	default:
		return refuse("bad-scheme", fmt.Sprintf("links of the scheme %q are not let through", scheme),
			"http, https, mailto and tel are")
	}
	u, err := url.Parse(dest)
	if err != nil || u.Host == "" {
		return refuse("bad-link", fmt.Sprintf("%q is not an address", short(dest)), "check how it is written")
	}
	if t.site != nil && strings.EqualFold(u.Host, t.site.Host) && strings.HasPrefix(u.Path, t.site.Path) {
		if p := t.byAddress(from, "/"+u.Path[len(t.site.Path):]); p != nil {
			return t.toPage(p, u.Fragment)
		}
	}
	return markdown.Link{Href: dest, External: true}
}

// find looks for the article that name, decoded, means. Authors bring their
// links from many systems, so it is tried as a file first, from the article's
// folder, from the folder the article's own page would be in ("../other/"),
// and, starting with a slash, from every folder above the article; and then
// as an address.
func (t *table) find(from *page, name string) *page {
	var found *page
	for _, candidate := range t.places(from, name) {
		// Without an extension it may be an address: "../about/" in "ru/news.md"
		// is "about.md" as a file, and "ru/about.md" as an address. The
		// article's own language decides.
		if p := t.source(candidate); p != nil && (found == nil || found.lang != from.lang && p.lang == from.lang) {
			found = p
			if articleExt(path.Ext(name)) {
				break
			}
		}
	}
	if found != nil {
		return found
	}
	if strings.HasPrefix(name, "/") {
		return t.byAddress(from, name)
	}
	// "slug/", "../slug": written for a site whose pages are in one folder.
	rest := name
	for strings.HasPrefix(rest, "./") || strings.HasPrefix(rest, "../") {
		_, rest, _ = strings.Cut(rest, "/")
	}
	if rest != name && !strings.Contains(strings.Trim(rest, "/"), "/") && path.Ext(rest) == "" {
		return t.byAddress(from, "/"+rest)
	}
	return nil
}

// places lists the paths in the folder that name may mean, the likeliest
// first. None of them leads out of the folder.
func (t *table) places(from *page, name string) []string {
	name = norm.NFC.String(name)
	dir := path.Dir(norm.NFC.String(from.path))
	var places []string
	add := func(dir, name string) {
		p := path.Join(dir, name)
		if p != ".." && !strings.HasPrefix(p, "../") {
			places = append(places, p)
		}
	}
	if rooted := strings.TrimLeft(name, "/"); rooted != name {
		if p := path.Clean("/" + rooted); p == "/" {
			return nil // the home page, not a file
		}
		rooted = path.Clean("/" + rooted)[1:]
		add(".", rooted)
		for _, public := range []string{"static", "public"} {
			if t.dirs[public] {
				add(public, rooted)
			}
		}
		for ; dir != "."; dir = path.Dir(dir) {
			add(dir, rooted)
		}
		return places
	}
	add(dir, name)
	stem := strings.TrimSuffix(path.Base(from.path), path.Ext(from.path))
	if !isIndex(stem) {
		add(path.Join(dir, norm.NFC.String(stem)), name)
	}
	return places
}

// source returns the article of a path in the folder, with or without its
// extension, or that of the folder's index.
func (t *table) source(name string) *page {
	if p := t.bySource[name]; p != nil {
		return p
	}
	if p := t.byStem[name]; p != nil {
		return p
	}
	switch ext := path.Ext(name); ext {
	case ".html", ".htm":
		return t.source(strings.TrimSuffix(name, ext))
	}
	return nil
}

// parts takes a relative address apart, decoded, and lets the query go.
func parts(dest string) (name, fragment string) {
	name, fragment, _ = strings.Cut(dest, "#")
	name, _, _ = strings.Cut(name, "?")
	return decode(name), anchor(decode(fragment))
}

// anchor is an id as the pages have it: ids that begin with "_" are the
// interface's own, so package markdown trims that from authors' ids.
func anchor(fragment string) string { return strings.TrimLeft(fragment, "_") }

// fileLink finds the file of the folder, other than an article, that dest leads to.
func (t *table) fileLink(from *page, dest string) (entry, bool) {
	if _, absolute := schemeOf(dest); absolute || strings.HasPrefix(dest, "//") || strings.HasPrefix(dest, "#") {
		return entry{}, false
	}
	name, _ := parts(dest)
	if path.Ext(name) == "" || name == "" {
		return entry{}, false
	}
	return t.file(from, name)
}

// bareFile finds the file without an extension that dest leads to.
func (t *table) bareFile(from *page, dest string) (entry, bool) {
	if name, _ := parts(dest); name != "" && path.Ext(name) == "" {
		return t.file(from, name)
	}
	return entry{}, false
}

// image finds the image an article shows, and what is wrong with it; both when
// it can be shown all the same. Images are not loaded from other sites: those
// would learn of every reader.
func (t *table) image(from *page, destination string) (*asset, *content.Problem) {
	dest := strings.ReplaceAll(strings.TrimSpace(destination), `\`, "/")
	missing := &content.Problem{Kind: "missing-image"}
	if scheme, ok := schemeOf(dest); ok || strings.HasPrefix(dest, "//") {
		switch scheme {
		case "", "http", "https":
			return nil, &content.Problem{Kind: "remote-image", Message: "images of other sites are not shown but linked", Hint: "put a copy into the folder of the article"}
		}
		return nil, &content.Problem{Kind: "bad-scheme", Message: fmt.Sprintf("images of the scheme %q are not let through", scheme), Hint: "put the image into the folder of the article"}
	}
	name, _ := parts(dest)
	if name == "" {
		missing.Message, missing.Hint = "the image has no address", "write which file to show"
		return nil, missing
	}
	for _, place := range t.places(from, name) {
		e, ok := t.files[place]
		if !ok {
			continue
		}
		if !imageExt(strings.ToLower(path.Ext(place))) {
			return nil, &content.Problem{Kind: "bad-image", Message: fmt.Sprintf("%s is not an image", short(place)), Hint: "PNG, JPEG, GIF, WebP, AVIF and SVG are; link to other files"}
		}
		a, problem := t.assets.get(e)
		if problem == nil && a.warning != nil {
			warning := *a.warning
			problem = &warning
		}
		return a, problem
	}
	missing.Message = fmt.Sprintf("there is no image %q", short(name))
	missing.Hint = t.hint(from, name)
	return nil, missing
}

func (t *table) broken(from *page, name string) markdown.Link {
	if p := t.hiddenPage(from, name); p != nil {
		return refuse("broken-link", fmt.Sprintf("%s is not published", p.path), "it is a draft, or its time has not come or is over")
	}
	if strings.Contains(name, "{{") || strings.Contains(name, "{%") {
		return refuse("broken-link", fmt.Sprintf("%q is a template of another system", short(name)), "write the address it stood for")
	}
	return refuse("broken-link", fmt.Sprintf("there is no %q", short(name)), t.hint(from, name))
}

func refuse(kind, message, hint string) markdown.Link {
	return markdown.Link{Problem: &content.Problem{Kind: kind, Message: message, Hint: hint}}
}

// schemeOf returns the scheme of an absolute address in lower case. Browsers
// drop tabs and line ends within it, so they are dropped here too.
func schemeOf(dest string) (string, bool) {
	dest = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, dest)
	for i := range len(dest) {
		c := dest[i] | 0x20
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && dest[i] == ':':
			return strings.ToLower(dest[:i]), true
		case i > 0 && (dest[i] >= '0' && dest[i] <= '9' || dest[i] == '+' || dest[i] == '-' || dest[i] == '.'):
		default:
			return "", false
		}
	}
	return "", false
}

// decode undoes percent-encoding; text that is not encoded stays as it is.
func decode(s string) string {
	if !strings.Contains(s, "%") {
		return norm.NFC.String(s)
	}
	decoded, err := url.PathUnescape(s)
	if err != nil {
		decoded = s
	}
	return norm.NFC.String(strings.ToValidUTF8(decoded, "\uFFFD"))
}

func hash(fragment string) string {
	if fragment == "" {
		return ""
	}
	return "#" + encodeFragment(fragment)
}

// encodeFragment keeps letters of every script readable, and encodes what
// could end the attribute or the address.
func encodeFragment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c == 0x7f || strings.IndexByte("\"<>`%\\^{|}'&", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// short cuts what an author wrote to a length that fits a message.
func short(s string) string {
	const most = 120
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

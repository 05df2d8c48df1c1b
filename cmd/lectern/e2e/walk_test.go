package e2e

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A page is what one address of the site answered.
type page struct {
	url   string
	root  *html.Node
	ids   map[string]bool
	links []string // resolved, with fragments
}

// attr returns the value of an attribute.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all returns the elements of a name, in order.
func (p *page) all(name string) []*html.Node {
	var found []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// text returns the text in a node.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// fetch reads an address; the page is nil for what is not HTML.
func fetch(t *testing.T, address string) (*page, *http.Response) {
	t.Helper()
	reply, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	if !strings.HasPrefix(reply.Header.Get("Content-Type"), "text/html") {
		return nil, reply
	}
	root, err := html.Parse(reply.Body)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	base, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	p := &page{url: address, root: root, ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if p.ids[id] {
				t.Errorf("%s: two elements have the id %q", address, id)
			}
			p.ids[id] = true
		}
		for _, key := range []string{"href", "src"} {
			if n.Data == "base" || attr(n, key) == "" {
				continue
			}
			link, err := base.Parse(attr(n, key))
			if err != nil {
				t.Errorf("%s: address %q: %v", address, attr(n, key), err)
				continue
			}
			p.links = append(p.links, link.String())
		}
	}
	return p, reply
}

// TestEveryLink walks the built-in library from its home, follows every link
// to the site itself and looks at every page on the way.
func TestEveryLink(t *testing.T) {
	home := serve(t)
	pages := map[string]*page{}
	queue := []string{home}
	for _, name := range []string{"404.html", "manifest.webmanifest", "robots.txt", "lectern.json"} {
		queue = append(queue, home+name)
	}
	fragments := map[string][]string{} // page#fragment → pages that link there
	seen := map[string]bool{}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		if seen[address] {
			continue
		}
		seen[address] = true
		p, reply := fetch(t, address)
		if want := http.StatusOK; reply.StatusCode != want && !strings.HasSuffix(address, "404.html") {
			t.Errorf("%s: status %d, want %d", address, reply.StatusCode, want)
			continue
		}
		if reply.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: no Content-Security-Policy", address)
		}
		if p == nil {
			continue
		}
		pages[address] = p
		for _, link := range p.links {
			target, fragment, has := strings.Cut(link, "#")
			if !strings.HasPrefix(target, home) {
				continue
			}
			if has && fragment != "" {
				fragments[link] = append(fragments[link], address)
			}
			queue = append(queue, target)
		}
	}
	for link, from := range fragments {
		target, fragment, _ := strings.Cut(link, "#")
		id, err := url.PathUnescape(fragment)
		if p := pages[target]; err != nil || p == nil || !p.ids[id] {
			t.Errorf("%s links to %s: no such place there", from[0], link)
		}
	}
	if len(pages) < 60 {
		t.Errorf("walked %d pages, want at least 60: has the walk lost its way?", len(pages))
	}
	articles := 0
	for address, p := range pages {
		if checkPage(t, address, p) {
			articles++
			checkTranslations(t, p, pages)
		}
	}
	if articles < 16 {
		t.Errorf("%d articles, want at least 16", articles)
	}
}

// checkPage checks what every page must have, and reports whether it is an
// article.
func checkPage(t *testing.T, address string, p *page) bool {
	t.Helper()
	root := p.all("html")[0]
	if attr(root, "lang") == "" || attr(root, "dir") == "" {
		t.Errorf("%s: <html> lacks lang or dir", address)
	}
	mains := p.all("main")
	if len(mains) == 0 { // a redirect
		return false
	}
	if n := len(p.all("h1")); n != 1 {
		t.Errorf("%s: %d first-level headings, want 1", address, n)
	}
	if titles := p.all("title"); len(titles) == 0 || text(titles[0]) == "" {
		t.Errorf("%s: no title", address)
	}
	for _, img := range p.all("img") {
		if !slices.ContainsFunc(img.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
			t.Errorf("%s: image %s without alt", address, attr(img, "src"))
		}
		if attr(img, "width") == "" || attr(img, "height") == "" {
			t.Errorf("%s: image %s without width or height", address, attr(img, "src"))
		}
	}
	for n := range p.root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s=%q>, which the policy forbids", address, n.Data, a.Key, a.Val)
			}
		}
	}
	if attr(mains[0], "data-page") != "article" {
		return false
	}
	found := map[string]bool{}
	for _, script := range p.all("script") {
		if attr(script, "type") != "application/ld+json" {
			continue
		}
		var data any
		if err := json.Unmarshal([]byte(text(script)), &data); err != nil {
			t.Errorf("%s: JSON-LD: %v", address, err)
		}
		for _, kind := range []string{"NewsArticle", "BreadcrumbList"} {
			found[kind] = found[kind] || strings.Contains(text(script), `"`+kind+`"`)
		}
	}
	if !found["NewsArticle"] || !found["BreadcrumbList"] {
		t.Errorf("%s: JSON-LD holds %v, want NewsArticle and BreadcrumbList", address, found)
	}
	return true
}

// checkTranslations checks that translations name each other.
func checkTranslations(t *testing.T, p *page, pages map[string]*page) {
	t.Helper()
	for _, link := range p.all("link") {
		if attr(link, "hreflang") == "" || attr(link, "hreflang") == "x-default" {
			continue
		}
		other := pages[attr(link, "href")]
		if other == nil {
			t.Errorf("%s: hreflang %s leads to %s, which is no page", p.url, attr(link, "hreflang"), attr(link, "href"))
			continue
		}
		back := slices.ContainsFunc(other.all("link"), func(l *html.Node) bool {
			return attr(l, "hreflang") != "" && attr(l, "href") == p.url
		})
		if !back {
			t.Errorf("%s names %s as a translation, which does not name it", p.url, other.url)
		}
	}
}

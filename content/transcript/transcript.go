// Package transcript writes the text of an article as Markdown again, for
// programs that would rather read that than a page.
//
// Rules:
//   - It starts from the finished HTML, not from the author's file: addresses are
//     those of the site, tables of contents and macros of other systems are
//     resolved, unsafe markup is gone, and front matter with its private fields
//     never gets out.
//   - What comes out is CommonMark with tables, task lists, strikethrough,
//     footnotes and alerts as GitHub has them. Read by package markdown it has the
//     same words in the same order.
//   - What Markdown has no sign for, such as colours of code, is left out; its words
//     stay.
//   - Addresses become absolute when the page's own is.
package transcript

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Of returns the HTML of an article as Markdown. page is the article's address,
// absolute or only a path.
func Of(text, page string) (string, error) {
	base, err := url.Parse(page)
	if err != nil {
		return "", fmt.Errorf("address of the article: %w", err)
	}
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return "", fmt.Errorf("text of %s: %w", page, err)
	}
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	w := writer{base}
	blocks := w.blocks(root)
	if len(blocks) == 0 {
		return "", nil
	}
	return strings.Join(blocks, "\n\n") + "\n", nil
}

// A writer knows the page whose text it writes.
type writer struct{ base *url.URL }

// address is where a link or a picture leads.
func (w writer) address(to string) string {
	u, err := w.base.Parse(strings.TrimSpace(to))
	if err != nil {
		return ""
	}
	if strings.HasPrefix(to, "#") {
		u = &url.URL{Fragment: u.Fragment}
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "\\", "%5C").Replace(u.String())
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// words is the text within a node as it stands.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(words(c))
	}
	return b.String()
}

// find returns the first element of a kind within n, or nil.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == kind {
			return c
		}
		if f := find(c, kind); f != nil {
			return f
		}
	}
	return nil
}

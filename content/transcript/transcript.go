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
	nodes, err := html.ParseFragment(strings.NewReader(uncoloured(text)), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
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

// uncoloured returns the HTML without the spans that colour code: they are two
// thirds of the tags of a technical text, and only words are wanted there.
func uncoloured(text string) string {
	var b strings.Builder
	for {
		start := strings.Index(text, "<pre")
		if start < 0 {
			break
		}
		length := strings.Index(text[start:], "</pre>")
		if length < 0 {
			break
		}
		b.WriteString(text[:start])
		code := text[start : start+length]
		for {
			open := strings.IndexByte(code, '<')
			if open < 0 {
				break
			}
			b.WriteString(code[:open])
			code = code[open:]
			end := strings.IndexByte(code, '>') + 1
			if end == 0 {
				break
			}
			if tag := code[:end]; tag != "</span>" && !strings.HasPrefix(tag, "<span class=") {
				b.WriteString(tag)
			}
			code = code[end:]
		}
		b.WriteString(code)
		text = text[start+length:]
	}
	if b.Len() == 0 {
		return text
	}
	b.WriteString(text)
	return b.String()
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
	return destination.Replace(u.String())
}

// destination escapes what would end an address in Markdown.
var destination = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "\\", "%5C")

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

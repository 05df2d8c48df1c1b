package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lectern/content/frontmatter"
)

// maxNesting is the deepest nesting of elements that is converted. The parser
// refuses 512; real pages have 30; the converter takes a stack frame or more a
// level and looks at whole subtrees on each.
const maxNesting = 200

// maxNodes is how many nodes are converted: an article has 10,000 at most.
const maxNodes = 400_000

// html reads a page of HTML.
func (d *draft) html(text string) {
	if deep(text) {
		d.stripped(text, "is nested too deeply")
		return
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		d.stripped(text, "cannot be parsed")
		return
	}
	d.head(root)
	dropped := map[string]int{}
	body := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		body = root
	}
	d.clean(body, dropped)
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range dropped {
			if !yield(name) {
				return
			}
		}
	}) {
		d.guess(0, fmt.Sprintf("left out: %d <%s>", dropped[name], name), "")
	}
	d.pageTitle(root, body)
	d.pictures(body)
	literal(body, false)
	markdown, ok := convert(body)
	if !ok {
		d.stripped(text, "cannot be converted")
		return
	}
	d.body = markdown
}

// deep tells whether elements of a page are nested deeper or are more than what
// is converted. It counts tags, so unclosed paragraphs count too; those alone
// are forgiven, as nothing nests in them.
func deep(text string) bool {
	z := html.NewTokenizer(strings.NewReader(text))
	depth, nodes := 0, 0
	for {
		kind := z.Next()
		if nodes++; nodes > maxNodes {
			return true
		}
		switch kind {
		case html.ErrorToken:
			return false
		case html.StartTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "p", "li", "td", "tr", "th", "dt", "dd", "option", "br", "hr", "img", "meta", "link", "input", "col", "wbr", "source", "area", "base", "embed", "param", "track", "thead", "tbody", "tfoot", "colgroup", "caption":
			default:
				depth++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "p", "li", "td", "tr", "th", "dt", "dd", "option", "br", "thead", "tbody", "tfoot", "colgroup", "caption":
			default:
				depth = max(depth-1, 0)
			}
		}
		if depth > maxNesting {
			return true
		}
	}
}

// stripped takes the text between the tags of a page that is no document.
func (d *draft) stripped(text, why string) {
	d.guess(0, "the HTML "+why+": only its words are taken", "")
	z := html.NewTokenizer(strings.NewReader(text))
	var b strings.Builder
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			d.plain(b.String())
			return
		case html.TextToken:
			if skip == "" {
				b.WriteString(strings.Join(strings.Fields(string(z.Text())), " "))
				b.WriteString("\n")
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			if s := string(name); skip == "" && (s == "script" || s == "style" || s == "title") {
				skip = s
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == skip {
				skip = ""
			}
		}
	}
}

// convert turns the cleaned body into Markdown.
func convert(body *html.Node) (markdown string, ok bool) {
	// The converter is given bytes of authors; its panic is one file's problem.
	defer func() {
		if recover() != nil {
			markdown, ok = "", false
		}
	}()
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithHeadingStyle(commonmark.HeadingStyleATX)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(),
	))
	register(c)
	out, err := c.ConvertNode(body)
	if err != nil {
		return "", false
	}
	return strings.ReplaceAll(string(out), escapeMark, `\`), true
}

// find returns the first element in document order that is accepted.
func find(n *html.Node, accept func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && accept(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, accept); found != nil {
			return found
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// words returns the text of an element with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// head reads what a page says about itself.
func (d *draft) head(root *html.Node) {
	m := &d.meta
	first := func(to *string, value string) {
		if *to == "" {
			*to = strings.Join(strings.Fields(value), " ")
		}
	}
	if page := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Html }); page != nil {
		first(&m.Lang, attr(page, "lang"))
		first(&m.Lang, attr(page, "xml:lang"))
		d.dir = strings.ToLower(attr(page, "dir"))
	}
	if body := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Body }); body != nil {
		first(&m.Lang, attr(body, "lang"))
		if d.dir == "" {
			d.dir = strings.ToLower(attr(body, "dir"))
		}
	}
	if d.dir != "rtl" && d.dir != "ltr" {
		d.dir = ""
	}
	date, updated := "", ""
	find(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Meta:
			name := strings.ToLower(attr(n, "name") + attr(n, "property") + attr(n, "itemprop"))
			value := attr(n, "content")
			switch name {
			case "description", "og:description":
				first(&m.Description, value)
			case "author", "article:author", "dc.creator":
				if len(m.Authors) == 0 && value != "" && !strings.Contains(value, "://") {
					m.Authors = []string{strings.Join(strings.Fields(value), " ")}
				}
			case "date", "article:published_time", "datepublished", "dc.date", "dc.date.issued", "pubdate":
				first(&date, value)
			case "article:modified_time", "datemodified", "last-modified":
				first(&updated, value)
			case "og:site_name":
				first(&m.Origin.Name, value)
			case "og:url":
				first(&m.Origin.URL, value)
			}
			if strings.EqualFold(attr(n, "http-equiv"), "content-language") {
				first(&m.Lang, value)
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				first(&m.Origin.URL, attr(n, "href"))
			}
		case atom.Time:
			if date == "" && attr(n, "datetime") != "" {
				date = attr(n, "datetime")
				d.guess(0, fmt.Sprintf("the date %q is taken from the first <time>", date), "")
			}
		}
		return false
	})
	if !strings.HasPrefix(m.Origin.URL, "http://") && !strings.HasPrefix(m.Origin.URL, "https://") {
		m.Origin.URL = ""
	}
	for _, field := range []struct {
		text string
		set  func()
	}{
		{date, func() { m.Date, _ = frontmatter.Date(date) }},
		{updated, func() { m.Updated, _ = frontmatter.Date(updated) }},
	} {
		if field.text == "" {
			continue
		}
		if _, ok := frontmatter.Date(field.text); !ok {
			d.guess(0, fmt.Sprintf("%q is not a date", field.text), "")
		}
		field.set()
	}
}

// pageTitle takes the only first-level heading out of the body, or else the
// page's title.
func (d *draft) pageTitle(root, body *html.Node) {
	if h1 := find(body, func(n *html.Node) bool { return n.DataAtom == atom.H1 }); h1 != nil && words(h1) != "" {
		d.meta.Title = words(h1)
		if find(h1, func(n *html.Node) bool { return n.DataAtom == atom.Img }) == nil && h1.Parent != nil {
			h1.Parent.RemoveChild(h1)
		}
		return
	}
	title := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Title && n.Namespace == "" })
	if title != nil && words(title) != "" {
		d.meta.Title = words(title)
		d.guess(0, fmt.Sprintf("the title %q is the one of the browser's window", d.meta.Title), "cut the name of the site off it")
	}
}

// clean removes what no reader reads, counting it, and unwraps dead links.
func (d *draft) clean(n *html.Node, dropped map[string]int) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode:
			n.RemoveChild(c)
		case c.Type != html.ElementNode:
		case unread(c):
			n.RemoveChild(c)
			dropped[c.Data]++
		case c.DataAtom == atom.A && deadAddress(attr(c, "href")):
			if attr(c, "href") == "#" {
				d.guess(0, fmt.Sprintf("the link %q leads nowhere, its words are kept", words(c)), "")
			}
			d.clean(c, dropped)
			for inner := c.FirstChild; inner != nil; inner = c.FirstChild {
				c.RemoveChild(inner)
				n.InsertBefore(inner, c)
			}
			n.RemoveChild(c)
		default:
			d.clean(c, dropped)
		}
		c = next
	}
}

// unread tells whether an element is no part of the text.
func unread(n *html.Node) bool {
	switch n.Data {
	case "nav", "script", "style", "noscript", "template", "svg", "math", "form", "button", "input", "select", "textarea",
		"iframe", "object", "embed", "audio", "video", "canvas", "dialog", "link", "meta":
		return true
	}
	return false
}

// deadAddress tells whether a link leads nowhere or runs a script.
func deadAddress(href string) bool {
	lower := strings.ToLower(href)
	return href == "" || href == "#" || strings.HasPrefix(lower, "javascript:")
}

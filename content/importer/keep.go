package importer

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// escapeMark stands for the backslash before a sign that means something in our
// Markdown and nothing in the converter's. It is no character, so no text has it.
const escapeMark = "\uFDD0"

// special matches the signs that the converter leaves alone: braces of
// templates and attributes, and marks of other dialects.
var special = regexp.MustCompile(`[{}^$]|==`)

// webAddress matches an address in a text.
var webAddress = regexp.MustCompile(`https?://[^\s<>"«»\\]+`)

// literal makes texts mean themselves: signs are marked for escaping, and an
// address becomes a link, since escaping would cut it short.
func literal(n *html.Node, linked bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.TextNode:
			c.Data = strings.ReplaceAll(c.Data, escapeMark, "\uFFFD")
			if !linked {
				linkAddresses(n, c)
			} else {
				c.Data = special.ReplaceAllString(c.Data, escapeMark+"$0")
			}
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Pre || c.DataAtom == atom.Code || c.DataAtom == atom.Kbd || c.DataAtom == atom.Samp || c.DataAtom == atom.Tt || c.DataAtom == atom.Summary:
		default:
			literal(c, linked || c.DataAtom == atom.A)
		}
		c = next
	}
}

// linkAddresses puts links in place of the addresses in a text.
func linkAddresses(parent, text *html.Node) {
	rest := text.Data
	add := func(n *html.Node) { parent.InsertBefore(n, text) }
	words := func(s string) *html.Node {
		return &html.Node{Type: html.TextNode, Data: special.ReplaceAllString(s, escapeMark+"$0")}
	}
	for {
		span := webAddress.FindStringIndex(rest)
		if span == nil {
			break
		}
		address := strings.TrimRight(rest[span[0]:span[1]], ".,;:!?)'*~]}")
		link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: address}}}
		link.AppendChild(words(address))
		add(words(rest[:span[0]]))
		add(link)
		rest = rest[span[0]+len(address):]
	}
	text.Data = words(rest).Data
}

// register teaches the converter the elements that our Markdown has and the
// usual one has not.
func register(c *converter.Converter) {
	for _, name := range []string{"sub", "sup", "ins", "mark", "u", "small", "abbr", "ruby", "rt", "rp"} {
		c.Register.RendererFor(name, converter.TagTypeInline, inlineElement, converter.PriorityEarly)
	}
	c.Register.RendererFor("details", converter.TagTypeBlock, details, converter.PriorityEarly)
	c.Register.RendererFor("dl", converter.TagTypeBlock, definitions, converter.PriorityEarly)
}

// inlineElement writes an element as HTML and its text as Markdown.
func inlineElement(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	inside := rendered(ctx, n)
	if strings.TrimSpace(inside) == "" || strings.Contains(inside, "\n\n") {
		w.WriteString(inside)
		return converter.RenderSuccess
	}
	w.WriteString("<" + n.Data)
	if title := strings.Join(strings.Fields(attr(n, "title")), " "); title != "" {
		w.WriteString(` title="` + html.EscapeString(title) + `"`)
	}
	w.WriteString(">" + inside + "</" + n.Data + ">")
	return converter.RenderSuccess
}

// details writes a folded text: the frame as HTML, what is in it as Markdown.
func details(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	open := ""
	for _, a := range n.Attr {
		if a.Key == "open" {
			open = " open"
		}
	}
	w.WriteString("\n\n<details" + open + ">\n")
	var rest []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Summary {
			rest = append(rest, c)
			continue
		}
		var b bytes.Buffer
		_ = html.Render(&b, c) // a buffer takes everything
		w.WriteString(strings.Join(strings.Fields(b.String()), " ") + "\n")
	}
	var b bytes.Buffer
	ctx.RenderNodes(ctx, &b, rest...)
	w.WriteString("\n" + strings.TrimSpace(b.String()) + "\n\n</details>\n\n")
	return converter.RenderSuccess
}

// definitions writes a list of terms, each followed by what it means:
//
//	Term
//	:   Meaning
func definitions(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("\n\n")
	term, meaning := false, false // what was written last
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			text := strings.TrimSpace(rendered(ctx, c))
			switch {
			case c.DataAtom == atom.Div:
				walk(c)
			case text == "":
			case c.DataAtom == atom.Dt:
				if meaning {
					w.WriteString("\n")
				}
				w.WriteString(strings.Join(strings.Fields(text), " ") + "\n")
				term, meaning = true, false
			case c.DataAtom == atom.Dd && (term || meaning):
				w.WriteString(":   " + indented(text) + "\n")
				term, meaning = false, true
			default:
				w.WriteString("\n\n" + text + "\n\n")
				term, meaning = false, false
			}
		}
	}
	walk(n)
	w.WriteString("\n\n")
	return converter.RenderSuccess
}

// indented puts all lines but the first under the text of a definition.
func indented(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i > 0 && line != "" {
			lines[i] = "    " + line
		}
	}
	return strings.Join(lines, "\n")
}

// rendered returns the Markdown of what is in an element.
func rendered(ctx converter.Context, n *html.Node) string {
	var b bytes.Buffer
	if n.Type == html.TextNode {
		ctx.RenderNodes(ctx, &b, n)
	} else {
		ctx.RenderChildNodes(ctx, &b, n)
	}
	return b.String()
}

// pictures notes the images of a page that lie beside it.
func (d *draft) pictures(body *html.Node) {
	find(body, func(n *html.Node) bool {
		if n.DataAtom == atom.Img {
			d.picture(attr(n, "src"), 0)
		}
		return false
	})
}

// picture notes an image of the article by its address.
func (d *draft) picture(address string, line int) {
	name, ok := localFile(address)
	switch {
	case !ok:
	case !within(name):
		d.guess(line, "the image "+name+" lies outside of the folder and is not copied", "copy it beside the article")
	case !d.has[name]:
		if d.has == nil {
			d.has = map[string]bool{}
		}
		d.has[name] = true
		d.images = append(d.images, name)
	}
}

// localFile returns the path an address names, false when it is one of the web.
func localFile(address string) (name string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return "", false
	}
	return path.Clean(strings.ReplaceAll(u.Path, `\`, "/")), true
}

// within tells whether a path stays in the folder it starts from.
func within(name string) bool {
	return name != "." && name != ".." && !strings.HasPrefix(name, "../") && !strings.HasPrefix(name, "/") && !strings.ContainsAny(name, ":\x00")
}

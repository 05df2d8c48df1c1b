package feed

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Absolute returns the HTML of an article with every address made absolute
// against page, the address of the article, and without what only serves the
// page: ids of headings stay, for links to them do. An address that does not
// parse is left as it is.
func Absolute(text, page string) string { return rewrite(text, page, false) }

// Outside is Absolute for a page in a frame: links open beside the page around
// it, all but those to places in the text.
func Outside(text, page string) string { return rewrite(text, page, true) }

func rewrite(text, page string, outside bool) string {
	base, err := url.Parse(page)
	if err != nil {
		return text
	}
	tokens := html.NewTokenizer(strings.NewReader(text))
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for {
		kind := tokens.Next()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || !mayLead(tokens.Raw()) {
			b.Write(tokens.Raw())
			if kind == html.ErrorToken {
				return b.String()
			}
			continue
		}
		raw := string(tokens.Raw()) // Token works in the same bytes
		token := tokens.Token()
		changed := false
		leaves := false
		for i := range token.Attr {
			a := &token.Attr[i]
			if outside && a.Key == "href" {
				if strings.HasPrefix(a.Val, "#") {
					continue
				}
				leaves = token.DataAtom == atom.A
			}
			value := a.Val
			switch a.Key {
			case "href", "src", "poster", "cite":
				value = resolve(base, a.Val)
			case "srcset":
				value = resolveSet(base, a.Val)
			}
			changed = changed || value != a.Val
			a.Val = value
		}
		if leaves {
			token.Attr = append(token.Attr, html.Attribute{Key: "target", Val: "_blank"}, html.Attribute{Key: "rel", Val: "noopener"})
		}
		if changed || leaves {
			b.WriteString(token.String())
		} else {
			b.WriteString(raw)
		}
	}
}

// mayLead reports whether a tag may have an attribute with an address. Most are
// spans of coloured code, which have none.
func mayLead(tag []byte) bool {
	switch bytes.Count(tag, []byte("=")) {
	case 0:
		return false
	case 1:
		return !bytes.HasPrefix(tag, []byte("<span class="))
	}
	return true
}

func resolve(base *url.URL, address string) string {
	u, err := base.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}

// resolveSet does so for the addresses of a srcset, which hold no spaces here.
func resolveSet(base *url.URL, set string) string {
	candidates := strings.Split(set, ", ")
	for i, c := range candidates {
		address, width, _ := strings.Cut(c, " ")
		candidates[i] = strings.TrimSpace(resolve(base, address) + " " + width)
	}
	return strings.Join(candidates, ", ")
}

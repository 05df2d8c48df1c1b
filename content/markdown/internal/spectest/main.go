// Command spectest counts how many examples of CommonMark's and GFM's
// specifications come out as they should:
//
//	go run ./content/markdown/internal/spectest [-v] spec.txt…
//
// Each example is tried twice: the tree our parser makes, written by goldmark;
// and the page an article gets, with all our features on, compared after what
// differs by design (ids, classes, levels of headings, figures, frames of tables) has
// been levelled out.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lectern/content/markdown"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	flags := flag.NewFlagSet("spectest", flag.ContinueOnError)
	verbose := flags.Bool("v", false, "print the examples that differ")
	if err := flags.Parse(args); err != nil || flags.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: spectest [-v] spec.txt…")
		return 2
	}
	r := markdown.New()
	for _, file := range flags.Args() {
		text, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		parsed, page := 0, 0
		list := examples(string(text))
		for i, e := range list {
			got, err := r.Conformance([]byte(e.markdown))
			same := err == nil && level(got) == level(e.html)
			if same {
				parsed++
			}
			doc, _ := r.Render(markdown.Source{File: file, Text: []byte(e.markdown), Title: "a title no example has"}, nil)
			shown := ""
			if doc != nil {
				shown = doc.HTML.String()
			}
			whole := level(shown) == level(e.html)
			if whole {
				page++
			}
			if *verbose && !same {
				fmt.Printf("PARSER %s %d (line %d)\n%s\n--- want\n%s--- got\n%s\n", e.section, i+1, e.line, e.markdown, e.html, got)
			}
			if *verbose && same && !whole {
				fmt.Printf("PAGE %s %d (line %d)\n%s\n--- want\n%s--- got\n%s\n", e.section, i+1, e.line, e.markdown, level(e.html), level(shown))
			}
		}
		fmt.Printf("%s: parser %d of %d, page %d of %d\n", file, parsed, len(list), page, len(list))
	}
	return 0
}

// An example is one case of a specification.
type example struct {
	section        string
	line           int
	markdown, html string
}

// examples reads the cases of a specification: a fence of 32 backticks and the
// word "example", the text, a line of one full stop, the markup.
func examples(spec string) []example {
	fence := strings.Repeat("`", 32)
	var list []example
	section := ""
	lines := strings.Split(spec, "\n")
	for i := 0; i < len(lines); i++ {
		if strings.HasPrefix(lines[i], "#") {
			section = strings.TrimLeft(lines[i], "# ")
		}
		if !strings.HasPrefix(lines[i], fence+" example") {
			continue
		}
		e := example{section: section, line: i + 1}
		part := &e.markdown
		for i++; i < len(lines) && lines[i] != fence; i++ {
			if lines[i] == "." {
				part = &e.html
				continue
			}
			*part += strings.ReplaceAll(lines[i], "→", "\t") + "\n"
		}
		list = append(list, e)
	}
	return list
}

// level brings markup into a form in which only what the specification says differs.
func level(markup string) string {
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(markup), context)
	if err != nil {
		return markup
	}
	root := &html.Node{Type: html.ElementNode, Data: "div"}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	deeper := strings.Contains(markup, "<h1")
	levelNode(root, deeper)
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		return markup
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	out = strings.NewReplacer("> <", "><", "<p></p>", "", "<p> ", "<p>", " </p>", "</p>").Replace(out)
	return out
}

func levelNode(n *html.Node, deeper bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode {
			n.RemoveChild(c)
			c = next
			continue
		}
		levelNode(c, deeper)
		if c.Type == html.ElementNode {
			wrapped := has(c, "class", "table-wrap") || c.Data == "figure"
			var kept []html.Attribute
			for _, a := range c.Attr {
				switch a.Key {
				case "id", "rel", "tabindex", "loading", "decoding", "aria-label", "role", "dir", "align":
				case "class":
					if strings.HasPrefix(a.Val, "language-") {
						kept = append(kept, a)
					}
				case "checked", "disabled":
					kept = append([]html.Attribute{{Key: a.Key}}, kept...)
				default:
					kept = append(kept, a)
				}
			}
			c.Attr = kept
			if len(c.Data) == 2 && c.Data[0] == 'h' && c.Data[1] >= '1' && c.Data[1] <= '6' && deeper {
				c.Data = "h" + string(rune(min(c.Data[1]+1, '6')))
				c.DataAtom = 0
			}
			if c.Data == "figure" {
				c.Data, c.DataAtom = "p", 0
			} else if wrapped || c.Data == "span" && len(c.Attr) == 0 {
				for k := c.FirstChild; k != nil; k = c.FirstChild {
					c.RemoveChild(k)
					n.InsertBefore(k, c)
				}
				n.RemoveChild(c)
			}
		}
		c = next
	}
}

func has(n *html.Node, key, value string) bool {
	for _, a := range n.Attr {
		if a.Key == key && a.Val == value {
			return true
		}
	}
	return false
}

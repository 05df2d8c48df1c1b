package site

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// node is an element of a parsed page.
type node struct{ *html.Node }

func parsePage(t *testing.T, page string) node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return node{root}
}

// all returns the elements below n, in order, that match a selector: steps
// parted by spaces (descendants), each a tag or "*" with any of "#id",
// ".class", "[name]" and "[name=value]".
func (n node) all(selector string) []node {
	found := []node{n}
	for _, step := range strings.Fields(selector) {
		var next []node
		seen := map[*html.Node]bool{}
		for _, f := range found {
			for d := range f.Descendants() {
				if d.Type == html.ElementNode && !seen[d] && (node{d}).matches(step) {
					seen[d] = true
					next = append(next, node{d})
				}
			}
		}
		found = next
	}
	return found
}

func (n node) matches(step string) bool {
	rest, attributes, _ := strings.Cut(step, "[")
	for a := range strings.SplitSeq(strings.TrimSuffix(attributes, "]"), "][") {
		if a == "" {
			continue
		}
		name, value, hasValue := strings.Cut(a, "=")
		if got, ok := n.lookup(name); !ok || hasValue && got != strings.Trim(value, `"`) {
			return false
		}
	}
	rest, class, _ := strings.Cut(rest, ".")
	rest, id, _ := strings.Cut(rest, "#")
	if rest != "" && rest != "*" && n.Data != rest || id != "" && n.attr("id") != id {
		return false
	}
	return class == "" || strings.Contains(" "+n.attr("class")+" ", " "+class+" ")
}

func (n node) lookup(name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func (n node) attr(name string) string {
	value, _ := n.lookup(name)
	return value
}

// text returns the text within n with single spaces.
func (n node) text() string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// one returns the only element that matches.
func (n node) one(t *testing.T, selector string) node {
	t.Helper()
	found := n.all(selector)
	if len(found) != 1 {
		t.Fatalf("%d elements match %q, want 1", len(found), selector)
	}
	return found[0]
}

// language returns the nearest lang attribute of n or around it.
func (n node) language() string {
	for p := n.Node; p != nil; p = p.Parent {
		if lang := (node{p}).attr("lang"); lang != "" {
			return lang
		}
	}
	return ""
}

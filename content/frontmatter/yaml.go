//go:build !js

package frontmatter

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

var leadingTabs = regexp.MustCompile(`(?m)^[ ]*\t[ \t]*`)

// parseYAML parses a YAML block.
func parseYAML(b block) (tree node, failure *parseError) {
	if tree, ok := parseSimple(b); ok {
		return tree, nil
	}
	return parseFull(b)
}

// parseFull parses any YAML.
func parseFull(b block) (tree node, failure *parseError) {
	if len(b.text) > maxFull {
		return node{}, &parseError{at: position{b.line, 1}, message: fmt.Sprintf("it is longer than %d KB", maxFull>>10)}
	}
	// The parser is given bytes of authors; a panic of it is a problem of one
	// file, not the end of a build.
	defer func() {
		if recover() != nil {
			failure = &parseError{at: position{b.line, 1}, message: "not valid YAML"}
		}
	}()
	// Tabs are no indentation in YAML, but in front matter their meaning is clear.
	text := strings.ReplaceAll(strings.ReplaceAll(b.text, "\r\n", "\n"), "\r", "\n")
	text = leadingTabs.ReplaceAllStringFunc(text, func(tabs string) string { return strings.ReplaceAll(tabs, "\t", "  ") })
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return node{}, yamlError(b, err)
	}
	y := yamlTree{line: b.line, anchors: map[string]ast.Node{}}
	for _, document := range file.Docs {
		if document.Body == nil {
			continue
		}
		tree = y.node(document.Body, 0)
		break
	}
	if y.failure != nil {
		return node{}, y.failure
	}
	return tree, nil
}

func yamlError(b block, err error) *parseError {
	failure := &parseError{at: position{b.line, 1}, message: "not valid YAML"}
	var located yaml.Error
	if errors.As(err, &located) {
		failure.message = strings.Join(strings.Fields(located.GetMessage()), " ")
		if t := located.GetToken(); t != nil && t.Position != nil {
			failure.at = position{b.line + max(t.Position.Line, 1) - 1, max(t.Position.Column, 1)}
		}
	}
	if line := lineOf(b, failure.at.line); strings.Count(line, ":") > 1 {
		failure.hint = "put a value with a colon in quotes"
	}
	return failure
}

// lineOf returns a line of the file that lies in the block.
func lineOf(b block, number int) string {
	for line := range strings.Lines(b.text) {
		if number == b.line {
			return line
		}
		number--
	}
	return ""
}

// A yamlTree turns the parser's tree into ours.
type yamlTree struct {
	line    int // line of the file on which the block starts
	anchors map[string]ast.Node
	values  int
	failure *parseError
}

func (y *yamlTree) at(n ast.Node) position {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return position{y.line + max(t.Position.Line, 1) - 1, max(t.Position.Column, 1)}
	}
	return position{y.line, 1}
}

func (y *yamlTree) fail(n ast.Node, format string, args ...any) node {
	if y.failure == nil {
		y.failure = &parseError{at: y.at(n), message: fmt.Sprintf(format, args...)}
	}
	return node{}
}

func (y *yamlTree) node(n ast.Node, depth int) node {
	if y.values++; y.values > maxValues || y.failure != nil {
		return y.fail(n, "more than %d values", maxValues)
	}
	if depth > 2*maxDepth {
		return y.fail(n, "nested deeper than %d levels", maxDepth)
	}
	at := y.at(n)
	switch n := n.(type) {
	case *ast.NullNode:
		return node{at: at}
	case *ast.StringNode:
		return node{kind: kindText, text: n.Value, at: at}
	case *ast.LiteralNode:
		return node{kind: kindText, text: n.Value.Value, at: at}
	case *ast.MappingNode:
		m := node{kind: kindMap, at: at}
		for _, v := range n.Values {
			y.entry(&m, v, depth)
		}
		return m
	case *ast.MappingValueNode:
		m := node{kind: kindMap, at: at}
		y.entry(&m, n, depth)
		return m
	case *ast.SequenceNode:
		l := node{kind: kindList, at: at}
		for _, v := range n.Values {
			if v != nil {
				l.items = append(l.items, y.node(v, depth+1))
			}
		}
		return l
	case *ast.TagNode:
		if n.Value == nil {
			return node{at: at}
		}
		return y.node(n.Value, depth+1)
	case *ast.AnchorNode:
		if n.Value == nil {
			return node{at: at}
		}
		y.anchors[n.Name.GetToken().Value] = n.Value
		return y.node(n.Value, depth+1)
	case *ast.AliasNode:
		target, ok := y.anchors[n.Value.GetToken().Value]
		if !ok {
			return y.fail(n, "unknown alias %q", n.Value.GetToken().Value)
		}
		return y.node(target, depth+1)
	case *ast.CommentGroupNode:
		return node{at: at}
	}
	if t := n.GetToken(); t != nil { // numbers, true, false: as written
		return node{kind: kindText, text: t.Value, at: at}
	}
	return node{at: at}
}

func (y *yamlTree) entry(m *node, v *ast.MappingValueNode, depth int) {
	if v == nil || v.Key == nil {
		return
	}
	if v.Value == nil {
		m.entries = append(m.entries, entry{key: v.Key.GetToken().Value, at: y.at(v.Key)})
		return
	}
	if v.Key.IsMergeKey() {
		m.entries = append(m.entries, y.node(v.Value, depth+1).entries...)
		return
	}
	m.entries = append(m.entries, entry{key: v.Key.GetToken().Value, at: y.at(v.Key), value: y.node(v.Value, depth+1)})
}

package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Admonitions of other systems become alerts:
//
//	!!! note "Title"          /// note | Title       ::: note Title
//	    indented text         text                   text
//	                          ///                    :::

var kindAdmonition = ast.NewNodeKind("Admonition")

// An admonition is a container that another system marks so.
type admonition struct {
	ast.BaseBlock
	class string // "note", "danger", …
	title string // as the author wrote it, with Markdown's escapes
	fence string // what ends it: "///"; empty: the end of the indentation
}

func (n *admonition) Kind() ast.NodeKind { return kindAdmonition }

func (n *admonition) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Class": n.class, "Title": n.title}, nil)
}

type admonitionParser struct{}

func (admonitionParser) Trigger() []byte { return []byte{'!', '?', '/', ':'} }

func (admonitionParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	n := parseAdmonition(strings.TrimSpace(string(line[pos:])))
	if n == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// parseAdmonition reads the first line of an admonition; nil when it is none.
func parseAdmonition(line string) *admonition {
	for _, opener := range []string{"!!!", "???+", "???", "///", ":::"} {
		rest, ok := strings.CutPrefix(line, opener)
		if !ok {
			continue
		}
		n := &admonition{}
		if opener == "///" || opener == ":::" {
			n.fence = opener
			rest = strings.TrimLeft(rest, opener[:1])
		} else if !strings.HasPrefix(rest, " ") {
			return nil
		}
		class, title, _ := strings.Cut(strings.TrimSpace(rest), " ")
		class = strings.Trim(strings.ToLower(class), "{}.")
		if class == "" || strings.ContainsFunc(class, func(c rune) bool { return !('a' <= c && c <= 'z' || c == '-' || '0' <= c && c <= '9') }) {
			return nil
		}
		n.class = class
		title = strings.TrimSpace(title)
		if n.fence == "" && title != "" {
			if i := strings.IndexByte(title, '"'); i >= 0 && strings.HasSuffix(title, `"`) && len(title) > i+1 {
				title = title[i+1 : len(title)-1]
			} else { // further classes
				title = ""
			}
		}
		n.title = strings.TrimSpace(strings.TrimPrefix(title, "|"))
		return n
	}
	return nil
}

func (admonitionParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*admonition)
	if !ok {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if n.fence != "" {
		if trimmed := bytes.TrimSpace(line); bytes.HasPrefix(trimmed, []byte(n.fence)) && len(bytes.Trim(trimmed, n.fence[:1])) == 0 {
			reader.AdvanceToEOL()
			return parser.Close
		}
		return parser.Continue | parser.HasChildren
	}
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (admonitionParser) Close(ast.Node, text.Reader, parser.Context) {}

func (admonitionParser) CanInterruptParagraph() bool { return true }

func (admonitionParser) CanAcceptIndentedLine() bool { return false }

// alertKind maps the classes of other systems to our five kinds.
func alertKind(class string) string {
	switch class {
	case "tip", "hint", "success", "check", "done":
		return "tip"
	case "important", "question", "help", "faq":
		return "important"
	case "warning", "attention", "caution-warning", "bug":
		return "warning"
	case "caution", "danger", "error", "failure", "fail":
		return "caution"
	}
	return "note"
}

package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A syntax parses Markdown: CommonMark, GFM, footnotes, definition lists,
// heading attributes and the containers of other systems.
type syntax struct {
	parser parser.Parser
}

// newSyntax returns the parser. The numbers are goldmark's own priorities; what
// takes more than linear time is wrapped by the limits of limits.go.
func newSyntax() *syntax {
	attributes := parser.WithHeadingAttribute()
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(attributes), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(boundedBlock{BlockParser: parser.NewListParser()}, 300),
			util.Prioritized(boundedBlock{BlockParser: parser.NewListItemParser(), counts: true}, 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(boundedHeading{parser.NewATXHeadingParser(attributes), parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(boundedBlock{BlockParser: parser.NewBlockquoteParser(), counts: true}, 800),
			util.Prioritized(boundedBlock{BlockParser: admonitionParser{}, counts: true}, 850),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(boundedBlock{BlockParser: extension.NewFootnoteBlockParser(), counts: true, most: mostFootnotes}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
			util.Prioritized(boundedBlock{BlockParser: extension.NewDefinitionListParser()}, 101),
			util.Prioritized(boundedBlock{BlockParser: extension.NewDefinitionDescriptionParser(), counts: true}, 102),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(boundedInline{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(boundedInline{extension.NewFootnoteParser()}, 101),
			util.Prioritized(boundedInline{templateParser{}}, 150),
			util.Prioritized(boundedInline{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(boundedInline{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(boundedInline{parser.NewEmphasisParser()}, 500),
			util.Prioritized(boundedInline{extension.NewStrikethroughParser()}, 501),
			util.Prioritized(boundedLinkify{extension.NewLinkifyParser()}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
	return &syntax{parser: p}
}

// parse returns the tree of a text, and what parsing it took.
func (s *syntax) parse(src []byte) (ast.Node, *meter) {
	pc := parser.NewContext()
	meter := &meter{}
	pc.Set(meterKey, meter)
	root := s.parser.Parse(text.NewReader(src), parser.WithContext(pc))
	return root, meter
}

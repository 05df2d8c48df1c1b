package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A boundedInline is an inline parser whose work is counted. Beyond a limit it
// finds nothing more.
type boundedInline struct {
	parser.InlineParser
}

func (b boundedInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	m.enter(parent)
	line, segment := block.PeekLine()
	if m.excess != nil || len(line) == 0 {
		return nil
	}
	unclosed := ""
	search := false
	switch line[0] {
	case '*', '_', '~':
		m.delimiters++
	case '[':
		m.brackets++
		if len(line) > 1 && line[1] == '^' {
			m.noteLinks++
			search = true
		}
	case ']':
		m.brackets++
		search = len(line) > 1 && (line[1] == '(' || line[1] == '[')
	case '`':
		search = true
	case '<':
		search = true
		unclosed = rawOpener(line)
	case '{':
		if templateEnd(line) != "" {
			m.searched += min(restOf(parent, segment.Start, len(line)), longestTag)
		}
	}
	if unclosed != "" && m.unclosed[unclosed] {
		return nil
	}
	if search {
		m.searched += restOf(parent, segment.Start, len(line))
	}
	if what := m.spent(); what != "" {
		m.over(segment.Start, what)
		return nil
	}
	node := b.InlineParser.Parse(parent, block, pc)
	if node == nil && unclosed != "" {
		if m.unclosed == nil {
			m.unclosed = map[string]bool{}
		}
		m.unclosed[unclosed] = true
	}
	return node
}

// CloseBlock passes the end of a block on.
func (b boundedInline) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := b.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// spent says which limit a paragraph went over, or "".
func (m *meter) spent() string {
	switch {
	case m.delimiters > mostDelimiters:
		return fmt.Sprintf("a paragraph has more than %d marks of emphasis", mostDelimiters)
	case m.brackets > mostBrackets:
		return fmt.Sprintf("a paragraph has more than %d brackets", mostBrackets)
	case m.noteLinks > mostNoteLinks:
		return fmt.Sprintf("there are more than %d references to notes", mostNoteLinks)
	case m.searched > mostSearched:
		return "a paragraph is too long for its many brackets, tags or backticks"
	}
	return ""
}

// restOf returns how many bytes of a block follow an offset.
func restOf(block ast.Node, offset, line int) int {
	if block.Type() != ast.TypeBlock || block.Lines().Len() == 0 {
		return line
	}
	last := block.Lines().At(block.Lines().Len() - 1)
	return max(last.Stop-offset, line)
}

// rawOpener returns how HTML begins that goes on to a mark of its own: 400 kB of
// "<!--" took 1.7 s, as each was looked for to the end.
func rawOpener(line []byte) string {
	for _, opener := range []string{"<!--", "<?", "<![CDATA[", "<!"} {
		if bytes.HasPrefix(line, []byte(opener)) {
			return opener
		}
	}
	return ""
}

// boundedReferences limits the link definitions of one paragraph.
type boundedReferences struct{ parser.ParagraphTransformer }

func (b boundedReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	m := meterOf(pc)
	lines := node.Lines()
	if m.excess != nil || lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if lines.Len() > mostReferences && bytes.HasPrefix(bytes.TrimSpace(first.Value(reader.Source())), []byte("[")) {
		m.over(first.Start, fmt.Sprintf("more than %d link definitions follow one another", mostReferences))
		return
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// boundedTable limits the cells of a table. Rows that are too short are filled
// up, so 24 kB can make 16 million cells.
type boundedTable struct{ parser.ParagraphTransformer }

func (b boundedTable) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	m := meterOf(pc)
	if m.excess != nil {
		return
	}
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		value := line.Value(reader.Source())
		if len(bytes.Trim(value, "|:- \t\n")) == 0 {
			if columns := bytes.Count(value, []byte("|")); columns*(lines.Len()-i) > mostCells {
				m.over(line.Start, fmt.Sprintf("the table has more than %d cells", mostCells))
				return
			}
		}
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// boundedHeading looks for attributes only in headings of a sensible length:
// "{#a {#a {#a …" is read to its end at each brace.
type boundedHeading struct {
	parser.BlockParser
	bare parser.BlockParser // without attributes
}

func (b boundedHeading) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > longestHeading {
		return b.bare.Open(parent, reader, pc)
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// boundedLinkify leaves out very long words: at each mark in them goldmark
// looks whether the whole rest is an address of e-mail.
type boundedLinkify struct{ parser.InlineParser }

func (b boundedLinkify) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	m := meterOf(pc)
	line, segment := block.PeekLine()
	if m.excess != nil || len(line) == 0 {
		return nil
	}
	start := segment.Start + 1
	if start < m.word[0] || start >= m.word[1] {
		end := bytes.IndexAny(line[1:], " \t\n")
		if end < 0 {
			end = len(line) - 1
		}
		m.word = [2]int{start, start + end}
	}
	if m.word[1]-start > longestAddress {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}

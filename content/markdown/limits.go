package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Limits. goldmark takes quadratic time and memory for a few constructions: a list
// nested 5,000 deep with 5,000 blank lines (15 kB) takes it 11 s and 4.2 GB.
// Each of them is counted while it is parsed; beyond its limit it is no longer
// recognized, so what follows costs linear time, and the text is refused. With these
// limits the worst of the inputs in hostile_test.go takes under 1 s, and none of
// 6,000 real articles is refused.
const (
	mostBytes      = 4 << 20     // of a file
	mostDepth      = 48          // nested lists, quotes and other containers, each list counting twice
	mostContinued  = 1_000_000   // lines times the containers open at each
	mostDelimiters = 4_000       // runs of *, _ and ~ in one paragraph
	mostBrackets   = 6_000       // [ and ] in one paragraph
	mostFootnotes  = 1_000       // definitions of notes in a text
	mostNoteLinks  = 20_000      // references to them
	mostReferences = 10_000      // lines of link definitions without a blank line
	mostCells      = 200_000     // of one table
	mostSearched   = 100_000_000 // bytes between what may open a span and the end of its paragraph
	longestAddress = 4_000       // bytes of a bare address
	longestHeading = 10_000      // bytes in which attributes are looked for
)

// An excess says which limit a text went over, and where.
type excess struct {
	offset int
	what   string
}

// A meter counts what one parse spends.
type meter struct {
	excess     *excess
	continued  int
	opened     map[string]int
	notes      []ast.Node // definitions of notes, in the order of the text
	block      ast.Node   // the counts below are of this block
	delimiters int
	brackets   int
	searched   int             // in the whole text
	noteLinks  int             // in the whole text
	word       [2]int          // the run without spaces last looked at
	unclosed   map[string]bool // openers of what don't end in the block
}

var meterKey = parser.NewContextKey()

func meterOf(pc parser.Context) *meter {
	if m, ok := pc.Get(meterKey).(*meter); ok {
		return m
	}
	m := &meter{}
	pc.Set(meterKey, m)
	return m
}

// over notes the first limit that was reached.
func (m *meter) over(offset int, what string) {
	if m.excess == nil {
		m.excess = &excess{offset, what}
	}
}

// enter turns to the block whose inlines are being parsed.
func (m *meter) enter(block ast.Node) {
	if m.block != block {
		m.block, m.delimiters, m.brackets, m.unclosed = block, 0, 0, nil
	}
}

// withinLimits refuses a file that is too long.
func (p *page) withinLimits() bool {
	if len(p.text) > mostBytes {
		p.refuse(&excess{0, fmt.Sprintf("the text has %d bytes, more than %d", len(p.text), mostBytes)})
		return false
	}
	return true
}

func (p *page) refuse(e *excess) {
	p.report(e.offset, "refused", e.what, "divide the text, or take away what was not meant")
}

// boundedBlock limits how deep containers nest and how many lines they go on for.
type boundedBlock struct {
	parser.BlockParser
	counts bool // whether its lines are counted
	most   int  // how many may be opened in a text; 0: any number
}

func (b boundedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	m := meterOf(pc)
	if m.excess != nil {
		return nil, parser.NoChildren
	}
	node, state := b.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	_, segment := reader.Position()
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > mostDepth {
		m.over(segment.Start, "lists or quotes are nested too deeply")
	}
	if b.most > 0 {
		m.notes = append(m.notes, node)
		kind := node.Kind().String()
		if m.opened == nil {
			m.opened = map[string]int{}
		}
		if m.opened[kind]++; m.opened[kind] > b.most {
			m.over(segment.Start, fmt.Sprintf("there are more than %d notes", b.most))
		}
	}
	return node, state
}

func (b boundedBlock) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	m := meterOf(pc)
	if m.excess != nil {
		return parser.Close
	}
	if b.counts {
		if m.continued++; m.continued > mostContinued {
			_, segment := reader.Position()
			m.over(segment.Start, "lists or quotes are nested too deeply for so many lines")
			return parser.Close
		}
	}
	return b.BlockParser.Continue(node, reader, pc)
}

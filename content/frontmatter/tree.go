package frontmatter

// A position is a place in the file; both from 1.
type position struct{ line, column int }

// A node is a value of any of the three formats.
type node struct {
	kind    kind
	text    string // of text: as written, without quotes
	items   []node // of a list
	entries []entry
	at      position
}

type kind int

const (
	kindNull kind = iota
	kindText      // text, number, date, true or false
	kindList
	kindMap
)

// String names the kind for an author.
func (k kind) String() string {
	return [...]string{"nothing", "text", "a list", "a map"}[k]
}

// An entry is a key with its value.
type entry struct {
	key   string
	at    position
	value node
}

package browser

// A Part is the text of one text node of the article. Its place in the slice
// that ReadArticle returns is its number.
type Part struct {
	Text string
	Lang string // of the nearest element that names one
	Gap  Gap    // what lies between it and the part before it
}

// A Gap says how far apart two parts are.
type Gap int

const (
	Joined Gap = iota // the word may go on: "<em>re</em>read"
	Spaced            // another word of the same block: a picture, a new line
	Apart             // another block
)

// A Place is a point in the article's text.
type Place struct {
	Part   int
	Offset int // in UTF-16 units, as the document counts
}

// Before reports whether p comes earlier in the article.
func (p Place) Before(q Place) bool {
	return p.Part < q.Part || p.Part == q.Part && p.Offset < q.Offset
}

// A Match is a run of the article's text, which may begin in one text node and
// end in another.
type Match struct{ Start, End Place }

// Units returns the length of a text as the document counts, in UTF-16 units.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

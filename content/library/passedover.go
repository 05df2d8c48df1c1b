package library

import (
	"fmt"

	"lectern/content"
	"lectern/content/format"
)

// mostNamed is how many files of a kind are named one by one: an editor has
// handed in a few letters. More of them are a folder of something else.
const mostNamed = 3

// passedOver tells of files in which people write articles and which are none
// here: documents of word processors, PDF, HTML. Those that an article leads to
// (used) are what they are meant to be, files to be fetched.
func (t *tree) passedOver(used map[string]entry) []content.Problem {
	var problems []content.Problem
	first := map[string][]int{} // problems by the name of the format
	more := map[string]int{}
	for _, name := range t.names {
		e := t.files[name]
		f, known := format.ByName(name)
		if _, linked := used[e.path]; linked || !known || !f.Prose {
			continue
		}
		if len(first[f.Name]) == mostNamed {
			more[f.Name]++
			continue
		}
		first[f.Name] = append(first[f.Name], len(problems))
		problems = append(problems, content.Problem{
			File: e.path, Kind: "not-an-article", Message: fmt.Sprintf("it is %s, which is passed over", f.Name),
			Hint: f.Advice + `; if it is not meant to be one, name it under "exclude" in lectern.yaml`,
		})
	}
	for name, n := range more { // each changes a problem of its own
		problems[first[name][mostNamed-1]].Message += fmt.Sprintf(", and so are %d more of the kind", n)
	}
	return problems
}

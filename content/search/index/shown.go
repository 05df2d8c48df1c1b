package index

// An entry is what is shown of a document; the day is counted from 1 January
// of year 1, from 1; 0 stands for undated.
type entry struct {
	path, title string
	day         int
}

// lastDay is 31 December 9999.
const lastDay = 3652059

// codeShown codes what is shown of so many documents in a row.
func codeShown(c *coder, list []entry, docs int) []entry {
	strings, shared, days := c.newText(12), c.newNumber(), c.newNumber()
	before := entry{}
	for i := range docs {
		var e entry
		if c.writing {
			e = list[i]
		}
		e.path = c.front(strings, 0, shared, before.path, e.path)
		e.title = c.text(strings, 1, "", e.title, 0)
		e.day = before.day + c.number(days, e.day-before.day, lastDay-before.day)
		if c.failed {
			return nil
		}
		before = e
		if !c.writing {
			list = append(list, e)
		}
	}
	return list
}

// codeSources codes the files of so many documents in a row.
func codeSources(c *coder, list []string, docs int) []string {
	strings, shared := c.newText(13), c.newNumber()
	before := ""
	for i := range docs {
		var s string
		if c.writing {
			s = list[i]
		}
		s = c.front(strings, 0, shared, before, s)
		if c.failed {
			return nil
		}
		before = s
		if !c.writing {
			list = append(list, s)
		}
	}
	return list
}

package app

import "lectern/app/browser"

// reading is where on the screen a section counts as being read: a heading
// above a third of the window's height has been reached.
const reading = 1.0 / 3

// An outline marks the section being read.
type outline struct {
	window   *browser.Window
	sections []string
	marked   int
}

// begin takes the outline of the page shown.
func (o *outline) begin() {
	o.window.UnfoldOutline()
	o.sections = o.window.Sections()
	o.marked = -1
	o.follow()
}

// follow marks the section at the present scroll position.
func (o *outline) follow() {
	if len(o.sections) == 0 {
		return
	}
	tops, height, end := o.window.Tops(o.sections)
	if i := section(tops, height, end); i != o.marked {
		o.marked = i
		o.window.MarkSection(i)
	}
}

// section returns which section is being read, given where their headings are:
// the last one reached, or -1 above the first. At the end of the page it is the
// last one to be seen, however short.
func section(tops []float64, height float64, end bool) int {
	line := height * reading
	if end {
		line = height
	}
	found := -1
	for i, top := range tops {
		if top <= line {
			found = i
		}
	}
	return found
}

package markdown

// Elements of the author's are closed at the latest where the block ends in
// which they were opened, and end tags without a start are left out. So no text can
// break out of its place in the page.

// deepest is how many elements of the author's may be open at once. Beyond
// it tags are left out.
const deepest = 100

// open writes a start tag of the author's; markup holds further attributes.
func (w *writer) open(name, markup string, attrs []attribute) {
	for len(w.opened) > w.floor && impliesEnd(w.opened[len(w.opened)-1], name) {
		w.closeTo(len(w.opened) - 1)
	}
	if len(w.opened) >= deepest {
		return
	}
	w.put("<", renamed(name), markup)
	for _, a := range attrs {
		w.put(` `, a.name, `="`, escape(a.value), `"`)
	}
	w.put(">")
	w.part(name)
	if isVoid(name) {
		return
	}
	w.opened = append(w.opened, name)
	w.count(name, 1)
}

// closeTo closes the author's elements above a level.
func (w *writer) closeTo(level int) {
	for len(w.opened) > level {
		name := w.opened[len(w.opened)-1]
		w.opened = w.opened[:len(w.opened)-1]
		if len(w.opened) < w.marked {
			w.marked = 0
		}
		w.put("</", renamed(name), ">")
		w.count(name, -1)
		w.part(name)
	}
}

// part parts the plain text at the edge of an element that stands by itself: by
// lines, or by a space between the cells of a row.
func (w *writer) part(name string) {
	switch {
	case breaksLine(name):
		w.endLine()
	case name == "td" || name == "th":
		w.plain = append(w.plain, ' ')
	}
}

// count keeps the depth of the elements that change how others are written.
func (w *writer) count(name string, by int) {
	switch name {
	case "a":
		w.inLink += by
	case "pre", "code", "kbd", "samp", "tt":
		w.verbatim += by
	case "audio", "video":
		w.media += by
	}
}

// within runs write so that what the author opens in it is closed by its end.
func (w *writer) within(write func()) {
	floor := w.floor
	w.floor = len(w.opened)
	write()
	w.closeTo(w.floor)
	w.floor = floor
}

// impliesEnd reports whether a start tag ends the open element before it.
func impliesEnd(open, start string) bool {
	switch open {
	case "p":
		return breaksLine(start) && start != "br"
	case "li":
		return start == "li"
	case "dt", "dd":
		return start == "dt" || start == "dd"
	case "td", "th":
		return start == "td" || start == "th" || start == "tr" || start == "tbody" || start == "tfoot"
	case "tr":
		return start == "tr" || start == "tbody" || start == "tfoot"
	case "thead", "tbody":
		return start == "tbody" || start == "tfoot"
	case "rt", "rp":
		return start == "rt" || start == "rp"
	}
	return false
}

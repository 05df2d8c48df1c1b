package transcript

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks returns what is within an element as paragraphs, lists and so on.
func (w writer) blocks(n *html.Node) []string {
	var out []string
	var line strings.Builder // of what stands between blocks
	flush := func() {
		if text := paragraph(line.String()); text != "" {
			out = append(out, text)
		}
		line.Reset()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && isBlock(c) {
			flush()
			out = append(out, w.block(c)...)
		} else {
			w.inline(&line, c)
		}
	}
	flush()
	return out
}

// isBlock also takes elements of the line that hold blocks.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Blockquote, atom.Pre, atom.Table,
		atom.Hr, atom.Figure, atom.Figcaption, atom.Div, atom.Section, atom.Dl, atom.Dt, atom.Dd, atom.Details, atom.Summary, atom.Aside, atom.Article, atom.Header,
		atom.Footer, atom.Nav, atom.Main, atom.Address, atom.Center, atom.Video, atom.Audio:
		return true
	case atom.A, atom.Ins, atom.Del, atom.Span, atom.B, atom.I, atom.Strong, atom.Em:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && isBlock(c) {
				return true
			}
		}
	}
	return false
}

func (w writer) block(n *html.Node) []string {
	switch n.DataAtom {
	case atom.P, atom.Summary, atom.Dt, atom.Figcaption:
		return one(paragraph(w.line(n)))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if text := strings.ReplaceAll(strings.TrimSpace(w.line(n)), "\n", " "); text != "" {
			return one(strings.Repeat("#", int(n.Data[1]-'0')) + " " + text)
		}
		return nil
	case atom.Hr:
		return one("---")
	case atom.Pre:
		return one(fenced(n))
	case atom.Ul, atom.Ol:
		return one(w.list(n))
	case atom.Table:
		return w.table(n)
	case atom.Blockquote:
		return one(quoted(w.blocks(n)))
	case atom.Dd:
		return one(indented(w.blocks(n), ": ", "  "))
	case atom.Div, atom.Aside:
		if hasClass(n, "alert") {
			return one(w.alert(n))
		}
	case atom.Section:
		if hasClass(n, "footnotes") {
			return w.footnotes(n)
		}
	case atom.Video, atom.Audio:
		if src := cmp.Or(attr(n, "src"), sourceOf(n)); src != "" {
			return one("<" + w.address(src) + ">")
		}
		return nil
	}
	return w.blocks(n)
}

func sourceOf(n *html.Node) string {
	if s := find(n, atom.Source); s != nil {
		return attr(s, "src")
	}
	return ""
}

func one(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// list writes a list. One paragraph an item makes it tight.
func (w writer) list(n *html.Node) string {
	var items []string
	number, _ := strconv.Atoi(cmp.Or(attr(n, "start"), "1"))
	number = min(max(number, 0), 999_999_999) // what CommonMark allows
	loose := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		loose = loose || childIs(c, atom.P)
		blocks := w.blocks(c)
		items = append(items, indented(blocks, mark, strings.Repeat(" ", len(mark))))
	}
	if loose {
		return strings.Join(items, "\n\n")
	}
	return strings.Join(items, "\n")
}

func childIs(n *html.Node, kind atom.Atom) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == kind {
			return true
		}
	}
	return false
}

// indented joins blocks, the first line after a mark and the others indented.
func indented(blocks []string, mark, indent string) string {
	text := strings.Join(blocks, "\n\n")
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		switch {
		case i == 0:
			lines[i] = mark + l
		case l != "":
			lines[i] = indent + l
		}
	}
	return strings.TrimRight(strings.Join(lines, "\n"), " ")
}

func quoted(blocks []string) string {
	if len(blocks) == 0 {
		return ""
	}
	return strings.ReplaceAll(indented(blocks, "> ", "> "), "\n\n", "\n>\n")
}

// alert writes a note as GitHub does.
func (w writer) alert(n *html.Node) string {
	kind := "NOTE"
	for _, k := range []string{"tip", "important", "warning", "caution"} {
		if hasClass(n, "alert-"+k) {
			kind = strings.ToUpper(k)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && hasClass(c, "alert-title") {
			n.RemoveChild(c)
			break
		}
	}
	blocks := w.blocks(n)
	text := "> [!" + kind + "]"
	if q := quoted(blocks); q != "" {
		text += "\n" + q
	}
	return text
}

// fenced writes code as it stands, between fences longer than any in it.
func fenced(n *html.Node) string {
	text := strings.TrimSuffix(words(n), "\n")
	language := ""
	if code := find(n, atom.Code); code != nil {
		for _, c := range strings.Fields(attr(code, "class") + " " + attr(n, "class")) {
			if l, ok := strings.CutPrefix(c, "language-"); ok {
				language = l
			}
		}
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + language + "\n" + text + "\n" + fence
}

// footnotes writes the notes at the end of a text, under the names by which it
// refers to them.
func (w writer) footnotes(n *html.Node) []string {
	var out []string
	list := find(n, atom.Ol)
	if list == nil {
		return nil
	}
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			out = append(out, indented(w.blocks(c), "[^"+noteName(attr(c, "id"))+"]: ", "    "))
		}
	}
	return out
}

func noteName(id string) string {
	_, name, ok := strings.Cut(id, ":")
	if !ok {
		name = id
	}
	return strings.NewReplacer("[", "", "]", "", " ", "-").Replace(name)
}

// table writes a table with its first row as the heads. Cells hold lines only.
func (w writer) table(n *html.Node) []string {
	var rows [][]string
	var align []string
	var caption []string
	wide := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Tr:
				var row []string
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom != atom.Td && d.DataAtom != atom.Th {
						continue
					}
					row = append(row, w.cell(d))
					if len(rows) == 0 {
						align = append(align, alignment(d))
					}
				}
				rows = append(rows, row)
				wide = max(wide, len(row))
			case atom.Caption:
				caption = one(paragraph(w.line(c)))
			default:
				walk(c)
			}
		}
	}
	walk(n)
	if wide == 0 {
		return caption
	}
	var b strings.Builder
	for i, row := range rows {
		for j := range wide {
			text := ""
			if j < len(row) {
				text = row[j]
			}
			b.WriteString("| " + text + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			for j := range wide {
				a := "---"
				if j < len(align) {
					a = align[j]
				}
				b.WriteString("| " + a + " ")
			}
			b.WriteString("|\n")
		}
	}
	return append(caption, strings.TrimRight(b.String(), "\n"))
}

func (w writer) cell(n *html.Node) string {
	text := strings.Join(strings.Fields(strings.ReplaceAll(w.line(n), "\\\n", " ")), " ")
	return strings.ReplaceAll(text, "|", `\|`)
}

func alignment(n *html.Node) string {
	switch {
	case hasClass(n, "align-left"):
		return ":--"
	case hasClass(n, "align-center"):
		return ":-:"
	case hasClass(n, "align-right"):
		return "--:"
	}
	return "---"
}

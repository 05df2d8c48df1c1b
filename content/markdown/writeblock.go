package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"lectern/content"
)

// blocks writes the children of a block.
func (w *writer) blocks(n ast.Node) {
	w.within(func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch {
			case w.gone[c]:
			case c.Type() == ast.TypeInline: // a note's way back to the text
				w.inline(c)
			default:
				w.block(c)
			}
		}
	})
}

// block writes a block.
func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.inlines(n)
		w.endLine()
		if n.NextSibling() != nil && n.FirstChild() != nil {
			w.put("\n")
		}
	case *ast.ThematicBreak:
		w.put("<hr")
		w.putAttributes(n, "")
		w.put(">\n")
	case *ast.CodeBlock:
		w.codeBlock(n, "")
	case *ast.FencedCodeBlock:
		w.codeBlock(n, unescape(n.Language(w.text)))
	case *ast.Blockquote:
		w.blockquote(n)
	case *admonition:
		w.alert(n, w.alerts[n])
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.listItem(n)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
	case *extast.Table:
		w.table(n)
	case *extast.DefinitionList:
		w.container("dl", n)
	case *extast.DefinitionTerm:
		w.put("<dt")
		w.putAttributes(n, "")
		w.put(">")
		w.inlines(n)
		w.endLine()
		w.put("</dt>\n")
	case *extast.DefinitionDescription:
		w.put("<dd")
		w.putAttributes(n, "")
		w.put(">")
		if !n.IsTight {
			w.put("\n")
		}
		w.blocks(n)
		w.put("</dd>\n")
	case *extast.FootnoteList:
		w.footnotes(n)
	default:
		w.blocks(n)
	}
}

// container writes an element around blocks.
func (w *writer) container(element string, n ast.Node) {
	w.put("<", element)
	w.putAttributes(n, "")
	w.put(">\n")
	w.blocks(n)
	w.put("</", element, ">\n")
}

func (w *writer) heading(n *ast.Heading) {
	h := w.headed[n]
	level := strconv.Itoa(h.level)
	w.put("<h", level, ` id="`, escape(h.id), `"`)
	for _, a := range w.attrs[n] {
		if a.name != "id" {
			w.put(` `, a.name, `="`, escape(a.value), `"`)
		}
	}
	w.put(">")
	w.inlines(n)
	w.endLine()
	w.put("</h", level, ">\n")
	if text := w.plainOf(n); text != "" {
		w.doc.Headings = append(w.doc.Headings, content.Heading{ID: h.id, Level: h.level, Text: text})
	}
}

func (w *writer) paragraph(n *ast.Paragraph) {
	if image, link := loneImage(n); image != nil {
		w.figure(n, image, link)
		return
	}
	switch {
	case n.Parent() == w.root && w.summary == "":
		w.summary = w.afterTitle(w.plainOf(n))
	case w.inner == "" && n.Parent().Kind() != extast.KindFootnote:
		w.inner = w.afterTitle(w.plainOf(n))
	}
	w.put("<p")
	w.putAttributes(n, "")
	w.put(">")
	w.inlines(n)
	w.endLine()
	w.put("</p>\n")
}

func (w *writer) blockquote(n *ast.Blockquote) {
	if a, ok := w.alerts[n]; ok {
		w.alert(n, a)
		return
	}
	w.container("blockquote", n)
}

// alert writes a block that calls for attention.
func (w *writer) alert(n ast.Node, a alert) {
	w.put(`<div`)
	w.putAttributes(n, "alert alert-"+a.kind)
	w.put(` role="note">`, "\n", `<p class="alert-title"`)
	title := a.title
	if title == "" {
		title = w.labels.alerts[a.kind]
		if w.labels.foreign {
			w.put(` lang="en" dir="ltr"`)
		}
	}
	w.put(">")
	w.say(title)
	w.endLine()
	w.put("</p>\n")
	w.blocks(n)
	w.put("</div>\n")
}

func (w *writer) list(n *ast.List) {
	element := "ul"
	if n.IsOrdered() {
		element = "ol"
	}
	w.put("<", element)
	if n.IsOrdered() && n.Start != 1 {
		w.put(` start="`, strconv.Itoa(n.Start), `"`)
	}
	w.putAttributes(n, "")
	w.put(">\n")
	w.blocks(n)
	w.put("</", element, ">\n")
}

func (w *writer) listItem(n *ast.ListItem) {
	class := ""
	if first := n.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox {
		class = "task"
	}
	w.put("<li")
	w.putAttributes(n, class)
	w.put(">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		w.put("\n")
	}
	w.blocks(n)
	w.put("</li>\n")
}

// codeBlock writes code in a language the author named, or none.
func (w *writer) codeBlock(n ast.Node, language string) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.text))
	}
	code := visible(b.String())
	w.put(`<pre class="chroma"`)
	if w.src.Lang.Dir() == "rtl" {
		w.put(` dir="ltr"`)
	}
	w.put(` tabindex="0"><code`)
	if language = codeLanguage(language); language != "" {
		w.put(` class="language-`, escape(language), `"`)
	}
	w.put(">")
	if markup, ok := w.renderer.code.highlight(language, code, &w.code); ok {
		w.put(markup)
	} else {
		w.putText(code)
	}
	w.put("</code></pre>\n")
	w.plain = append(w.plain, searchable(code)...)
	w.endLine()
}

// table writes a table in a frame that scrolls sideways.
func (w *writer) table(n *extast.Table) {
	w.tables++
	w.put(`<div class="table-wrap" tabindex="0" role="region" aria-label="`, escape(w.labels.table), " ", strconv.Itoa(w.tables), `">`, "\n<table")
	w.putAttributes(n, "")
	w.put(">\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		element := "td"
		if row.Kind() == extast.KindTableHeader {
			element = "th"
			w.put("<thead>\n<tr>\n")
		} else {
			if !body {
				w.put("<tbody>\n")
				body = true
			}
			w.put("<tr>\n")
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			w.put("<", element)
			if c, ok := cell.(*extast.TableCell); ok && c.Alignment != extast.AlignNone && c.Alignment != 0 {
				w.put(` class="align-`, c.Alignment.String(), `"`)
			}
			w.put(">")
			w.inlines(cell)
			w.plain = append(w.plain, ' ')
			w.put("</", element, ">\n")
		}
		w.endLine()
		w.put("</tr>\n")
		if element == "th" {
			w.put("</thead>\n")
		}
	}
	if body {
		w.put("</tbody>\n")
	}
	w.put("</table>\n</div>\n")
}

// footnotes writes the notes at the end of the text.
func (w *writer) footnotes(n *extast.FootnoteList) {
	w.put(`<section class="footnotes" role="doc-endnotes" aria-label="`, escape(w.labels.footnotes), `">`, "\n<hr>\n<ol>\n")
	for note := n.FirstChild(); note != nil; note = note.NextSibling() {
		note, ok := note.(*extast.Footnote)
		if !ok {
			continue
		}
		id := "fn:" + strconv.Itoa(note.Index)
		w.ids.take(id)
		w.put(`<li id="`, id, `">`, "\n")
		w.blocks(note)
		w.put("</li>\n")
	}
	w.put("</ol>\n</section>\n")
}

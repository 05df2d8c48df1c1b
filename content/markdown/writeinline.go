package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines writes the inline content of a block or an inline.
func (w *writer) inlines(n ast.Node) {
	w.within(func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if !w.gone[c] {
				w.inline(c)
			}
		}
	})
	if n.Type() == ast.TypeBlock {
		w.skip = ""
	}
}

// inline writes one inline.
func (w *writer) inline(n ast.Node) {
	if w.skip != "" && n.Kind() != ast.KindRawHTML {
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		w.say(w.texts[n])
		switch {
		case n.HardLineBreak():
			w.put("<br>\n")
			w.plain = append(w.plain, ' ')
		case n.SoftLineBreak():
			w.put("\n")
			w.plain = append(w.plain, ' ')
		}
	case *ast.String:
		w.say(string(n.Value))
	case *ast.CodeSpan:
		w.openCode(n)
		w.say(codeText(n, w.text))
		w.put("</code>")
	case *templateTag:
		w.templateTag(codeText(n, w.text), n.control)
	case *ast.Emphasis:
		element := "em"
		if n.Level == 2 {
			element = "strong"
		}
		w.put("<", element)
		w.putAttributes(n, "")
		w.put(">")
		w.inlines(n)
		w.put("</", element, ">")
	case *extast.Strikethrough:
		w.put("<del")
		w.putAttributes(n, "")
		w.put(">")
		w.inlines(n)
		w.put("</del>")
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
	case *ast.RawHTML:
		w.inlineHTML(n)
	case *extast.TaskCheckBox:
		w.put(`<input type="checkbox" disabled`)
		label := w.labels.open
		if n.IsChecked {
			w.put(" checked")
			label = w.labels.done
		}
		w.put(` aria-label="`, escape(label), `"> `)
	case *extast.FootnoteLink:
		w.footnoteLink(n)
	case *extast.FootnoteBacklink:
		w.put("\u00A0", `<a href="#`, footnoteRef(n.Index, n.RefIndex), `" class="footnote-back" role="doc-backlink" aria-label="`, escape(w.labels.back), `">↩︎</a>`)
	default:
		w.inlines(n)
	}
}

func (w *writer) openCode(n ast.Node) {
	w.put("<code")
	w.putAttributes(n, "")
	if w.src.Lang.Dir() == "rtl" {
		w.put(` dir="ltr"`)
	}
	w.put(">")
}

// templateTag writes a tag of a template language. One that says what to do
// has the class "template" and is not in the plain text.
func (w *writer) templateTag(tag string, control bool) {
	if !control {
		w.openCode(nil)
		w.say(tag)
		w.put("</code>")
		return
	}
	w.put(`<code class="template"`)
	if w.src.Lang.Dir() == "rtl" {
		w.put(` dir="ltr"`)
	}
	w.put(">")
	w.putText(tag)
	w.put("</code>")
}

// link writes a link, or its text alone when it leads nowhere.
func (w *writer) link(n *ast.Link) {
	label := w.plainOf(n)
	t, ok := w.resolveLink(unescape(n.Destination), label, n.Pos())
	if !ok || w.inLink > 0 {
		w.inlines(n)
		return
	}
	w.openLinkWith(t, string(n.Title), w.attrs[n])
	if n.FirstChild() == nil {
		w.say(unescape(n.Destination))
		w.report(n.Pos(), "empty-link", "the link to "+quoteShort(unescape(n.Destination))+" has no text", "put words between the brackets")
	}
	w.inLink++
	w.inlines(n)
	w.inLink--
	w.put("</a>")
}

func (w *writer) openLink(t target, title string) { w.openLinkWith(t, title, nil) }

// openLinkWith writes a start tag of a link with attributes of the author's.
func (w *writer) openLinkWith(t target, title string, attrs []attribute) {
	w.put(`<a href="`, t.href, `"`)
	if t.external {
		w.put(` rel="external noopener"`)
	}
	if title != "" {
		w.put(` title="`, escape(w.setter.set(unescape([]byte(title)))), `"`)
	}
	for _, a := range attrs {
		w.put(` `, a.name, `="`, escape(a.value), `"`)
	}
	w.put(">")
}

// autoLink writes an address that stands for itself.
func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.text)
	destination := string(n.URL(w.text))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")) {
		destination = "mailto:" + destination
	}
	offset := max(n.Pos(), 0)
	if i := bytes.Index(w.text[offset:], label); i >= 0 {
		offset += i
	}
	t, ok := w.resolveLink(destination, string(label), offset)
	if !ok || w.inLink > 0 {
		w.say(string(label))
		return
	}
	w.openLink(t, "")
	w.say(string(label))
	w.put("</a>")
}

// footnoteLink writes a reference to a note.
func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	id := footnoteRef(n.Index, n.RefIndex)
	w.ids.take(id)
	number := strconv.Itoa(n.Index)
	w.put(`<sup id="`, id, `"><a href="#fn:`, number, `" class="footnote-ref" role="doc-noteref">`, number, "</a></sup>")
}

// footnoteRef returns the id of a reference: "fnref:1", and "fnref1:1" for a
// second one to the same note.
func footnoteRef(index, ref int) string {
	id := "fnref"
	if ref > 0 {
		id += strconv.Itoa(ref)
	}
	return id + ":" + strconv.Itoa(index)
}

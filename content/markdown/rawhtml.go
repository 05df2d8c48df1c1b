package markdown

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// Author's HTML is taken apart into tags. Each tag that is in the list below is
// written anew with the attributes we allow, its addresses resolved like those
// of Markdown; the others are left out, but for the text between them. What comes out
// then passes bluemonday together with the rest of the page (sanitize.go), unless
// it is plain elements without attributes.

// rawElements are the elements an author may write, with the attributes each
// may have beside those allowed everywhere.
func rawElement(name string) (attributes string, ok bool) {
	switch name {
	case "a":
		return "href", true
	case "img":
		return "src alt", true
	case "audio", "video":
		return "src", true
	case "source":
		return "src type", true
	case "ol":
		return "start reversed", true
	case "li":
		return "value", true
	case "td", "th":
		return "colspan rowspan scope abbr", true
	case "col", "colgroup":
		return "span", true
	case "details":
		return "open", true
	case "time":
		return "datetime", true
	case "del", "ins":
		return "datetime", true
	case "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
		"cite", "code", "dd", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
		"header", "hr", "i", "kbd", "mark", "p", "picture", "pre", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small",
		"span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "tfoot", "thead", "tr", "tt", "u", "ul", "var", "wbr", "font":
		return "", true
	}
	return "", false
}

// renamed returns the element that is written for an outdated or too mighty one.
func renamed(name string) string {
	switch name {
	case "h1":
		return "h2" // the page's one h1 is its title
	case "center", "article", "header", "footer", "aside", "section":
		return "div" // landmarks belong to the interface
	case "strike":
		return "s"
	case "tt":
		return "code"
	case "big", "font":
		return "span"
	case "picture":
		return "span"
	}
	return name
}

// withoutContent reports whether an element is left out together with what it holds.
func withoutContent(name string) bool {
	switch name {
	case "script", "style", "template", "noscript", "noembed", "noframes", "object", "applet", "svg", "math", "title", "head", "select", "datalist", "canvas", "map":
		return true
	}
	return false
}

// A piece maps bytes put together from several lines back to the text.
type piece struct{ at, offset int }

// htmlBlock writes a block of the author's HTML.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	lines := *n.Lines()
	if n.HasClosure() {
		closing := text.NewSegments()
		closing.AppendAll(lines.Sliced(0, lines.Len()))
		closing.Append(n.ClosureLine)
		lines = *closing
	}
	w.checkClosed(n, lines)
	w.authorHTML(&lines, nil)
	w.skip = ""
	if last := len(w.opened) - 1; last >= w.floor && w.opened[last] == "p" {
		w.closeTo(last) // browsers end it at the next block all the same
	}
	w.endLine()
}

// checkClosed reports what has no end and so takes the rest of the article away.
func (w *writer) checkClosed(n *ast.HTMLBlock, lines text.Segments) {
	if n.HasClosure() || lines.Len() == 0 {
		return
	}
	end, what := "", ""
	switch n.HTMLBlockType {
	case ast.HTMLBlockType2:
		end, what = "-->", "comment"
	case ast.HTMLBlockType3:
		end, what = "?>", "instruction"
	case ast.HTMLBlockType4:
		end, what = ">", "declaration"
	case ast.HTMLBlockType5:
		end, what = "]]>", "piece of character data"
	default:
		return
	}
	first := lines.At(0)
	value := first.Value(w.text)
	if bytes.Contains(value, []byte(end)) {
		return
	}
	hidden := "it ends with the block"
	if n.Parent() == w.root && lines.Len() > 1 {
		hidden = "nothing below it is shown"
	}
	w.report(first.Start+len(value)-len(bytes.TrimLeft(value, " ")), "unclosed-comment", "the "+what+" has no end: "+hidden, "end it with "+end)
}

// inlineHTML writes a tag of the author's within a line.
func (w *writer) inlineHTML(n *ast.RawHTML) { w.authorHTML(n.Segments, n) }

// endsLater reports whether the end tag of an element follows a node in its line.
func (w *writer) endsLater(n *ast.RawHTML, name string) bool {
	for s := n.NextSibling(); s != nil; s = s.NextSibling() {
		if raw, ok := s.(*ast.RawHTML); ok {
			value := bytes.ToLower(raw.Segments.Value(w.text))
			if rest, ok := bytes.CutPrefix(value, []byte("</")); ok && bytes.HasPrefix(rest, []byte(name)) {
				return true
			}
		}
	}
	return false
}

// isWord reports whether a tag within a line is none of HTML's and so was meant
// as text: "a vector<int>".
func isWord(t html.Token) bool {
	_, known := rawElement(t.Data)
	return !known && len(t.Attr) == 0 && !withoutContent(t.Data) && !leftOut(t.Data)
}

// leftOut reports whether an element is known but not allowed; its tags are left
// out, what it holds is not.
func leftOut(name string) bool {
	switch name {
	case "html", "body", "main", "nav", "form", "input", "button", "label", "fieldset", "legend", "textarea", "option", "optgroup", "output",
		"meter", "progress", "dialog", "slot", "link", "meta", "base", "param", "area", "track", "data", "menu", "hgroup", "search",
		"iframe", "embed", "frame", "frameset", "marquee", "blink", "nobr", "plaintext", "xmp", "listing", "image", "keygen", "portal":
		return true
	}
	return false
}

// authorHTML rewrites a piece of the author's HTML; inline is its node when it
// stands within a line.
func (w *writer) authorHTML(segments *text.Segments, inline *ast.RawHTML) {
	w.authored = true
	var raw []byte
	var pieces []piece
	for i := range segments.Len() {
		s := segments.At(i)
		pieces = append(pieces, piece{len(raw), s.Start})
		raw = append(raw, s.Value(w.text)...)
	}
	offset := func(at int) int {
		i := sort.Search(len(pieces), func(i int) bool { return pieces[i].at > at }) - 1
		return pieces[i].offset + at - pieces[i].at
	}
	if inline != nil {
		if t, ok := simpleTag(raw); ok {
			w.authorTag(t, raw, offset(0), inline)
			return
		}
	}
	z := html.NewTokenizer(bytes.NewReader(raw))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		start := at
		at += len(z.Raw())
		switch kind {
		case html.TextToken:
			if w.skip == "" {
				w.rawText(string(z.Text()), offset(start))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			w.authorTag(z.Token(), raw[start:at], offset(start), inline)
		}
	}
}

// authorTag writes a tag of the author's, which stands there as written.
func (w *writer) authorTag(t html.Token, written []byte, offset int, inline *ast.RawHTML) {
	switch {
	case inline != nil && isWord(t):
		w.sayUnlessSkipped(string(written))
	case t.Type == html.EndTagToken:
		w.endTag(t.Data)
	case inline != nil && withoutContent(t.Data) && !w.endsLater(inline, t.Data):
	default:
		w.startTag(t, offset)
	}
}

func (w *writer) sayUnlessSkipped(s string) {
	if w.skip == "" {
		w.say(visible(s))
	}
}

// startTag writes one start tag of the author's.
func (w *writer) startTag(t html.Token, offset int) {
	if w.skip != "" {
		return
	}
	switch {
	case withoutContent(t.Data):
		if t.Type == html.StartTagToken {
			w.skip = t.Data
		}
		return
	case t.Data == "iframe" || t.Data == "embed" || t.Data == "frame":
		w.rich = true
		w.frame(t, offset)
		if t.Data == "iframe" && t.Type == html.StartTagToken {
			w.skip = "iframe"
		}
		return
	}
	allowed, ok := rawElement(t.Data)
	if !ok {
		return
	}
	var attrs []attribute
	for _, a := range t.Attr {
		if a.Namespace != "" {
			continue
		}
		if t.Data == "a" && a.Key == "name" { // the way of old to name a place
			a.Key = "id"
		}
		if attr, ok := w.allowAttribute(t.Data, a.Key, a.Val); ok {
			attrs = mergeAttribute(attrs, attr)
		} else if a.Key != "href" && a.Key != "src" && hasField(allowed, a.Key) {
			attrs = mergeAttribute(attrs, attribute{a.Key, a.Val})
		}
	}
	if _, linked := valueOf(t, "href"); linked || !isPlain(t.Data, attrs) {
		w.rich = true
	}
	switch t.Data {
	case "a":
		w.rawLink(t, attrs, offset)
		return
	case "img":
		w.rawImage(t, attrs, offset)
		return
	case "audio", "video", "source":
		w.rawMedia(t, attrs, offset)
		return
	}
	w.open(t.Data, "", attrs)
	if mode, _ := valueOf(t, "markdown"); w.marked == 0 && (mode == "1" || mode == "span" || mode == "block") {
		w.rich = true // it may hold links, which need the second gate
		w.marked = len(w.opened)
	}
}

// endTag writes one end tag of the author's, if the element was opened in the
// same block.
func (w *writer) endTag(name string) {
	if w.skip != "" {
		if name == w.skip {
			w.skip = ""
		}
		return
	}
	for i := len(w.opened) - 1; i >= w.floor; i-- {
		if w.opened[i] == name {
			w.closeTo(i)
			return
		}
	}
}

// hasField reports whether a list of words holds one.
func hasField(list, word string) bool {
	for field := range strings.FieldsSeq(list) {
		if field == word {
			return true
		}
	}
	return false
}

func isVoid(name string) bool {
	switch name {
	case "br", "hr", "img", "wbr", "source", "col":
		return true
	}
	return false
}

// breaksLine reports whether an element begins a line of the plain text.
func breaksLine(name string) bool {
	switch name {
	case "p", "div", "li", "tr", "br", "summary", "figcaption", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "caption", "table", "center":
		return true
	}
	return false
}

package opened

import (
	"strings"

	"golang.org/x/net/html"
)

// tree adds the steps that build markup. The markup is package markdown's:
// balanced, and of elements it names itself.
func (a *answer) tree(markup string) {
	z := html.NewTokenizer(strings.NewReader(markup))
	open := 0
	for {
		switch z.Next() {
		case html.ErrorToken: // the end: a string has no other error
			for ; open > 0; open-- {
				a.record(">", "")
			}
			return
		case html.TextToken:
			a.record(`"`, withoutNUL(string(z.Text())))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			a.record("<", tag)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				a.record("@", string(key)+"="+withoutNUL(string(value)))
			}
			if empty(tag) {
				a.record(">", "")
			} else {
				open++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); open > 0 && !empty(string(name)) {
				open--
				a.record(">", "")
			}
		}
	}
}

func withoutNUL(s string) string { return strings.ReplaceAll(s, "\x00", "\uFFFD") }

// empty reports whether an element has no content and no end tag.
func empty(tag string) bool {
	switch tag {
	case "br", "col", "hr", "img", "input", "source", "wbr":
		return true
	}
	return false
}

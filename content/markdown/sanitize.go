package markdown

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
)

// A sanitizer is the second gate for pages that hold HTML of the author's. It
// knows what the writer puts out and lets nothing else pass.
type sanitizer struct {
	policy *bluemonday.Policy
}

func newSanitizer() *sanitizer {
	p := bluemonday.NewPolicy()
	p.AllowElements("abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details",
		"dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark",
		"ol", "p", "pre", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
		"table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr", "address", "col", "colgroup")
	p.AllowNoAttrs().OnElements("a", "img", "audio", "video", "source", "input", "span", "abbr", "bdo", "time")
	p.AllowAttrs("id", "class", "lang", "dir", "title", "role", "tabindex", "aria-label").Globally()
	p.AllowAttrs("href", "rel").OnElements("a")
	p.AllowAttrs("src", "alt", "width", "height", "srcset", "sizes", "loading", "decoding").OnElements("img")
	p.AllowAttrs("src", "controls", "preload", "width", "height").OnElements("audio", "video")
	p.AllowAttrs("src", "type").OnElements("source")
	p.AllowAttrs("start", "reversed").OnElements("ol")
	p.AllowAttrs("value").OnElements("li")
	p.AllowAttrs("colspan", "rowspan", "scope", "abbr", "width", "height").OnElements("td", "th")
	p.AllowAttrs("span", "width").OnElements("col", "colgroup")
	p.AllowAttrs("width").OnElements("table")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("disabled", "checked").OnElements("input")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	return &sanitizer{policy: p}
}

// isPlain reports whether an element of the author's is one that needs no second
// gate: a plain name that we write ourselves, with nothing but an id. Most pages
// with HTML have no other, and the gate would take as long as reading Markdown.
func isPlain(name string, attrs []attribute) bool {
	for _, a := range attrs {
		if a.name != "id" {
			return false
		}
	}
	switch name {
	case "a", "b", "br", "code", "em", "hr", "i", "kbd", "p", "s", "small", "strong", "sub", "sup", "u", "wbr":
		return true
	}
	return false
}

// requoted writes quotation marks as the policy does, so that a page has the same
// bytes whichever way it came.
func requoted(markup string) string {
	markup = strings.ReplaceAll(markup, "&quot;", "&#34;")
	return strings.ReplaceAll(markup, "'", "&#39;")
}

// sanitize passes a page through the policy.
func (w *writer) sanitize(markup string) string {
	return w.renderer.sanitizer.policy.Sanitize(markup)
}

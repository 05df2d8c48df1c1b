package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// An attribute is one an author gave, allowed and normalized.
type attribute struct{ name, value string }

// authorClasses are the classes the style sheet offers to authors. Any other
// class is put out with the prefix "u-".
func authorClass(class string) string {
	switch class {
	case "lead", "small", "wide", "narrow", "left", "right", "center", "border", "poem", "columns", "nowrap", "number", "gallery", "pullquote":
		return class
	}
	return "u-" + class
}

// allowAttribute normalizes an attribute an author gave to an element. It reports
// false when the attribute isn't allowed there or its value makes no sense.
func (p *page) allowAttribute(element, name, value string) (attribute, bool) {
	switch name {
	case "id":
		id := authorID(value)
		return attribute{name, id}, p.ids.take(id)
	case "class":
		classes := strings.Fields(value)
		kept := classes[:0]
		for _, class := range classes {
			if class = authorID(class); class != "" {
				kept = append(kept, authorClass(class))
			}
		}
		return attribute{name, strings.Join(kept, " ")}, len(kept) > 0
	case "lang":
		return attribute{name, value}, isLanguageTag(value)
	case "dir":
		value = strings.ToLower(value)
		return attribute{name, value}, value == "ltr" || value == "rtl" || value == "auto"
	case "title":
		return attribute{name, p.setter.set(value)}, value != ""
	case "width", "height":
		switch element {
		case "img", "video", "td", "th", "col", "table":
			return attribute{name, value}, isSize(value)
		}
	case "align":
		value = strings.ToLower(value)
		if value == "left" || value == "right" || value == "center" {
			return attribute{"class", "align-" + value}, true
		}
	}
	return attribute{}, false
}

// isLanguageTag reports whether s looks like a BCP 47 tag.
func isLanguageTag(s string) bool {
	if s == "" || len(s) > 35 {
		return false
	}
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, c := range []byte(part) {
			if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9') {
				return false
			}
		}
	}
	return true
}

// isSize reports whether s is a whole number of pixels, at most 4 digits.
func isSize(s string) bool {
	if s == "" || len(s) > 4 {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// addAttributes notes the allowed ones of an author's attributes for a node.
func (p *page) addAttributes(node ast.Node, element string, attrs []ast.Attribute) {
	for _, a := range attrs {
		var value string
		switch v := a.Value.(type) {
		case []byte:
			value = string(v)
		case string:
			value = v
		case float64:
			value = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			continue
		}
		name := string(bytes.ToLower(a.Name))
		if attr, ok := p.allowAttribute(element, name, value); ok {
			p.attrs[node] = mergeAttribute(p.attrs[node], attr)
		}
	}
}

// mergeAttribute adds an attribute to a list; classes are joined, up to a length
// beyond which nobody means them.
func mergeAttribute(list []attribute, attr attribute) []attribute {
	for i, have := range list {
		if have.name == attr.name {
			if attr.name == "class" && len(list[i].value) < longestAttributes {
				list[i].value += " " + attr.value
			}
			return list
		}
	}
	return append(list, attr)
}

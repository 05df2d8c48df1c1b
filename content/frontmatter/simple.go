package frontmatter

import (
	"strings"
	"unicode/utf8"
)

// parseSimple reads the YAML that nearly all front matter is: a key a line with
// a plain or quoted text, and flat lists. It is four times as fast as the full
// parser, takes time in proportion to the size, and knows tabs inside of
// quotes. ok is false for anything else, and the full parser decides; on what
// this one accepts both agree (a fuzz test holds that).
func parseSimple(b block) (tree node, ok bool) {
	tree = node{kind: kindMap, at: position{b.line, 1}}
	number := b.line - 1
	indent := -1 // of the items of the list being read
	for line := range strings.Lines(b.text) {
		number++
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" {
			continue
		}
		if !utf8.ValidString(line) || strings.ContainsAny(line, "\r\uFEFF\u0085\u2028\u2029") {
			return node{}, false
		}
		rest := strings.TrimLeft(line, " ")
		spaces := len(line) - len(rest)
		if item, isItem := strings.CutPrefix(rest, "- "); isItem && len(tree.entries) > 0 {
			list := &tree.entries[len(tree.entries)-1].value
			if list.kind == kindList && indent < 0 || list.kind == kindText || indent >= 0 && spaces != indent {
				return node{}, false
			}
			text, ok := simpleScalar(strings.TrimLeft(item, " "))
			if !ok || text == nil {
				return node{}, false
			}
			indent, list.kind = spaces, kindList
			list.items = append(list.items, node{kind: kindText, text: *text, at: position{number, spaces + 3}})
			continue
		}
		key, value, found := strings.Cut(rest, ":")
		if spaces > 0 || !found || !simpleKey(key) || value != "" && value[0] != ' ' {
			return node{}, false
		}
		value = strings.TrimLeft(value, " ")
		at := position{number, utf8.RuneCountInString(line) - utf8.RuneCountInString(value) + 1}
		e := entry{key: key, at: position{number, 1}}
		indent = -1
		if inside, isList := strings.CutPrefix(value, "["); isList {
			items, ok := simpleList(inside, at)
			if !ok {
				return node{}, false
			}
			e.value = node{kind: kindList, items: items, at: at}
		} else {
			text, ok := simpleScalar(value)
			if !ok {
				return node{}, false
			}
			if text != nil {
				e.value = node{kind: kindText, text: *text, at: at}
			}
		}
		tree.entries = append(tree.entries, e)
	}
	return tree, len(tree.entries) > 0
}

func simpleKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (i == 0 || c != '_' && c != '-' && c != '.' && (c < '0' || c > '9')) {
			return false
		}
	}
	return key != ""
}

// simpleScalar reads a text without escapes; nil is no value.
func simpleScalar(s string) (text *string, ok bool) {
	switch s {
	case "":
		return nil, true
	case "null", "Null", "NULL", "~":
		return nil, false
	}
	switch quote := s[0]; quote {
	case '"', '\'':
		inside := s[1:]
		if !strings.HasSuffix(inside, string(quote)) {
			return nil, false
		}
		inside = inside[:len(inside)-1]
		if quote == '\'' {
			if strings.Contains(strings.ReplaceAll(inside, "''", ""), "'") {
				return nil, false
			}
			inside = strings.ReplaceAll(inside, "''", "'")
			return &inside, true
		}
		return unescape(inside)
	}
	if strings.ContainsRune("!&*-?|>@%`\"'#{}[],:.+=<", rune(s[0])) || strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.Contains(s, "\t#") || strings.Contains(s, ":\t") || strings.HasSuffix(s, ":") {
		return nil, false
	}
	return &s, true
}

// unescape reads the inside of a text in double quotes.
func unescape(s string) (text *string, ok bool) {
	if !strings.ContainsAny(s, "\\\"") {
		return &s, true
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '"' {
			return nil, false
		}
		if c == '\\' {
			if i++; i == len(s) {
				return nil, false
			}
			at := strings.IndexByte(`\"/ abefnrtv0`, s[i])
			if at < 0 {
				return nil, false
			}
			c = "\\\"/ \a\b\x1b\f\n\r\t\v\x00"[at]
		}
		b.WriteByte(c)
	}
	out := b.String()
	return &out, true
}

// simpleList reads "a, b]" without nesting.
func simpleList(s string, at position) ([]node, bool) {
	s, closed := strings.CutSuffix(s, "]")
	if !closed || strings.ContainsAny(s, "[]{}:#&*!|>%@`\\\t") {
		return nil, false
	}
	var items []node
	if strings.TrimSpace(s) == "" {
		return nil, true
	}
	for part := range strings.SplitSeq(s, ",") {
		part = strings.Trim(part, " ")
		text, ok := simpleScalar(part)
		if !ok || text == nil || part[0] != '"' && part[0] != '\'' && strings.ContainsAny(part, `"'`) {
			return nil, false
		}
		items = append(items, node{kind: kindText, text: *text, at: at})
	}
	return items, true
}

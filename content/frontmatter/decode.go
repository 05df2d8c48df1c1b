package frontmatter

import (
	"cmp"
	"fmt"
	"strings"
)

// decode parses a block, and reads it line by line where that fails.
func (r *reader) decode(b block) node {
	top := position{b.line, 1}
	if !b.closed {
		r.problem(position{b.line - 1, 1}, "front-matter", "the front matter is not closed", "end it with a line like its first")
		return lines(b)
	}
	if len(b.text) > maxBlock {
		r.problem(top, "front-matter", fmt.Sprintf("the front matter is longer than %d KB", maxBlock>>10), "move the text below it")
		b.text = b.text[:maxBlock]
		return lines(b)
	}
	if !shallow(b.text) || b.format == formatTOML && dotted(b.text) {
		r.problem(top, "front-matter", fmt.Sprintf("the front matter is nested deeper than %d levels", maxDepth), "write a key a line")
		return lines(b)
	}
	var tree node
	var err *parseError
	switch b.format {
	case formatTOML:
		tree, err = parseTOML(b)
	case formatJSON:
		tree, err = parseJSON(b)
	default:
		tree, err = parseYAML(b)
	}
	if err != nil {
		r.problem(err.at, "front-matter", "the front matter cannot be read: "+err.message, cmp.Or(err.hint, "correct it; what stands there a key a line is used meanwhile"))
		return rest(tree, lines(b))
	}
	if tree.kind != kindMap && tree.kind != kindNull {
		r.problem(top, "front-matter", "the front matter is "+tree.kind.String()+", not keys with values", "write a key a line")
		return node{kind: kindMap}
	}
	return tree
}

// rest adds to what a parser read before it failed what was read line by line.
func rest(read, byLine node) node {
	if len(read.entries) == 0 {
		return byLine
	}
	for _, e := range byLine.entries {
		if read.first(plainKey(e.key)).key == "" {
			read.entries = append(read.entries, e)
		}
	}
	return read
}

// A parseError says why a block is not valid.
type parseError struct {
	at      position
	message string
	hint    string
}

// shallow tells whether a block is nested so little that a recursive parser
// may have it. It counts brackets without regard to quotes, and marks of block
// lists, so it may refuse what is only strange.
func shallow(text string) bool {
	brackets, questions := 0, 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimLeft(line, " -"), "?") {
			// The parser takes seconds for thousands of keys written so.
			if questions++; questions > maxDepth {
				return false
			}
		}
		marks, start := 0, true
		for i := range len(line) {
			switch c := line[i]; c {
			case '[', '{':
				if brackets++; brackets > maxDepth {
					return false
				}
				start = false
			case ']', '}':
				brackets = max(brackets-1, 0)
			case '-', '?', ':':
				if start {
					marks++
				}
			case ' ', '\t':
			default:
				start = false
			}
			if start && i > 8*maxDepth {
				return false // indented deeper than any real block
			}
		}
		if marks > maxDepth && strings.Contains(line, "- -") {
			return false
		}
	}
	return true
}

// dotted tells whether a key of TOML has more parts than the tables of a block
// may be deep. The parser takes minutes for a key of 30,000.
func dotted(text string) bool {
	for line := range strings.Lines(text) {
		key, _, assigned := strings.Cut(line, "=")
		if (assigned || strings.HasPrefix(strings.TrimSpace(line), "[")) && strings.Count(key, ".") > 2*maxDepth {
			return true
		}
	}
	return false
}

// lines reads "key: value" (or "key = value") a line, and lists below a key.
// It never fails.
func lines(b block) node {
	tree := node{kind: kindMap}
	separator := ":"
	if b.format == formatTOML {
		separator = "="
	}
	number := b.line - 1
	for line := range strings.Lines(b.text) {
		number++
		line = strings.TrimRight(line, " \t\r\n")
		trimmed := strings.TrimLeft(line, " \t")
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		if item, found := strings.CutPrefix(trimmed, "- "); found && len(tree.entries) > 0 {
			last := &tree.entries[len(tree.entries)-1].value
			if last.kind == kindNull || last.kind == kindList {
				last.kind = kindList
				last.items = append(last.items, node{kind: kindText, text: unquote(item), at: position{number, 1}})
			}
			continue
		}
		key, value, found := strings.Cut(trimmed, separator)
		if !found || b.format != formatJSON && trimmed != line || len(key) > 60 {
			continue
		}
		key = unquote(key)
		if fieldOf(key) == "" {
			continue
		}
		value = strings.TrimSpace(value)
		if b.format == formatJSON {
			value = strings.TrimSuffix(value, ",")
		}
		at := position{number, len([]rune(line)) - len([]rune(value)) + 1}
		tree.entries = append(tree.entries, entry{key: key, at: position{number, 1}, value: lineValue(value, at)})
		if len(tree.entries) > 1000 {
			break
		}
	}
	return tree
}

// lineValue reads a value that stands in one line: text or a flat list.
func lineValue(value string, at position) node {
	if value == "" || value == "|" || value == ">" {
		return node{at: at}
	}
	if inside, found := strings.CutPrefix(value, "["); found && strings.HasSuffix(inside, "]") {
		list := node{kind: kindList, at: at}
		for item := range strings.SplitSeq(strings.TrimSuffix(inside, "]"), ",") {
			if item = unquote(item); item != "" {
				list.items = append(list.items, node{kind: kindText, text: item, at: at})
			}
		}
		return list
	}
	return node{kind: kindText, text: unquote(value), at: at}
}

// unquote takes a pair of quotes off.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

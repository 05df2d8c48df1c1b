package frontmatter

import (
	"bytes"
	"regexp"
	"strings"
)

// A block is the front matter of a file, cut out but not parsed.
type block struct {
	format   format
	text     string // without fences
	line     int    // line of the file on which text starts
	body     []byte
	bodyLine int
	closed   bool // a closing fence was found
}

type format int

const (
	formatYAML format = iota
	formatTOML
	formatJSON
)

// keyLine matches a line that starts with a key of YAML.
var keyLine = regexp.MustCompile(`^["']?[\pL_][\pL\pN_.\- ]{0,60}["']?[ \t]*:([ \t]|$)`)

// split cuts the front matter off. ok is false when data does not start with one.
func split(data []byte) (b block, ok bool) {
	rest := bytes.TrimPrefix(data, []byte("\uFEFF"))
	line := 1
	for {
		first, tail, found := bytes.Cut(rest, []byte("\n"))
		if !found || len(bytes.TrimSpace(first)) > 0 {
			break
		}
		rest = tail
		line++
	}
	switch fence, tail := cutLine(rest); {
	case fence == "---":
		return splitFenced(formatYAML, tail, line+1)
	case fence == "+++":
		return splitFenced(formatTOML, tail, line+1)
	case len(rest) > 0 && rest[0] == '{':
		return splitJSON(rest, line)
	}
	return block{}, false
}

// cutLine returns the first line without trailing space, and what follows it.
func cutLine(data []byte) (line string, rest []byte) {
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	if len(head) > maxBlock {
		head = head[:maxBlock]
	}
	return strings.TrimRight(string(head), " \t\r"), rest
}

// splitFenced finds the end of a block between two fences; rest follows the
// first one, on the given line.
func splitFenced(f format, rest []byte, line int) (block, bool) {
	b := block{format: f, line: line}
	n := line
	for at := 0; at < len(rest); n++ {
		text, tail := cutLine(rest[at:])
		if f == formatTOML && text == "+++" || f == formatYAML && (text == "---" || text == "...") {
			b.text, b.body, b.bodyLine, b.closed = string(rest[:at]), tail, n+1, true
			return b, likely(b)
		}
		at = len(rest) - len(tail)
	}
	return splitUnclosed(b, rest)
}

// likely tells front matter from a thematic break that starts an article.
func likely(b block) bool {
	if b.format == formatTOML {
		return true
	}
	for text := range strings.Lines(b.text) {
		text = strings.TrimRight(text, " \t\r\n")
		if text == "" || strings.HasPrefix(strings.TrimLeft(text, " \t"), "#") {
			continue
		}
		return keyLine.MatchString(strings.TrimLeft(text, " \t")) || strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") && !strings.HasPrefix(text, "{{") && !strings.HasPrefix(text, "{%")
	}
	return true // nothing between the fences
}

// splitUnclosed takes the lines that can only be front matter when the closing
// fence was forgotten: up to the first line that is empty or no "key: value".
func splitUnclosed(b block, rest []byte) (block, bool) {
	n, at, known := b.line, 0, false
	for at < len(rest) && at < maxBlock {
		text, tail := cutLine(rest[at:])
		name, separated := strings.TrimSpace(text), keyLine.MatchString(text)
		if b.format == formatTOML {
			separated = strings.Contains(text, "=") && !strings.HasPrefix(name, "#")
		}
		continued := strings.HasPrefix(text, "  ") || strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "- ")
		if name == "" || !separated && (!continued || at == 0) {
			break
		}
		if key, _, _ := strings.Cut(name, map[bool]string{true: "=", false: ":"}[b.format == formatTOML]); separated && fieldOf(key) != "" {
			known = true
		}
		at = len(rest) - len(tail)
		n++
	}
	if !known {
		return block{}, false
	}
	b.text, b.body, b.bodyLine = string(rest[:at]), rest[at:], n
	return b, true
}

// splitJSON finds the end of an object at the start of a file.
func splitJSON(rest []byte, line int) (block, bool) {
	inside := bytes.TrimLeft(rest[1:], " \t\r\n")
	if len(inside) == 0 || inside[0] != '"' {
		return block{}, false // Liquid, a template, an attribute
	}
	b := block{format: formatJSON, line: line, closed: true}
	end := objectEnd(rest)
	if end <= 0 {
		if !jsonKey.Match(inside[:min(len(inside), 200)]) {
			return block{}, false
		}
		if end = brokenEnd(rest); !knownKey(rest[:end]) {
			return block{}, false // a sample of JSON, perhaps
		}
	}
	b.text = string(rest[:end])
	b.body = rest[end:]
	if tail, found := bytes.CutPrefix(bytes.TrimLeft(b.body, " \t\r"), []byte("\n")); found {
		end = len(rest) - len(tail)
		b.body = tail
	}
	b.bodyLine = line + bytes.Count(rest[:end], []byte("\n"))
	return b, true
}

// jsonKey matches a key of JSON at the start.
var jsonKey = regexp.MustCompile(`^"([^"\\\n]{1,60})"\s*:`)

// anyKey matches keys of JSON wherever they stand.
var anyKey = regexp.MustCompile(`"([^"\\\n]{1,60})"\s*:`)

// brokenEnd returns where an object that is not valid ends: behind the brace
// that closes it, or, where none does, at the first line that is empty or has
// no key.
func brokenEnd(data []byte) int {
	data = data[:min(len(data), maxBlock)]
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\' && i+1 < len(data) && data[i+1] != '\n':
			i++
		case c == '"':
			quoted = !quoted
		case c == '\n':
			quoted = false // no text of JSON goes on in the next line
			if blank(data[i+1:]) {
				i = len(data) // the text begins
			}
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	for at := 0; at < len(data); {
		text, tail := cutLine(data[at:])
		at = len(data) - len(tail)
		if text == "}" {
			return at
		}
	}
	at := 0
	for at < len(data) {
		text, tail := cutLine(data[at:])
		if text != "{" && !jsonKey.MatchString(strings.TrimLeft(text, " \t{")) {
			break
		}
		at = len(data) - len(tail)
	}
	return at
}

// knownKey tells whether a broken object has a key of front matter.
func knownKey(object []byte) bool {
	for _, m := range anyKey.FindAllSubmatch(object, 1000) {
		if fieldOf(string(m[1])) != "" {
			return true
		}
	}
	return false
}

// blank tells whether data starts with a line of spaces.
func blank(data []byte) bool {
	text, rest := cutLine(data)
	return text == "" && len(rest) < len(data)
}

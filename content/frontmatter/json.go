//go:build !js

package frontmatter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// parseJSON parses a JSON block. With a failure it returns what it read before.
func parseJSON(b block) (node, *parseError) {
	j := jsonTree{block: b, decoder: json.NewDecoder(strings.NewReader(b.text)), line: b.line}
	j.decoder.UseNumber()
	tree, err := j.value(0)
	if err == nil {
		return tree, nil
	}
	failure := &parseError{at: j.at(), message: "not valid JSON"}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		failure.message = syntax.Error()
	} else if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		failure.message = "the object is not closed"
	}
	return tree, failure
}

// A jsonTree reads JSON in order, with the positions of its values.
type jsonTree struct {
	block   block
	decoder *json.Decoder
	seen    int // offset up to which lines are counted
	line    int
	start   int // offset of the line's start
}

// at returns the position after the last token.
func (j *jsonTree) at() position {
	offset := min(int(j.decoder.InputOffset()), len(j.block.text))
	for ; j.seen < offset; j.seen++ {
		if j.block.text[j.seen] == '\n' {
			j.line++
			j.start = j.seen + 1
		}
	}
	return position{j.line, 1 + utf8.RuneCountInString(j.block.text[j.start:offset])}
}

func (j *jsonTree) value(depth int) (node, error) {
	if depth > maxDepth {
		return node{}, fmt.Errorf("nested deeper than %d levels", maxDepth)
	}
	token, err := j.decoder.Token()
	if err != nil {
		return node{}, err
	}
	at := j.at()
	switch v := token.(type) {
	case nil:
		return node{at: at}, nil
	case json.Delim:
		n := node{kind: kindList, at: at}
		if v == '{' {
			n.kind = kindMap
		}
		for j.decoder.More() {
			var e entry
			if n.kind == kindMap {
				key, err := j.decoder.Token()
				if err != nil {
					return n, err
				}
				e.key, _ = key.(string)
				e.at = j.at()
				e.at.column = max(e.at.column-utf8.RuneCountInString(e.key)-2, 1)
			}
			value, err := j.value(depth + 1)
			if err != nil {
				return n, err
			}
			if n.kind == kindMap {
				e.value = value
				n.entries = append(n.entries, e)
			} else {
				n.items = append(n.items, value)
			}
		}
		_, err := j.decoder.Token()
		return n, err
	}
	text := fmt.Sprint(token)
	at.column = max(at.column-utf8.RuneCountInString(text), 1)
	return node{kind: kindText, text: text, at: at}, nil
}

// objectEnd returns the length of the valid JSON object that data starts with,
// or 0. It is no deeper than [maxDepth] and no longer than [maxBlock].
func objectEnd(data []byte) int {
	if len(data) > maxBlock {
		data = data[:maxBlock]
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if depth++; depth > maxDepth {
				return 0
			}
		case json.Delim('}'), json.Delim(']'):
			if depth--; depth == 0 {
				return int(decoder.InputOffset())
			}
		}
	}
}

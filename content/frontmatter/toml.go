//go:build !js

package frontmatter

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// parseTOML parses a TOML block.
func parseTOML(b block) (tree node, failure *parseError) {
	if len(b.text) > maxFull {
		return node{}, &parseError{at: position{b.line, 1}, message: fmt.Sprintf("it is longer than %d KB", maxFull>>10)}
	}
	// The same net as for YAML.
	defer func() {
		if recover() != nil {
			failure = &parseError{at: position{b.line, 1}, message: "not valid TOML"}
		}
	}()
	var values map[string]any
	if _, err := toml.Decode(b.text, &values); err != nil {
		failure := &parseError{at: position{b.line, 1}, message: "not valid TOML"}
		var located toml.ParseError
		if errors.As(err, &located) {
			failure.at = position{b.line + max(located.Position.Line, 1) - 1, max(located.Position.Col, 1)}
			if located.Message != "" {
				failure.message = located.Message
			}
		}
		return node{}, failure
	}
	return tomlMap(values, tomlPositions(b)), nil
}

// tomlMap orders the keys as they stand in the file.
func tomlMap(values map[string]any, positions map[string]position) node {
	m := node{kind: kindMap}
	for key, value := range values {
		at := positions[key]
		m.entries = append(m.entries, entry{key: key, at: at, value: tomlNode(value, at, positions)})
	}
	slices.SortFunc(m.entries, func(a, b entry) int {
		if a.at != b.at {
			return a.at.line - b.at.line
		}
		return strings.Compare(a.key, b.key)
	})
	return m
}

func tomlNode(value any, at position, positions map[string]position) node {
	switch v := value.(type) {
	case map[string]any:
		m := tomlMap(v, positions)
		m.at = at
		return m
	case []any:
		l := node{kind: kindList, at: at}
		for _, item := range v {
			l.items = append(l.items, tomlNode(item, at, positions))
		}
		return l
	case []map[string]any:
		l := node{kind: kindList, at: at}
		for _, item := range v {
			l.items = append(l.items, tomlNode(item, at, positions))
		}
		return l
	case time.Time:
		layout := time.RFC3339
		switch v.Location().String() { // the decoder's names for times without a zone
		case "datetime-local":
			layout = "2006-01-02T15:04:05"
		case "date-local":
			layout = time.DateOnly
		case "time-local":
			layout = time.TimeOnly
		}
		return node{kind: kindText, text: v.Format(layout), at: at}
	}
	return node{kind: kindText, text: fmt.Sprint(value), at: at}
}

// tomlPositions finds the line on which each name is first given a value or a
// table; the decoder does not tell.
func tomlPositions(b block) map[string]position {
	found := map[string]position{}
	number := b.line - 1
	for line := range strings.Lines(b.text) {
		number++
		name, _, ok := strings.Cut(line, "=")
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "[") {
			name, ok = strings.Trim(trimmed, "[] \t"), true
		}
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(name, ".") {
			part = strings.Trim(part, " \t\"'")
			if _, taken := found[part]; !taken && part != "" {
				found[part] = position{number, 1}
			}
		}
	}
	return found
}

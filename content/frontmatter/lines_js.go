package frontmatter

// In the browser a block is read line by line where the simple parser does not
// take it: the full parsers of YAML, TOML and JSON weigh more than goldmark.

func parseYAML(b block) (node, *parseError) {
	if tree, ok := parseSimple(b); ok {
		return tree, nil
	}
	return lines(b), nil
}

func parseTOML(b block) (node, *parseError) { return lines(b), nil }

func parseJSON(b block) (node, *parseError) { return lines(b), nil }

// objectEnd leaves it to brokenEnd where an object ends.
func objectEnd([]byte) int { return 0 }

package importer

import (
	"fmt"
	"regexp"
	"strings"

	"lectern/content/frontmatter"
)

var (
	// headingLine matches a first-level heading.
	headingLine = regexp.MustCompile(`^#[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	// foreign matches what other systems put into Markdown and ours shows as text.
	foreign = regexp.MustCompile(`\{%.*?%\}|\{\{.*?\}\}|^!!! \w+|^:::\s*\w+`)
	// shownImage matches an image with its address.
	shownImage = regexp.MustCompile(`!\[[^\[\]]*\]\(<?([^\s()<>]+)`)
	// plainHeading removes the marks of inline Markdown.
	plainHeading = regexp.MustCompile("[*_`]+|!?\\[([^\\]]*)\\]\\([^)]*\\)")
)

// markdown reads Markdown of others: their front matter becomes ours, the text
// stays as it is, except that a first heading that says the title is not said
// again.
func (d *draft) markdown(text string) {
	meta, body, firstLine, problems := frontmatter.Parse(d.file, []byte(text))
	for _, p := range problems {
		d.guess(p.Line, p.Message, p.Hint)
	}
	for _, key := range frontmatter.Unread([]byte(text)) {
		d.guess(key.Line, fmt.Sprintf("the key %q of the front matter is left out", key.Name), "")
	}
	meta.Line = nil
	d.picture(meta.Image.Path, 0)
	d.meta = meta
	lines := strings.Split(string(body), "\n")
	fence := ""
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		if fence != "" {
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
			continue
		}
		if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
			fence = trimmed[:3]
			continue
		}
		if found := foreign.FindString(line); found != "" {
			d.guess(firstLine+i, fmt.Sprintf("%q is of another system and stays as text", found), "")
		}
		for _, m := range shownImage.FindAllStringSubmatch(line, -1) {
			d.picture(m[1], firstLine+i)
		}
		lines[i] = d.deadLinksOf(line, firstLine+i)
	}
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := headingLine.FindStringSubmatch(line)
		if m == nil {
			break
		}
		title := strings.Join(strings.Fields(plainHeading.ReplaceAllString(m[1], "$1")), " ")
		if d.meta.Title == "" && title != "" {
			d.meta.Title = title
			d.guess(firstLine+i, "the first heading is taken as the title", "")
		}
		if d.meta.Title == title {
			lines = lines[i+1:]
		}
		break
	}
	d.body = strings.Join(lines, "\n")
}

// deadLinksOf replaces dead links outside of code.
func (d *draft) deadLinksOf(line string, number int) string {
	if !strings.Contains(line, "](") || strings.HasPrefix(line, "    ") || strings.Contains(line, "`") {
		return line
	}
	return d.deadLinks(line, number)
}

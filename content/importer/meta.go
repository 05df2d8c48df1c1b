package importer

import (
	"strings"
	"time"
	"unicode"

	"lectern/content/frontmatter"
)

// writeMeta writes front matter in a fixed order, without keys that say
// nothing.
func writeMeta(m frontmatter.Meta) string {
	var b strings.Builder
	b.WriteString("---\n")
	field := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + quote(value) + "\n")
		}
	}
	list := func(key string, values []string) {
		if len(values) == 0 {
			return
		}
		b.WriteString(key + ":\n")
		for _, v := range values {
			b.WriteString("  - " + quote(v) + "\n")
		}
	}
	date := func(key string, t time.Time) {
		if t.IsZero() {
			return
		}
		layout := time.RFC3339
		if t.Nanosecond() == 0 && t.Location() == time.UTC && t.Equal(t.Truncate(24*time.Hour)) {
			layout = time.DateOnly
		}
		b.WriteString(key + ": " + t.Format(layout) + "\n")
	}
	shown := func(key, text string) { field(key, frontmatter.Escape(text)) }
	escaped := func(texts []string) []string {
		out := make([]string, len(texts))
		for i, text := range texts {
			out[i] = frontmatter.Escape(text)
		}
		return out
	}
	shown("title", m.Title)
	field("lang", m.Lang)
	date("date", m.Date)
	date("updated", m.Updated)
	date("publishDate", m.Publish)
	date("expiryDate", m.Expiry)
	if m.Draft {
		b.WriteString("draft: true\n")
	}
	shown("description", m.Description)
	field("slug", m.Slug)
	list("aliases", m.Aliases)
	field("translationKey", m.TranslationKey)
	list("topics", escaped(m.Topics))
	list("authors", escaped(m.Authors))
	if i := m.Image; i.Path != "" {
		b.WriteString("image:\n")
		field("  src", i.Path)
		shown("  alt", i.Alt)
		shown("  caption", i.Caption)
		shown("  credit", i.Credit)
	}
	switch {
	case m.Origin.Name != "" && m.Origin.URL != "":
		b.WriteString("source:\n")
		shown("  name", m.Origin.Name)
		field("  url", m.Origin.URL)
	case m.Origin.URL != "":
		field("source", m.Origin.URL)
	default:
		shown("source", m.Origin.Name)
	}
	b.WriteString("---\n")
	return b.String()
}

// quote writes a text in one line of YAML, bare where it can be nothing else.
func quote(s string) string {
	s = oneLine(s)
	bare := s != ""
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ' ' && !strings.ContainsRune("«»—–„“”’‘ʻʼ…№", r) && (i == 0 || !strings.ContainsRune(",.()!?/-_+%;", r)) {
			bare = false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		bare = false
	}
	if bare && !unicode.IsDigit([]rune(s)[0]) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

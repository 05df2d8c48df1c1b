package library

import (
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"lectern/content"
	"lectern/content/frontmatter"
	"lectern/content/slug"
)

// Scaffold returns the file of a new article: a name for it, and its text, which
// is front matter with what an editor fills in next.
func Scaffold(title string, lang content.Lang, now time.Time) (name string, data []byte) {
	title = strings.Join(strings.FieldsFunc(title, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	var b strings.Builder
	b.WriteString("---\n")
	b.WriteString("title: " + quoteYAML(frontmatter.Escape(title)) + "\n")
	b.WriteString("date: " + now.Format("2006-01-02") + "\n")
	if lang != "" {
		b.WriteString("lang: " + string(lang) + "\n")
	}
	b.WriteString("description: \"\"\ntopics: []\nauthors: []\ndraft: false\n---\n\n")
	return slug.Make(title) + ".md", []byte(b.String())
}

// Reserved reports names that an article's file cannot well have: the site
// keeps the address for itself, or the name stands for a folder or speaks about
// it.
func Reserved(name string) bool {
	stem := strings.TrimSuffix(name, path.Ext(name))
	return isReserved(stem) || isIndex(stem) || about(name)
}

// quoteYAML writes a text between double quotes: YAML reads \" \\ and \u as Go
// writes them, and Go leaves printable letters of every script alone.
func quoteYAML(s string) string { return strconv.Quote(strings.ToValidUTF8(s, "\uFFFD")) }

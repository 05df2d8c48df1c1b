package site

import (
	"fmt"
	"strings"

	"lectern/content"
	"lectern/content/transcript"
)

// textPath is where an article stands as Markdown.
func textPath(a *content.Article) string { return a.Path + "index.md" }

// machineTexts are the articles as Markdown, and llms.txt, which leads to them.
// Devices do not keep them, and no sitemap names them: they are the same texts.
func (e *edition) machineTexts() []file {
	files := []file{{name: "llms.txt", data: []byte(e.guide())}}
	for _, a := range public(e.lib.Articles) {
		name := textPath(a)[1:]
		print := e.printer.fingerprint(name, []string{a.Body.String(), e.textHead(a)})
		files = append(files, file{name: name, print: print, load: func() ([]byte, error) {
			body, err := transcript.Of(a.Body.String(), e.full(a.Path))
			if err != nil {
				return nil, err
			}
			return []byte(e.textHead(a) + body), nil
		}})
	}
	return files
}

// textHead is what stands above the text of an article: what its page says above
// it, in the form of front matter.
func (e *edition) textHead(a *content.Article) string {
	var b strings.Builder
	b.WriteString("---\n")
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, yamlText(value))
		}
	}
	line("title", a.Title)
	if a.Described {
		line("description", a.Summary)
	}
	line("lang", string(a.Lang))
	if !a.Date.IsZero() {
		fmt.Fprintf(&b, "date: %s\n", machineDate(a.Date))
	}
	if !a.Updated.IsZero() {
		fmt.Fprintf(&b, "updated: %s\n", machineDate(a.Updated))
	}
	for _, list := range []struct {
		key  string
		tags []content.Tag
	}{{"authors", a.Authors}, {"topics", a.Topics}} {
		if len(list.tags) > 0 {
			b.WriteString(list.key + ":\n")
		}
		for _, tag := range list.tags {
			b.WriteString("  - " + yamlText(tag.Name) + "\n")
		}
	}
	line("canonical", e.full(a.Path))
	line("site", e.siteName(a.Lang))
	line("source", a.Origin.URL)
	if a.Image != nil && a.Image.Source != "" {
		line("image", e.full(a.Image.Source))
	}
	b.WriteString("---\n\n# " + oneLine(a.Title) + "\n\n")
	return b.String()
}

// yamlText quotes a text as YAML's and JSON's strings do, but for letters, which
// stay. What YAML does not take in a stream (1.2.2, 5.1) is escaped.
func yamlText(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// oneLine is a text as a heading or the words of a link in Markdown.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "<", `\<`, "`", "\\`", "*", `\*`).Replace(text)
}

// mostGuided is how many articles of a language llms.txt names: its readers take
// it whole. The sitemap and the lists lead to the others.
const mostGuided = 100

// guide is llms.txt, in the form of llmstxt.org: the name of the site, what it
// is, and lists of links; what may be left out comes last.
func (e *edition) guide() string {
	var b strings.Builder
	b.WriteString("# " + oneLine(e.siteName(e.fallback)) + "\n\n")
	if text := e.description(e.fallback); text != "" {
		b.WriteString("> " + oneLine(text) + "\n\n")
	}
	b.WriteString("Each article is also there as Markdown: add index.md to its address.\n")
	item := func(name, path, note string) {
		fmt.Fprintf(&b, "- [%s](%s)", oneLine(name), e.full(path))
		if note != "" {
			b.WriteString(": " + oneLine(note))
		}
		b.WriteString("\n")
	}
	for _, lang := range e.languages {
		articles := public(e.articles[lang])
		if len(articles) == 0 {
			continue
		}
		b.WriteString("\n## " + oneLine(e.names[lang]) + "\n\n")
		for _, a := range articles[:min(len(articles), mostGuided)] {
			item(short(a.Title, mostHeadline), textPath(a), short(a.Summary, mostDescription))
		}
	}
	b.WriteString("\n## Optional\n\n")
	for _, lang := range e.languages {
		item(e.siteName(lang)+" ("+e.names[lang]+")", homePath(lang), "")
		for _, l := range e.listings(lang) {
			item(e.texts[lang].must(l.Text)+" ("+e.names[lang]+")", homePath(lang)+l.Text+"/", "")
		}
	}
	if e.origin != "" {
		item("All addresses", "/sitemap.xml", "")
		item("All feeds", "/feeds.opml", "")
	}
	return b.String()
}

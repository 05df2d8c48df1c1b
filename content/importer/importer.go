// Package importer turns files of other systems into articles of ours.
//
// In come plain text, HTML and Markdown, in UTF-8, UTF-16 or an old Cyrillic
// code page; out comes Markdown with front matter in YAML.
//
// Rules:
//   - Words are never changed, and none is lost: a reader of the page sees the
//     words of the file, in their order. What plain text writes with signs that
//     mean something in Markdown is escaped. Left out of HTML is only what no
//     reader reads: scripts, styles, forms, navigation.
//   - What the file does not say is guessed (title, language, date, direction,
//     encoding), and every guess is listed, with its line where it has one. A
//     description is taken where the source has one and never made up.
//   - Letters keep their code points: composing them is the page's business.
//   - Images stay files: [Result] names those beside the source.
//   - Links that lead nowhere, "[Источник](#)", become their words.
//   - Bounded: 16 MB a file; HTML nested too deeply to be a document is read as
//     the text between its tags.
package importer

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode"

	"lectern/content"
	"lectern/content/format"
	"lectern/content/frontmatter"
	"lectern/content/language"
	"lectern/content/slug"
)

// MaxFile is the size of the largest file read, in bytes. A book has 1 MB.
const MaxFile = 16 << 20

// A Result is an imported article.
type Result struct {
	Name    string // proposed file name: "rus.md"
	Data    []byte // Markdown with front matter
	Lang    content.Lang
	Title   string
	Images  []string          // files beside the source that the article shows: paths from its folder, none leads out
	Guesses []content.Problem // what was guessed and should be looked at
}

// Import converts the plain text, HTML or Markdown file of that name. Words are
// never changed. An error says why the file cannot be taken, and what to do: it
// is too large, or no text.
func Import(name string, data []byte) (Result, error) {
	name = strings.ReplaceAll(name, `\`, "/")
	if len(data) > MaxFile {
		return Result{}, TooLarge(int64(len(data)))
	}
	if f, known := noText(name, data); known {
		return Result{}, fmt.Errorf("it is %s, not text (%s)", f.Name, f.Advice)
	}
	d := draft{file: name}
	text, err := d.decode(data)
	if err != nil {
		return Result{}, err
	}
	switch kindOf(name, text) {
	case "html":
		d.html(text)
	case "markdown":
		d.markdown(text)
	default:
		d.plain(text)
	}
	return d.finish(), nil
}

// TooLarge is the error for a file of that many bytes, more than [MaxFile].
func TooLarge(bytes int64) error {
	return fmt.Errorf("it has %d MB, the limit is %d MB (cut it into several files)", bytes>>20, MaxFile>>20)
}

// noText returns the format of a file whose bytes are no text: they show it, or
// the name does. A picture may happen to have no byte that a text has not.
func noText(name string, data []byte) (format.Format, bool) {
	if f, known := format.ByContent(data); known {
		return f, true
	}
	f, known := format.ByName(name)
	return f, known && !f.Text
}

// kindOf tells the formats apart by the end of the name, and where that says
// nothing by the first bytes.
func kindOf(name, text string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx":
		return "markdown"
	}
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 200)]))
	if strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html") {
		return "html"
	}
	return "text"
}

// A draft is an article on its way.
type draft struct {
	file    string
	meta    frontmatter.Meta
	body    string // Markdown
	dir     string // direction the source names, or ""
	guesses []content.Problem
	images  []string
	has     map[string]bool // by name, of images
}

func (d *draft) guess(line int, message, hint string) {
	d.guesses = append(d.guesses, content.Problem{File: d.file, Line: line, Kind: "guess", Message: message, Hint: hint})
}

// datedName matches "2016-03-24-name".
var datedName = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[-_ ]+(.+)$`)

// finish settles language and date, and writes the file.
func (d *draft) finish() Result {
	stem := strings.TrimSuffix(path.Base(d.file), path.Ext(d.file))
	if m := datedName.FindStringSubmatch(stem); m != nil {
		if t, err := time.Parse(time.DateOnly, m[1]); err == nil && d.meta.Date.IsZero() {
			d.meta.Date = t
			d.guess(0, "the date "+m[1]+" is taken from the name of the file", "")
		}
	}
	lang := d.language(stem)
	d.meta.Lang = string(lang)
	d.meta.Title = oneLine(d.meta.Title)
	if d.meta.Title == "" {
		d.meta.Title = oneLine(strings.NewReplacer("_", " ", "-", " ").Replace(strings.ToValidUTF8(stem, "\uFFFD")))
		if d.meta.Title == "" {
			d.meta.Title = "Untitled"
		}
		d.guess(0, fmt.Sprintf("the title %q is taken from the name of the file", d.meta.Title), "give it one in the front matter")
	}
	if lang != "" && d.dir != "" && d.dir != lang.Dir() {
		d.guess(0, fmt.Sprintf("the source is set %s, the language %s is set %s", d.dir, lang, lang.Dir()), "check lang")
	}
	content.SortProblems(d.guesses)
	return Result{
		Name:    fileName(stem, d.meta.Title),
		Data:    []byte(writeMeta(d.meta) + "\n" + strings.Trim(d.body, "\n") + "\n"),
		Lang:    lang,
		Title:   d.meta.Title,
		Images:  d.images,
		Guesses: d.guesses,
	}
}

// language takes what the source says, then the path, the name, the text.
func (d *draft) language(stem string) content.Lang {
	text := d.meta.Title + "\n" + d.body
	detected, sure := language.Detect(text)
	if d.meta.Lang != "" {
		if lang, ok := language.Parse(d.meta.Lang); ok {
			if sure && detected.Base() != lang.Base() {
				d.guess(0, fmt.Sprintf("the source says %s, the text looks like %s", lang, detected), "check lang")
			}
			return lang
		}
		d.guess(0, fmt.Sprintf("%q is not a language", d.meta.Lang), "")
	}
	named, ok := language.Parse(stem)
	if !ok || sure && detected.Base() != named.Base() {
		named, _, ok = language.FromPath(d.file)
	}
	switch {
	case ok:
		d.guess(0, fmt.Sprintf("the language %s is taken from the name of the file", named), "")
		return named
	case sure:
		d.guess(0, fmt.Sprintf("the language %s is guessed from the text", detected), "")
		return detected
	}
	d.guess(0, "the language is not known", "add lang to the front matter")
	return ""
}

// oneLine drops what a title cannot have: line ends, controls, invisible marks
// at its ends.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\uFEFF':
			return ' '
		case r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069':
			return -1 // the reader of front matter drops them too
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// noName matches names that were made by a program: numbers, hashes.
var noName = regexp.MustCompile(`(?i)^(index|default|untitled|document|page|post|article|file|text|readme|[0-9_\-. ]*|.*[0-9a-f]{12,}.*)$`)

// fileName proposes the name of the file, by the old name where it says
// something, else by the title.
func fileName(stem, title string) string {
	if noName.MatchString(stem) {
		stem = title
	}
	return slug.Make(stem) + ".md"
}

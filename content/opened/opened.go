// Package opened turns a file of the reader's own into what a page can show. It
// is linked into the second browser program, which runs in a worker of its
// own and is loaded only when a reader opens a file.
//
// Rules:
//   - The file is read as the importer reads one: UTF-8, UTF-16 or an old code
//     page, front matter apart, the language guessed from the text.
//   - It is rendered and sanitized by package markdown, as authors' files are.
//     Nothing of it is fetched: pictures are their words, or links to them.
//   - What comes out is no HTML but a list of steps, so that no text of a
//     stranger's is ever parsed as HTML in a page of the site.
//
// # The answer
//
// UTF-8 records, a NUL between two. The first character says what one is:
//
//	T title                 first of a text; without it the file was refused
//	L language              a tag; absent when unknown
//	D direction             "ltr", "rtl" or "auto"
//	E encoding              absent for UTF-8
//	P kind line column      a problem, "P refused 12 1"; line 0: of the whole file
//	< name                  an element begins
//	@ name=value            an attribute of it
//	"text                   a text
//	>                       the innermost element ends
//
// There is a space after each capital and none after the signs. "<p", `"Text`,
// ">" is a paragraph. Elements without content are ended too. A text holds no NUL.
//
// Kinds of problems: "large", "empty", "binary" (the bytes are no text) and "refused"
// (nested too deeply) are of a file that is not shown; "picture", "link" and "comment"
// say what of a text is not shown as it was meant.
package opened

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"lectern/content"
	"lectern/content/charset"
	"lectern/content/frontmatter"
	"lectern/content/language"
	"lectern/content/markdown"
)

// MostBytes is the largest file that is opened: the limit of package markdown.
const MostBytes = 4 << 20

// A Renderer renders files. It is safe for concurrent use.
type Renderer struct{ markdown *markdown.Renderer }

// New returns a renderer.
func New() *Renderer { return &Renderer{markdown.New()} }

// Render renders a file into the records of the package's comment. The name
// says by its end whether the file is Markdown; a text without a name is plain.
func (r *Renderer) Render(name string, data []byte) []byte {
	var a answer
	switch {
	case len(data) > MostBytes:
		a.problem("large", 0, 0)
		return a.bytes()
	case len(bytes.TrimSpace(data)) == 0:
		a.problem("empty", 0, 0)
		return a.bytes()
	}
	text, encoding, sure := charset.Decode(data)
	if encoding != "" && !sure {
		a.problem("binary", 0, 0)
		return a.bytes()
	}
	src := markdown.Source{File: "file", Text: text, FirstLine: 1, Plain: plain(name)}
	var meta frontmatter.Meta
	if !src.Plain {
		meta, src.Text, src.FirstLine, _ = frontmatter.Parse("file", text)
	}
	src.Title = meta.Title
	src.Lang, _ = language.Detect(string(sample(src.Text)))
	doc, problems := r.markdown.Render(src, outside{})
	if doc != nil {
		a.head("T", titleOf(doc, name))
		a.head("L", string(src.Lang))
		a.head("D", direction(src.Lang))
		a.head("E", encoding)
	}
	for _, p := range problems {
		if kind := kindOf(p.Kind, doc == nil); kind != "" {
			a.problem(kind, p.Line, p.Column)
		}
	}
	if doc != nil {
		a.tree(doc.HTML.String())
	}
	return a.bytes()
}

// plain reports whether a file is not Markdown.
func plain(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return false
	}
	return true
}

// sample is the beginning of a text, enough to tell its language.
func sample(text []byte) []byte { return text[:min(len(text), 64<<10)] }

// titleOf is the title that the text gives itself, or the name of its file.
func titleOf(doc *markdown.Document, name string) string {
	stem := strings.TrimSpace(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	if stem = strings.ToValidUTF8(strings.ReplaceAll(stem, "\x00", ""), ""); doc.TitleGuessed && name != "" && stem != "" {
		return stem
	}
	return doc.Title
}

func direction(lang content.Lang) string {
	if lang == "" {
		return "auto"
	}
	return lang.Dir()
}

// kindOf sorts problems by what they mean to somebody who only reads: of those
// that an editor would mend most are none.
func kindOf(kind string, refused bool) string {
	switch kind {
	case "refused":
		return "refused"
	case "bad-encoding":
		if refused {
			return "binary"
		}
	case "remote-image", "missing-image", "bad-image":
		return "picture"
	case "broken-link", "dead-link", "unsafe-link", "bad-scheme":
		return "link"
	case "unclosed-comment":
		return "comment"
	}
	return ""
}

// mostProblems is how many are told: nobody reads more.
const mostProblems = 50

// An answer is the records so far.
type answer struct {
	out      []byte
	problems int
}

func (a *answer) record(kind, value string) {
	if len(a.out) > 0 {
		a.out = append(a.out, 0)
	}
	a.out = append(append(a.out, kind...), value...)
}

func (a *answer) head(kind, value string) {
	if value != "" || kind == "T" {
		a.record(kind+" ", value)
	}
}

func (a *answer) problem(kind string, line, column int) {
	if a.problems++; a.problems <= mostProblems {
		a.record("P ", kind+" "+strconv.Itoa(line)+" "+strconv.Itoa(column))
	}
}

func (a *answer) bytes() []byte { return a.out }

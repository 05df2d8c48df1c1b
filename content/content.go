// Package content is the model every other package speaks in: articles, the
// references between them, problems found in them, languages.
//
// Rules:
//   - Standard library only: the package is linked into the browser program.
//   - Values are plain data, complete once made; nothing here reads files.
//   - Paths of pages ("/ru/slug/") are absolute within the site, always end in
//     a slash, and never carry the base path of the host. Paths of source files
//     ("news/a.md") are relative to the library folder, with forward slashes.
package content

import "time"

// An Article is one source file, parsed and rendered, with all that its page
// shows.
type Article struct {
	Source string // file in the library folder: "news/customs.md"
	Lang   Lang   // language of the text
	Slug   string // last part of the path, never empty: "customs"
	Path   string // page in the site: "/ru/customs/"

	Title       string // plain text, typographically set
	Summary     string // plain text, one paragraph; may be empty
	Described   bool   // Summary is the author's; otherwise it is cut from the beginning of Text
	Body        HTML   // the rendered text, without the title
	Text        string // Body as plain text, paragraphs separated by a newline: for search and counting
	Headings    []Heading
	Words       int // number of words in Text
	Minutes     int // reading time in whole minutes, at least 1
	Date        time.Time
	Updated     time.Time // zero when never, or not after Date
	Draft       bool
	Authors     []Tag
	Topics      []Tag
	Image       *Image
	Origin      Origin   // where the text first appeared; zero when here
	Aliases     []string // former paths that redirect here: "/old/name/"
	Translation string   // key shared by translations of one article; may be empty

	Translations []Ref // the same article in other languages, in site order
	Related      []Ref // most related first, same language, never translations
	Previous     *Ref  // the next older article of the language
	Next         *Ref  // the next newer one
}

// Ref returns what a link to the article shows.
func (a *Article) Ref() Ref {
	return Ref{
		Lang: a.Lang, Path: a.Path, Title: a.Title, Summary: a.Summary,
		Date: a.Date, Minutes: a.Minutes, Image: a.Image, Topics: a.Topics, Authors: a.Authors,
	}
}

// A Ref is a link to an article with what a list shows of it.
type Ref struct {
	Lang    Lang
	Path    string
	Title   string
	Summary string
	Date    time.Time
	Minutes int
	Image   *Image
	Topics  []Tag
	Authors []Tag
}

// A Heading is a section heading of an article's text.
type Heading struct {
	ID    string // fragment identifier, unique in the article
	Level int    // 2 to 6 (1 only when the author wrote a second first-level heading)
	Text  string // plain text
}

// A Tag is a topic or an author as one article names it.
type Tag struct {
	Slug string // "central-asia"; equal slugs are the same tag
	Name string // "Центральная Азия", in the language of the article
}

// An Image is a picture with what it needs to be shown without moving the page.
type Image struct {
	Source   string // address in the site, without base path: "/assets/photo.0a1b2c3d.jpg"
	Width    int    // pixels; 0 when unknown
	Height   int    // pixels; 0 when unknown
	Alt      string
	Caption  string // plain text
	Credit   string // plain text
	Variants []Variant
}

// A Variant is a smaller copy of an image.
type Variant struct {
	Source string
	Width  int // pixels
}

// An Origin names the publication a text comes from.
type Origin struct {
	Name string
	URL  string // absolute http(s) address, or empty
}

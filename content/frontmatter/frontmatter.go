// Package frontmatter reads the metadata at the head of an article's file.
//
// # Format
//
// A file may start (after a byte order mark and empty lines) with one block:
//
//	---              +++                {
//	title: Name      title = "Name"       "title": "Name"
//	---              +++                }
//
// in YAML, TOML or JSON. YAML may also end with "...". Everything after the
// block is the body. Keys are read without regard to case, hyphens and
// underscores ("publishDate" is "publish_date"), and may also stand in a map
// named "params":
//
//	title                                     text
//	description, summary, excerpt             text: the first of these that is not empty
//	date, pubdate                             date
//	lastmod, updated, modified,
//	last_modified_at                          date
//	publishDate, expiryDate                   date: not shown before, not shown from then on
//	draft; published                          true or false
//	slug                                      text
//	aliases, redirect_from; url, permalink    paths of pages that redirect here
//	lang, language, locale                    tag, as written
//	translationKey                            text shared by translations
//	tags, topics, categories, category        list, or text separated by commas; their union
//	keywords                                  the same, only where none of these is set
//	author, authors, byline                   name, list of names, or list of maps with "name"
//	image, cover, hero, thumbnail, images,
//	featured_image, feature_image             path, or map with src (url, path, image), alt, caption, credit
//	image_alt, image_caption, image_credit    text
//	source                                    address, name, or map with name and url
//
// Titles, descriptions, captions, credits and names are text as readers see it:
// references of HTML ("&lt;", "&amp;") are what they stand for, and tags of HTML
// in pairs ("<em>word</em>") go; "a < b" and "vector<int>" stay. [Escape] writes
// a text so that it is read as it is.
//
// Dates are written in any of the ways [Date] knows. Other keys are ignored,
// except that a key one slip away from a known one is reported, in the maps of
// image and source too. A change before the date is reported and not taken; an
// expiryDate before the publishDate is reported.
//
// # Rules
//
//   - Nothing is an error. What cannot be used is a [content.Problem] with its
//     line, and the rest is taken.
//   - Text is never lost: where a block cannot be parsed, the body is what
//     follows its end, and what a reader would see in lines "key: value" is
//     taken. A thematic break and Liquid at the start of a text are body.
//   - Controls and the marks that turn the direction of what follows (U+202A to
//     U+202E, U+2066 to U+2069) are dropped from every text; joiners stay.
//   - Bounded: a block above 64 KB (16 KB where it is more than a key a line), nested deeper than 32, or with aliases that
//     unfold to more than 10,000 values is not parsed but read line by line.
package frontmatter

import (
	"time"

	"lectern/content"
)

const (
	maxBlock  = 64 << 10 // bytes of a block; the longest of 5,700 real ones has 27 KB
	maxDepth  = 32       // nesting of a block; three are usual
	maxFull   = 16 << 10 // bytes of a block given to a full parser, which may take time by the square of the size
	maxValues = 10_000   // values of a block after its aliases are unfolded
)

// Meta is what the front matter says. Absent keys leave zero values.
type Meta struct {
	Title          string
	Description    string
	Date           time.Time
	Updated        time.Time
	Publish        time.Time // not shown before
	Expiry         time.Time // not shown from then on
	Draft          bool
	Slug           string
	Aliases        []string
	Lang           string // as written
	TranslationKey string
	Topics         []string
	Authors        []string
	Image          Image
	Origin         content.Origin
	Line           map[string]int // line of the file each known key stands on, by the field's name in lower case ("title")
	Local          []string       // dates that name no zone, and so are in UTC: "date", "updated", "publish", "expiry"
}

// Image is the lead image as the author names it.
type Image struct{ Path, Alt, Caption, Credit string }

// Parse splits data into front matter and body. firstLine is the line of the
// file on which body starts. Without front matter meta is zero and body is data.
func Parse(file string, data []byte) (meta Meta, body []byte, firstLine int, problems []content.Problem) {
	b, ok := split(data)
	if !ok {
		return Meta{}, data, 1, nil
	}
	r := reader{file: file}
	tree := r.decode(b)
	r.meta.Line = map[string]int{}
	r.fields(tree)
	content.SortProblems(r.problems)
	return r.meta, b.body, b.bodyLine, r.problems
}

// A Key is a key of a front matter and the line it stands on.
type Key struct {
	Name string
	Line int
}

// Unread returns the keys of the front matter of data that [Parse] makes
// nothing of, in their order.
func Unread(data []byte) []Key {
	b, ok := split(data)
	if !ok {
		return nil
	}
	var keys []Key
	var walk func(n node, prefix string)
	walk = func(n node, prefix string) {
		for _, e := range n.entries {
			switch fieldOf(e.key) {
			case "":
				keys = append(keys, Key{prefix + seen(e.key), e.at.line})
			case "params":
				if prefix == "" {
					walk(e.value, "params.")
				}
			}
		}
	}
	walk((&reader{}).decode(b), "")
	return keys
}

// A reader fills in a Meta and collects problems.
type reader struct {
	file     string
	meta     Meta
	problems []content.Problem
}

func (r *reader) problem(at position, kind, message, hint string) {
	r.problems = append(r.problems, content.Problem{
		File: r.file, Line: at.line, Column: at.column, Kind: kind, Message: message, Hint: hint,
	})
}

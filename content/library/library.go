// Package library loads a folder of articles: which files there are, what each
// is called, in which language, and how they belong together.
//
// Rules:
//   - Nothing an author writes makes loading fail. What is wrong becomes a
//     problem with file, line and hint; the rest of the library is loaded.
//   - The same folder gives the same library, whatever the order in which
//     workers finish: pages are named before any text is rendered, and
//     results are put together in the order of the files.
//   - Nothing outside the folder is read, and symbolic links are not followed:
//     what is called like an article and is none of the folder's files is told.
//   - A text is kept once: as the article. Files are read again when needed.
//
// # Which files are articles
//
// Files named *.md, *.markdown or *.txt at any depth, except hidden ones
// (.name, name~, #name), those in node_modules, and those lectern.yaml excludes. Not
// articles, unless they have front matter or there is nothing else: README.md,
// notices and the like at the root of the folder; LICENSE, CONTRIBUTING and
// their kind, when in capitals, anywhere; robots.txt, requirements.txt and
// other text files that programs read. In other folders README.md is, like
// index.md, the article of the folder. A link to the README of the root leads
// to the home page.
//
// # What an article is called
//
// Its address is /<language>/<slug>/. The slug is that of the front matter, or
// the file's name without date and language: "2016-03-24-name.ru.md" is
// "name". Within a language the first file, by path, keeps its slug; others
// get a number, as do slugs the site needs itself ("search", "2016").
//
// The language is the one the front matter names, the path ("uz/name.md",
// "name.uz.md"), or the text; else the default language, which is configured
// or the one with most articles.
//
// # When an article is shown
//
// From its publishDate on, or where it has none from its date on, until its
// expiryDate. What is held back is no problem; [Library.Held] has it. A date
// without a zone, in a folder without "timezone", is that of any zone: an
// article dated today is not missing in the half of the world where it is today
// already. publishDate is then UTC, since it is a promise not to be early.
//
// # lectern.yaml
//
// Every key is optional, and so is the file:
//
//	title: {ru: Вести, en: News}     # a text, or a text by language
//	description: All that is new
//	base_url: https://news.example/
//	languages: [ru, uz, uz-Cyrl]     # order of languages; texts are guessed to be in one of them that has their script
//	default_language: ru
//	exclude: [drafts/, "*.txt", "!about.txt"]   # as in .gitignore
//	accent: "#b3261e"
//	screenshots:                     # shown where the site is offered to be installed: PNG, JPEG or WebP, 320 to 3840 pixels a side
//	  - images/phone.png             # higher than wide: of a phone
//	  - {file: images/desktop.webp, text: {ru: Статья, en: An article}}
//	partners: ["https://partner.example"]       # may embed articles; "*" for everyone
//	gone: [/ru/withdrawn/]           # articles that were removed: their addresses say so, and so do embeds of them
//	timezone: Asia/Tashkent          # of dates that name none; else UTC
//	future: true                     # articles with a date to come are shown at once
//	cards: false                     # no pictures of titles for where articles are linked to
//	indexnow: 0a1b2c3d4e5f           # key for telling search engines of changes: 8 to 128 letters, digits, "-"
//	authors:                         # names by language, by slug or name as written
//	  jane: {ru: Джейн Доу, en: Jane Doe}
//	topics:
//	  economy: {ru: Экономика, en: Economy}
package library

import (
	"io/fs"
	"time"

	"lectern/content"
)

// Options says what to load.
type Options struct {
	FS       fs.FS                 // the folder
	Base     string                // base path of the site, "/" or "/sub/": put before every address in article HTML and images
	Now      func() time.Time      // what the time is when the folder is loaded, for dates to come; nil for the clock
	Drafts   bool                  // include drafts and articles to come
	Once     bool                  // the folder is loaded once: nothing is remembered for the next time
	Progress func(done, total int) // called after each file, from one goroutine at a time; may be nil
}

// A Library is a loaded folder.
type Library struct {
	Config    Config
	Languages []content.Lang             // languages with articles, in site order: configured order, then by number of articles
	Default   content.Lang               // language of the site's root
	Articles  []*content.Article         // newest first; undated after dated, by source
	Topics    map[content.Lang][]Listing // most articles first
	Authors   map[content.Lang][]Listing // by name
	Years     map[content.Lang][]Listing // newest first; slug and name are the year
	Files     []File                     // images and other files articles use, by path
	Redirects []Redirect                 // aliases, by From
	Held      []Held                     // articles whose time is to come, by it
	Shots     []Shot                     // screenshots, as configured
	Problems  []content.Problem          // sorted
}

// A Listing is the articles that share a topic, an author or a year.
type Listing struct {
	content.Tag
	Path     string // "/ru/topics/economy/"
	Articles []*content.Article
}

// A File is written into the site as it is.
type File struct {
	Path     string // in the site, without leading slash: "assets/photo.0a1b2c3d.jpg"
	Width    int    // of an image, in pixels; else 0
	Original string // path of the image that this is a smaller copy of
	Data     func() ([]byte, error)
}

// A Held is an article that is held back until its time. With drafts it is in
// the library, as a draft.
type Held struct {
	Source string
	Until  time.Time
}

// A Redirect leads from a former path to an article.
type Redirect struct{ From, To string }

// Config is lectern.yaml. Its zero value is what a folder without one has.
type Config struct {
	Title       Text
	Description Text
	BaseURL     string
	Languages   []content.Lang
	Default     content.Lang
	Exclude     []string // glob patterns as in .gitignore
	Accent      string   // "#b3261e"
	Screenshots []Screenshot
	Partners    []string // origins that may embed; "*" for everyone; nil when nothing is said, empty for nobody
	NoCards     bool     // no pictures for where pages are linked to
	IndexNow    string   // key by which search engines are told of changes; "" for none
	Timezone    string   // "Asia/Tashkent": of dates that name no zone; "" for UTC
	Future      bool     // articles dated in the future are shown at once
	Gone        []string // paths of articles that were removed: "/ru/customs/"; sorted
	Authors     map[string]Text
	Topics      map[string]Text
}

// Text is a text by language; the key "" is for every language.
type Text map[content.Lang]string

package site

import (
	"html/template"

	"lectern/content"
)

// A shell is what every page has around its main part.
type shell struct {
	Lang        content.Lang // of the page
	Dir         string
	UILang      content.Lang // of the interface texts
	UI          *mark        // set when that is another language
	Name        *mark        // of the site's name, among words of the page
	Brand       *mark        // of the site's name, among words of the interface
	Base        string
	Build       string
	Texts       string
	SearchPage  string
	SearchIndex string
	Live        bool
	NoWorker    bool
	Kind        string // data-page

	Policy     string
	Theme      template.JS
	Style      string
	Boot       string
	Program    string
	ToolsStyle string
	Exec       string
	Opener     string // script of the worker that renders files of the reader's own
	Icon       string
	Touch      string
	Webapp     string

	Site      string
	Home      string
	Nav       []link
	Languages []languageLink
	Head      head
}

// head is the metadata of a page.
type head struct {
	Title       string   // of the document
	Headline    string   // for sharing: without the site's name
	Locale      string   // as Open Graph has it: "ru_RU"
	Locales     []string // of the other versions
	Description string
	Canonical   string
	NoIndex     bool
	Alternates  []alternate
	Type        string // Open Graph: "website" or "article"
	Preview     preview
	Section     string   // first topic of an article
	Tags        []string // its topics
	Writers     []string // addresses of its authors' pages
	Text        string   // address of the Markdown
	Published   string
	Modified    string
	Feeds       []feedLink
	OEmbed      string // address of the answers, without .json or .xml
	Newer       string // rel="prev"
	Older       string // rel="next"
	Data        []template.JS
}

// alternate is the same page in another language.
type alternate struct{ Lang, Href string }

// feedLink leads to a feed of what the page shows.
type feedLink struct {
	JSON        bool // a JSON Feed, not Atom
	Title, Href string
}

// mark is the language of an element that differs from what is around it.
type mark struct {
	Lang content.Lang
	Dir  string
}

// languageLink is a way to another language of the page.
type languageLink struct {
	Lang    content.Lang
	Dir     string
	Name    string
	Href    string
	Current bool
}

type link struct {
	Href  string
	Text  string
	Mark  *mark
	Count int
}

// moment is a date, for machines and in words.
type moment struct{ Machine, Text string }

// picture is an image with what it needs to be shown.
type picture struct {
	Source  string
	Set     template.Srcset
	Width   int
	Height  int
	Alt     string
	Caption string
	Credit  string
}

// entry is an article in a list.
type entry struct {
	Href    string
	Title   string
	Summary string
	Mark    *mark
	Date    *moment
	Minutes int
	Image   *picture
}

// pager leads to the neighbouring pages of a list.
type pager struct {
	Number       int // counted from the oldest; 0 for the first page
	Newer, Older string
}

type homeView struct {
	shell
	Description string
	Lead        *entry
	Entries     []entry
	Topics      []link
	MoreTopics  string
	Years       []link
	Pager       *pager
}

type listView struct {
	shell
	Label   string // key of the word above the heading: "topic"
	Parent  string // list it belongs to
	Heading string
	Key     string // key of the heading when it is an interface text
	Count   int
	Entries []entry
	Pager   *pager
}

type indexView struct {
	shell
	Key   string // key of the heading
	Links []link
}

type articleView struct {
	shell
	Title        string
	Summary      string
	Body         template.HTML
	Draft        bool
	Topics       []link
	Authors      []link
	Date         *moment
	Updated      *moment
	Minutes      int
	Image        *picture
	Outline      []section
	Origin       *link
	Translations []languageLink
	Related      []entry
	Previous     *entry
	Next         *entry
	Embed        string // address of the page for partners
}

// section is an entry of the outline with those below it.
type section struct {
	Href  template.HTMLAttr // the whole attribute
	Text  string
	Parts []section
}

// toolView is the search page, the reader's library, the page for no connection
// or that for no such page.
type toolView struct {
	shell
	Lists []link
}

// libraryView is the reader's library.
type libraryView struct {
	toolView
	OpenPage string // empty when a site has none
}

// openView is the page for files of the reader's own.
type openView struct {
	toolView
	OpenStyle string
	Script    string
	Renderer  string // the program
	Size      string // of it, compressed, in megabytes
	Most      int    // bytes of a file
	Kept      bool   // the program, once it was used
}

type redirectView struct {
	shell
	Target string
	Title  string
	Mark   *mark
}

package site

import (
	"cmp"
	"html/template"
	"slices"

	"golang.org/x/text/language/display"

	"golang.org/x/text/language"

	"lectern/content"
	"lectern/content/library"
	"lectern/content/search"
)

// An edition is one rendering of a library: the library with what its pages
// look up.
type edition struct {
	address
	opts      Options
	printer   printer
	lib       *library.Library
	assets    *assets
	templates *templates
	studio    *studio
	build     string // version of the shells, which all pages carry
	shells    map[content.Lang]keptShell
	fallback  content.Lang                        // language of the root
	languages []content.Lang                      // of the library; at least one
	texts     map[content.Lang]*texts             // of the pages in a language
	articles  map[content.Lang][]*content.Article // newest first
	topics    map[content.Lang]map[string]string  // paths by slug
	authors   map[content.Lang]map[string]string  // paths by slug
	versions  map[string]map[content.Lang]string  // other languages of a page, by its path
	names     map[content.Lang]string             // of languages, in themselves
}

func newEdition(r *Renderer, lib *library.Library) (*edition, error) {
	e := &edition{
		address: r.address, opts: r.opts, printer: r.printer, lib: lib, assets: r.assets, templates: r.templates, studio: r.studio,
		fallback:  lib.Default,
		languages: lib.Languages,
		texts:     map[content.Lang]*texts{},
		articles:  map[content.Lang][]*content.Article{},
		topics:    map[content.Lang]map[string]string{},
		authors:   map[content.Lang]map[string]string{},
		versions:  map[string]map[content.Lang]string{},
		names:     map[content.Lang]string{},
	}
	if e.fallback == "" {
		e.fallback = "en"
	}
	if !slices.Contains(e.languages, e.fallback) {
		e.languages = append(slices.Clone(e.languages), e.fallback)
	}
	for _, lang := range e.languages {
		t := nearestTexts(r.texts, lang, e.fallback)
		e.texts[lang] = t
		e.topics[lang] = paths(lib.Topics[lang])
		e.authors[lang] = paths(lib.Authors[lang])
		e.names[lang] = languageName(lang, t)
	}
	for _, a := range lib.Articles {
		e.articles[a.Lang] = append(e.articles[a.Lang], a)
	}
	for _, groups := range []map[content.Lang][]library.Listing{lib.Topics, lib.Authors, lib.Years} {
		e.joinVersions(groups)
	}
	if err := e.makeShells(); err != nil {
		return nil, err
	}
	return e, nil
}

func paths(listings []library.Listing) map[string]string {
	m := make(map[string]string, len(listings))
	for _, l := range listings {
		m[l.Slug] = l.Path
	}
	return m
}

// joinVersions finds the lists of other languages with the same slug.
func (e *edition) joinVersions(groups map[content.Lang][]library.Listing) {
	same := map[string]map[content.Lang]string{}
	for _, lang := range e.languages {
		for _, l := range groups[lang] {
			if same[l.Slug] == nil {
				same[l.Slug] = map[content.Lang]string{}
			}
			same[l.Slug][lang] = l.Path
			e.versions[l.Path] = same[l.Slug]
		}
	}
}

// languageName returns what a language calls itself.
func languageName(lang content.Lang, t *texts) string {
	if t.Tag == lang {
		return t.Name
	}
	tag, err := language.Parse(string(lang))
	if err != nil {
		return string(lang)
	}
	return cmp.Or(display.Self.Name(tag), string(lang))
}

// published returns the articles of a language in the order of publishing. A new
// one is the last.
func (e *edition) published(lang content.Lang) []*content.Article {
	all := slices.Clone(e.articles[lang])
	slices.SortStableFunc(all, library.Published)
	return all
}

// keeps reports whether devices can keep the site. Pages that are live they
// cannot: what is packed would have to be packed again each time a file is saved.
func (e *edition) keeps() bool { return !e.opts.Live && !e.opts.NoWorker }

// shellTexts returns the interface texts of pages in lang.
func (e *edition) shellTexts(lang content.Lang) *texts { return e.texts[lang] }

// localized returns a text of the configuration for a language, with the
// language it is in: its own, the one for all, that of the same language in
// another script, the default's.
func (e *edition) localized(t library.Text, lang content.Lang) (string, content.Lang) {
	switch base := content.Lang(lang.Base()); {
	case t[lang] != "":
		return t[lang], lang
	case t[""] != "":
		return t[""], lang
	case t[base] != "":
		return t[base], base
	}
	return t[e.fallback], e.fallback
}

// siteName is the title of the site in a language.
func (e *edition) siteName(lang content.Lang) string {
	name, _ := e.localized(e.lib.Config.Title, lang)
	return cmp.Or(name, "Lectern")
}

// description is that of the site, or nothing: in another language it would
// help nobody.
func (e *edition) description(lang content.Lang) string {
	text, in := e.localized(e.lib.Config.Description, lang)
	if in != lang {
		return ""
	}
	return text
}

func homePath(lang content.Lang) string { return "/" + lang.Segment() + "/" }

// page says what a shell is for.
type page struct {
	lang     content.Lang
	path     string
	kind     string // data-page
	title    string // empty on the home page
	summary  string
	versions map[content.Lang]string // the page in other languages; its own may be absent
	noIndex  bool
	listing  string // path of the topic or author that the page lists
}

// shell returns what is around the main part of p.
func (e *edition) shell(p page) shell {
	t := e.texts[p.lang]
	s := shell{
		Lang: p.lang, Dir: p.lang.Dir(), UILang: t.Tag,
		Base: e.base, Build: e.build, Live: e.opts.Live, NoWorker: e.opts.NoWorker, Kind: p.kind,
		Texts:       e.path(e.assets.texts[t.Tag]),
		SearchPage:  e.path(homePath(p.lang) + "search/"),
		SearchIndex: e.path(search.ManifestName),
		Policy:      e.assets.metaPolicy(),
		Theme:       template.JS(e.assets.theme),
		Style:       e.path(e.assets.style),
		Icon:        e.optional(e.assets.icon),
		Touch:       e.optional(e.assets.touch),
		Boot:        e.optional(e.assets.boot),
		Program:     e.optional(e.assets.program),
		ToolsStyle:  e.path(e.assets.toolsStyle),
		Exec:        e.optional(e.assets.exec),
		Opener:      e.optional(e.assets.own.worker),
		Webapp:      e.path("manifest.webmanifest"),
		Site:        e.siteName(p.lang),
		Home:        e.path(homePath(p.lang)),
		Nav:         e.nav(p.lang),
		Languages:   e.switches(p),
	}
	if t.Tag != p.lang {
		s.UI = &mark{t.Tag, t.Tag.Dir()}
	}
	named := p.lang
	if text, lang := e.localized(e.lib.Config.Title, p.lang); text != "" {
		named = lang
	}
	s.Name = p.mark(named)
	if named != t.Tag {
		s.Brand = &mark{named, named.Dir()}
	}
	s.Head = head{
		Title: s.Site, Headline: s.Site, Description: short(p.summary, mostDescription),
		Canonical: e.full(p.path), NoIndex: p.noIndex, Type: "website", Locale: locale(p.lang),
	}
	if p.title != "" {
		s.Head.Headline = short(p.title, mostHeadline)
		s.Head.Title = s.Head.Headline + " — " + s.Site
	}
	if !p.noIndex {
		s.Head.Preview = e.cardPreview(e.siteCard(p.lang), s.Site)
		for _, lang := range e.languages {
			if other := locale(lang); p.versions[lang] != "" && other != s.Head.Locale && !slices.Contains(s.Head.Locales, other) {
				s.Head.Locales = append(s.Head.Locales, other)
			}
		}
		s.Head.Alternates = e.alternates(p)
		s.Head.Feeds = e.feedLinks(p)
	}
	return s
}

// optional returns the address of an asset that a site may lack.
func (e *edition) optional(name string) string {
	if name == "" {
		return ""
	}
	return e.path(name)
}

// listings are the lists of a language that have something in them.
func (e *edition) listings(lang content.Lang) []link {
	var links []link
	if len(e.lib.Topics[lang]) > 0 {
		links = append(links, link{Href: e.path(homePath(lang) + "topics/"), Text: "topics"})
	}
	if len(e.lib.Authors[lang]) > 0 {
		links = append(links, link{Href: e.path(homePath(lang) + "authors/"), Text: "authors"})
	}
	return links
}

// nav is what stands in the header of every page of a language: it is the same
// on all of them. The reader's library needs the program.
func (e *edition) nav(lang content.Lang) []link {
	links := e.listings(lang)
	if e.assets.program != "" {
		links = append(links, link{Href: e.path(homePath(lang) + "library/"), Text: "library"})
	}
	return links
}

// switches leads to the page in each language of the library, or to that
// language's home. With one language there is nothing to choose.
func (e *edition) switches(p page) []languageLink {
	if len(e.languages) < 2 {
		return nil
	}
	var all []languageLink
	for _, lang := range e.languages {
		path := cmp.Or(p.versions[lang], homePath(lang))
		if lang == p.lang {
			path = p.path
		}
		all = append(all, languageLink{
			Lang: lang, Dir: lang.Dir(), Name: e.names[lang],
			Href: e.path(path), Current: lang == p.lang,
		})
	}
	return all
}

// alternates names the page's versions for search engines. The one for
// everybody else is that in the default language, or else the first.
func (e *edition) alternates(p page) []alternate {
	if len(p.versions) < 2 {
		return nil
	}
	var all []alternate
	other := ""
	for _, lang := range e.languages {
		path, ok := p.versions[lang]
		if !ok {
			continue
		}
		all = append(all, alternate{string(lang), e.full(path)})
		if other == "" || lang == e.fallback {
			other = e.full(path)
		}
	}
	return append(all, alternate{"x-default", other})
}

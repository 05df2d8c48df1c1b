package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/content"
	"lectern/content/feed"
	"lectern/content/headers"
	"lectern/content/library"
	"lectern/content/oembed"
)

// An embedView is a page for the frame on a partner's page: a text, a list, a
// search box, or a notice where a text was. Its addresses are absolute and its
// links open beside the partner's page.
type embedView struct {
	Lang     content.Lang
	Dir      string
	UI       *mark
	Brand    *mark
	View     string // what is shown before a script has said otherwise
	Views    string // what may be asked for
	Policy   string
	Partners string // origins that may embed, parted by spaces; empty for everyone
	Style    string
	Script   string
	Versions []alternate // the pages for frames in other languages

	Title     string
	Href      string // of the page that is embedded
	Site      string
	Home      string
	Notice    string // why there is nothing to show: "gone" or "not_found"
	Summary   string
	Described bool   // the summary is not made of the text's first words
	Excerpt   string // the beginning of the text
	Image     *picture
	Date      *moment
	Authors   string
	Body      template.HTML
	Entries   []entry
	Search    string // where the search box leads
}

const (
	// embedListed is how many articles an embedded list shows.
	embedListed = 5

	// embedBytes is how much of a text's HTML goes into a frame: with style and
	// script some 15 KB, compressed.
	embedBytes = 40 << 10
)

// excerptRunes is how much of a text an excerpt has: a phone shows half of it.
const excerptRunes = 600

// excerpt is the beginning of a plain text, cut behind a word.
func excerpt(text string, most int) string {
	words := strings.Fields(text[:min(len(text), 8*most)])
	length := 0
	for i, word := range words {
		if length += utf8.RuneCountInString(word) + 1; length > most {
			return strings.ToValidUTF8(strings.Join(words[:i], " "), "") + "…"
		}
	}
	return strings.ToValidUTF8(strings.Join(words, " "), "")
}

// listHeight is what a list of so many takes, in CSS pixels (embed.css).
func listHeight(entries int) int { return 106 + 48*entries }

// embeds reports whether anybody may embed.
func (e *edition) embeds() bool { return len(e.partners()) > 0 }

// everyone is in a list of partners instead of an origin.
const everyone = "*"

// partners are the origins that may embed. A library that says nothing lets
// everyone.
func (e *edition) partners() []string {
	switch p := e.lib.Config.Partners; {
	case p == nil, slices.Contains(p, everyone):
		return []string{everyone}
	default:
		return p
	}
}

// framePolicy is the Content-Security-Policy of pages made for frames, empty
// when there are none. Our own page for partners shows them too. Where everyone
// may embed it names no ancestors: "*" would leave out pages from disk, in
// sandboxes and in apps, which have no origin of http. Our own is named beside
// 'self', which in a sandbox means nothing to WebKit: a frame without would have
// neither style nor script in Safari.
func (e *edition) framePolicy() string {
	if !e.embeds() {
		return ""
	}
	own := strings.TrimSpace("'self' " + e.origin)
	parts := []string{
		"default-src 'none'", "script-src " + own, "style-src " + own, "img-src " + own + " data:", "media-src " + own,
		"base-uri 'none'", "form-action " + own, "require-trusted-types-for 'script'", "trusted-types 'none'",
	}
	if p := e.partners(); p[0] != everyone {
		parts = append(parts, "frame-ancestors 'self' "+strings.Join(p, " "))
	}
	return strings.Join(parts, "; ")
}

// headers is what hosts are told.
func (e *edition) headers() headers.Site {
	site := headers.Site{Base: e.base, Page: e.assets.policy, Frame: e.framePolicy(), Gone: e.lib.Config.Gone, Copies: e.opts.Compress}
	for _, lang := range e.languages {
		site.Languages = append(site.Languages, lang.Segment())
	}
	return site
}

// planEmbeds adds the pages for frames: of articles, also at their former
// addresses, of lists and of the search; and those that say that there is
// nothing any more.
func (e *edition) planEmbeds(add func(job)) {
	if !e.embeds() {
		return
	}
	put := func(path string, lang content.Lang, view func() any) {
		path += "embed/"
		add(job{"embed", pageFile(path), path, lang, keptNot, view})
	}
	for _, page := range e.embedded() {
		put(page.path, page.lang, page.view)
		for _, former := range page.former {
			put(former, page.lang, page.view)
		}
	}
	for _, lang := range e.languages {
		home := homePath(lang)
		put(home+"search/", lang, func() any {
			v := e.embed(lang, home, "search")
			v.Search = e.full(home + "search/")
			return v
		})
		missing := home + "embed/404.html"
		add(job{"embed", pageFile(missing), missing, lang, keptNot, func() any { return e.embedNotice(lang, "not_found") }})
	}
	for _, path := range e.lib.Config.Gone {
		lang := e.languageOf(path)
		put(path, lang, func() any { return e.embedNotice(lang, "gone") })
	}
}

// An embedded is something that has a page for frames and an answer to oEmbed.
type embedded struct {
	path   string
	lang   content.Lang
	former []string // paths
	view   func() any
	answer oembed.Answer
}

// embedded lists them: articles, then the lists of each language.
func (e *edition) embedded() []embedded {
	former := map[string][]string{}
	for _, r := range e.lib.Redirects {
		if strings.Count(r.From, "/") <= headers.Depth+1 {
			former[r.To] = append(former[r.To], r.From)
		}
	}
	var all []embedded
	for _, a := range e.lib.Articles {
		if !a.Draft {
			all = append(all, embedded{path: a.Path, lang: a.Lang, former: former[a.Path],
				view: func() any { return e.embedArticle(a) }, answer: e.articleAnswer(a)})
		}
	}
	list := func(lang content.Lang, path, title string, articles []*content.Article, versions map[content.Lang]string) {
		if shown := public(articles); len(shown) > 0 {
			shown = shown[:min(len(shown), embedListed)]
			all = append(all, embedded{path: path, lang: lang,
				view: func() any { return e.embedList(lang, path, title, shown, versions) }, answer: e.listAnswer(lang, path, title, len(shown))})
		}
	}
	for _, lang := range e.languages {
		list(lang, homePath(lang), e.siteName(lang), e.articles[lang], e.homes(""))
		for _, lists := range [][]library.Listing{e.lib.Topics[lang], e.lib.Authors[lang]} {
			for _, l := range lists {
				list(lang, l.Path, l.Name, l.Articles, e.versions[l.Path])
			}
		}
	}
	return all
}

// languageOf is the language that an address names, or that of the root.
func (e *edition) languageOf(path string) content.Lang {
	for _, lang := range e.languages {
		if strings.HasPrefix(path, homePath(lang)) {
			return lang
		}
	}
	return e.fallback
}

// embed is what all pages for frames have.
func (e *edition) embed(lang content.Lang, path, view string) embedView {
	t := e.texts[lang]
	v := embedView{
		Lang: lang, Dir: lang.Dir(), View: view, Views: view,
		Policy: withoutAncestors(e.framePolicy()), Style: e.path(e.assets.embedStyle), Script: e.optional(e.assets.embedded),
		Title: e.siteName(lang), Href: e.full(path), Site: e.siteName(lang), Home: e.full(homePath(lang)),
	}
	if p := e.partners(); p[0] != everyone {
		v.Partners = strings.Join(p, " ")
	}
	if t.Tag != lang {
		v.UI = &mark{t.Tag, t.Tag.Dir()}
	}
	if _, named := e.localized(e.lib.Config.Title, lang); named != "" && named != t.Tag {
		v.Brand = &mark{named, named.Dir()}
	}
	return v
}

// embedVersions are the pages for frames in the other languages.
func (e *edition) embedVersions(lang content.Lang, versions map[content.Lang]string) []alternate {
	var others []alternate
	for _, other := range e.languages {
		if path := versions[other]; path != "" && other != lang {
			others = append(others, alternate{string(other), e.path(path + "embed/")})
		}
	}
	return others
}

func (e *edition) embedArticle(a *content.Article) embedView {
	v := e.embed(a.Lang, a.Path, "card")
	v.Views = "card excerpt full"
	v.Title, v.Summary, v.Date = a.Title, a.Summary, e.moment(a.Lang, a.Date)
	v.Excerpt, v.Described = excerpt(a.Text, excerptRunes), a.Described
	v.Image = e.smallPicture(a.Image)
	var names []string
	for _, author := range a.Authors {
		names = append(names, author.Name)
	}
	v.Authors = strings.Join(names, e.texts[a.Lang].must("comma"))
	v.Body = template.HTML(feed.Outside(beginning(a.Body.String(), embedBytes), e.full(a.Path)))
	v.Versions = e.embedVersions(a.Lang, e.translations(a))
	return v
}

func (e *edition) embedList(lang content.Lang, path, title string, articles []*content.Article, versions map[content.Lang]string) embedView {
	v := e.embed(lang, path, "list")
	v.Title = title
	p := page{lang: lang}
	for _, a := range articles {
		entry := e.entry(p, a.Ref())
		entry.Href = e.full(a.Path)
		v.Entries = append(v.Entries, entry)
	}
	v.Versions = e.embedVersions(lang, versions)
	return v
}

// embedNotice says that there is nothing to show, and why: "gone" or
// "not_found".
func (e *edition) embedNotice(lang content.Lang, why string) embedView {
	v := e.embed(lang, homePath(lang), "notice")
	v.Title, v.Notice = e.texts[lang].must(why), why
	return v
}

// Whole reports whether the sides of a picture must not be cut off to fit the
// card: a drawing has words at them, and of one that is more than twice as wide
// as it is high, or the other way round, nobody would tell what it shows.
func (p *picture) Whole() bool {
	return strings.HasSuffix(p.Source, ".svg") || p.Width > 2*p.Height || p.Height > 2*p.Width
}

// smallPicture is the smallest copy of an image.
func (e *edition) smallPicture(image *content.Image) *picture {
	p := e.picture(image)
	if p == nil {
		return nil
	}
	p.Set = ""
	for _, v := range image.Variants {
		if v.Width < cmp.Or(p.Width, v.Width+1) {
			p.Height = p.Height * v.Width / max(1, p.Width)
			p.Source, p.Width = e.path(v.Source), v.Width
		}
	}
	return p
}

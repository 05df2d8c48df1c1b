package site

import (
	"cmp"
	"html/template"
	"strings"

	"lectern/content"
	"lectern/content/feed"
	"lectern/content/library"
)

// An embedView is a page for the frame on a partner's page: a text, a list or a
// search box. Its addresses are absolute and its links open beside the
// partner's page.
type embedView struct {
	Lang   content.Lang
	Dir    string
	UI     *mark
	Brand  *mark
	View   string // what is shown before a script has said otherwise
	Views  string // what may be asked for
	Policy string
	Style  string
	Script string

	Title   string
	Href    string // of the page that is embedded
	Site    string
	Home    string
	Summary string
	Image   *picture
	Date    *moment
	Authors string
	Body    template.HTML
	Entries []entry
	Search  string // where the search box leads
}

// embedListed is how many articles an embedded list shows.
const embedListed = 8

// embeds reports whether anybody may embed.
func (e *edition) embeds() bool { return len(e.partners()) > 0 }

// partners are the origins that may embed; "*" is everyone, which is also what
// a library says that says nothing.
func (e *edition) partners() []string {
	switch p := e.lib.Config.Partners; {
	case p == nil:
		return []string{"*"}
	default:
		return p
	}
}

// framePolicy is the Content-Security-Policy of pages made for frames.
func (e *edition) framePolicy() string {
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "media-src 'self'",
		"base-uri 'none'", "form-action 'self'", "frame-ancestors " + strings.Join(e.partners(), " "),
		"require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; ")
}

// metaFramePolicy is the same as a page carries it.
func (e *edition) metaFramePolicy() string {
	var kept []string
	for _, part := range strings.Split(e.framePolicy(), "; ") {
		if !strings.HasPrefix(part, "frame-ancestors") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "; ")
}

// planEmbeds adds the pages for frames.
func (e *edition) planEmbeds(add func(job)) {
	if !e.embeds() {
		return
	}
	put := func(path string, lang content.Lang, view func() any) {
		path += "embed/"
		add(job{"embed", pageFile(path), path, lang, keptNot, view})
	}
	for _, a := range e.lib.Articles {
		if !a.Draft {
			put(a.Path, a.Lang, func() any { return e.embedArticle(a) })
		}
	}
	for _, lang := range e.languages {
		home := homePath(lang)
		put(home, lang, func() any { return e.embedList(lang, home, e.siteName(lang), e.articles[lang]) })
		for _, lists := range [][]library.Listing{e.lib.Topics[lang], e.lib.Authors[lang]} {
			for _, l := range lists {
				put(l.Path, lang, func() any { return e.embedList(lang, l.Path, l.Name, l.Articles) })
			}
		}
		put(home+"search/", lang, func() any {
			v := e.embed(lang, home, "search")
			v.Search = e.full(home + "search/")
			return v
		})
	}
}

// embed is what all pages for frames have.
func (e *edition) embed(lang content.Lang, path, view string) embedView {
	t := e.texts[lang]
	v := embedView{
		Lang: lang, Dir: lang.Dir(), View: view, Views: view,
		Policy: e.metaFramePolicy(), Style: e.path(e.assets.embedStyle), Script: e.optional(e.assets.embedded),
		Title: e.siteName(lang), Href: e.full(path), Site: e.siteName(lang), Home: e.full(homePath(lang)),
	}
	if t.Tag != lang {
		v.UI = &mark{t.Tag, t.Tag.Dir()}
	}
	if _, named := e.localized(e.lib.Config.Title, lang); named != "" && named != t.Tag {
		v.Brand = &mark{named, named.Dir()}
	}
	return v
}

func (e *edition) embedArticle(a *content.Article) embedView {
	v := e.embed(a.Lang, a.Path, "card")
	v.Views = "card excerpt full"
	v.Title, v.Summary, v.Date = a.Title, a.Summary, e.moment(a.Lang, a.Date)
	v.Image = e.smallPicture(a.Image)
	var names []string
	for _, author := range a.Authors {
		names = append(names, author.Name)
	}
	v.Authors = strings.Join(names, e.texts[a.Lang].must("comma"))
	v.Body = template.HTML(feed.Outside(a.Body.String(), e.full(a.Path)))
	return v
}

func (e *edition) embedList(lang content.Lang, path, title string, articles []*content.Article) embedView {
	v := e.embed(lang, path, "list")
	v.Title = title
	shown := public(articles)
	p := page{lang: lang}
	for _, a := range shown[:min(len(shown), embedListed)] {
		entry := e.entry(p, a.Ref())
		entry.Href = e.full(a.Path)
		v.Entries = append(v.Entries, entry)
	}
	return v
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

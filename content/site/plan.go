package site

import (
	"html/template"
	"path"
	"strings"

	"lectern/content"
	"lectern/content/library"
	"lectern/content/opened"
)

// A job makes one page. Its view is built by the worker that renders it.
type job struct {
	name string // of the template
	file string // in the site
	path string
	lang content.Lang
	kept kept
	view func() any
}

// kept says among what a device keeps a page, in the order of packing.
type kept int

const (
	keptNot     kept = iota // a redirect, or the same page at another path
	keptArticle             // in the order of publishing
	keptCore                // lists and pages for tools that every collection needs
	keptFirst               // first pages of topics, authors and years
	keptOlder               // numbered pages
)

// plan lists every page of the site.
func (e *edition) plan() []job {
	var jobs []job
	taken := map[string]bool{}
	add := func(j job) {
		if !taken[j.file] {
			taken[j.file] = true
			jobs = append(jobs, j)
		}
	}
	for _, lang := range e.languages {
		for _, a := range e.published(lang) {
			add(job{"article", pageFile(a.Path), a.Path, a.Lang, keptArticle, func() any { return e.articleView(a) }})
		}
	}
	add(job{"home", "index.html", "/", e.fallback, keptNot, func() any { return e.homeView(e.fallback, "/") }})
	add(job{"notfound", "404.html", "/404.html", e.fallback, keptNot, func() any { return e.notFoundView(e.fallback) }})
	for _, lang := range e.languages {
		home := homePath(lang)
		add(job{"home", pageFile(home), home, lang, keptCore, func() any { return e.homeView(lang, home) }})
		for n := range numberedPages(len(e.articles[lang])) {
			n++
			p := numbered(home, n)
			add(job{"list", pageFile(p), p, lang, keptOlder, func() any { return e.olderView(lang, n) }})
		}
		e.planLists(lang, "topic", home+"topics/", e.lib.Topics[lang], add)
		e.planLists(lang, "author", home+"authors/", e.lib.Authors[lang], add)
		e.planLists(lang, "year", "", e.lib.Years[lang], add)
		add(job{"search", pageFile(home + "search/"), home + "search/", lang, keptCore, func() any { return e.searchView(lang) }})
		add(job{"library", pageFile(home + "library/"), home + "library/", lang, keptCore, func() any { return e.libraryView(lang) }})
		if e.opens() {
			// It names the program: in a pack, each new program would change that.
			add(job{"open", pageFile(openPath(lang)), openPath(lang), lang, keptNot, func() any { return e.openView(lang) }})
		}
		if e.embeds() && e.assets.partner != "" {
			add(job{"partner", pageFile(partnerPath(lang)), partnerPath(lang), lang, keptNot, func() any { return e.partnerView(lang) }})
		}
		add(job{"offline", pageFile(home + "offline/"), home + "offline/", lang, keptCore, func() any { return e.offlineView(lang) }})
		add(job{"notfound", pageFile(home + "404.html"), home + "404.html", lang, keptCore, func() any { return e.notFoundView(lang) }})
	}
	e.planEmbeds(add)
	for _, path := range e.lib.Config.Gone {
		lang := e.languageOf(path)
		add(job{"gone", pageFile(path), path, lang, keptNot, func() any { return e.goneView(lang, path) }})
	}
	targets := map[string]*content.Article{}
	for _, a := range e.lib.Articles {
		targets[a.Path] = a
	}
	for _, r := range e.lib.Redirects {
		lang := e.fallback
		a := targets[r.To]
		if a != nil {
			lang = a.Lang
		}
		add(job{"redirect", pageFile(r.From), r.From, lang, keptNot, func() any { return e.redirectView(r, lang, a) }})
	}
	return jobs
}

// planLists adds the page of every listing and, unless index is empty, the
// page that lists the listings.
func (e *edition) planLists(lang content.Lang, label, index string, listings []library.Listing, add func(job)) {
	if index != "" && len(listings) > 0 {
		add(job{"index", pageFile(index), index, lang, keptCore, func() any { return e.indexView(lang, label, index, listings) }})
	}
	for _, l := range listings {
		for n := range 1 + numberedPages(len(l.Articles)) {
			p, kept := numbered(l.Path, n), keptFirst
			if n > 0 {
				kept = keptOlder
			}
			add(job{"list", pageFile(p), p, lang, kept, func() any { return e.listView(lang, label, index, l, n) }})
		}
	}
}

// pageFile returns the file a path is served from.
func pageFile(p string) string {
	name := strings.TrimPrefix(path.Clean("/"+p), "/")
	if strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".htm") {
		return name
	}
	return path.Join(name, "index.html")
}

// homes are the home pages in every language.
func (e *edition) homes(below string) map[content.Lang]string {
	m := map[content.Lang]string{}
	for _, lang := range e.languages {
		m[lang] = homePath(lang) + below
	}
	return m
}

// mostTopics is how many topics the home page shows.
const mostTopics = 12

// homeView is the home of a language. The root of the site is that of the
// default language; search engines are told that the two are one.
func (e *edition) homeView(lang content.Lang, at string) homeView {
	p := page{lang: lang, path: homePath(lang), kind: "home", versions: e.homes("")}
	p.summary = e.description(lang)
	v := homeView{shell: e.shell(p), Description: p.summary}
	articles := e.articles[lang]
	shown := pageOf(articles, 0)
	if len(shown) > 0 {
		lead := e.entry(p, shown[0].Ref())
		lead.Image = e.picture(shown[0].Image)
		v.Lead = &lead
		v.Entries = e.entries(p, shown[1:])
	}
	v.Pager = e.pager(homePath(lang), 0, len(articles))
	if v.Pager != nil {
		v.Head.Older = v.Pager.Older
	}
	for i, l := range e.lib.Topics[lang] {
		if i == mostTopics {
			v.MoreTopics = e.path(homePath(lang) + "topics/")
			break
		}
		v.Topics = append(v.Topics, link{Href: e.path(l.Path), Text: l.Name, Count: len(l.Articles)})
	}
	for _, l := range e.lib.Years[lang] {
		v.Years = append(v.Years, link{Href: e.path(l.Path), Text: l.Name, Count: len(l.Articles)})
	}
	v.Head.Data = []template.JS{e.siteData(p)}
	return v
}

// olderView is a numbered page of all articles of a language.
func (e *edition) olderView(lang content.Lang, n int) listView {
	articles := e.articles[lang]
	t := e.texts[lang]
	p := page{lang: lang, path: numbered(homePath(lang), n), kind: "list"}
	p.title = t.must("all_articles") + ", " + t.must("page_number", "n", n)
	v := listView{shell: e.shell(p), Key: "all_articles"}
	v.Entries = e.entries(p, pageOf(articles, n))
	v.setPager(e.pager(homePath(lang), n, len(articles)))
	v.Head.Data = e.listData(lang, [2]string{p.title, p.path})
	return v
}

func (v *listView) setPager(p *pager) {
	if v.Pager = p; p != nil {
		v.Head.Newer, v.Head.Older = p.Newer, p.Older
	}
}

// listView is a page of a topic, an author or a year.
func (e *edition) listView(lang content.Lang, label, index string, l library.Listing, n int) listView {
	t := e.texts[lang]
	p := page{lang: lang, path: numbered(l.Path, n), kind: "list", title: l.Name}
	v := listView{Label: label, Heading: l.Name}
	if index != "" && n == 0 && len(public(l.Articles)) > 0 {
		p.listing = l.Path
	}
	if n == 0 {
		p.versions = e.versions[l.Path]
		v.Count = len(l.Articles)
	} else {
		p.title += ", " + t.must("page_number", "n", n)
	}
	v.shell = e.shell(p)
	if index != "" {
		v.Parent = e.path(index)
	}
	v.Entries = e.entries(p, pageOf(l.Articles, n))
	v.setPager(e.pager(l.Path, n, len(l.Articles)))
	steps := [][2]string{{p.title, p.path}}
	if index != "" {
		steps = [][2]string{{t.must(label + "s"), index}, {p.title, p.path}}
	}
	v.Head.Data = e.listData(lang, steps...)
	return v
}

// indexView is the list of all topics or authors.
func (e *edition) indexView(lang content.Lang, label, index string, listings []library.Listing) indexView {
	versions := map[content.Lang]string{}
	for _, other := range e.languages {
		all := e.lib.Topics
		if label == "author" {
			all = e.lib.Authors
		}
		if len(all[other]) > 0 {
			versions[other] = homePath(other) + label + "s/"
		}
	}
	p := page{lang: lang, path: index, kind: "list", title: e.texts[lang].must(label + "s"), versions: versions}
	v := indexView{shell: e.shell(p), Key: label + "s"}
	v.Head.Data = e.listData(lang, [2]string{p.title, p.path})
	for _, l := range listings {
		v.Links = append(v.Links, link{Href: e.path(l.Path), Text: l.Name, Count: len(l.Articles)})
	}
	return v
}

// lists are the ways to every article without search.
func (e *edition) lists(lang content.Lang) []link {
	links := []link{{Href: e.path(homePath(lang)), Text: "home"}}
	return append(links, e.listings(lang)...)
}

func (e *edition) searchView(lang content.Lang) toolView {
	return e.toolView(page{lang: lang, path: homePath(lang) + "search/", kind: "search", versions: e.homes("search/")}, "search")
}

// libraryView is the page of what the reader keeps. The browser program draws
// it; without script it says what it is.
func (e *edition) libraryView(lang content.Lang) libraryView {
	v := libraryView{toolView: e.toolView(page{lang: lang, path: homePath(lang) + "library/", kind: "library", versions: e.homes("library/")}, "library")}
	if e.opens() {
		v.OpenPage = e.path(openPath(lang))
	}
	return v
}

// opens reports whether a site has the page for files of the reader's own.
func (e *edition) opens() bool { return e.assets.own.program != "" }

func openPath(lang content.Lang) string { return homePath(lang) + "open/" }

// openView is the page that shows a file of the reader's own.
func (e *edition) openView(lang content.Lang) openView {
	size := e.decimal(lang, float64(e.assets.own.size)/1e6)
	return openView{
		toolView:  e.toolView(page{lang: lang, path: openPath(lang), kind: "open", versions: e.homes("open/")}, "open"),
		OpenStyle: e.path(e.assets.own.style), Script: e.path(e.assets.own.page), Renderer: e.path(e.assets.own.program), Size: size, Most: opened.MostBytes, Kept: e.keeps(),
	}
}

// offlineView is shown by the service worker in place of a page that is not
// kept when there is no network.
func (e *edition) offlineView(lang content.Lang) toolView {
	return e.toolView(page{lang: lang, path: homePath(lang) + "offline/", kind: "offline"}, "offline")
}

func (e *edition) notFoundView(lang content.Lang) toolView {
	return e.toolView(page{lang: lang, path: homePath(lang) + "404.html", kind: "notfound"}, "not_found")
}

// goneView stands where an article was that was removed.
func (e *edition) goneView(lang content.Lang, path string) toolView {
	return e.toolView(page{lang: lang, path: path, kind: "notfound"}, "gone")
}

// toolView is a page without articles of its own, with the key of its title.
func (e *edition) toolView(p page, title string) toolView {
	p.title, p.noIndex = e.texts[p.lang].must(title), true
	return toolView{shell: e.shell(p), Lists: e.lists(p.lang)}
}

// redirectView stands at a former path of an article.
func (e *edition) redirectView(r library.Redirect, lang content.Lang, a *content.Article) redirectView {
	p := page{lang: lang, path: r.To, kind: "notfound", noIndex: true, title: e.texts[lang].must("moved")}
	v := redirectView{shell: e.shell(p), Target: e.path(r.To), Title: r.To}
	if a != nil {
		v.Title = a.Title
	}
	return v
}

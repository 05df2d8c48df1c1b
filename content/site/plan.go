package site

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"lectern/content"
	"lectern/content/library"
)

// listed is how many articles a page of a list shows.
const listed = 20

// A job makes one page. Its view is built by the worker that renders it.
type job struct {
	name string // of the template
	file string // in the site
	path string
	lang content.Lang
	view func() any
}

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
	for _, a := range e.lib.Articles {
		add(job{"article", pageFile(a.Path), a.Path, a.Lang, func() any { return e.articleView(a) }})
	}
	add(job{"home", "index.html", "/", e.fallback, func() any { return e.homeView(e.fallback, "/") }})
	add(job{"notfound", "404.html", "/404.html", e.fallback, func() any { return e.notFoundView(e.fallback) }})
	for _, lang := range e.languages {
		home := homePath(lang)
		add(job{"home", pageFile(home), home, lang, func() any { return e.homeView(lang, home) }})
		for n := 2; n <= pages(len(e.articles[lang])); n++ {
			p := numbered(home, n)
			add(job{"list", pageFile(p), p, lang, func() any { return e.latestView(lang, n) }})
		}
		e.planLists(lang, "topic", home+"topics/", e.lib.Topics[lang], add)
		e.planLists(lang, "author", home+"authors/", e.lib.Authors[lang], add)
		e.planLists(lang, "year", "", e.lib.Years[lang], add)
		add(job{"search", pageFile(home + "search/"), home + "search/", lang, func() any { return e.searchView(lang) }})
		add(job{"notfound", pageFile(home + "404.html"), home + "404.html", lang, func() any { return e.notFoundView(lang) }})
	}
	e.planEmbeds(add)
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
		add(job{"redirect", pageFile(r.From), r.From, lang, func() any { return e.redirectView(r, lang, a) }})
	}
	return jobs
}

// planLists adds the page of every listing and, unless index is empty, the
// page that lists the listings.
func (e *edition) planLists(lang content.Lang, label, index string, listings []library.Listing, add func(job)) {
	if index != "" && len(listings) > 0 {
		add(job{"index", pageFile(index), index, lang, func() any { return e.indexView(lang, label, index, listings) }})
	}
	for _, l := range listings {
		for n := 1; n <= pages(len(l.Articles)); n++ {
			p := numbered(l.Path, n)
			add(job{"list", pageFile(p), p, lang, func() any { return e.listView(lang, label, index, l, n) }})
		}
	}
}

// pages returns how many pages a list of articles fills; an empty one has one.
func pages(articles int) int { return max(1, (articles+listed-1)/listed) }

// numbered returns the path of page n of a list.
func numbered(first string, n int) string {
	if n == 1 {
		return first
	}
	return fmt.Sprintf("%spage/%d/", first, n)
}

// pageFile returns the file a path is served from.
func pageFile(p string) string {
	name := strings.TrimPrefix(path.Clean("/"+p), "/")
	if strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".htm") {
		return name
	}
	return path.Join(name, "index.html")
}

func pageOf(articles []*content.Article, n int) []*content.Article {
	from := min((n-1)*listed, len(articles))
	return articles[from:min(from+listed, len(articles))]
}

func (e *edition) pager(first string, n, articles int) *pager {
	total := pages(articles)
	if total == 1 {
		return nil
	}
	p := &pager{Number: n, Total: total}
	if n > 1 {
		p.Newer = e.path(numbered(first, n-1))
	}
	if n < total {
		p.Older = e.path(numbered(first, n+1))
	}
	return p
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
	shown := pageOf(articles, 1)
	if len(shown) > 0 {
		lead := e.entry(p, shown[0].Ref())
		lead.Image = e.picture(shown[0].Image)
		v.Lead = &lead
		v.Entries = e.entries(p, shown[1:])
	}
	v.Pager = e.pager(homePath(lang), 1, len(articles))
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

// latestView is a later page of a language's home.
func (e *edition) latestView(lang content.Lang, n int) listView {
	articles := e.articles[lang]
	t := e.texts[lang]
	p := page{lang: lang, path: numbered(homePath(lang), n), kind: "list"}
	p.title = t.must("latest") + ", " + t.must("page_of", "n", n, "total", pages(len(articles)))
	v := listView{shell: e.shell(p), Key: "latest", Count: len(articles)}
	v.Entries = e.entries(p, pageOf(articles, n))
	v.setPager(e.pager(homePath(lang), n, len(articles)))
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
	if index != "" && n == 1 && len(e.published(l.Articles)) > 0 {
		p.listing = l.Path
	}
	if n == 1 {
		p.versions = e.versions[l.Path]
	} else {
		p.title += ", " + t.must("page_of", "n", n, "total", pages(len(l.Articles)))
	}
	v := listView{shell: e.shell(p), Label: label, Heading: l.Name, Count: len(l.Articles)}
	if index != "" {
		v.Parent = e.path(index)
	}
	v.Entries = e.entries(p, pageOf(l.Articles, n))
	v.setPager(e.pager(l.Path, n, len(l.Articles)))
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
	for _, l := range listings {
		v.Links = append(v.Links, link{Href: e.path(l.Path), Text: l.Name, Count: len(l.Articles)})
	}
	return v
}

// lists are the ways to every article without search.
func (e *edition) lists(p page) []link {
	links := []link{{Href: e.path(homePath(p.lang)), Text: "home"}}
	return append(links, e.nav(p)...)
}

func (e *edition) searchView(lang content.Lang) searchView {
	p := page{lang: lang, path: homePath(lang) + "search/", kind: "search", noIndex: true,
		title: e.texts[lang].must("search"), versions: e.homes("search/")}
	return searchView{shell: e.shell(p), Lists: e.lists(p)}
}

func (e *edition) notFoundView(lang content.Lang) notFoundView {
	p := page{lang: lang, path: homePath(lang) + "404.html", kind: "notfound", noIndex: true,
		title: e.texts[lang].must("not_found")}
	return notFoundView{shell: e.shell(p), Lists: e.lists(p)}
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

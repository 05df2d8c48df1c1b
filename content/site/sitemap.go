package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"lectern/content"
	"lectern/content/library"
)

// What the sitemap protocol (sitemaps.org) allows in one file: 50,000 addresses
// and 50 MB; and what search engines take of a news sitemap.
const (
	mostAddresses = 50_000
	mostSitemap   = 50 << 20 // bytes
	mostNews      = 1000
	newsAge       = 48 * time.Hour
)

const (
	sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	newsSpace    = "http://www.google.com/schemas/sitemap-news/0.9"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml"
)

type sitemapURL struct {
	Address  string        `xml:"loc"`
	Changed  string        `xml:"lastmod,omitempty"`
	Versions []sitemapLink `xml:"xhtml:link"`
	News     *sitemapNews  `xml:"news:news"`
}

type sitemapLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type sitemapNews struct {
	Name  string `xml:"news:publication>news:name"`
	Lang  string `xml:"news:publication>news:language"`
	Date  string `xml:"news:publication_date"`
	Title string `xml:"news:title"`
}

// robots lets everybody in and names the sitemaps.
func (e *edition) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if e.origin != "" {
		text += "Sitemap: " + e.full("/sitemap.xml") + "\n"
	}
	return []byte(text)
}

// sitemaps are one file a language, cut where it has as many addresses or bytes
// as a file may have, one of the news, and the index that names them all.
func (e *edition) sitemaps(addresses, size int) ([]file, error) {
	type named struct {
		Address string `xml:"loc"`
		Changed string `xml:"lastmod,omitempty"`
	}
	var files []file
	var index []named
	add := func(name string, urls []sitemapURL) error {
		data, err := urlset(urls)
		if err != nil {
			return err
		}
		files = append(files, file{name: name, data: data})
		last := ""
		for _, u := range urls {
			last = max(last, u.Changed)
			if u.News != nil {
				last = max(last, u.News.Date)
			}
		}
		index = append(index, named{e.full("/" + name), last})
		return nil
	}
	for _, lang := range e.languages {
		urls := e.languageURLs(lang)
		for n := 1; len(urls) > 0; n++ {
			count, err := fitting(urls[:min(len(urls), addresses)], size)
			if err != nil {
				return nil, err
			}
			name := "sitemap-" + lang.Segment() + ".xml"
			if n > 1 {
				name = fmt.Sprintf("sitemap-%s-%d.xml", lang.Segment(), n)
			}
			if err := add(name, urls[:count]); err != nil {
				return nil, err
			}
			urls = urls[count:]
		}
	}
	if news := e.newsURLs(); len(news) > 0 {
		if err := add("sitemap-news.xml", news); err != nil {
			return nil, err
		}
	}
	data, err := markup(struct {
		XMLName  xml.Name `xml:"sitemapindex"`
		Space    string   `xml:"xmlns,attr"`
		Sitemaps []named  `xml:"sitemap"`
	}{Space: sitemapSpace, Sitemaps: index})
	return append(files, file{name: "sitemap.xml", data: data}), err
}

// languageURLs are the pages in a language that search engines should know: its
// home, its lists, its articles.
func (e *edition) languageURLs(lang content.Lang) []sitemapURL {
	urls := []sitemapURL{{Address: e.full(homePath(lang)), Versions: e.sitemapLinks(page{lang: lang, versions: e.homes("")})}}
	for _, lists := range [][]library.Listing{e.lib.Topics[lang], e.lib.Authors[lang]} {
		lists = slices.Clone(lists)
		slices.SortFunc(lists, func(a, b library.Listing) int { return strings.Compare(a.Path, b.Path) })
		for _, l := range lists {
			if len(public(l.Articles)) > 0 {
				urls = append(urls, sitemapURL{Address: e.full(l.Path), Versions: e.sitemapLinks(page{lang: lang, versions: e.versions[l.Path]})})
			}
		}
	}
	for _, a := range e.articles[lang] {
		if a.Draft {
			continue
		}
		u := sitemapURL{Address: e.full(a.Path), Versions: e.sitemapLinks(page{lang: lang, versions: e.translations(a)})}
		if d := a.Updated; !d.IsZero() {
			u.Changed = machineDate(d)
		} else if d := a.Date; !d.IsZero() {
			u.Changed = machineDate(d)
		}
		urls = append(urls, u)
	}
	return urls
}

func (e *edition) sitemapLinks(p page) []sitemapLink {
	var links []sitemapLink
	for _, a := range e.alternates(p) {
		links = append(links, sitemapLink{"alternate", a.Lang, a.Href})
	}
	return links
}

// newsURLs are the articles of two days before the clock of the build, which is
// an input like the library: news of last week is none, though nothing came after
// it. It is the only file that changes with time alone, and search engines look
// at the dates themselves. Without a clock the days end with the newest article.
// An article dated in the future is none, but for a day: zones differ.
func (e *edition) newsURLs() []sitemapURL {
	var now time.Time
	if e.opts.Now != nil {
		now = e.opts.Now()
	} else {
		for _, a := range public(e.lib.Articles) {
			if a.Date.After(now) {
				now = a.Date
			}
		}
	}
	var urls []sitemapURL
	for _, a := range public(e.lib.Articles) {
		if age := now.Sub(a.Date); a.Date.IsZero() || age > newsAge || age < -newsAge/2 || len(urls) == mostNews {
			continue
		}
		urls = append(urls, sitemapURL{Address: e.full(a.Path), News: &sitemapNews{
			Name: e.siteName(a.Lang), Lang: string(content.Lang(a.Lang.Base())), Date: machineDate(a.Date), Title: a.Title,
		}})
	}
	return urls
}

// fitting returns how many addresses fit a file of so many bytes; at least one.
func fitting(urls []sitemapURL, size int) (int, error) {
	for n := len(urls); ; n = max(1, n/2) {
		data, err := urlset(urls[:n])
		if err != nil || len(data) <= size || n == 1 {
			return n, err
		}
	}
}

func urlset(urls []sitemapURL) ([]byte, error) {
	set := struct {
		XMLName xml.Name     `xml:"urlset"`
		Space   string       `xml:"xmlns,attr"`
		XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
		News    string       `xml:"xmlns:news,attr,omitempty"`
		URLs    []sitemapURL `xml:"url"`
	}{Space: sitemapSpace, URLs: urls}
	for _, u := range urls {
		if len(u.Versions) > 0 {
			set.XHTML = xhtmlSpace
		}
		if u.News != nil {
			set.News = newsSpace
		}
	}
	return markup(set)
}

func markup(value any) ([]byte, error) {
	data, err := xml.Marshal(value)
	return bytes.Join([][]byte{[]byte(xml.Header), data, []byte("\n")}, nil), err
}

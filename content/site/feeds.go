package site

import (
	"fmt"
	"html"
	"path"
	"slices"
	"strings"

	"lectern/content"
	"lectern/content/feed"
	"lectern/content/library"
)

// Bounds of a feed: readers ask for it every hour.
const (
	mostEntries   = 30
	mostFeedBytes = 1 << 20 // of text; the newest article is in it whatever its size
)

// A feedPlan is a feed to be written.
type feedPlan struct {
	path     string // of the page that lists the same: "/ru/topics/border/"
	title    string
	subtitle string
	lang     content.Lang
	articles []*content.Article // newest first
}

// feedPath returns the path of the Atom feed beside a list.
func feedPath(list string) string { return list + "feed.xml" }

// plannedFeeds are that of a language and those of its topics and authors, by
// address. The first is there also when nothing is published, for whoever has
// subscribed, and says so; the others are only where there is something to read.
func (e *edition) plannedFeeds(lang content.Lang) []feedPlan {
	site := e.siteName(lang)
	home := feedPlan{homePath(lang), site, e.description(lang), lang, e.articles[lang]}
	if len(public(e.articles[lang])) == 0 {
		home.subtitle = e.texts[lang].must("empty")
	}
	plans := []feedPlan{home}
	for _, lists := range [][]library.Listing{e.lib.Topics[lang], e.lib.Authors[lang]} {
		for _, l := range lists {
			if len(public(l.Articles)) > 0 {
				plans = append(plans, feedPlan{l.Path, l.Name + " — " + site, "", lang, l.Articles})
			}
		}
	}
	slices.SortFunc(plans, func(a, b feedPlan) int { return strings.Compare(a.path, b.path) })
	return plans
}

// public leaves out the drafts.
func public(articles []*content.Article) []*content.Article {
	var all []*content.Article
	for _, a := range articles {
		if !a.Draft {
			all = append(all, a)
		}
	}
	return all
}

// feeds are Atom and JSON feeds with whole texts, and the list of them.
func (e *edition) feeds() ([]file, error) {
	var files []file
	var outlines []feed.Outline
	for _, lang := range e.languages {
		group := feed.Outline{Text: e.names[lang]}
		for _, plan := range e.plannedFeeds(lang) {
			atom, jsonFeed := feedPath(plan.path), plan.path+"feed.json"
			group.Parts = append(group.Parts, feed.Outline{
				Text: plan.title, Feed: e.full(atom), Page: e.full(plan.path), Lang: lang,
			})
			shown := newest(public(plan.articles))
			print := e.printer.fingerprint(atom, e.feedPrint(plan, shown))
			files = append(files,
				file{name: atom[1:], print: print, load: func() ([]byte, error) { return e.feed(plan, shown, atom).Atom() }},
				file{name: jsonFeed[1:], print: print, load: func() ([]byte, error) { return e.feed(plan, shown, jsonFeed).JSON() }},
			)
		}
		if len(group.Parts) > 0 {
			outlines = append(outlines, group)
		}
	}
	list, err := feed.OPML(e.siteName(e.fallback), outlines)
	if err != nil {
		return nil, fmt.Errorf("feeds: %w", err)
	}
	return append(files, file{name: "feeds.opml", data: list}), nil
}

// feedLinks lead from a page to the feeds of its language, and to its own where
// it is the list of a topic or an author.
func (e *edition) feedLinks(p page) []feedLink {
	if e.origin == "" {
		return nil
	}
	site := e.siteName(p.lang)
	links := []feedLink{
		{false, site, e.path(feedPath(homePath(p.lang)))},
		{true, site, e.path(homePath(p.lang) + "feed.json")},
	}
	if p.listing != "" {
		links = append([]feedLink{{false, p.title + " — " + site, e.path(feedPath(p.listing))}}, links...)
	}
	return links
}

// newest cuts a list of articles to what a feed holds.
func newest(articles []*content.Article) []*content.Article {
	size := 0
	for i, a := range articles {
		size += len(a.Body.String())
		if i == mostEntries || i > 0 && size > mostFeedBytes {
			return articles[:i]
		}
	}
	return articles
}

// feedPrint is all that a feed depends on.
func (e *edition) feedPrint(plan feedPlan, articles []*content.Article) any {
	type entry struct {
		ID, Path, Title, Summary, Body string
		Date, Updated                  string
		Topics, Authors                []content.Tag
		Image                          *content.Image
	}
	var entries []entry
	for _, a := range articles {
		entries = append(entries, entry{firstPath(a), a.Path, a.Title, a.Summary, a.Body.String(), machineDate(a.Date), machineDate(a.Updated), a.Topics, a.Authors, a.Image})
	}
	return struct {
		Title, Subtitle, Address, Icon string
		Entries                        []entry
	}{plan.title, plan.subtitle, e.full(plan.path), e.icon(), entries}
}

// feed returns the feed of a plan, to be served at self.
func (e *edition) feed(plan feedPlan, articles []*content.Article, self string) *feed.Feed {
	f := &feed.Feed{
		ID: e.full(plan.path), Self: e.full(self), Page: e.full(plan.path),
		Title: plan.title, Subtitle: plan.subtitle, Lang: plan.lang, Icon: e.icon(),
	}
	for _, a := range articles {
		address := e.full(a.Path)
		entry := feed.Entry{
			ID: e.full(firstPath(a)), Address: address, Title: a.Title, Lang: a.Lang, Summary: a.Summary,
			HTML:      e.leadHTML(a) + feed.Absolute(a.Body.String(), address),
			Published: a.Date, Updated: a.Updated,
		}
		if a.Image != nil && a.Image.Source != "" {
			entry.Image, entry.ImageType = e.full(a.Image.Source), pictureType(a.Image.Source)
		}
		for _, author := range a.Authors {
			person := feed.Person{Name: author.Name}
			if p := e.authors[a.Lang][author.Slug]; p != "" {
				person.Page = e.full(p)
			}
			entry.Authors = append(entry.Authors, person)
		}
		for _, topic := range a.Topics {
			entry.Topics = append(entry.Topics, topic.Name)
		}
		f.Entries = append(f.Entries, entry)
	}
	return f
}

// firstPath is where an article was first published: the first of its aliases,
// to which an author who renames it again adds at the end. Two articles never
// have the same one.
func firstPath(a *content.Article) string {
	if len(a.Aliases) > 0 {
		return a.Aliases[0]
	}
	return a.Path
}

// icon is the address of a square picture of the site, or "".
func (e *edition) icon() string {
	for _, icon := range e.assets.icons {
		if icon.sizes == "512x512" && icon.purpose == "any" {
			return e.full(icon.name)
		}
	}
	return ""
}

// pictureType is the media type of a picture by its name.
func pictureType(name string) string {
	switch ext := strings.TrimPrefix(path.Ext(name), "."); ext {
	case "jpg":
		return "image/jpeg"
	case "svg":
		return "image/svg+xml"
	default:
		return "image/" + ext
	}
}

// leadHTML is an article's own picture, which its text does not hold.
func (e *edition) leadHTML(a *content.Article) string {
	if a.Image == nil || a.Image.Source == "" {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<figure><img src="%s" alt="%s"`, html.EscapeString(e.full(a.Image.Source)), html.EscapeString(a.Image.Alt))
	if a.Image.Width > 0 {
		fmt.Fprintf(&b, ` width="%d" height="%d"`, a.Image.Width, a.Image.Height)
	}
	b.WriteString(">")
	if caption := strings.TrimSpace(a.Image.Caption + " " + a.Image.Credit); caption != "" {
		b.WriteString("<figcaption>" + html.EscapeString(caption) + "</figcaption>")
	}
	b.WriteString("</figure>")
	return b.String()
}

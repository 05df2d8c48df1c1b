package library

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lectern/content"
)

// assemble makes the articles of the library out of their pages, and what
// they have in common.
func (lib *Library) assemble(t *table, done []*rendered, topics, authors *naming, cal calendar) {
	pages := map[*content.Article]*page{}
	terms := map[*content.Article][]term{}
	guessed := map[*content.Article]*page{} // those whose title nobody wrote
	used := map[string]entry{}
	for i, p := range t.pages {
		lib.Problems = append(lib.Problems, done[i].problems...)
		for _, e := range done[i].used {
			used[e.path] = e
		}
		if done[i].doc == nil {
			continue
		}
		a := lib.article(p, done[i], cal)
		a.Topics = topics.tags(p.meta.Topics, p.lang)
		a.Authors = authors.tags(p.meta.Authors, p.lang)
		pages[a], terms[a] = p, done[i].terms
		if done[i].doc.TitleGuessed {
			guessed[a] = p
		}
		lib.Articles = append(lib.Articles, a)
		for _, alias := range p.aliases {
			lib.Redirects = append(lib.Redirects, Redirect{From: alias, To: p.addr})
		}
	}
	tellApart(lib.Articles, guessed)
	slices.SortFunc(lib.Articles, newestFirst)
	slices.SortFunc(lib.Redirects, func(a, b Redirect) int { return cmp.Compare(a.From, b.From) })
	lib.Languages = languagesOf(lib.Articles, lib.Config)
	lib.checkDefault()
	lib.Topics = listings(lib.Articles, "/topics/", func(a *content.Article) []content.Tag { return a.Topics })
	byNumber(lib.Topics)
	lib.Authors = listings(lib.Articles, "/authors/", func(a *content.Article) []content.Tag { return a.Authors })
	byName(lib.Authors)
	lib.Years = years(lib.Articles)
	neighbours(lib.Articles)
	lib.Problems = append(lib.Problems, translations(lib.Articles, pages, lib.Languages)...)
	relate(lib.Articles, terms)
	lib.Problems = append(lib.Problems, brokenAnchors(t.pages, done)...)
	lib.Files = t.assets.all(used)
	lib.Problems = append(lib.Problems, t.passedOver(used)...)
	content.SortProblems(lib.Problems)
}

func newestFirst(a, b *content.Article) int {
	return cmp.Or(b.Date.Compare(a.Date), cmp.Compare(a.Source, b.Source))
}

func (lib *Library) article(p *page, done *rendered, cal calendar) *content.Article {
	doc := done.doc
	a := &content.Article{
		Source: p.path, Lang: p.lang, Slug: p.slug, Path: p.addr,
		Title: doc.Title, Summary: doc.Summary, Body: doc.HTML, Text: doc.Text, Headings: doc.Headings,
		Words: done.tally.words, Minutes: done.tally.minutes(p.lang), Date: p.date,
		Described: p.meta.Description != "", Aliases: p.aliases, Draft: p.meta.Draft || cal.toCome(p.source), Image: done.image, Origin: p.meta.Origin,
	}
	if a.Title == "" { // a problem of its own, told by package markdown
		a.Title = p.words()
	}
	switch {
	case cal.after(p.meta.Updated, p.local("updated")):
		lib.Problems = append(lib.Problems, content.Problem{
			File: p.path, Line: p.meta.Line["updated"], Kind: "date-order",
			Message: fmt.Sprintf("the date of the last change, %s, is to come", p.meta.Updated.Format(time.DateOnly)), Hint: "it is not shown until then",
		})
	case p.meta.Updated.After(a.Date):
		a.Updated = p.meta.Updated
	}
	return a
}

// words is the name of the file in words.
func (s *source) words() string {
	name := strings.Join(strings.FieldsFunc(s.stem, func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if name == "" {
		name = path.Base(s.path)
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// tellApart calls articles by their files where the titles that were made of
// their texts are the same: "Introduction", thirty times, is no title.
func tellApart(articles []*content.Article, guessed map[*content.Article]*page) {
	type key struct {
		lang  content.Lang
		title string
	}
	count := map[key]int{}
	for _, a := range articles {
		count[key{a.Lang, a.Title}]++
	}
	for _, a := range articles {
		if p := guessed[a]; p != nil && count[key{a.Lang, a.Title}] > 1 {
			a.Title = p.words()
		}
	}
}

// checkDefault sees to it that the root of the site has something to show.
func (lib *Library) checkDefault() {
	if len(lib.Languages) == 0 || slices.Contains(lib.Languages, lib.Default) {
		return
	}
	if lib.Config.Default != "" {
		lib.Problems = append(lib.Problems, content.Problem{
			File: "lectern.yaml", Kind: "bad-config",
			Message: fmt.Sprintf("no article is in the default language %s", lib.Config.Default),
			Hint:    fmt.Sprintf("%s is used", lib.Languages[0]),
		})
	}
	lib.Default = lib.Languages[0]
}

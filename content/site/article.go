package site

import (
	"html"
	"html/template"
	"strings"

	"lectern/content"
)

// articleView is the page of an article.
func (e *edition) articleView(a *content.Article) articleView {
	p := page{lang: a.Lang, path: a.Path, kind: "article", title: a.Title, summary: a.Summary,
		versions: e.translations(a), noIndex: a.Draft}
	v := articleView{
		shell: e.shell(p),
		Title: a.Title, Draft: a.Draft,
		Body:    template.HTML(a.Body.String()),
		Topics:  e.tags(a.Topics, e.topics[a.Lang]),
		Authors: e.tags(a.Authors, e.authors[a.Lang]),
		Date:    e.moment(a.Lang, a.Date), Updated: e.moment(a.Lang, a.Updated),
		Minutes: max(a.Minutes, 1),
		Image:   e.picture(a.Image),
		Outline: outline(a.Headings),
		Embed:   e.partnerLink(a),
	}
	if a.Described { // else the reader would meet the same words twice
		v.Summary = a.Summary
	}
	if a.Origin.Name != "" || a.Origin.URL != "" {
		v.Origin = &link{Href: a.Origin.URL, Text: a.Origin.Name}
		if v.Origin.Text == "" {
			v.Origin.Text = a.Origin.URL
		}
	}
	for _, ref := range a.Translations {
		name := e.names[ref.Lang]
		v.Translations = append(v.Translations, languageLink{
			Lang: ref.Lang, Dir: ref.Lang.Dir(), Name: name, Href: e.path(ref.Path),
		})
	}
	for _, ref := range a.Related {
		v.Related = append(v.Related, e.entry(p, ref))
	}
	if a.Previous != nil {
		entry := e.entry(p, *a.Previous)
		v.Previous = &entry
	}
	if a.Next != nil {
		entry := e.entry(p, *a.Next)
		v.Next = &entry
	}
	e.articleHead(&v.Head, a)
	return v
}

// translations are the paths of an article in all languages of the site.
func (e *edition) translations(a *content.Article) map[content.Lang]string {
	paths := map[content.Lang]string{a.Lang: a.Path}
	for _, ref := range a.Translations {
		if _, ok := e.texts[ref.Lang]; ok {
			paths[ref.Lang] = ref.Path
		}
	}
	return paths
}

// tags turns topics or authors into links; one without a page is a word.
func (e *edition) tags(tags []content.Tag, paths map[string]string) []link {
	var links []link
	for _, tag := range tags {
		l := link{Text: tag.Name}
		if p := paths[tag.Slug]; p != "" {
			l.Href = e.path(p)
		}
		links = append(links, l)
	}
	return links
}

// articleHead adds what sharing and search engines read of an article.
func (e *edition) articleHead(h *head, a *content.Article) {
	h.Type = "article"
	if e.origin != "" && e.embeds() && !a.Draft {
		h.OEmbed = e.full(a.Path) + "oembed"
	}
	if !a.Date.IsZero() {
		h.Published = machineDate(a.Date)
	}
	if !a.Updated.IsZero() {
		h.Modified = machineDate(a.Updated)
	}
	if !a.Draft {
		h.Preview = e.articlePreview(a)
		h.Text = e.path(textPath(a))
	}
	for i, topic := range a.Topics {
		if i == 0 {
			h.Section = topic.Name
		}
		h.Tags = append(h.Tags, topic.Name)
	}
	for _, author := range a.Authors {
		if p := e.authors[a.Lang][author.Slug]; p != "" {
			h.Writers = append(h.Writers, e.full(p))
		}
	}
	h.Data = []template.JS{e.articleData(a), e.trailData(a)}
}

// fragment returns the attribute of a link to a place in the page. As a plain
// value the letters of other scripts would become %d0%b0: three times as long.
func fragment(id string) template.HTMLAttr {
	return template.HTMLAttr(`href="#` + html.EscapeString(strings.ReplaceAll(id, " ", "%20")) + `"`)
}

// outline nests headings: those of the text's top level, and the level below.
// One heading is no outline.
func outline(headings []content.Heading) []section {
	top := 7
	for _, h := range headings {
		top = min(top, h.Level)
	}
	var sections []section
	count := 0
	for _, h := range headings {
		switch {
		case h.Level == top || len(sections) == 0:
			sections = append(sections, section{Href: fragment(h.ID), Text: h.Text})
		case h.Level <= top+1:
			last := &sections[len(sections)-1]
			last.Parts = append(last.Parts, section{Href: fragment(h.ID), Text: h.Text})
		default:
			continue
		}
		count++
	}
	if count < 2 {
		return nil
	}
	return sections
}

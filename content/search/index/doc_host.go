//go:build !js

package index

import (
	"slices"
	"strings"

	"lectern/content"
)

// DocOf returns an article as the index takes it.
func DocOf(a *content.Article) Doc {
	d := Doc{
		Path: a.Path, Source: a.Source, Lang: a.Lang, Title: a.Title, Heading: secondTitle(a), Summary: a.Summary,
		Text: a.Text, Topics: tagsOf(a.Topics), Authors: tagsOf(a.Authors), Date: a.Date,
	}
	for _, h := range a.Headings {
		d.Headings = append(d.Headings, h.Text)
	}
	return d
}

// secondTitle returns the heading that the text begins with, if it stands above
// all others: it says what the article is about, in words that the title may
// not have.
func secondTitle(a *content.Article) string {
	for i, h := range a.Headings {
		if i > 0 && h.Level <= a.Headings[0].Level {
			return ""
		}
	}
	line, _, _ := strings.Cut(a.Text, "\n")
	if len(a.Headings) == 0 || !slices.Equal(strings.Fields(line), strings.Fields(a.Headings[0].Text)) {
		return ""
	}
	return a.Headings[0].Text
}

// tagsOf are topics or authors as the index takes them.
func tagsOf(of []content.Tag) []Tag {
	var list []Tag
	for _, t := range of {
		list = append(list, Tag{Slug: t.Slug, Name: t.Name})
	}
	return list
}

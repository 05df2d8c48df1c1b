package library

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	xlanguage "golang.org/x/text/language"

	"lectern/content"
	"lectern/content/slug"
)

// A naming turns names as articles write them into tags. The configuration
// may give names by language, by the tag's slug or by the name as written; a
// name it gives in any language means the same tag.
type naming struct {
	keys  map[string]string // folded key, slug or name → slug
	names map[string]Text   // by slug
	made  map[string]string // name as written → slug
}

func newNaming(config map[string]Text) *naming {
	n := &naming{keys: map[string]string{}, names: map[string]Text{}, made: map[string]string{}}
	keys := make([]string, 0, len(config))
	for key := range config {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		s := tagSlug(key)
		n.names[s] = config[key]
		n.keys[fold(key)] = s
	}
	for _, key := range keys {
		for _, name := range config[key] {
			if f := fold(name); n.keys[f] == "" {
				n.keys[f] = tagSlug(key)
			}
		}
	}
	return n
}

// tags returns the tags of names in the language, without repetition.
func (n *naming) tags(names []string, lang content.Lang) []content.Tag {
	var tags []content.Tag
	for _, name := range names {
		name = strings.Join(strings.Fields(name), " ")
		if name == "" {
			continue
		}
		tag := content.Tag{Slug: n.slug(name), Name: name}
		if text := n.names[tag.Slug]; text != nil {
			tag.Name = text.In(lang, name)
		}
		if !slices.ContainsFunc(tags, func(t content.Tag) bool { return t.Slug == tag.Slug }) {
			tags = append(tags, tag)
		}
	}
	return tags
}

func (n *naming) slug(name string) string {
	if s := n.made[name]; s != "" {
		return s
	}
	s := n.keys[fold(name)]
	if s == "" {
		s = tagSlug(name)
	}
	n.made[name] = s
	return s
}

// In returns the text in the language: in that very language, in the same
// language otherwise written, for every language, or else otherwise.
func (t Text) In(lang content.Lang, otherwise string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	if s, ok := t[content.Lang(lang.Base())]; ok && lang.Script() == "" {
		return s
	}
	if s, ok := t[""]; ok {
		return s
	}
	return otherwise
}

// tagSlug keeps "C", "C++" and "C#" apart, which would all be "c".
func tagSlug(name string) string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		word := unicode.IsLetter(before) || unicode.IsDigit(before) || before == '+'
		switch {
		case r == '+' && word:
			b.WriteString(" plus ")
		case r == '#' && word:
			b.WriteString(" sharp ")
		default:
			b.WriteRune(r)
		}
		before = r
	}
	if s := slug.Make(b.String()); s != "embed" { // what is below that is made for frames
		return s
	}
	return "embed-1"
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// listings groups articles, which are in order already, by language and tag.
// A tag is called as most of its articles write it.
func listings(articles []*content.Article, folder string, tags func(*content.Article) []content.Tag) map[content.Lang][]Listing {
	type key struct {
		lang content.Lang
		slug string
	}
	at := map[key]int{}
	spelled := map[key]map[string]int{}
	all := map[content.Lang][]Listing{}
	for _, a := range articles {
		for _, tag := range tags(a) {
			k := key{a.Lang, tag.Slug}
			i, ok := at[k]
			if !ok {
				i = len(all[a.Lang])
				at[k], spelled[k] = i, map[string]int{}
				all[a.Lang] = append(all[a.Lang], Listing{Tag: tag, Path: "/" + a.Lang.Segment() + folder + tag.Slug + "/"})
			}
			list := &all[a.Lang][i]
			list.Articles = append(list.Articles, a)
			spelled[k][tag.Name]++
			if n, m := spelled[k][tag.Name], spelled[k][list.Name]; n > m || n == m && tag.Name < list.Name {
				list.Name = tag.Name
			}
		}
	}
	return all
}

// byNumber orders lists: most articles first, then by name.
func byNumber(all map[content.Lang][]Listing) {
	for _, lists := range all {
		slices.SortFunc(lists, func(a, b Listing) int {
			return cmp.Or(len(b.Articles)-len(a.Articles), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Slug, b.Slug))
		})
	}
}

// byName orders lists as a dictionary of the language does.
func byName(all map[content.Lang][]Listing) {
	for lang, lists := range all {
		c := collate.New(xlanguage.Make(string(lang)), collate.IgnoreCase)
		slices.SortFunc(lists, func(a, b Listing) int {
			return cmp.Or(c.CompareString(a.Name, b.Name), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Slug, b.Slug))
		})
	}
}

// years makes the lists of years, newest first: articles are in that order.
func years(articles []*content.Article) map[content.Lang][]Listing {
	return listings(articles, "/", func(a *content.Article) []content.Tag {
		if a.Date.IsZero() {
			return nil
		}
		year := strconv.Itoa(a.Date.Year())
		return []content.Tag{{Slug: year, Name: year}}
	})
}

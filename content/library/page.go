package library

import (
	"cmp"
	"fmt"
	"slices"

	"lectern/content"
)

// A page is an article's place in the site, known before its text is rendered.
type page struct {
	*source
	lang content.Lang
	slug string
	addr string // "/ru/customs/"

	aliases []string // former addresses that lead here
}

// shown reports whether the article is to be seen; with drafts also before its
// time.
func (s *source) shown(cal calendar, drafts bool) bool {
	switch {
	case s.failed, cal.over(s):
		return false
	case drafts:
		return true
	}
	return !s.meta.Draft && !cal.toCome(s)
}

// choose parts the sources into those that become pages and those that don't.
// The files that speak about the folder are articles when they have front
// matter, or when there is nothing else.
func choose(sources []*source, certain int, cal calendar, drafts bool) (shown, left []*source) {
	for i, s := range sources {
		if (i < certain || s.hasMeta || certain == 0) && s.shown(cal, drafts) {
			shown = append(shown, s)
		} else {
			left = append(left, s)
		}
	}
	slices.SortFunc(shown, func(a, b *source) int { return cmp.Compare(a.path, b.path) })
	return shown, left
}

// languages gives every source its language: its own, else the one [choice]
// finds. The default is configured or the one most sources have.
func languages(sources []*source, config Config) (langs []content.Lang, byDefault content.Lang) {
	count := map[content.Lang]int{}
	for _, s := range sources {
		if s.lang != "" && s.allowed(config) {
			count[s.lang]++
		}
	}
	c := newChoice(count, config)
	byDefault = c.byDefault(config)
	langs = make([]content.Lang, len(sources))
	for i, s := range sources {
		if s.lang != "" && s.allowed(config) {
			langs[i] = s.lang
		} else {
			langs[i] = c.unsure(s, byDefault)
		}
	}
	reconsider(sources, langs, byDefault)
	return langs, byDefault
}

// allowed reports whether the language of s may stand: a guess must be one of
// the configured languages, when some are.
func (s *source) allowed(config Config) bool {
	return s.declared || len(config.Languages) == 0 || s.lang == config.Default || slices.Contains(config.Languages, s.lang)
}

// reserved are the names under "/ru/" that the site keeps for itself.
var reserved = []string{"404", "404-html", "assets", "authors", "embed", "feed", "feed-json", "feed-xml", "library", "offline", "page", "search", "sitemap", "topics"}

// isReserved also keeps the years: four digits.
func isReserved(slug string) bool {
	if slices.Contains(reserved, slug) {
		return true
	}
	if len(slug) != 4 {
		return false
	}
	for _, r := range slug {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// place names the page of every source. Within a language the first by path
// keeps its slug, later ones get a number, and so does a slug the site keeps
// for itself. A number never takes the slug another article has by itself.
func place(sources []*source, langs []content.Lang) (pages []*page, problems []content.Problem) {
	type key struct {
		lang content.Lang
		slug string
	}
	owner := map[key]*page{}
	var later []*page
	next := map[key]int{} // first number to try after a slug
	for i, s := range sources {
		p := &page{source: s, lang: langs[i], slug: s.slug()}
		pages = append(pages, p)
		k := key{p.lang, p.slug}
		if owner[k] != nil || isReserved(p.slug) {
			later = append(later, p)
			continue
		}
		owner[k] = p
	}
	for _, p := range later {
		first := owner[key{p.lang, p.slug}]
		wanted := p.slug
		for n := max(2, next[key{p.lang, wanted}]); ; n++ {
			next[key{p.lang, wanted}] = n + 1
			p.slug = fmt.Sprintf("%s-%d", wanted, n)
			if owner[key{p.lang, p.slug}] == nil {
				break
			}
		}
		owner[key{p.lang, p.slug}] = p
		problem := content.Problem{File: p.path, Line: p.meta.Line["slug"]}
		if first == nil {
			problem.Kind = "reserved-slug"
			problem.Message = fmt.Sprintf("the site keeps the address %q for itself: the article becomes %q", wanted, p.slug)
			problem.Hint = "give it another slug"
		} else {
			problem.Kind = "duplicate-slug"
			problem.Message = fmt.Sprintf("%s has the slug %q already: this article becomes %q", first.path, wanted, p.slug)
			problem.Hint = "give one of them another slug"
		}
		problems = append(problems, problem)
	}
	for _, p := range pages {
		p.addr = "/" + p.lang.Segment() + "/" + p.slug + "/"
	}
	return pages, problems
}

package library

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"lectern/content"
	"lectern/content/slug"
)

// redirects reads the former addresses of all pages, makes them whole, and
// refuses those that would leave the site, hide a page or hide each other.
func redirects(t *table) []content.Problem {
	var problems []content.Problem
	for _, p := range t.pages {
		wrong := func(message, hint string) {
			problems = append(problems, content.Problem{File: p.path, Line: p.meta.Line["aliases"], Kind: "bad-alias", Message: message, Hint: hint})
		}
		for _, alias := range p.meta.Aliases {
			addr, why := formerAddress(alias)
			if addr == p.addr {
				continue
			}
			switch other := t.byAlias[addr]; {
			case why != "":
				wrong(fmt.Sprintf("the alias %q is refused: %s", short(alias), why), `write a path like "/old/name/"`)
			case t.byAddr[addr] != nil:
				wrong(fmt.Sprintf("the alias %q is the address of %s", short(alias), t.byAddr[addr].path), "the article keeps it")
			case t.taken(addr):
				wrong(fmt.Sprintf("the alias %q is an address the site needs itself", short(alias)), "take it away")
			case other == p:
			case other != nil:
				wrong(fmt.Sprintf("the alias %q is one of %s already", short(alias), other.path), "the first keeps it")
			default:
				t.byAlias[addr] = p
				p.aliases = append(p.aliases, addr)
			}
		}
	}
	return problems
}

// removed returns the addresses of articles that were removed, without those
// that the site has or that lead on.
func removed(t *table, gone []string) (paths []string, problems []content.Problem) {
	for _, addr := range gone {
		why := ""
		switch {
		case t.byAddr[addr] != nil:
			why = "is the address of " + t.byAddr[addr].path
		case t.byAlias[addr] != nil:
			why = "is an alias of " + t.byAlias[addr].path
		case t.taken(addr):
			why = "is an address the site needs itself"
		default:
			paths = append(paths, addr)
			continue
		}
		problems = append(problems, content.Problem{
			File: "lectern.yaml", Kind: "bad-config", Message: fmt.Sprintf("%s is said to be gone, but %s", addr, why), Hint: "leave it out of gone",
		})
	}
	return paths, problems
}

// formerAddress makes an alias an absolute path that ends in a slash. It must be
// harmless as a folder on a disk and as an address in a page.
func formerAddress(alias string) (addr, refused string) {
	alias = strings.TrimSpace(alias)
	if _, ok := schemeOf(alias); ok || strings.HasPrefix(alias, "//") {
		return "", "it is an address on another site"
	}
	if strings.ContainsAny(alias, `\?#<>:"|*`) {
		return "", `it has one of the characters \ ? # < > : " | *`
	}
	name := decode(alias)
	if strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || r == unicode.ReplacementChar || strings.ContainsRune(`\?#<>:"|*`, r)
	}) {
		return "", "it has a character that cannot be in a path"
	}
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '/' })
	for _, part := range parts {
		switch {
		case strings.HasPrefix(part, "."):
			return "", "a part of it begins with a dot"
		case len(part) > 200:
			return "", "a part of it is longer than 200 bytes"
		}
	}
	if len(parts) == 0 || len(parts) > 20 {
		return "", "it is no path"
	}
	return "/" + strings.Join(parts, "/") + "/", ""
}

// taken reports addresses of the site's own pages and files.
func (t *table) taken(addr string) bool {
	parts := strings.Split(strings.Trim(addr, "/"), "/")
	switch strings.ToLower(parts[0]) {
	case "assets", "library", "offline", "404.html", "index.html", "lectern.json", "sw.js", "sitemap.xml", "robots.txt",
		"manifest.webmanifest", "feed.xml", "oembed", "oembed.json", "oembed.xml", "embed", "embed.js", "_headers", "healthz", "_live":
		return true
	}
	if slices.Contains(parts, "embed") { // below it are pages for frames
		return true
	}
	for lang := range t.lists {
		if strings.EqualFold(parts[0], lang.Segment()) {
			if len(parts) == 1 || isReserved(strings.ToLower(parts[1])) || strings.Contains(parts[1], ".") {
				return true
			}
		}
	}
	return false
}

// listed tells the table which lists the site will have, for links to them.
func (t *table) listed(topics, authors *naming) {
	for _, p := range t.pages {
		lists := t.lists[p.lang]
		for _, tag := range topics.tags(p.meta.Topics, p.lang) {
			lists["topics/"+tag.Slug] = true
		}
		for _, tag := range authors.tags(p.meta.Authors, p.lang) {
			lists["authors/"+tag.Slug] = true
		}
		if !p.date.IsZero() {
			lists[p.date.Format("2006")] = true
		}
	}
}

// slugged is the address of a list as the site writes it: links of other
// systems say "/tags/Name/" or "/categories/name/".
func slugged(name string) string {
	folder, rest, ok := strings.Cut(name, "/")
	switch folder {
	case "tag", "tags", "category", "categories", "topic":
		folder = "topics"
	case "author":
		folder = "authors"
	}
	if !ok {
		return folder
	}
	return folder + "/" + slug.Make(rest)
}

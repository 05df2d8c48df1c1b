package library

import (
	"cmp"
	"hash/maphash"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/content"
	"lectern/content/language"
	"lectern/content/slug"
)

// A table is all that links are resolved against: the pages by file and by
// address, the files of the folder, the lists of the site. It is complete
// before the first text is rendered, and not changed from then on.
type table struct {
	*tree
	base   string   // base path of the site, before every address
	site   *url.URL // where the site is published; nil when not known
	assets *assets
	seed   maphash.Seed
	state  uint64 // digest of all that answers depend on; 0: not to be trusted

	pages    []*page
	bySource map[string]*page                 // by path of the file, NFC
	byStem   map[string]*page                 // by path without extension, and by the folder of an index
	byAddr   map[string]*page                 // by address
	bySlug   map[string][]*page               // by last part of the address
	byAlias  map[string]*page                 // by former address
	unseen   map[string]*source               // drafts and others without a page, as bySource and byStem
	lists    map[content.Lang]map[string]bool // "topics/economy" and so on
	byDir    map[string][]string              // names of the files in a folder
	byName   map[string][]string              // paths of the files with a name, folded
	hints    sync.Map                         // folder and name → hint
}

func newTable(t *tree, pages []*page, left []*source) *table {
	tb := &table{
		tree: t, pages: pages,
		bySource: map[string]*page{}, byStem: map[string]*page{}, byAddr: map[string]*page{},
		bySlug: map[string][]*page{}, byAlias: map[string]*page{}, unseen: map[string]*source{},
		lists: map[content.Lang]map[string]bool{}, byDir: map[string][]string{}, byName: map[string][]string{},
	}
	for _, p := range pages {
		key := norm.NFC.String(p.path)
		tb.bySource[key] = p
		tb.byAddr[p.addr] = p
		tb.bySlug[p.slug] = append(tb.bySlug[p.slug], p)
		for _, stem := range stems(key) {
			if tb.byStem[stem] == nil {
				tb.byStem[stem] = p
			}
		}
		if tb.lists[p.lang] == nil {
			tb.lists[p.lang] = map[string]bool{"": true, "topics": true, "authors": true, "search": true, "feed.xml": true}
		}
	}
	for _, s := range left {
		key := norm.NFC.String(s.path)
		tb.unseen[key] = s
		for _, stem := range stems(key) {
			if tb.unseen[stem] == nil {
				tb.unseen[stem] = s
			}
		}
	}
	for _, name := range t.names {
		tb.byDir[path.Dir(name)] = append(tb.byDir[path.Dir(name)], path.Base(name))
		base := strings.ToLower(path.Base(name))
		tb.byName[base] = append(tb.byName[base], name)
	}
	return tb
}

// settle computes the state of the table: when it is the same as at the
// last loading, no link of an unchanged article need be resolved again.
func (t *table) settle() {
	var h maphash.Hash
	h.SetSeed(t.seed)
	if t.site != nil {
		writeAll(&h, t.site.String())
	}
	for _, p := range t.pages {
		writeAll(&h, p.path, p.addr, p.date.Format("2006-01-02"), p.named.Format("2006-01-02"))
		writeAll(&h, p.aliases...)
		writeAll(&h, p.meta.Topics...)
		h.WriteByte(1)
	}
	trusted := true
	for _, name := range t.names {
		writeAll(&h, name)
		if t.bySource[name] != nil {
			continue
		}
		if s := t.unseen[name]; s != nil && !about(s.path) {
			writeAll(&h, "unseen")
			continue
		}
		e := t.files[name]
		trusted = trusted && !e.mod.IsZero()
		writeAll(&h, strconv.FormatInt(e.size, 36), strconv.FormatInt(e.mod.UnixNano(), 36))
	}
	for _, lang := range slices.Sorted(maps.Keys(t.lists)) {
		writeAll(&h, slices.Sorted(maps.Keys(t.lists[lang]))...)
	}
	t.state = 0
	if trusted {
		t.state = max(1, h.Sum64())
	}
}

// stems lists the names without extension that mean a file: "a/b" for
// "a/b.md", and also "a" for "a/index.md".
func stems(name string) []string {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if isIndex(path.Base(stem)) {
		return []string{stem, path.Dir(stem)}
	}
	return []string{stem}
}

// byAddress finds the page an address means: its own, a former one, one of
// another site's making ("/2016/03/24/name/", "/name.html"), or the end of a
// file's path. name starts with a slash and is decoded.
func (t *table) byAddress(from *page, name string) *page {
	name = norm.NFC.String(name)
	if t.base != "/" {
		if rest, ok := strings.CutPrefix(name, t.base); ok {
			if p := t.byAddress1(from, "/"+rest); p != nil {
				return p
			}
		}
	}
	return t.byAddress1(from, name)
}

func (t *table) byAddress1(from *page, name string) *page {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '/' })
	if len(parts) == 0 || slices.Contains(parts, "..") {
		return nil
	}
	addr := "/" + strings.Join(parts, "/") + "/"
	if p := t.byAddr[addr]; p != nil {
		return p
	}
	if p := t.byAlias[addr]; p != nil {
		return p
	}
	last := strings.TrimSuffix(strings.TrimSuffix(parts[len(parts)-1], ".html"), ".htm")
	if last == "" || last == "index" {
		return nil
	}
	before := parts[:len(parts)-1]
	lang := from.lang
	if len(before) > 0 {
		if l, ok := language.Parse(before[0]); ok && t.lists[l] != nil {
			lang, before = l, before[1:]
		}
	}
	want := slug.Make(last)
	var found *page
	for _, p := range t.bySlug[want] {
		if !t.fits(p, before) {
			continue
		}
		if p.lang == lang {
			return p
		}
		if found == nil {
			found = p
		}
	}
	return found
}

// fits reports whether the parts of an address before the slug fit the page:
// none, its date (after a folder or not), one of its topics, or its folders.
func (t *table) fits(p *page, parts []string) bool {
	if len(parts) == 0 {
		return true
	}
	for _, date := range []time.Time{p.date, p.named} {
		if date.IsZero() {
			continue
		}
		dated := strings.Split(date.Format("2006/01/02"), "/")
		for n := 1; n <= 3; n++ {
			if tail := len(parts) - n; tail >= 0 && tail <= 2 && slices.Equal(parts[tail:], dated[:n]) {
				return true
			}
		}
	}
	if len(parts) == 1 {
		for _, topic := range p.meta.Topics {
			if slug.Make(topic) == slug.Make(parts[0]) {
				return true
			}
		}
	}
	dir := "/" + norm.NFC.String(path.Dir(p.path))
	return strings.HasSuffix(dir, "/"+strings.Join(parts, "/"))
}

// sitePage finds a page of the site that is no article: a home, a list, the
// search page.
func (t *table) sitePage(from *page, name string) (string, bool) {
	if !strings.HasPrefix(name, "/") {
		return t.aboutFile(from, name)
	}
	if t.base != "/" {
		if rest, ok := strings.CutPrefix(name, t.base); ok {
			name = "/" + rest
		}
	}
	name = strings.Trim(name, "/")
	if name == "" || name == "index.html" {
		return "/", true
	}
	if addr, ok := t.list(from.lang, name); ok {
		return addr, true
	}
	first, rest, _ := strings.Cut(name, "/")
	if lang, ok := language.Parse(first); ok {
		return t.list(lang, rest)
	}
	return t.aboutFile(from, "/"+name)
}

func (t *table) list(lang content.Lang, name string) (string, bool) {
	if name != "" && !t.lists[lang][name] {
		name = slugged(name)
	}
	if !t.lists[lang][name] {
		return "", false
	}
	addr := "/" + lang.Segment() + "/"
	if name != "" {
		addr += name
		if path.Ext(name) == "" {
			addr += "/"
		}
	}
	return addr, true
}

// aboutFile leads links to the README of the library to the home page: it is
// the same to readers.
func (t *table) aboutFile(from *page, name string) (string, bool) {
	for _, place := range t.places(from, name) {
		if path.Dir(place) != "." || !isIndex(strings.TrimSuffix(place, path.Ext(place))) {
			continue
		}
		if _, ok := t.files[place]; ok && articleExt(path.Ext(place)) {
			return "/" + from.lang.Segment() + "/", true
		}
	}
	return "", false
}

// file finds a file of the folder that is no article.
func (t *table) file(from *page, name string) (entry, bool) {
	for _, place := range t.places(from, name) {
		if e, ok := t.files[place]; ok && t.bySource[place] == nil && t.unseen[place] == nil {
			return e, true
		}
	}
	return entry{}, false
}

func (t *table) hiddenPage(from *page, name string) *source {
	for _, place := range t.places(from, name) {
		if s := t.unseen[place]; s != nil && !about(s.path) {
			return s
		}
	}
	return nil
}

// hint names the file the author may have meant.
func (t *table) hint(from *page, name string) string {
	place := path.Join(path.Dir(norm.NFC.String(from.path)), strings.TrimLeft(norm.NFC.String(name), "/"))
	if strings.HasPrefix(name, "/") {
		place = path.Clean(norm.NFC.String(name))[1:]
	}
	if hint, ok := t.hints.Load(place); ok {
		return hint.(string)
	}
	hint := cmp.Or(t.makeHint(place), "paths begin at the folder of the article, or with / at that of the library")
	t.hints.Store(place, hint)
	return hint
}

func (t *table) makeHint(place string) string {
	if place == ".." || strings.HasPrefix(place, "../") {
		return "it is outside the library folder"
	}
	for at := place; at != "."; at = path.Dir(at) {
		if t.links[at] {
			return at + " is a symbolic link, which is passed over: put a copy in its place"
		}
	}
	dir, base := path.Dir(place), path.Base(place)
	for _, other := range t.byName[strings.ToLower(base)] {
		switch {
		case other != place && strings.EqualFold(other, place):
			return "capitals differ: the file is " + other
		case len(t.byName[strings.ToLower(base)]) == 1:
			return "there is " + other
		}
	}
	names := t.byDir[dir]
	if utf8.RuneCountInString(strings.TrimSuffix(base, path.Ext(base))) < 4 {
		return "" // in so short a name one letter makes another
	}
	if path.Ext(base) == "" {
		base += ".md"
	}
	if near, ok := nearest(base, names); ok {
		return "did you mean " + path.Join(dir, near) + "?"
	}
	return ""
}

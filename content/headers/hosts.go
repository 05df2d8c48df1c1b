package headers

import (
	"fmt"
	"regexp"
	"strings"
)

// HostFile is the name of the file that Cloudflare Pages, Netlify and others
// read at the root of a site and do not serve.
const HostFile = "_headers"

// HostFolder is the folder of a site with what is to be included in the
// configuration of other hosts. Its name begins with a dot, and no host should
// serve it.
const HostFolder = ".lectern/"

// ForHosts returns the text of HostFile. Hosts differ in what two rules for
// one address do: Cloudflare joins their values with a comma, unless a line
// with "!" takes the first away; others take the later value, and pass over
// the line. Both come to the same.
func (s Site) ForHosts() []byte {
	var b strings.Builder
	b.WriteString("# Written by lectern build, anew with each build.\n")
	rule := func(class Class, paths ...string) {
		for _, path := range paths {
			fmt.Fprintf(&b, "\n%s%s\n", s.Base, path)
			s.rule(&b, class, path == "*")
		}
	}
	rule(Page, "*")
	if s.Frame != "" {
		rule(Script, "embed.js")
	}
	for depth := range Depth {
		var folders string
		for i := range depth + 1 {
			folders += ":" + string(rune('a'+i)) + "/"
		}
		rule(Text, folders+"index.md")
		if s.Frame != "" {
			rule(Frame, folders+"embed/")
			rule(OEmbed, folders+"oembed.json", folders+"oembed.xml")
		}
	}
	rule(Asset, "assets/*")
	// Names with a hash, but for two.
	rule(Kept, "library/*")
	for _, name := range []string{"bundle.json", "search.json"} {
		fmt.Fprintf(&b, "\n%slibrary/%s\n  ! Cache-Control\n  Cache-Control: %s\n", s.Base, name, always)
	}
	return []byte(b.String())
}

// rule writes the fields of a class: all of them, or those in which it differs
// from pages.
func (s Site) rule(b *strings.Builder, class Class, whole bool) {
	fields, pages := s.Fields(class), s.Fields(Page)
	for _, name := range Names() {
		value, before := valueOf(fields, name), valueOf(pages, name)
		if !whole && value == before {
			continue
		}
		if !whole && before != "" {
			fmt.Fprintf(b, "  ! %s\n", name)
		}
		if value != "" {
			fmt.Fprintf(b, "  %s: %s\n", name, value)
		}
	}
}

func valueOf(fields []Field, name string) string {
	for _, f := range fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// expression matches the addresses of a class.
func (s Site) expression(pattern string) string {
	return "^" + regexp.QuoteMeta(s.Base) + "(?:" + pattern + ")$"
}

// removed lists the addresses that are answered with the status 410: of
// articles, and of their frames.
func (s Site) removed() []string {
	var all []string
	for _, path := range s.Gone {
		path = s.Base + strings.TrimPrefix(path, "/")
		all = append(all, path)
		if s.Frame != "" {
			all = append(all, path+"embed/")
		}
	}
	return all
}

// anyFrame is the rest of the address of a page made for frames, in the folder
// of a language.
const anyFrame = `(?:.*/)?embed/$`

// ownLanguage matches addresses below the folder of a language, whose name it
// remembers; within says what follows it.
func (s Site) ownLanguage(within string) string {
	var names []string
	for _, name := range s.Languages {
		names = append(names, regexp.QuoteMeta(name))
	}
	return "^" + regexp.QuoteMeta(s.Base) + "(" + strings.Join(names, "|") + ")/" + within
}

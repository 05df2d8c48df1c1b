package headers

import (
	"fmt"
	"regexp"
	"strings"
)

// HostFile is the name of the file that Cloudflare Pages, Netlify and others
// read at the root of a site and do not serve.
const HostFile = "_headers"

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
		folders := strings.Join([]string{":a/", ":b/", ":c/", ":d/"}[:depth+1], "")
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

// ForNginx returns the same for nginx, to be included in a server block.
func (s Site) ForNginx() []byte {
	var b strings.Builder
	b.WriteString("# Written by lectern build, anew with each build: include it in the server block\n" +
		"# of the site, and reload nginx after a build. A location with an add_header of\n" +
		"# its own gets none of these: include the file there again.\n\n")
	pages := s.Fields(Page)
	for _, name := range Names() {
		fmt.Fprintf(&b, "set %s \"%s\";\n", nginxName(name), valueOf(pages, name))
	}
	for _, c := range classes() {
		fields := s.Fields(c.class)
		fmt.Fprintf(&b, "if ($uri ~ \"%s\") {\n", s.expression(c.pattern))
		for _, name := range Names() {
			if value := valueOf(fields, name); value != valueOf(pages, name) {
				fmt.Fprintf(&b, "\tset %s \"%s\";\n", nginxName(name), value)
			}
		}
		b.WriteString("}\n")
	}
	for _, name := range Names() {
		// One with an empty value is not sent.
		fmt.Fprintf(&b, "add_header %s %s always;\n", name, nginxName(name))
	}
	return []byte(b.String())
}

// nginxName is the variable that holds the value of a field.
func nginxName(field string) string {
	return "$lectern_" + strings.ToLower(strings.ReplaceAll(field, "-", "_"))
}

// ForCaddy returns the same for Caddy, to be imported in a site block. No two
// matchers take the same address, so the order of Caddy's directives is of no
// account.
func (s Site) ForCaddy() []byte {
	var b strings.Builder
	b.WriteString("# Written by lectern build, anew with each build: import it in the block of the\n" +
		"# site, and reload Caddy after a build.\n\n")
	var all []string
	for _, c := range classes() {
		all = append(all, c.pattern)
	}
	s.matcher(&b, Page, "\tnot path_regexp "+s.expression(strings.Join(all, "|"))+"\n")
	for _, c := range classes() {
		s.matcher(&b, c.class, "\tpath_regexp "+s.expression(c.pattern)+"\n")
	}
	return []byte(b.String())
}

func (s Site) matcher(b *strings.Builder, class Class, test string) {
	name := [...]string{"page", "frame", "asset", "kept", "script", "oembed", "text"}[class]
	fmt.Fprintf(b, "@lectern_%s {\n%s}\nheader @lectern_%s {\n", name, test, name)
	for _, f := range s.Fields(class) {
		fmt.Fprintf(b, "\t%s \"%s\"\n", f.Name, f.Value)
	}
	b.WriteString("}\n")
}

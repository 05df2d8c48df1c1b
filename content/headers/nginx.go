package headers

import (
	"fmt"
	"regexp"
	"strings"
)

// nginxHead says how the text is used. nginx refuses two lines of one kind in
// one block, and so those that are ours are named.
const nginxHead = `# Written by lectern build, anew with each build: include it in the server block
# of the site, and reload nginx after a build. "types" and lines that begin with
# "gzip" must not stand in that block beside it; outside of it they may. A
# location with an add_header of its own gets none of the fields below: include
# the file there again.

`

// nginxLong is how many bytes of a value are written at once: nginx reads no
// more than 4096 for one word, and a list of partners may be longer.
const nginxLong = 2000

// ForNginx returns what is sent, and with which status, for nginx, to be
// included in a server block.
//
// A page that is shown instead of another, with 404 or 410, is asked for again
// inside nginx: all of this is gone through a second time, and the fields are
// those of the page that is sent. So a missing asset is not kept for a year.
func (s Site) ForNginx() []byte {
	var b strings.Builder
	b.WriteString(nginxHead)
	s.nginxFields(&b)
	s.nginxMissing(&b)
	s.nginxTypes(&b)
	return []byte(b.String())
}

// nginxFields writes the fields of each class.
func (s Site) nginxFields(b *strings.Builder) {
	pages := s.Fields(Page)
	for _, name := range Names() {
		nginxSet(b, "", nginxName(name), valueOf(pages, name))
	}
	for _, c := range classes() {
		fields := s.Fields(c.class)
		fmt.Fprintf(b, "if ($uri ~ \"%s\") {\n", s.expression(c.pattern))
		for _, name := range Names() {
			if value := valueOf(fields, name); value != valueOf(pages, name) {
				nginxSet(b, "\t", nginxName(name), value)
			}
		}
		b.WriteString("}\n")
	}
	for _, name := range Names() {
		// One with an empty value is not sent.
		fmt.Fprintf(b, "add_header %s %s always;\n", name, nginxName(name))
	}
}

// nginxMissing writes which page stands for one that is not there, and which
// addresses are answered with 410. A folder without a page is 403 to nginx.
func (s Site) nginxMissing(b *strings.Builder) {
	const page = "$lectern_missing"
	b.WriteString("\n")
	nginxSet(b, "", page, "/404.html")
	instead := func(pattern, file string) {
		fmt.Fprintf(b, "if ($uri ~ \"%s\") {\n\tset %s \"%s%s\";\n}\n", pattern, page, s.Base, file)
	}
	if s.Base != "/" {
		instead("^"+regexp.QuoteMeta(s.Base), "404.html")
	}
	if len(s.Languages) > 0 {
		instead(s.ownLanguage(""), "$1/404.html")
		if s.Frame != "" {
			instead(s.ownLanguage(anyFrame), "$1/embed/404.html")
		}
	}
	fmt.Fprintf(b, "error_page 404 %s;\nerror_page 403 =404 %s;\n", page, page)
	fmt.Fprintf(b, "location = %s%s { return 404; }\nlocation ^~ %s%s { return 404; }\n", s.Base, HostFile, s.Base, HostFolder)
	for _, path := range s.removed() {
		fmt.Fprintf(b, "location = \"%s\" { error_page 410 ${uri}index.html; return 410; }\n", path)
	}
}

// nginxTypes writes the media types, which take the place of all others, and
// compression. Level 5 packs the browser program in a fifth of a second; a copy
// that was packed by the build costs nothing.
func (s Site) nginxTypes(b *strings.Builder) {
	b.WriteString("\ntypes {\n")
	for _, t := range types() {
		fmt.Fprintf(b, "\t\"%s\" %s;\n", t.Name, strings.Join(t.extensions, " "))
	}
	// Of our own, and packed by itself.
	fmt.Fprintf(b, "\t\"%s\" bin;\n}\n", AnyType)
	b.WriteString("gzip on;\ngzip_vary on;\ngzip_comp_level 5;\ngzip_min_length 256;\ngzip_types")
	for _, name := range shrinking() {
		fmt.Fprintf(b, "\n\t\"%s\"", name)
	}
	b.WriteString(";\n")
	if s.Copies {
		b.WriteString("gzip_static on;\n# brotli_static on; # where nginx has the module: a fifth smaller\n")
	}
}

// nginxSet writes an assignment, a long one in parts.
func nginxSet(b *strings.Builder, indent, name, value string) {
	before := ""
	for {
		part := value[:min(len(value), nginxLong)]
		fmt.Fprintf(b, "%sset %s \"%s%s\";\n", indent, name, before, part)
		if value = value[len(part):]; value == "" {
			return
		}
		before = "${" + name[1:] + "}"
	}
}

// nginxName is the variable that holds the value of a field.
func nginxName(field string) string {
	return "$lectern_" + strings.ToLower(strings.ReplaceAll(field, "-", "_"))
}

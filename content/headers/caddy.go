package headers

import (
	"fmt"
	"strings"
)

// caddyHead says how the text is used.
const caddyHead = `# Written by lectern build, anew with each build: import it in the block of the
# site, beside a line with its root, and reload Caddy after a build.

`

// ForCaddy returns the same for Caddy, to be imported in a site block, file
// server included. No two matchers of classes take the same address, so the
// order of Caddy's directives is of no account.
func (s Site) ForCaddy() []byte {
	var b strings.Builder
	b.WriteString(caddyHead)
	var all []string
	for _, c := range classes() {
		all = append(all, c.pattern)
	}
	s.caddyClass(&b, Page, "not path_regexp", strings.Join(all, "|"))
	for _, c := range classes() {
		s.caddyClass(&b, c.class, "path_regexp", c.pattern)
	}
	caddyTypes(&b)
	s.caddyFiles(&b)
	s.caddyMissing(&b)
	return []byte(b.String())
}

// caddyClass writes the fields of a class.
func (s Site) caddyClass(b *strings.Builder, class Class, test, pattern string) {
	name := [...]string{"page", "frame", "asset", "kept", "script", "oembed", "text"}[class]
	fmt.Fprintf(b, "@lectern_%s {\n\t%s %s\n}\nheader @lectern_%s {\n", name, test, s.expression(pattern), name)
	for _, f := range s.Fields(class) {
		fmt.Fprintf(b, "\t%s \"%s\"\n", f.Name, f.Value)
	}
	b.WriteString("}\n")
}

// caddyTypes writes the media types: Caddy takes them from the machine it is
// on, which may know none of those that are no pages.
func caddyTypes(b *strings.Builder) {
	b.WriteString("\n")
	for _, t := range append(types(), Type{Name: AnyType, extensions: []string{"bin"}}) {
		name := "@lectern_" + t.extensions[0]
		fmt.Fprintf(b, "%s path *.%s\nheader %s Content-Type \"%s\"\n", name, strings.Join(t.extensions, " *."), name, t.Name)
	}
}

// caddyFiles writes how files are sent, and which are not. What is outside of
// the base is left to the rest of the site block.
func (s Site) caddyFiles(b *strings.Builder) {
	copies := ""
	if s.Copies {
		copies = " {\n\tprecompressed br gzip\n}"
	}
	fmt.Fprintf(b, "\n@lectern_hidden path %s%s %s%s*\nerror @lectern_hidden 404\n", s.Base, HostFile, s.Base, HostFolder)
	if removed := s.removed(); len(removed) > 0 {
		fmt.Fprintf(b, "@lectern_removed path \"%s\"\nerror @lectern_removed 410\n", strings.Join(removed, `" "`))
	}
	if folder, ok := strings.CutSuffix(s.Base, "/"); ok && folder != "" {
		fmt.Fprintf(b, "redir %s %s permanent\n", folder, s.Base)
	}
	b.WriteString("encode {\n\tgzip 5\n\tminimum_length 256\n\tmatch {\n")
	for _, name := range shrinking() {
		name, _, _ = strings.Cut(name, ";")
		fmt.Fprintf(b, "\t\theader Content-Type %s*\n", name)
	}
	fmt.Fprintf(b, "\t}\n}\nfile_server %s*%s\n", s.Base, copies)
}

// caddyMissing writes which page stands for one that is not there. Fields are
// set already, by the address that was asked for: a missing asset would be kept
// for a year, and the type would be its own.
func (s Site) caddyMissing(b *strings.Builder) {
	b.WriteString("handle_errors {\n\theader Cache-Control no-cache\n\theader Content-Type \"text/html; charset=utf-8\"\n")
	page := func(name, test, file string, status int) {
		fmt.Fprintf(b, "\t@lectern_%s {\n\t\texpression {http.error.status_code} == %d\n\t\t%s\n\t}\n\thandle @lectern_%s {\n", name, status, test, name)
		if file != "" {
			fmt.Fprintf(b, "\t\trewrite * %s%s\n", s.Base, file)
		}
		b.WriteString("\t\tfile_server\n\t}\n")
	}
	instead := func(name, within, file string) {
		page(name, fmt.Sprintf("path_regexp lectern \"%s\"", s.ownLanguage(within)), "{re.lectern.1}/"+file, 404)
	}
	if len(s.Languages) > 0 {
		if s.Frame != "" {
			instead("no_frame", anyFrame, "embed/404.html")
		}
		instead("no_page", "", "404.html")
	}
	page("nothing", "path "+s.Base+"*", "404.html", 404)
	if len(s.Gone) > 0 {
		page("gone", "path "+s.Base+"*", "", 410)
	}
	b.WriteString("}\n")
}

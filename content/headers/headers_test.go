package headers

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClass(t *testing.T) {
	classifier := NewClassifier()
	for name, want := range map[string]Class{
		"ru/customs/embed/":              Frame,
		"ru/customs/embed/index.html":    Frame,
		"ru/embed/":                      Frame,
		"ru/topics/border/embed/":        Frame,
		"2020/05/12/customs/embed/":      Frame,
		"a/b/c/d/e/f/g/h/embed/":         Frame,
		"a/b/c/d/e/f/g/h/i/embed/":       Page, // a former address with too many folders
		"ru/embed/404.html":              Frame,
		"embed/":                         Page,
		"ru/embed/code/":                 Page,
		"ru/embedded/":                   Page,
		"ru/customs/embed":               Page, // a redirect
		"embed.js":                       Script,
		"ru/embed.js":                    Page,
		"oembed":                         OEmbed,
		"ru/customs/oembed.json":         OEmbed,
		"ru/customs/oembed.xml":          OEmbed,
		"ru/customs/oembed.html":         Page,
		"assets/app.0123abcd.wasm":       Asset,
		"assets/photo.deadbeef.480.webp": Asset,
		"assets/deadbeef.css":            Page, // the name, not a hash behind it
		"assets/app.0123ABCD.wasm":       Page,
		"assets/app.0123abc.wasm":        Page,
		"assets/app.deadbeef":            Page, // an extension
		"assets/app.wasm":                Page,
		"assets/a.0123abcd.d/index.html": Page,
		"myassets/app.0123abcd.css":      Page,
		"ru/app.0123abcd.css":            Page,
		"library/ru.deadbeef.idx":        Kept,
		"library/packs/a.deadbeef.pack":  Kept,
		"library/search.json":            Page,
		"ru/customs/index.md":            Text,
		"ru/embed/index.md":              Text,
		"index.md":                       Page,
		"ru/customs/index.mdx":           Page,
		"ru/customs/other.md":            Page,
		"index.html":                     Page,
		"":                               Page,
	} {
		if got := classifier.Class(name); got != want {
			t.Errorf("Class(%q) = %d, want %d", name, got, want)
		}
	}
}

// TestNobody: where nobody may embed, what is below embed/ is a page like others.
func TestNobody(t *testing.T) {
	site := Site{Base: "/", Page: "frame-ancestors 'self'"}
	if got := site.Fields(Frame)[0]; got.Value != site.Page {
		t.Errorf("without partners a frame's page is sent %v", got)
	}
	if diff := cmp.Diff([]Field{{"Content-Security-Policy", "frame-ancestors 'self'"}}, site.Fields(Page)[:1]); diff != "" {
		t.Error(diff)
	}
}

// TestNginxWords: nginx refuses a word of more than 4096 bytes; a list of partners
// is written in parts.
func TestNginxWords(t *testing.T) {
	site := Site{Base: "/", Page: "page", Frame: "frame-ancestors" + strings.Repeat(" https://partner.example", 300)}
	text := string(site.ForNginx())
	for line := range strings.Lines(text) {
		if len(line) > 4096 {
			t.Errorf("a line of %d bytes: %.80s…", len(line), line)
		}
	}
	whole := strings.ReplaceAll(text, "\";\n\tset $lectern_content_security_policy \"${lectern_content_security_policy}", "")
	if !strings.Contains(whole, `"`+site.Frame+`"`) {
		t.Errorf("the parts do not make the whole:\n%.3000s", text)
	}
}

// TestHostCopies: copies are offered where a build has made them.
func TestHostCopies(t *testing.T) {
	for _, copies := range []bool{false, true} {
		site := Site{Base: "/", Copies: copies}
		for text, line := range map[string]string{string(site.ForNginx()): "\ngzip_static on;\n", string(site.ForCaddy()): "\n\tprecompressed br gzip\n"} {
			if strings.Contains(text, line) != copies {
				t.Errorf("with copies %t: %q in\n%s", copies, line, text)
			}
		}
	}
}

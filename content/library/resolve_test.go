package library

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

// testTable is a table of a small library under the base path "/sub/".
func testTable(t testing.TB, config string, files map[string]string) *table {
	t.Helper()
	fsys := folder(files)
	tree, _, err := walk(t.Context(), fsys, nil)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := readSources(t.Context(), fsys, tree, time.UTC, nil)
	if err != nil {
		t.Fatal(err)
	}
	shown, left := choose(sources, len(tree.articles), newCalendar(Config{}, testNow()), false)
	langs, _ := languages(shown, Config{})
	pages, _ := place(shown, langs)
	tb := newTable(tree, pages, left)
	tb.base, tb.site, tb.assets = "/sub/", siteURL(config), newAssets(fsys)
	tb.listed(newNaming(nil), newNaming(nil))
	redirects(tb)
	return tb
}

func TestLinks(t *testing.T) {
	const where = "paths begin at the folder of the article, or with / at that of the library" // nothing is like it
	const ru, en = "---\nlang: ru\n---\n# A\n", "---\nlang: en\n---\n# A\n"
	tb := testTable(t, "https://news.example/sub/", map[string]string{
		"docs/a.md": ru, "docs/b.md": ru, "docs/Отпуск и отдых.md": ru, "docs/guide/index.md": ru, "docs/guide/c.md": ru,
		"docs/plain.txt": ru, "top.markdown": ru, "README.md": "# About\n", "docs/old.md": "---\nlang: ru\ndate: 2018-10-09\ntags: [IT]\naliases: [/before/]\n---\n# O\n",
		"docs/draft.md": "---\nlang: ru\ndraft: true\n---\n# D\n", "docs/paper.pdf": "%PDF", "docs/page.html": "<script>", "docs/what?.md": ru,
		"_articles/legal.md": en, "_articles/how.md": en, "_articles/ru/legal.md": ru, "_articles/ru/how.md": ru,
		"static/file.zip": "PK", "docs/x#y.md": ru,
	})
	tests := []struct {
		from, dest string
		href       string // empty: not a link
		page       string
		kind       string // of the problem
		hint       string
	}{
		// Files.
		{from: "docs/a.md", dest: "b.md", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "./b.md", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "b", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "b.html", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "b.md?raw=1#Часть", href: "/sub/ru/b/#Часть", page: "/ru/b/"},
		{from: "docs/a.md", dest: "b.md#%D0%A7%D0%B0%D1%81%D1%82%D1%8C", href: "/sub/ru/b/#Часть", page: "/ru/b/"},
		{from: "docs/a.md", dest: `.\b.md`, href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "Отпуск%20и%20отдых.md", href: "/sub/ru/otpusk-i-otdykh/", page: "/ru/otpusk-i-otdykh/"},
		{from: "docs/a.md", dest: "Отпуск и отдых.md", href: "/sub/ru/otpusk-i-otdykh/", page: "/ru/otpusk-i-otdykh/"},
		{from: "docs/a.md", dest: "%D0%9E%D1%82%D0%BF%D1%83%D1%81%D0%BA%20%D0%B8%20%D0%BE%D1%82%D0%B4%D1%8B%D1%85", href: "/sub/ru/otpusk-i-otdykh/", page: "/ru/otpusk-i-otdykh/"},
		{from: "docs/a.md", dest: "guide/", href: "/sub/ru/guide/", page: "/ru/guide/"},
		{from: "docs/a.md", dest: "guide", href: "/sub/ru/guide/", page: "/ru/guide/"},
		{from: "docs/guide/c.md", dest: "index.md", href: "/sub/ru/guide/", page: "/ru/guide/"},
		{from: "docs/guide/c.md", dest: ".", href: "/sub/ru/guide/", page: "/ru/guide/"},
		{from: "docs/guide/c.md", dest: "../plain.txt#x", href: "/sub/ru/plain/#x", page: "/ru/plain/"},
		{from: "docs/guide/c.md", dest: "/docs/b.md", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/guide/c.md", dest: "/b.md", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/guide/c.md", dest: "../../top", href: "/sub/ru/top/", page: "/ru/top/"},
		{from: "docs/a.md", dest: "what%3F.md", href: "/sub/ru/what/", page: "/ru/what/"},
		// Addresses.
		{from: "docs/a.md", dest: "/ru/b/", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "/sub/ru/b/", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "/b/", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/guide/c.md", dest: "../b", href: "/sub/ru/b/", page: "/ru/b/"},
		{from: "docs/a.md", dest: "/2018/10/09/old/", href: "/sub/ru/old/", page: "/ru/old/"},
		{from: "docs/a.md", dest: "/post/2018/10/09/old.html", href: "/sub/ru/old/", page: "/ru/old/"},
		{from: "docs/a.md", dest: "/it/old", href: "/sub/ru/old/", page: "/ru/old/"},
		{from: "docs/a.md", dest: "/before", href: "/sub/ru/old/", page: "/ru/old/"},
		{from: "docs/a.md", dest: "/2019/10/09/old/", kind: "broken-link", hint: where},
		{from: "docs/a.md", dest: "https://news.example/sub/ru/b/#x", href: "/sub/ru/b/#x", page: "/ru/b/"},
		{from: "docs/a.md", dest: "https://news.example/sub/else", href: "https://news.example/sub/else"},
		{from: "_articles/ru/legal.md", dest: "../how/", href: "/sub/ru/how/", page: "/ru/how/"},
		{from: "_articles/legal.md", dest: "../how/", href: "/sub/en/how/", page: "/en/how/"},
		{from: "_articles/ru/legal.md", dest: "../how.md", href: "/sub/en/how/", page: "/en/how/"},
		// The site's own pages.
		{from: "docs/a.md", dest: "/", href: "/sub/"},
		{from: "docs/a.md", dest: "/ru/", href: "/sub/ru/"},
		{from: "docs/a.md", dest: "/topics/", href: "/sub/ru/topics/"},
		{from: "docs/a.md", dest: "/ru/tags/IT/", href: "/sub/ru/topics/it/"},
		{from: "docs/a.md", dest: "/2018/", href: "/sub/ru/2018/"},
		{from: "docs/a.md", dest: "../README.md", href: "/sub/ru/"},
		// Within the article.
		{from: "docs/a.md", dest: "#part", href: "#part"},
		{from: "docs/a.md", dest: "#_part", href: "#part"},
		{from: "docs/a.md", dest: "#top", href: "#top"},
		{from: "docs/a.md", dest: `#a"><b`, href: "#a%22%3E%3Cb"},
		{from: "docs/a.md", dest: "?print", href: "/sub/ru/a/", page: "/ru/a/"},
		// Other files.
		{from: "docs/a.md", dest: "paper.pdf", href: "/sub/assets/paper.315d429b7714.pdf"},
		{from: "docs/a.md", dest: "/file.zip", href: "/sub/assets/file.fcab7fcc2b4c.zip"},
		{from: "docs/a.md", dest: "page.html", kind: "unsafe-file", hint: "put it into a zip file, or publish it elsewhere"},
		// Elsewhere.
		{from: "docs/a.md", dest: "https://a.example/?q=1#f", href: "https://a.example/?q=1#f"},
		{from: "docs/a.md", dest: "HTTP://a.example", href: "HTTP://a.example"},
		{from: "docs/a.md", dest: "//a.example/x", href: "https://a.example/x"},
		{from: "docs/a.md", dest: `\\a.example\x`, href: "https://a.example/x"},
		{from: "docs/a.md", dest: "mailto:a@a.example", href: "mailto:a@a.example"},
		{from: "docs/a.md", dest: "tel:+998", href: "tel:+998"},
		// Refused.
		{from: "docs/a.md", dest: "javascript:alert(1)", kind: "bad-scheme", hint: "http, https, mailto and tel are"},
		{from: "docs/a.md", dest: "java\tscript:alert(1)", kind: "bad-scheme", hint: "http, https, mailto and tel are"},
		{from: "docs/a.md", dest: " \x01JavaScript:alert(1)", kind: "bad-scheme", hint: "http, https, mailto and tel are"},
		{from: "docs/a.md", dest: "data:text/html,x", kind: "bad-scheme", hint: "http, https, mailto and tel are"},
		{from: "docs/a.md", dest: "file:///etc/passwd", kind: "bad-scheme", hint: "http, https, mailto and tel are"},
		{from: "docs/a.md", dest: "https://", kind: "bad-link", hint: "check how it is written"},
		{from: "docs/a.md", dest: "https://[::1", kind: "bad-link", hint: "check how it is written"},
		{from: "docs/a.md", dest: "", kind: "dead-link", hint: "write where it leads, or take the brackets away"},
		{from: "docs/a.md", dest: " # ", kind: "dead-link", hint: "write where it leads, or take the brackets away"},
		// Broken.
		{from: "docs/a.md", dest: "bb.md", kind: "broken-link", hint: where},
		{from: "docs/a.md", dest: "Otpusk.md", kind: "broken-link", hint: where},
		{from: "docs/a.md", dest: "Отпуск и отдых1.md", kind: "broken-link", hint: where},
		{from: "docs/a.md", dest: "отпуск и Отдых.md", kind: "broken-link", hint: "capitals differ: the file is docs/Отпуск и отдых.md"},
		{from: "docs/a.md", dest: "Отпуск и отдха.md", kind: "broken-link", hint: "did you mean docs/Отпуск и отдых.md?"},
		{from: "docs/a.md", dest: "c.md", kind: "broken-link", hint: "there is docs/guide/c.md"},
		{from: "docs/a.md", dest: "../../../etc/passwd.md", kind: "broken-link", hint: "it is outside the library folder"},
		{from: "docs/a.md", dest: "%2e%2e/%2e%2e/etc/passwd", kind: "broken-link", hint: "it is outside the library folder"},
		{from: "docs/a.md", dest: "draft.md", kind: "broken-link", hint: "it is a draft, or its time has not come or is over"},
		{from: "docs/a.md", dest: "{{ site.url }}/x", kind: "broken-link", hint: "write the address it stood for"},
		{from: "docs/a.md", dest: "%zz%00.md", kind: "broken-link", hint: where},
	}
	for _, test := range tests {
		from := tb.bySource[test.from]
		got, _ := tb.link(from, test.dest)
		var problem content.Problem
		if got.Problem != nil {
			problem = *got.Problem
		}
		if got.Href != test.href || got.Page != test.page || problem.Kind != test.kind || problem.Hint != test.hint {
			t.Errorf("%q in %s:\n got href %q, page %q, problem %q, hint %q\nwant href %q, page %q, problem %q, hint %q",
				test.dest, test.from, got.Href, got.Page, problem.Kind, problem.Hint, test.href, test.page, test.kind, test.hint)
		}
	}
}

func FuzzLink(f *testing.F) {
	for _, dest := range []string{"b.md", "../../x", "//", "#", "%", "a:b", "/%2e%2e/", "\x00", "?#", "/ru/", "javascript:x"} {
		f.Add(dest)
	}
	tb := testTable(f, "", map[string]string{"docs/a.md": "# A\n", "docs/b.md": "# B\n", "c.png": "x"})
	f.Fuzz(func(t *testing.T, dest string) {
		from := tb.bySource["docs/a.md"]
		link, _ := tb.link(from, dest)
		if scheme, ok := schemeOf(link.Href); ok && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" {
			t.Errorf("%q leads to %q", dest, link.Href)
		}
		if link.Href == "" && link.Problem == nil {
			t.Errorf("%q leads nowhere, and no problem says so", dest)
		}
		tb.image(from, dest)
	})
}

func TestBrokenAnchors(t *testing.T) {
	lib := load(t, map[string]string{
		"ru/a.md": "# A\n\n## Обмен прав\n\n[1](#обмен-прав) [2](#Обмен-прав) [3](#обмен-праа) [4](b.md#part) [5](b.md#nothing-like-it)\n",
		"ru/b.md": "# B\n\n## Part\n\ntext\n",
	})
	want := []string{
		`ru/a.md:5:18: there is no place "#Обмен-прав" in this article (write #обмен-прав)`,
		`ru/a.md:5:35: there is no place "#обмен-праа" in this article (did you mean #обмен-прав?)`,
		`ru/a.md:5:67: there is no place "#nothing-like-it" in ru/b.md (places are headings: their words in small letters, joined by hyphens)`,
	}
	var got []string
	for _, p := range lib.Problems {
		got = append(got, p.String())
	}
	if len(got) != len(want) {
		t.Fatalf("problems = %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("problem %d = %q, want %q", i, got[i], want[i])
		}
	}
}

func TestFilesWithoutExtension(t *testing.T) {
	lib := load(t, map[string]string{
		"a.md":    "# A\n\n[licence](LICENSE) [page](b) [program](program) ![](evil.svgz) ![](Photo.png)\n",
		"b.md":    "# B\n",
		"LICENSE": "Do as you like.\n", "program": "\x7fELF\x00\x00", "b": "shadowed", "evil.svgz": "<script>", "photo.png": "x",
	})
	var got []string
	for _, p := range lib.Problems {
		got = append(got, p.Kind+": "+p.Message+" ("+p.Hint+")")
	}
	want := []string{
		"unsafe-file: program is not copied: its name does not say what it is (give it an extension, such as .txt or .zip)",
		"bad-image: evil.svgz is not an image (PNG, JPEG, GIF, WebP, AVIF and SVG are; link to other files)",
		`missing-image: there is no image "Photo.png" (capitals differ: the file is photo.png)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	body := lib.Articles[0].Body.String()
	if len(lib.Files) != 1 || !strings.HasSuffix(lib.Files[0].Path, ".txt") || !strings.Contains(body, `<a href="/`+lib.Files[0].Path) || !strings.Contains(body, `<a href="/en/b/"`) {
		t.Errorf("files = %v in\n%s\nwant LICENSE as a text, and the page b", lib.Files, body)
	}
}

// A section's heading that many articles begin with is the title of none.
func TestGuessedTitlesAreToldApart(t *testing.T) {
	const text = "{% include note.html %}\n\n### Basics\n\nSome words about it, in English of course.\n"
	lib := load(t, map[string]string{"ring-size.md": text, "2020-01-02-key_image.md": text, "other.md": "{{ x }}\n\n### Its own\n\nMore words about it.\n", "none.md": "{% x %}\n"})
	got := map[string]string{}
	for _, a := range lib.Articles {
		got[a.Source] = a.Title
	}
	want := map[string]string{"ring-size.md": "Ring size", "2020-01-02-key_image.md": "Key image", "other.md": "Its own", "none.md": "None"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
}

package site

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/library"
)

// htmlPages are the full pages of a site, by file name, sorted.
func htmlPages(out *memory) []string {
	var names []string
	for name, data := range out.files {
		if path.Ext(name) == ".html" && strings.Contains(string(data), "data-build") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func TestEveryPage(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/sub/"})
	for _, name := range htmlPages(out) {
		t.Run(name, func(t *testing.T) {
			page := parsePage(t, out.text(t, name))
			for _, selector := range []string{
				"html[lang][dir][data-base=/sub/][data-build][data-ui][data-texts][data-search-page]",
				"title", "h1", "main#_main[data-swap=main][data-page][tabindex=-1]",
				"header.site-header[data-swap=header]", "footer.site-footer[data-swap=footer]",
				"head link[rel=canonical][data-head]", "head link[rel=stylesheet]", "head link[rel=manifest]",
				"head script[defer][data-search=/sub/library/search.json][data-wasm][data-exec]",
				"head meta[name=viewport]", "a.skip-link[href=#_main]", "a[data-tool=search]", "button[data-tool=settings][aria-haspopup=dialog]",
			} {
				page.one(t, selector)
			}
			first := page.one(t, "body").FirstChild.NextSibling
			if (node{first}).attr("id") != "_app" {
				t.Errorf("the first element of body is not #_app")
			}
			ids := map[string]bool{}
			for _, n := range page.all("*[id]") {
				if ids[n.attr("id")] {
					t.Errorf("id %q twice", n.attr("id"))
				}
				ids[n.attr("id")] = true
			}
			for _, n := range page.all("*[href]") {
				href := n.attr("href")
				switch {
				case strings.HasPrefix(href, "#"):
					if !ids[strings.TrimPrefix(href, "#")] && href != "#_main" && !strings.HasPrefix(href, "#fn") && len(page.all("*.outline")) == 0 {
						t.Errorf("link to %s, which is not in the page", href)
					}
				case strings.HasPrefix(href, "https://"):
				case strings.HasPrefix(href, "/sub/"):
					target, _, _ := strings.Cut(strings.TrimPrefix(href, "/sub/"), "?")
					checkTarget(t, out, target)
				default:
					t.Errorf("address %q leaves the base path", href)
				}
			}
			for _, n := range page.all("img") {
				if n.attr("width") == "" || n.attr("height") == "" || n.attr("alt") == "" {
					t.Errorf("image %s lacks width, height or alt", n.attr("src"))
				}
			}
			for _, n := range page.all("*[style]") {
				t.Errorf("<%s> has a style attribute, which the policy forbids", n.Data)
			}
		})
	}
}

func checkTarget(t *testing.T, out *memory, name string) {
	t.Helper()
	if strings.HasSuffix(name, "/") || name == "" {
		name += "index.html"
	}
	if _, ok := out.files[name]; !ok && !strings.Contains(name, "gate") {
		t.Errorf("link to %s, which the site does not have", name)
	}
}

func TestArticlePage(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/"})
	page := parsePage(t, out.text(t, "ru/customs/index.html"))
	for _, test := range []struct{ selector, want string }{
		{"article h1", "Таможня переходит на электронные декларации"},
		{"article p.summary", "С первого января бумажные бланки больше не нужны: всё оформление грузов пойдёт через единый портал."},
		{"p.authors", "Авторы: Анна Орлова, Тимур Каримов"},
		{"time[datetime=2026-03-24]", "24 марта 2026"},
		{"time[datetime=2026-03-25T09:30:00Z]", "25 марта 2026"},
		{"figure.lead-figure figcaption", "Пост на границе утром. Фото: Олег Ким"},
		{"p.origin", "Источник: Газета «Пример»"},
		{"ul.article-topics", "Экономика Центральная Азия"},
		{"p.translations", "На других языках: Oʻzbekcha, Ўзбекча, العربية"},
		{"details.outline summary", "Содержание"},
		{"details[data-outline] nav", "Что меняется Сроки Кого это касается"},
		{"section.related li a[href=/ru/story-g/]", "Как читают газеты в поезде"},
		{"nav.neighbours a[rel=prev]", "Раньше Мост через Амударью откроют осенью"},
	} {
		if got := page.one(t, test.selector).text(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.selector, got, test.want)
		}
	}
	if len(page.all("nav.neighbours a[rel=next]")) != 0 {
		t.Error("the newest article has a next one")
	}
}

// TestOutline: one heading is no outline, and deep headings are left out.
func TestOutline(t *testing.T) {
	h := func(level int, id string) content.Heading { return content.Heading{ID: id, Level: level, Text: id} }
	for _, test := range []struct {
		name     string
		headings []content.Heading
		want     []section
	}{
		{"none", nil, nil},
		{"one", []content.Heading{h(2, "a")}, nil},
		{"two", []content.Heading{h(3, "a"), h(3, "b")}, []section{{`href="#a"`, "a", nil}, {`href="#b"`, "b", nil}}},
		{"nested", []content.Heading{h(3, "a"), h(2, "b"), h(3, "c"), h(5, "d")},
			[]section{{`href="#a"`, "a", nil}, {`href="#b"`, "b", []section{{`href="#c"`, "c", nil}}}}},
		{"hostile", []content.Heading{h(2, `a"><b`), h(2, "b c")}, []section{{`href="#a&#34;&gt;&lt;b"`, `a"><b`, nil}, {`href="#b%20c"`, "b c", nil}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, outline(test.headings)); diff != "" {
				t.Errorf("outline(%v): -want +got\n%s", test.headings, diff)
			}
		})
	}
}

// TestLanguages: an element's language is always that of its words.
func TestLanguages(t *testing.T) {
	out := build(t, sample(t), Options{})
	for _, test := range []struct{ file, selector, want string }{
		{"ru/customs/index.html", "html", "ru"},
		{"ru/customs/index.html", "article", "ru"},
		{"ru/customs/index.html", "p.translations a[href=/ar/customs/]", "ar"},
		{"ar/customs/index.html", "h1", "ar"},
		{"uz-cyrl/customs/index.html", "html", "uz-Cyrl"},
		{"kk/steppe/index.html", "html", "kk"},
		{"kk/steppe/index.html", "h1", "kk"},
		{"kk/steppe/index.html", "p.meta", "ru"},
		{"kk/steppe/index.html", "header.site-header", "ru"},
		{"kk/steppe/index.html", "header a.brand", "kk"},
		{"kk/index.html", "section.lead h2", "kk"},
		{"kk/search/index.html", "h1", "ru"},
		{"kk/404.html", "h1", "ru"},
		{"404.html", "html", "ru"},
	} {
		page := parsePage(t, out.text(t, test.file))
		if got := page.one(t, test.selector).language(); got != test.want {
			t.Errorf("%s: language of %s: got %q, want %q", test.file, test.selector, got, test.want)
		}
	}
	ar := parsePage(t, out.text(t, "ar/customs/index.html"))
	if got := ar.one(t, "html").attr("dir"); got != "rtl" {
		t.Errorf("direction of an Arabic page: got %q, want rtl", got)
	}
	if got := ar.one(t, "p.meta time").text(); got != "24 مارس 2026" {
		t.Errorf("Arabic date: got %q", got)
	}
}

// TestSwitch: the way to another language leads to the same page there, or to
// that language's home.
func TestSwitch(t *testing.T) {
	out := build(t, sample(t), Options{})
	for _, test := range []struct{ file, lang, want string }{
		{"ru/customs/index.html", "uz-Cyrl", "/uz-cyrl/customs/"},
		{"ru/customs/index.html", "kk", "/kk/"},
		{"ru/index.html", "ar", "/ar/"},
		{"ru/topics/economy/index.html", "uz", "/uz/topics/economy/"},
		{"ru/topics/economy/index.html", "kk", "/kk/"},
		{"ru/topics/index.html", "ar", "/ar/topics/"},
		{"ru/2026/index.html", "ar", "/ar/2026/"},
		{"ru/search/index.html", "uz", "/uz/search/"},
		{"ru/search/index.html", "ru", "/ru/search/"},
	} {
		page := parsePage(t, out.text(t, test.file))
		if got := page.one(t, "nav.languages a[hreflang="+test.lang+"]").attr("href"); got != test.want {
			t.Errorf("%s: to %s: got %s, want %s", test.file, test.lang, got, test.want)
		}
	}
}

// TestAlternates: pages in several languages name each other, and all name the
// same page for everybody else.
func TestAlternates(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/"})
	alternates := map[string]map[string]string{} // canonical address → language → address
	for _, name := range htmlPages(out) {
		page := parsePage(t, out.text(t, name))
		links := map[string]string{}
		for _, l := range page.all("link[hreflang]") {
			links[l.attr("hreflang")] = l.attr("href")
		}
		if len(links) > 0 {
			alternates[page.one(t, "link[rel=canonical]").attr("href")] = links
		}
	}
	if len(alternates) < 8 {
		t.Fatalf("only %d pages have versions in other languages", len(alternates))
	}
	for address, links := range alternates {
		if !slices.ContainsFunc(slices.Collect(mapsValues(links)), func(a string) bool { return a == address }) {
			t.Errorf("%s does not name itself among its versions: %v", address, links)
		}
		for lang, other := range links {
			if diff := cmp.Diff(links, alternates[other]); diff != "" {
				t.Errorf("%s names %s for %s, which does not agree: -%s +%s\n%s", address, other, lang, address, other, diff)
			}
		}
	}
}

func mapsValues(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// TestHostile: nothing an author or an editor writes becomes markup.
func TestHostile(t *testing.T) {
	const bad = `</script><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)' {{.}} <!-- `
	a := article(t, "ru", "bad", "Заголовок", "Текст.\n")
	a.Title, a.Summary, a.Described = bad, bad, true
	a.Topics = []content.Tag{{Slug: "bad", Name: bad}}
	a.Authors = []content.Tag{{Slug: "bad", Name: bad}}
	a.Origin = content.Origin{Name: bad, URL: "javascript:alert(1)"}
	a.Image = &content.Image{Source: "/assets/x.png", Width: 1, Height: 1, Alt: bad, Caption: bad, Credit: bad}
	a.Headings = []content.Heading{{ID: bad, Level: 2, Text: bad}, {ID: "b", Level: 2, Text: bad}}
	a.Aliases = []string{`/old"><script>/`}
	b := article(t, "ru", "other", "Другая", "Текст.\n")
	b.Related = []content.Ref{a.Ref()}
	b.Previous, b.Next = ptr(a.Ref()), ptr(a.Ref())
	lib := assemble([]*content.Article{a, b})
	lib.Config.Title = library.Text{"": bad}
	lib.Config.Description = library.Text{"": bad}
	out := build(t, lib, Options{})
	clean := build(t, assemble([]*content.Article{article(t, "ru", "other", "Другая", "Текст.\n")}), Options{})
	scripts := len(parsePage(t, clean.text(t, "ru/other/index.html")).all("script")) // theme, boot, two of data
	for name, data := range out.files {
		if path.Ext(name) != ".html" {
			continue
		}
		page := parsePage(t, string(data))
		if got := len(page.all("script")); got > scripts {
			t.Errorf("%s has %d scripts, want at most %d", name, got, scripts)
		}
		for _, selector := range []string{"img[src=x]", "*[onmouseover]", "*[onerror]", "a[href=javascript:alert(1)]"} {
			if len(page.all(selector)) != 0 {
				t.Errorf("%s has %s", name, selector)
			}
		}
		for _, s := range page.all("script[type=application/ld+json]") {
			if !json.Valid([]byte(s.FirstChild.Data)) {
				t.Errorf("%s: data is not JSON:\n%s", name, s.FirstChild.Data)
			}
		}
	}
	if got := parsePage(t, out.text(t, "ru/bad/index.html")).one(t, "h1").text(); got != strings.TrimSpace(bad) {
		t.Errorf("title: got %q, want %q", got, bad)
	}
}

func TestPaging(t *testing.T) {
	var all []*content.Article
	for i := range 75 {
		a := article(t, "en", "a"+string(rune('a'+i/26))+string(rune('a'+i%26)), "Title", "Text.\n")
		a.Topics = []content.Tag{{Slug: "all", Name: "All"}}
		if i >= 75-20 {
			a.Topics = append(a.Topics, content.Tag{Slug: "few", Name: "Few"})
		}
		all = append(all, a)
	}
	lib := assemble(all)
	lib.Default = "en"
	out := build(t, lib, Options{})
	for _, test := range []struct {
		file         string
		entries      int
		newer, older string
	}{
		{"index.html", 34, "", "/en/page/2/"}, // and the lead
		{"en/page/2/index.html", 20, "/en/", "/en/page/1/"},
		{"en/page/1/index.html", 20, "/en/page/2/", ""},
		{"en/topics/all/index.html", 35, "", "/en/topics/all/page/2/"},
		{"en/topics/all/page/2/index.html", 20, "/en/topics/all/", "/en/topics/all/page/1/"},
		{"en/topics/all/page/1/index.html", 20, "/en/topics/all/page/2/", ""},
		{"en/topics/few/index.html", 20, "", ""},
	} {
		page := parsePage(t, out.text(t, test.file))
		if got := len(page.all("li.entry")); got != test.entries {
			t.Errorf("%s: %d entries, want %d", test.file, got, test.entries)
		}
		for rel, want := range map[string]string{"prev": test.newer, "next": test.older} {
			for _, selector := range []string{"nav.pager a[rel=" + rel + "]", "head link[rel=" + rel + "]"} {
				links := page.all(selector)
				if want == "" && len(links) != 0 || want != "" && (len(links) != 1 || links[0].attr("href") != want) {
					t.Errorf("%s: %s: got %d, want %q", test.file, selector, len(links), want)
				}
			}
		}
	}
	for _, name := range []string{"en/page/3/index.html", "en/page/0/index.html", "en/topics/few/page/1/index.html"} {
		if _, ok := out.files[name]; ok {
			t.Errorf("there is a page %s of 75 articles", name)
		}
	}
	if got := parsePage(t, out.text(t, "en/page/2/index.html")).one(t, "nav.pager span").text(); got != "Page 2" {
		t.Errorf("pager says %q, want no total", got)
	}
}

// TestPages: every article stands on one page of a list, in order, whatever
// their number, and the first page shows 20 to 39 of them where there are as many.
func TestPages(t *testing.T) {
	var all []*content.Article
	for n := range 130 {
		last := numberedPages(n)
		shown := slices.Clone(pageOf(all, 0))
		if len(shown) >= 2*listed || n >= listed && len(shown) < listed {
			t.Errorf("the first page of %d shows %d", n, len(shown))
		}
		for p := last; p > 0; p-- {
			page := pageOf(all, p)
			if len(page) != listed {
				t.Errorf("page %d of %d shows %d, want %d", p, n, len(page), listed)
			}
			shown = append(shown, page...)
		}
		if !slices.Equal(shown, all) {
			t.Errorf("the pages of %d articles show %d, or in another order", n, len(shown))
		}
		all = slices.Insert(all, 0, &content.Article{})
	}
}

// TestEmptyLibrary: a folder without articles is a site all the same.
func TestEmptyLibrary(t *testing.T) {
	out := build(t, &library.Library{}, Options{})
	page := parsePage(t, out.text(t, "index.html"))
	if got := page.one(t, "p.empty").text(); got != "There are no articles yet." {
		t.Errorf("got %q", got)
	}
	out.text(t, "404.html")
	out.text(t, "en/search/index.html")
}

func TestRedirects(t *testing.T) {
	a := article(t, "ru", "new", "Новая статья", "Текст.\n")
	a.Aliases = []string{"/old/name/", "/news/1.html", "/ru/new/", "/../../escape/"}
	out := build(t, assemble([]*content.Article{a}), Options{BaseURL: "https://news.example/sub/"})
	for _, name := range []string{"old/name/index.html", "news/1.html", "escape/index.html"} {
		page := parsePage(t, out.text(t, name))
		if got := page.one(t, "main a").attr("href"); got != "/sub/ru/new/" {
			t.Errorf("%s leads to %s", name, got)
		}
		if got := page.one(t, "meta[http-equiv=refresh]").attr("content"); got != "0; url=/sub/ru/new/" {
			t.Errorf("%s refreshes to %s", name, got)
		}
		if got := page.one(t, "link[rel=canonical]").attr("href"); got != "https://news.example/sub/ru/new/" {
			t.Errorf("%s: canonical %s", name, got)
		}
	}
	if !strings.Contains(out.text(t, "ru/new/index.html"), "<article") {
		t.Error("an alias took the place of a page")
	}
}

package site

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lectern/content"
	"lectern/content/headers"
	"lectern/content/library"
	"lectern/content/oembed"
)

// embedLibrary is the sample with a renamed article and a removed one.
func embedLibrary(t *testing.T) *library.Library {
	lib := sample(t)
	for _, former := range []string{"/old/2020/customs/", "/a/b/c/d/e/f/g/h/", "/a/b/c/d/e/f/g/h/i/"} {
		lib.Redirects = append(lib.Redirects, library.Redirect{From: former, To: "/ru/customs/"})
	}
	lib.Config.Gone = []string{"/uz/withdrawn/"}
	return lib
}

// TestEmbedPages: every article and list has a page for frames, so has a former
// address; a removed article has one that says so.
func TestEmbedPages(t *testing.T) {
	out := build(t, embedLibrary(t), Options{BaseURL: "https://news.example/sub/"})
	for name, want := range map[string]string{
		"ru/customs/embed/index.html":        "https://news.example/sub/ru/customs/",
		"old/2020/customs/embed/index.html":  "https://news.example/sub/ru/customs/",
		"a/b/c/d/e/f/g/h/embed/index.html":   "https://news.example/sub/ru/customs/",
		"ar/embed/index.html":                "https://news.example/sub/ar/",
		"ru/topics/economy/embed/index.html": "https://news.example/sub/ru/topics/economy/",
		"ru/search/embed/index.html":         "https://news.example/sub/ru/",
	} {
		page := parsePage(t, out.text(t, name))
		if got := page.one(t, `link[rel="canonical"]`).attr("href"); got != want {
			t.Errorf("%s: canonical %s, want %s", name, got, want)
		}
		if got := page.one(t, `meta[name="robots"]`).attr("content"); got != "noindex" {
			t.Errorf("%s: robots %s", name, got)
		}
		for _, a := range page.all("a") {
			if href := a.attr("href"); !strings.HasPrefix(href, "#") && (a.attr("target") != "_blank" || !strings.Contains(href, "://")) {
				t.Errorf("%s: the link to %s replaces the frame, or leads nowhere", name, href)
			}
		}
		policy := page.one(t, `meta[http-equiv="Content-Security-Policy"]`).attr("content")
		if strings.Contains(policy, "frame-ancestors") || !strings.HasPrefix(policy, "default-src 'none'") {
			t.Errorf("%s: policy %s", name, policy)
		}
	}
	if text := out.text(t, "uz/withdrawn/embed/index.html"); !strings.Contains(text, "oʻchirilgan") {
		t.Errorf("the frame of a removed article: %s", text)
	}
	if text := out.text(t, "uz/withdrawn/index.html"); !strings.Contains(text, "oʻchirilgan") || !strings.Contains(text, "noindex") {
		t.Errorf("the page of a removed article: %s", text)
	}
	var mark siteMark
	if err := json.Unmarshal([]byte(out.text(t, markName)), &mark); err != nil || len(mark.Gone) != 1 || mark.Origin != "https://news.example" || !strings.Contains(mark.Frame, "script-src 'self' https://news.example;") || strings.Contains(mark.Frame, "ancestors") {
		t.Errorf("%s: %v, %+v", markName, err, mark)
	}
	for _, name := range []string{headers.HostFile, ".lectern/nginx.conf", ".lectern/Caddyfile"} {
		if text := out.text(t, name); !strings.Contains(text, mark.Frame) || !strings.Contains(text, mark.Policy) {
			t.Errorf("%s lacks a policy:\n%s", name, text)
		} else if name != headers.HostFile && (!strings.Contains(text, "/uz/withdrawn/embed/") || !strings.Contains(text, "/(ru|")) {
			t.Errorf("%s lacks what is gone, or the languages:\n%s", name, text)
		}
	}
}

// TestEmbedLooks: a list leads to all articles, and what would lose its sides in a
// card is shown whole.
func TestEmbedLooks(t *testing.T) {
	out := build(t, embedLibrary(t), Options{})
	for name, want := range map[string]string{"ru/embed/index.html": "Все статьи", "ru/customs/embed/index.html": "Читать дальше"} {
		if got := parsePage(t, out.text(t, name)).one(t, ".embed-more").text(); got != want {
			t.Errorf("%s ends in a link %q, want %q", name, got, want)
		}
	}
	for _, test := range []struct {
		picture
		want bool
	}{
		{picture{Source: "/assets/map.0123abcd.svg", Width: 960, Height: 585}, true},
		{picture{Source: "/assets/photo.0123abcd.jpg", Width: 960, Height: 640}, false},
		{picture{Source: "/assets/row.0123abcd.jpg", Width: 1000, Height: 400}, true},
		{picture{Source: "/assets/tower.0123abcd.jpg", Width: 400, Height: 1000}, true},
		{picture{Source: "/photo.jpg"}, false}, // of another site: nothing is known of it
	} {
		if got := test.Whole(); got != test.want {
			t.Errorf("%s, %dx%d: shown whole %t, want %t", test.Source, test.Width, test.Height, got, test.want)
		}
	}
}

// TestAnswers: the files of oEmbed are whole answers, equal in both formats and at a
// former address, and their frame has one element.
func TestAnswers(t *testing.T) {
	out := build(t, embedLibrary(t), Options{BaseURL: "https://news.example/"})
	answer, err := oembed.Read([]byte(out.text(t, "ru/customs/oembed.json")))
	if err != nil {
		t.Fatal(err)
	}
	if answer.URL != "https://news.example/ru/customs/" || answer.Author != "Анна Орлова" || answer.Thumbnail == "" || answer.Height != 320 {
		t.Errorf("answer %+v", answer)
	}
	nodes, err := html.ParseFragment(strings.NewReader(answer.HTML), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) != 2 || nodes[0].Data != "blockquote" || nodes[1].Data != "iframe" {
		t.Errorf("html %s: %v", answer.HTML, err)
	}
	var same oembed.Answer
	if err := xml.Unmarshal([]byte(out.text(t, "ru/customs/oembed.xml")), &same); err != nil || same.HTML != answer.HTML || same.Title != answer.Title {
		t.Errorf("xml: %v, %+v", err, same)
	}
	if out.text(t, "old/2020/customs/oembed.json") != out.text(t, "ru/customs/oembed.json") {
		t.Error("a former address has another answer")
	}
	if list, err := oembed.Read([]byte(out.text(t, "ru/topics/economy/oembed.json"))); err != nil || list.Height != listHeight(1) || !strings.Contains(list.HTML, "view=list") {
		t.Errorf("list: %v, %+v", err, list)
	}
	without := build(t, embedLibrary(t), Options{})
	if _, ok := without.files["ru/customs/oembed.json"]; ok {
		t.Error("an answer without a host")
	}
}

// TestNobody: where nobody may embed nothing is made for it.
func TestNobody(t *testing.T) {
	lib := embedLibrary(t)
	lib.Config.Partners = []string{}
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	for name := range out.files {
		if strings.Contains(name, "embed/") || strings.Contains(name, "oembed") || name == "embed.js" {
			t.Errorf("%s, where nobody may embed", name)
		}
	}
	if text := out.text(t, "ru/customs/index.html"); strings.Contains(text, "embed/code") {
		t.Error("an article leads to a page for partners that is not there")
	}
}

// TestBudgetEmbed holds the bytes that a partner's reader pays: script, and a
// frame with the longest text it may have.
func TestBudgetEmbed(t *testing.T) {
	lib := sample(t)
	lib.Articles[0].Body = article(t, "ru", "x", "X", randomText(12_000)).Body
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	script := brotliSize(t, out.files["embed.js"])
	page := brotliSize(t, out.files["ru/customs/embed/index.html"])
	short := brotliSize(t, out.files["ru/story-f/embed/index.html"])
	shared := 0
	for name, data := range out.files {
		if strings.HasPrefix(name, "assets/embed") {
			shared += brotliSize(t, data)
		}
	}
	t.Logf("embed.js %d bytes; style and script of the frame %d, a page at most %d, a short one %d", script, shared, page, short)
	if script > 2<<10 {
		t.Errorf("embed.js: %d bytes, budget %d", script, 2<<10)
	}
	if page+shared > 15<<10 || shared == 0 {
		t.Errorf("a frame: %d bytes, budget %d", page+shared, 15<<10)
	}
}

func TestBeginning(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		most             int
	}{
		{"short", "<p>a</p>", "<p>a</p>", 100},
		{"paragraphs", "<p>aa</p><p>bb</p><p>cc</p>", "<p>aa</p><p>bb</p>", 20},
		{"nested", "<ul><li>a<br>b</li></ul><ul><li>c</li></ul>", "<ul><li>a<br>b</li></ul>", 30},
		{"first too long", "<p>" + strings.Repeat("a", 50) + "</p><p>b</p>", "", 30},
		{"never closed", "<div><p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", 20},
	} {
		if got := beginning(test.text, test.most); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"Один два":               "Один два",
		"Один два\nтри четыре":   "Один два три…",
		strings.Repeat("ы", 200): "…",
	} {
		if got := excerpt(text, 13); got != want {
			t.Errorf("excerpt(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestPartnerPage: an article leads to the page for partners, which has lines to
// copy without script.
func TestPartnerPage(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/sub/"})
	link := parsePage(t, out.text(t, "ru/customs/index.html")).one(t, ".embed-link a")
	if got := link.attr("href"); got != "/sub/ru/embed/code/?article=customs" {
		t.Errorf("link %s", got)
	}
	for _, lang := range []content.Lang{"ru", "uz", "uz-Cyrl", "ar", "kk"} {
		page := parsePage(t, out.text(t, partnerPath(lang)[1:]+"index.html"))
		codes := page.all("code[data-partner-code]")
		if len(codes) != 4 || !strings.Contains(codes[0].text(), "https://news.example/sub/embed.js") || !strings.Contains(codes[1].text(), "<iframe src=") {
			t.Errorf("%s: %d lines to copy, %v", lang, len(codes), codes[0].text())
		}
	}
}

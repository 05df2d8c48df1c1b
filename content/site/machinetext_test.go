package site

import (
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestMachineTexts: each article is there as Markdown, its page says so, and its
// head can be read as YAML.
func TestMachineTexts(t *testing.T) {
	lib := sample(t)
	lib.Articles[5].Title = "A \"B\": \\ \x00\u2028\u0090\ufffe\uffff# [c](d)"
	// What YAML calls printable; its readers refuse a stream with anything else.
	unprintable := regexp.MustCompile(`[^\n -~\x{a0}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]`)
	out := build(t, lib, Options{BaseURL: "https://news.example/sub/"})
	for _, a := range lib.Articles {
		name := a.Path[1:] + "index.md"
		text := out.text(t, name)
		_, rest, _ := strings.Cut(text, "---\n")
		head, body, ok := strings.Cut(rest, "---\n")
		var got struct {
			Title, Lang, Date, Canonical string
			Authors, Topics              []string
		}
		if at := unprintable.FindStringIndex(head); at != nil {
			t.Errorf("%s: not printable in YAML: %q", name, head[at[0]:at[1]])
		}
		if err := yaml.Unmarshal([]byte(head), &got); err != nil || !ok {
			t.Fatalf("%s: %v in\n%s", name, err, head)
		}
		if got.Title != a.Title || got.Lang != string(a.Lang) || got.Canonical != "https://news.example/sub"+a.Path ||
			got.Date != machineDate(a.Date) || len(got.Authors) != len(a.Authors) || len(got.Topics) != len(a.Topics) {
			t.Errorf("%s: head %+v", name, got)
		}
		if !strings.HasPrefix(body, "\n# ") || len(body) < len(a.Title)+10 {
			t.Errorf("%s: body\n%s", name, body)
		}
		link := parsePage(t, out.text(t, a.Path[1:]+"index.html")).all(`link[type="text/markdown"]`)
		if len(link) != 1 || link[0].attr("href") != "/sub"+a.Path+"index.md" {
			t.Errorf("%s: its page links %v", name, link)
		}
		if strings.Contains(out.text(t, "sitemap-"+a.Lang.Segment()+".xml"), "index.md") {
			t.Error("a sitemap names Markdown")
		}
	}
	without := build(t, sample(t), Options{})
	if text := without.text(t, "ru/customs/index.md"); !strings.Contains(text, `canonical: "/ru/customs/"`) {
		t.Errorf("without an address:\n%s", text)
	}
}

// TestGuide: llms.txt has the form of llmstxt.org, and leads to what is there.
func TestGuide(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/"})
	text := out.text(t, "llms.txt")
	if !strings.HasPrefix(text, "# Утренняя библиотека\n\n> Статьи, которые открываются сразу и читаются до конца.\n\n") {
		t.Errorf("llms.txt begins\n%.200s", text)
	}
	heads := regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(text, -1)
	if len(heads) != 6 || heads[5][1] != "Optional" {
		t.Errorf("sections %v", heads)
	}
	links := regexp.MustCompile(`(?m)^- \[.+?\]\(https://news\.example/([^)]*)\)(: .+)?$`).FindAllStringSubmatch(text, -1)
	if items := strings.Count(text, "\n- "); len(links) != items || items < 10 {
		t.Errorf("%d of %d items have the form of a link", len(links), items)
	}
	for _, l := range links {
		name := l[1]
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		out.text(t, name)
	}
}

// TestIndexNow: the key is a file of its own name.
func TestIndexNow(t *testing.T) {
	lib := sample(t)
	lib.Config.IndexNow = "0a1b2c3d4e5f"
	if got := build(t, lib, Options{}).text(t, "0a1b2c3d4e5f.txt"); got != "0a1b2c3d4e5f" {
		t.Errorf("the key file holds %q", got)
	}
}

// TestAbsurd: nothing an author writes makes files that machines cannot read.
func TestAbsurd(t *testing.T) {
	lib := sample(t)
	for i, title := range []string{"", strings.Repeat("слово ", 2000), "\x00\x1b]]>\u202e<script>", strings.Repeat("я", 10_000)} {
		lib.Articles[i].Title, lib.Articles[i].Summary = title, title
	}
	lib.Articles[0].Date = lib.Articles[0].Date.AddDate(9000, 0, 0)
	lib.Articles[1].Date = lib.Articles[1].Date.AddDate(-2020, 0, 0)
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	for name, data := range out.files {
		switch {
		case strings.HasSuffix(name, ".xml"), strings.HasSuffix(name, ".opml"):
			wellFormed(t, name, string(data))
		case strings.HasSuffix(name, "/index.html") && !strings.Contains(name, "embed/"):
			page := parsePage(t, string(data))
			if title := page.all("title"); len([]rune(title[0].text())) > mostHeadline+60 {
				t.Errorf("%s: the title has %d bytes", name, len(title[0].text()))
			}
		}
	}
}

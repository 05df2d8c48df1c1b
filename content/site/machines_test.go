package site

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/content"
)

// TestSitemap: it needs absolute addresses, so without a host there is none.
func TestSitemap(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "https://news.example/sub/"})
	for name, wants := range map[string][]string{
		"sitemap.xml": {
			"<loc>https://news.example/sub/sitemap-ru.xml</loc><lastmod>2026-03-25T09:30:00Z</lastmod>",
			"<loc>https://news.example/sub/sitemap-uz-cyrl.xml</loc>", "<loc>https://news.example/sub/sitemap-news.xml</loc>",
		},
		"sitemap-ru.xml": {
			"<loc>https://news.example/sub/ru/</loc>", "<loc>https://news.example/sub/ru/topics/",
			"<loc>https://news.example/sub/ru/customs/</loc><lastmod>2026-03-25T09:30:00Z</lastmod>",
			`hreflang="uz-Cyrl" href="https://news.example/sub/uz-cyrl/`, `hreflang="x-default"`,
		},
		"sitemap-news.xml": {"<news:language>ru</news:language>", "<news:publication_date>2026-03-"},
		"robots.txt":       {"Sitemap: https://news.example/sub/sitemap.xml\n"},
	} {
		text := out.text(t, name)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s:\n%s", name, want, text)
			}
		}
		if strings.HasSuffix(name, ".xml") {
			wellFormed(t, name, text)
		}
	}
	without := build(t, sample(t), Options{})
	for _, name := range []string{"sitemap.xml", "feeds.opml", "ru/feed.xml"} {
		if _, ok := without.files[name]; ok {
			t.Errorf("%s without a host", name)
		}
	}
	if strings.Contains(without.text(t, "ru/index.html"), "feed.xml") {
		t.Error("a page names a feed that is not there")
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestSitemapSplits holds the protocol's limits of addresses and bytes.
func TestSitemapSplits(t *testing.T) {
	e := editionOf(t, "https://news.example/")
	whole := 0
	for _, lang := range e.languages {
		whole += len(e.languageURLs(lang))
	}
	first := len(e.languageURLs(e.languages[0]))
	for limit, second := range map[int]bool{first: false, first - 1: true} {
		files, err := e.sitemaps(limit, mostSitemap)
		if err != nil {
			t.Fatal(err)
		}
		name := "sitemap-" + e.languages[0].Segment() + "-2.xml"
		if got := slices.ContainsFunc(files, func(f file) bool { return f.name == name }); got != second {
			t.Errorf("%d addresses in files of %d: a second file %v, want %v", first, limit, got, second)
		}
	}
	for _, limits := range [][2]int{{2, mostSitemap}, {mostAddresses, 1500}} {
		files, err := e.sitemaps(limits[0], limits[1])
		if err != nil {
			t.Fatal(err)
		}
		index, found := string(files[len(files)-1].data), 0
		for _, f := range files[:len(files)-1] {
			if !strings.Contains(index, "<loc>https://news.example/"+f.name+"</loc>") {
				t.Errorf("the index lacks %s", f.name)
			}
			if strings.Contains(f.name, "news") {
				continue
			}
			n := strings.Count(string(f.data), "<url>")
			found += n
			if n > limits[0] || n > 1 && len(f.data) > limits[1] {
				t.Errorf("%s has %d addresses, %d bytes: more than %v", f.name, n, len(f.data), limits)
			}
		}
		if found != whole {
			t.Errorf("limits %v: %d addresses in all, want %d", limits, found, whole)
		}
	}
}

func editionOf(t *testing.T, base string) *edition {
	t.Helper()
	r, err := NewRenderer(Options{Web: webFolder(t), BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	lib := sample(t)
	if r.assets, err = buildAssets(r.opts.Web, r.texts, lib.Config.Accent, nil); err != nil {
		t.Fatal(err)
	}
	e, err := newEdition(r, lib)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestFeeds walks from every page's head to its feeds, and from the list of all.
func TestFeeds(t *testing.T) {
	const base = "https://news.example/sub/"
	out := build(t, sample(t), Options{BaseURL: base})
	named := map[string]bool{}
	for name, data := range out.files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, link := range parsePage(t, string(data)).all(`link[rel="alternate"][title]`) {
			named[strings.TrimPrefix(link.attr("href"), "/sub/")] = true
		}
	}
	var list struct {
		Groups []struct {
			Feeds []struct {
				Address string `xml:"xmlUrl,attr"`
			} `xml:"outline"`
		} `xml:"body>outline"`
	}
	if err := xml.Unmarshal(out.files["feeds.opml"], &list); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, g := range list.Groups {
		for _, f := range g.Feeds {
			listed[strings.TrimPrefix(f.Address, base)] = true
		}
	}
	for name := range named {
		if _, ok := out.files[name]; !ok {
			t.Errorf("a page names %s, which is not there", name)
		}
		if strings.HasSuffix(name, ".xml") && !listed[name] {
			t.Errorf("feeds.opml lacks %s", name)
		}
	}
	for _, name := range []string{"ru/feed.xml", "ru/feed.json", "uz-cyrl/feed.xml", "ar/feed.json"} {
		if !named[name] {
			t.Errorf("no page names %s", name)
		}
	}
	var atom struct {
		ID      string `xml:"id"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(out.files["ru/feed.xml"], &atom); err != nil {
		t.Fatal(err)
	}
	if atom.ID != base+"ru/" || len(atom.Entries) == 0 {
		t.Fatalf("ru/feed.xml: id %q, %d entries", atom.ID, len(atom.Entries))
	}
	for _, entry := range atom.Entries {
		if _, err := time.Parse(time.RFC3339, entry.Updated); err != nil {
			t.Errorf("%s: %v", entry.ID, err)
		}
		for _, e := range parsePage(t, entry.Content).all("[href], [src]") {
			for _, key := range []string{"href", "src"} {
				if u, err := url.Parse(e.attr(key)); e.attr(key) != "" && (err != nil || u.Scheme == "") {
					t.Errorf("%s: the address %q is not absolute", entry.ID, e.attr(key))
				}
			}
		}
	}
	var items struct {
		Items []struct{ ID string }
	}
	if err := json.Unmarshal(out.files["ru/feed.json"], &items); err != nil {
		t.Fatal(err)
	}
	if len(items.Items) != len(atom.Entries) || items.Items[0].ID != atom.Entries[0].ID {
		t.Errorf("the JSON feed has other entries than the Atom feed: %v", items.Items)
	}
}

// TestFeedIDs: an article that gets another address stays the same entry.
func TestFeedIDs(t *testing.T) {
	lib := sample(t)
	a := lib.Articles[0]
	ids := func() string {
		var atom struct {
			IDs []string `xml:"entry>id"`
		}
		if err := xml.Unmarshal(build(t, assemble(lib.Articles), Options{BaseURL: "https://news.example/"}).files["ru/feed.xml"], &atom); err != nil {
			t.Fatal(err)
		}
		sorted := slices.Sorted(slices.Values(atom.IDs))
		if len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
			t.Errorf("two entries have one id: %q", sorted)
		}
		return strings.Join(atom.IDs, " ")
	}
	want := ids()
	for _, slug := range []string{"declarations", "borders"} {
		a.Aliases, a.Slug, a.Path = append(a.Aliases, a.Path), slug, "/ru/"+slug+"/"
		if got := ids(); got != want {
			t.Errorf("renamed to %s: ids\n%s\nwant\n%s", slug, got, want)
		}
	}
}

// TestEmptyFeed: who has subscribed is told that there is nothing to read.
func TestEmptyFeed(t *testing.T) {
	lib := sample(t)
	for _, a := range lib.Articles {
		a.Draft = true
	}
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	if feed := out.text(t, "ru/feed.xml"); !strings.Contains(feed, "<subtitle>Статей пока нет.</subtitle>") || strings.Contains(feed, "<entry>") {
		t.Errorf("a feed without articles:\n%s", feed)
	}
	for name := range out.files {
		if strings.Contains(name, "topics/") && strings.Contains(name, "feed") {
			t.Errorf("%s has nothing to read", name)
		}
		if name == "ru/customs/index.md" || name == "sitemap-news.xml" || strings.Contains(string(out.files["sitemap-ru.xml"]), "/topics/") {
			t.Errorf("%s of a draft", name)
		}
	}
}

// TestNews: a sitemap of news holds those of two days, by the clock of the build.
func TestNews(t *testing.T) {
	day := func(d, h int) time.Time { return time.Date(2026, 3, d, h, 0, 0, 0, time.UTC) }
	tests := []struct {
		name string
		now  func() time.Time
		want int
	}{
		{"no clock", nil, 4},
		{"the same day", func() time.Time { return day(24, 12) }, 4},
		{"48 hours later", func() time.Time { return day(26, 0) }, 4},
		{"later", func() time.Time { return day(26, 1) }, 0},
		{"a week later", func() time.Time { return day(31, 0) }, 0},
		{"the evening before, further east", func() time.Time { return day(23, 20) }, 4},
		{"long before", func() time.Time { return day(20, 0) }, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := editionOf(t, "https://news.example/")
			e.opts.Now = test.now
			if got := e.newsURLs(); len(got) != test.want {
				t.Errorf("%d articles are news, want %d: %+v", len(got), test.want, got)
			}
		})
	}
}

// TestFeedBounds: the newest article is in a feed whatever its size.
func TestFeedBounds(t *testing.T) {
	var many []*content.Article
	for i := range 50 {
		many = append(many, article(t, "ru", fmt.Sprint("a", i), "Заголовок", "Текст"))
	}
	if got := len(newest(many)); got != mostEntries {
		t.Errorf("%d entries of 50, want %d", got, mostEntries)
	}
	huge := article(t, "ru", "huge", "Заголовок", strings.Repeat("слово ", mostFeedBytes/10))
	if got := newest([]*content.Article{huge, huge}); len(got) != 1 {
		t.Errorf("%d entries of two huge ones, want 1", len(got))
	}
	if got := newest(slices.Insert(many, 5, huge)); len(got) != 5 {
		t.Errorf("%d entries before a huge one, want 5", len(got))
	}
}

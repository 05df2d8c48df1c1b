package feed

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func example() *Feed {
	return &Feed{
		ID: "https://news.example/ru/feed.xml", Self: "https://news.example/ru/feed.xml", Page: "https://news.example/ru/",
		Title: "Вести", Subtitle: "О границе", Lang: "ru",
		Entries: []Entry{
			{
				ID: "https://news.example/ru/old/", Address: "https://news.example/ru/b/", Title: "Граница & «таможня» <1>", Summary: "Кратко",
				HTML: "<p>Текст & <b>сила</b></p>", Lang: "ru",
				Published: time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC), Updated: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC),
				Image: "https://news.example/assets/a.png", ImageType: "image/png",
				Authors: []Person{{"Редакция", "https://news.example/ru/authors/redakciya/"}}, Topics: []string{"Граница"},
			},
			{ID: "https://news.example/ru/a/", Address: "https://news.example/ru/a/", Title: "Без даты\x01", HTML: "<p>x</p>", Lang: "ar"},
		},
	}
}

func TestAtom(t *testing.T) {
	got, err := example().Atom()
	if err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
 <title>Вести</title>
 <subtitle>О границе</subtitle>
 <id>https://news.example/ru/feed.xml</id>
 <updated>2026-03-04T00:00:00Z</updated>
 <generator>Lectern</generator>
 <link rel="self" type="application/atom+xml" href="https://news.example/ru/feed.xml"></link>
 <link rel="alternate" type="text/html" hreflang="ru" href="https://news.example/ru/"></link>
 <author>
  <name>Вести</name>
  <uri>https://news.example/ru/</uri>
 </author>
 <entry>
  <title>Граница &amp; «таможня» &lt;1&gt;</title>
  <id>https://news.example/ru/old/</id>
  <link rel="alternate" type="text/html" href="https://news.example/ru/b/"></link>
  <link rel="enclosure" type="image/png" href="https://news.example/assets/a.png"></link>
  <published>2026-03-01T09:30:00Z</published>
  <updated>2026-03-04T00:00:00Z</updated>
  <author>
   <name>Редакция</name>
   <uri>https://news.example/ru/authors/redakciya/</uri>
  </author>
  <category term="Граница"></category>
  <summary>Кратко</summary>
  <content type="html">&lt;p&gt;Текст &amp; &lt;b&gt;сила&lt;/b&gt;&lt;/p&gt;</content>
 </entry>
 <entry xml:lang="ar">
  <title>Без даты` + "\uFFFD" + `</title>
  <id>https://news.example/ru/a/</id>
  <link rel="alternate" type="text/html" href="https://news.example/ru/a/"></link>
  <updated>1970-01-01T00:00:00Z</updated>
  <content type="html">&lt;div lang=&#34;ar&#34; dir=&#34;rtl&#34;&gt;&lt;p&gt;x&lt;/p&gt;&lt;/div&gt;</content>
 </entry>
</feed>
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("Atom (-want +got):\n%s", diff)
	}
	checkAtom(t, got)
}

func TestJSON(t *testing.T) {
	data, err := example().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version, Title, Language string
		Home                     string `json:"home_page_url"`
		Self                     string `json:"feed_url"`
		Items                    []map[string]any
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	if got.Version != "https://jsonfeed.org/version/1.1" || got.Title != "Вести" || got.Language != "ru" ||
		got.Home != "https://news.example/ru/" || got.Self != "https://news.example/ru/feed.xml" {
		t.Errorf("head of the feed: %+v", got)
	}
	want := []map[string]any{
		{
			"id": "https://news.example/ru/old/", "url": "https://news.example/ru/b/", "title": "Граница & «таможня» <1>",
			"content_html": "<p>Текст & <b>сила</b></p>", "summary": "Кратко", "image": "https://news.example/assets/a.png",
			"date_published": "2026-03-01T09:30:00Z", "date_modified": "2026-03-04T00:00:00Z",
			"authors": []any{map[string]any{"name": "Редакция", "url": "https://news.example/ru/authors/redakciya/"}},
			"tags":    []any{"Граница"},
		},
		{"id": "https://news.example/ru/a/", "url": "https://news.example/ru/a/", "title": "Без даты\x01", "content_html": `<div lang="ar" dir="rtl"><p>x</p></div>`, "language": "ar"},
	}
	if diff := cmp.Diff(want, got.Items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestEmpty(t *testing.T) {
	f := &Feed{ID: "https://news.example/feed.xml", Self: "https://news.example/feed.xml", Page: "https://news.example/", Title: "T", Lang: "en"}
	atom, err := f.Atom()
	if err != nil || !strings.Contains(string(atom), "<updated>1970-01-01T00:00:00Z</updated>") {
		t.Errorf("empty Atom feed: %v\n%s", err, atom)
	}
	data, err := f.JSON()
	if err != nil || !strings.Contains(string(data), `"items":[]`) {
		t.Errorf("empty JSON feed: %v\n%s", err, data)
	}
}

func TestOPML(t *testing.T) {
	got, err := OPML("Вести", []Outline{{Text: "Русский", Parts: []Outline{
		{Text: `Темы "и" <люди>`, Feed: "https://news.example/ru/feed.xml", Page: "https://news.example/ru/", Lang: "ru"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
 <head>
  <title>Вести</title>
 </head>
 <body>
  <outline text="Русский">
   <outline text="Темы &#34;и&#34; &lt;люди&gt;" title="Темы &#34;и&#34; &lt;люди&gt;" type="rss" xmlUrl="https://news.example/ru/feed.xml" htmlUrl="https://news.example/ru/" language="ru"></outline>
  </outline>
 </body>
</opml>
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("OPML (-want +got):\n%s", diff)
	}
}

func TestAbsolute(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"link", `<a href="/sub/ru/b/">b</a>`, `<a href="https://news.example/sub/ru/b/">b</a>`},
		{"fragment", `<a href="#fn:1" id="fnref:1">1</a>`, `<a href="https://news.example/sub/ru/a/#fn:1" id="fnref:1">1</a>`},
		{"elsewhere", `<a href="https://else.example/?a=1&amp;b=2">x</a>`, `<a href="https://else.example/?a=1&amp;b=2">x</a>`},
		{"mail", `<a href="mailto:a@b.example">x</a>`, `<a href="mailto:a@b.example">x</a>`},
		{"image", `<img src="/a.png" srcset="/a-1.png 1w, /a.png 2w" alt="&quot;">`, `<img src="https://news.example/a.png" srcset="https://news.example/a-1.png 1w, https://news.example/a.png 2w" alt="&#34;">`},
		{"code", `<code>&lt;a href="/x"&gt; href="/y"</code>`, `<code>&lt;a href="/x"&gt; href="/y"</code>`},
		{"data", `<img src="data:image/png;base64,AA==">`, `<img src="data:image/png;base64,AA==">`},
		{"broken", `<a href="/x`, `<a href="/x`},
		{"bad address", `<a href="http://[">x</a>`, `<a href="http://[">x</a>`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Absolute(test.html, "https://news.example/sub/ru/a/"); got != test.want {
				t.Errorf("Absolute(%q)\n got %q\nwant %q", test.html, got, test.want)
			}
		})
	}
}

// TestAbsurdTimes: RFC 3339 has years of four digits.
func TestAbsurdTimes(t *testing.T) {
	for _, year := range []int{-5, 0, 1, 9999, 10000, 292277} {
		f := example()
		f.Entries[0].Updated = time.Date(year, 1, 2, 3, 4, 5, 0, time.UTC)
		data, err := f.Atom()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Updated string   `xml:"updated"`
			Entries []string `xml:"entry>updated"`
		}
		if err := xml.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		for _, text := range append(got.Entries, got.Updated) {
			if _, err := time.Parse(time.RFC3339, text); err != nil {
				t.Errorf("year %d: %v", year, err)
			}
		}
	}
}

// An element of a document, with its attributes by name.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Parts   []element  `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// checkAtom holds a document against RFC 4287: what each element must have, may
// have once, and nothing else (sections 4.1 and 4.2); addresses are absolute,
// times those of RFC 3339, and no two links or ids are the same.
func checkAtom(t *testing.T, data []byte) {
	t.Helper()
	var feed element
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	const atom = "http://www.w3.org/2005/Atom"
	rules := map[string]struct{ once, perhaps, many []string }{
		"feed":   {[]string{"id", "title", "updated"}, []string{"subtitle", "generator", "icon"}, []string{"author", "link", "entry"}},
		"entry":  {[]string{"id", "title", "updated"}, []string{"published", "summary", "content"}, []string{"author", "link", "category"}},
		"author": {[]string{"name"}, []string{"uri", "email"}, nil},
		"link":   {}, "category": {}, "id": {}, "title": {}, "updated": {}, "published": {}, "subtitle": {}, "generator": {}, "icon": {},
		"summary": {}, "content": {}, "name": {}, "uri": {},
	}
	ids := map[string]bool{}
	var check func(e *element)
	check = func(e *element) {
		name := e.XMLName.Local
		rule, known := rules[name]
		if !known || e.XMLName.Space != atom {
			t.Errorf("unknown element %v", e.XMLName)
		}
		count, links := map[string]int{}, map[string]bool{}
		for i := range e.Parts {
			p := &e.Parts[i]
			count[p.XMLName.Local]++
			if !slices.Contains(slices.Concat(rule.once, rule.perhaps, rule.many), p.XMLName.Local) {
				t.Errorf("%s has a %s", name, p.XMLName.Local)
			}
			if p.XMLName.Local == "link" {
				key := p.attr("rel") + " " + p.attr("type") + " " + p.attr("hreflang")
				if links[key] {
					t.Errorf("%s has two links %s", name, key)
				}
				links[key] = true
			}
			check(p)
		}
		for _, once := range rule.once {
			if count[once] != 1 {
				t.Errorf("%s has %d of %s", name, count[once], once)
			}
		}
		for _, perhaps := range rule.perhaps {
			if count[perhaps] > 1 {
				t.Errorf("%s has %d of %s", name, count[perhaps], perhaps)
			}
		}
		switch address := e.Text; name {
		case "link":
			if address = e.attr("href"); e.attr("rel") == "" {
				t.Error("a link without rel")
			}
			fallthrough
		case "id", "uri", "icon":
			if u, err := url.Parse(address); err != nil || !u.IsAbs() {
				t.Errorf("%s %q is not absolute", name, address)
			}
			if name == "id" && ids[address] {
				t.Errorf("two ids %s", address)
			} else if name == "id" {
				ids[address] = true
			}
		case "updated", "published":
			if _, err := time.Parse(time.RFC3339, e.Text); err != nil {
				t.Error(err)
			}
		case "category":
			if e.attr("term") == "" {
				t.Error("a category without term")
			}
		case "content":
			if e.attr("type") != "html" {
				t.Errorf("content of type %s", e.attr("type"))
			}
		}
	}
	check(&feed)
}

// FuzzFeed holds that whatever stands in an article, both formats stay well
// formed.
func FuzzFeed(f *testing.F) {
	f.Add("title", `<a href="/x">y</a>`)
	f.Add("\x00\xff]]>", `<img srcset=", ,, 1w" src=:>`)
	f.Fuzz(func(t *testing.T, title, text string) {
		feed := example()
		feed.Entries[0].Title = title
		feed.Entries[0].HTML = Absolute(text, feed.Entries[0].Address)
		atom, err := feed.Atom()
		if err != nil {
			t.Fatal(err)
		}
		checkAtom(t, atom)
		data, err := feed.JSON()
		if err != nil || !json.Valid(data) {
			t.Fatalf("JSON feed: %v\n%s", err, data)
		}
	})
}

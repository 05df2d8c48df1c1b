package feed

import (
	"encoding/json"
	"encoding/xml"
	"io"
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
				Address: "https://news.example/ru/b/", Title: "Граница & «таможня» <1>", Summary: "Кратко",
				HTML: "<p>Текст & <b>сила</b></p>", Lang: "ru",
				Published: time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC), Updated: time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC),
				Authors: []Person{{"Редакция", "https://news.example/ru/authors/redakciya/"}}, Topics: []string{"Граница"},
			},
			{Address: "https://news.example/ru/a/", Title: "Без даты\x01", HTML: "<p>x</p>", Lang: "uz"},
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
  <id>https://news.example/ru/b/</id>
  <link rel="alternate" type="text/html" href="https://news.example/ru/b/"></link>
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
 <entry xml:lang="uz">
  <title>Без даты` + "\uFFFD" + `</title>
  <id>https://news.example/ru/a/</id>
  <link rel="alternate" type="text/html" href="https://news.example/ru/a/"></link>
  <updated>1970-01-01T00:00:00Z</updated>
  <content type="html">&lt;p&gt;x&lt;/p&gt;</content>
 </entry>
</feed>
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("Atom (-want +got):\n%s", diff)
	}
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
			"id": "https://news.example/ru/b/", "url": "https://news.example/ru/b/", "title": "Граница & «таможня» <1>",
			"content_html": "<p>Текст & <b>сила</b></p>", "summary": "Кратко",
			"date_published": "2026-03-01T09:30:00Z", "date_modified": "2026-03-04T00:00:00Z",
			"authors": []any{map[string]any{"name": "Редакция", "url": "https://news.example/ru/authors/redakciya/"}},
			"tags":    []any{"Граница"},
		},
		{"id": "https://news.example/ru/a/", "url": "https://news.example/ru/a/", "title": "Без даты\x01", "content_html": "<p>x</p>", "language": "uz"},
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
		for d := xml.NewDecoder(strings.NewReader(string(atom))); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%s", err, atom)
			}
		}
		data, err := feed.JSON()
		if err != nil || !json.Valid(data) {
			t.Fatalf("JSON feed: %v\n%s", err, data)
		}
	})
}

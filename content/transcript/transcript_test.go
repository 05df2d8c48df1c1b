package transcript

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/articles"
	"lectern/content/library"
	"lectern/content/markdown"
)

func TestOf(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"paragraphs", "<p>One <em>two</em> <strong>three </strong>four.</p>\n<p>Five<br>six</p>", "One *two* **three** four.\n\nFive\\\nsix\n"},
		{"heading", `<h2 id="a">A &amp; B</h2>`, "## A & B\n"},
		{"links", `<p><a href="/sub/ru/b/">b</a> <a href="#x">x</a> <a href="https://e.example/(1)">e</a> <a href="mailto:a@b.example">m</a></p>`,
			"[b](https://news.example/sub/ru/b/) [x](#x) [e](https://e.example/%281%29) [m](mailto:a@b.example)\n"},
		{"picture", `<figure><img src="/sub/assets/a.png" srcset="/x 1w" alt="A [b]"><figcaption>Words</figcaption></figure>`,
			"![A \\[b\\]](https://news.example/sub/assets/a.png)\n\nWords\n"},
		{"lists", `<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="9"><li><p>x</p><p>y</p></li><li><p>z</p></li></ol>`,
			"- a\n\n  - b\n- c\n\n9. x\n\n   y\n\n10. z\n"},
		{"tasks", `<ul><li class="task"><input type="checkbox" checked disabled> done</li></ul>`, "- [x]  done\n"},
		{"quotation", `<blockquote><p>a</p><p>b</p></blockquote>`, "> a\n>\n> b\n"},
		{"alert", `<div class="alert alert-tip"><p class="alert-title">Совет</p><p>a</p></div>`, "> [!TIP]\n> a\n"},
		{"code", "<pre class=\"chroma\"><code class=\"language-go\"><span class=\"k\">func</span> f() {\n```\n}\n</code></pre><p><code>a`b</code></p>",
			"````go\nfunc f() {\n```\n}\n````\n\n`` a`b ``\n"},
		{"table", `<div class="table-wrap"><table><thead><tr><th>A</th><th class="align-right">B|C</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></div>`,
			"| A | B\\|C |\n| --- | --: |\n| 1 |  |\n"},
		{"footnotes", `<p>a<sup><a class="footnote-ref" href="#fn:1" id="fnref:1">1</a></sup></p><section class="footnotes"><ol><li id="fn:1"><p>note <a class="footnote-back" href="#fnref:1">↩</a></p></li></ol></section>`,
			"a[^1]\n\n[^1]: note\n"},
		{"signs", `<p># not a heading</p><p>1. no list</p><p>- nor this</p><p>*a* _b_ c_d [e] &lt;f&gt; &amp;amp; \ ~~g~~</p>`,
			"\\# not a heading\n\n1\\. no list\n\n\\- nor this\n\n\\*a\\* \\_b\\_ c_d \\[e\\] \\<f> \\&amp; \\\\ \\~\\~g\\~\\~\n"},
		{"nothing", " ", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Of(test.html, "https://news.example/sub/ru/a/")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Of(%q) (-want +got):\n%s", test.html, diff)
			}
		})
	}
}

// links leaves every address as it is.
type links struct{}

func (links) Link(to string) markdown.Link { return markdown.Link{Href: to} }
func (links) Image(string) (content.Image, *content.Problem) {
	return content.Image{Source: "/a.png"}, nil
}

// TestRoundTrip: read as Markdown, a transcript has the words of the article.
func TestRoundTrip(t *testing.T) {
	lib, err := library.NewLoader(library.Options{FS: articles.FS, Base: "/", Now: func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }}).Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	renderer := markdown.New()
	for _, a := range lib.Articles {
		text, err := Of(a.Body.String(), "https://news.example"+a.Path)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := renderer.Render(markdown.Source{File: a.Source, Text: []byte(text), FirstLine: 1, Lang: a.Lang, Title: a.Title}, links{})
		if doc == nil {
			t.Errorf("the transcript of %s is refused", a.Source)
			continue
		}
		if diff := cmp.Diff(strings.Fields(a.Text), strings.Fields(doc.Text)); diff != "" {
			t.Errorf("words of %s (-article +transcript):\n%s", a.Source, diff)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("<p>a</p>", "/ru/a/")
	f.Add("<ul><li><table><tr><td><pre>x", "https://news.example/ru/a/")
	f.Add("<section class=footnotes><ol><li id=fn:[>", ":")
	f.Add(strings.Repeat("<blockquote>", 600), "/")
	f.Fuzz(func(t *testing.T, text, page string) {
		got, err := Of(text, page)
		if err == nil && got != "" && !strings.HasSuffix(got, "\n") {
			t.Errorf("Of(%q) does not end its last line: %q", text, got)
		}
	})
}

// TestUncoloured: only the spans of code go before the text is parsed.
func TestUncoloured(t *testing.T) {
	for text, want := range map[string]string{
		`<p><span class="a">x</span></p>`: `<p><span class="a">x</span></p>`,
		`<pre class="chroma"><code class="language-go"><span class="kd">func</span> <b>f</b>() &lt;</code></pre><p>y</p>`: `<pre class="chroma"><code class="language-go">func <b>f</b>() &lt;</code></pre><p>y</p>`,
		`<pre><span class="k">a</span></pre>b<pre><span class="k">c</span></pre>`:                                         `<pre>a</pre>b<pre>c</pre>`,
		`<pre><span class="k">a`: `<pre><span class="k">a`,
		`<pre><span</pre>`:       `<pre><span</pre>`,
	} {
		if got := uncoloured(text); got != want {
			t.Errorf("uncoloured(%s)\n got %s\nwant %s", text, got, want)
		}
	}
}

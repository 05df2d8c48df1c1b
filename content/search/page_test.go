package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestDecodePage(t *testing.T) {
	tests := []struct {
		name, html string
		want       page
	}{
		{"ours", `<!doctype html><h1>Site</h1><time>never</time><main><article><header><h1>A &amp; <em>B</em></h1>
<p class="summary">Short &#34;sum&#34;</p><p class="meta"><time datetime="2026-11-23">23 ноября</time> <time>later</time></p></header>
<div class="prose" data-text>
<p>One&nbsp;two</p><div><p>three</p></div><pre><code>a &lt; b</code></pre>
<script>no()</script><table><tr><td>x</td><td>y</td></tr></table></div><p>after</p></article>`,
			page{title: "A & B", summary: `Short "sum"`, date: "23 ноября", text: "One two\nthree\na < b\nx y"}},
		{"not in the index", `<p data-text><code class="template" dir="ltr">{% include a %}</code> <code>b</code> word<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup> <a href="/">c</a></p>`,
			page{text: "b word c"}},
		{"spaces", "<p data-text>10\u202F000 km\u00A0of\u2009a\u200Aroad — «so»</p>", page{text: "10 000 km of a road — «so»"}},
		{"text only", "no markup & nothing", page{}},
		{"unclosed", `<article><div data-text><p>one<p>two`, page{text: "one\ntwo"}},
		{"attributes", `<div title="a > b data-text" data-text="">in</div>`, page{text: "in"}},
		{"not an attribute", `<div title="data-text">out</div>`, page{}},
		{"comment", `<!-- <div data-text>no</div> --><p data-text>yes<!-- no --></p>`, page{text: "yes"}},
		{"references", `<p data-text>&#x41;&#66;&unknown;&#0;&#xD800;&amp;lt;b&gt;</p>`, page{text: "AB&unknown;&#0;&#xD800;&lt;b>"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, decodePage(test.html), cmp.AllowUnexported(page{})); diff != "" {
				t.Errorf("decodePage(%q) (-want +got):\n%s", test.html, diff)
			}
		})
	}
}

func FuzzDecodePage(f *testing.F) {
	for _, html := range []string{`<article><h1>a</h1><p class=summary>b</p><time>c</time><div data-text><p>d&amp;e</div>`, "<!--", "<a b='", "<", "</", "<p data-text><", "&#x;&;", "<script data-text>"} {
		f.Add(html)
	}
	f.Fuzz(func(t *testing.T, html string) {
		p := decodePage(html)
		for _, text := range []string{p.title, p.summary, p.date, p.text} {
			if len(text) > len(html) || utf8.ValidString(html) && !utf8.ValidString(text) || strings.TrimSpace(text) != text && utf8.ValidString(html) && !strings.ContainsAny(text, "\u00A0\u0085\u2028\u2029\u3000") {
				t.Errorf("decodePage(%q): text %q", html, text)
			}
		}
	})
}

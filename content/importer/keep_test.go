package importer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKept(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"details", "<details open><summary>S <b>b</b></summary>body<p>more</p></details>", "<details open>\n<summary>S <b>b</b></summary>\n\nbody\n\nmore\n\n</details>\n"},
		{"templates", "<p>{{tpl}} {% x %} {#id}</p><pre>{{x}}</pre>", "\\{\\{tpl\\}\\} \\{% x %\\} \\{#id\\}\n\n```\n{{x}}\n```\n"},
		{"other dialects", "<p>==a== x^2^ $y$</p>", "\\==a\\== x\\^2\\^ \\$y\\$\n"},
		{"an address", "<p>See http://a.b/_c_d_, please.</p>", "See [http://a.b/\\_c\\_d\\_](http://a.b/_c_d_), please.\n"},
		{"an address in a link and in code", `<p><a href="http://x.y/">http://a.b/</a> <code>http://a.b/_c_</code></p>`, "[http://a.b/](http://x.y/) `http://a.b/_c_`\n"},
		{"indices", `<p>H<sub>2</sub>O, m<sup>2</sup>, <abbr title="A &quot;B&quot;">AB</abbr></p>`, "H<sub>2</sub>O, m<sup>2</sup>, <abbr title=\"A &#34;B&#34;\">AB</abbr>\n"},
		{"definitions", "<dl><dt>T</dt><dd>one</dd><dd><p>two</p><p>three</p></dd><div><dt>U</dt><dt>V</dt><dd>d</dd></div></dl><p>after",
			"T\n:   one\n:   two\n\n    three\n\nU\nV\n:   d\n\nafter\n"},
		{"a meaning without term", "<dl><dd>one</dd></dl>", "one\n"},
		{"code points", "<p>\u0958 e\u0301 \u00e9 \u0915\u093c", "\u0958 e\u0301 \u00e9 \u0915\u093c\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Import("a.html", []byte("<html lang=en><h1>T</h1>"+c.in))
			if err != nil {
				t.Fatal(err)
			}
			_, got, _ := strings.Cut(string(r.Data), "---\n\n")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("HTML %s\nMarkdown (-want +got):\n%s", c.in, diff)
			}
		})
	}
}

func TestImages(t *testing.T) {
	for _, c := range []struct{ file, in string }{
		{"a.html", `<html lang=en><h1>T</h1><img src="b.png"><img src="./pic/c%20d.jpg?x=1"><img src=b.png><img src=../e.png><img src=/f.png><img src="https://g.h/i.png"><img src="data:image/png,x"><img src="//j/k.png">`},
		{"a.md", "---\ntitle: T\nlang: en\nimage: b.png\n---\n![c](./pic/c%20d.jpg) ![e](<../e.png>) ![](/f.png \"t\") ![](https://g.h/i.png)\n"},
	} {
		r, err := Import(c.file, []byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"b.png", "pic/c d.jpg"}, r.Images); diff != "" {
			t.Errorf("%s: images (-want +got):\n%s", c.file, diff)
		}
		var outside []string
		for _, g := range r.Guesses {
			outside = append(outside, g.Message)
		}
		want := []string{
			"the image ../e.png lies outside of the folder and is not copied", "the image /f.png lies outside of the folder and is not copied",
		}
		if diff := cmp.Diff(want, outside); diff != "" {
			t.Errorf("%s: guesses (-want +got):\n%s", c.file, diff)
		}
	}
}

func TestKeysLeftOut(t *testing.T) {
	r, err := Import("a.md", []byte("---\ntitle: \"a &amp;lt; b\"\nlang: en\nlayout: post\nweird: {a: 1}\nparams: {toc: true, author: B}\n---\nText\n"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "---\ntitle: \"a &amp;lt; b\"\nlang: en\nauthors:\n  - B\n---\n\nText\n"; string(r.Data) != want {
		t.Errorf("Markdown %q, want %q", r.Data, want)
	}
	checkGuesses(t, r,
		`a.md:4:1: the key "layout" of the front matter is left out`,
		`a.md:5:1: the key "weird" of the front matter is left out`,
		`a.md:6:1: the key "params.toc" of the front matter is left out`,
	)
}

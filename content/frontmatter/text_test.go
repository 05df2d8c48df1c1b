package frontmatter

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"&lt;cmath&gt;", "<cmath>"},
		{"a &amp; b&nbsp;&#8212; c &#x41;", "a & b — c A"},
		{"AT&T, ?a=1&copy=2, &unknown;", "AT&T, ?a=1&copy=2, &unknown;"},
		{`<a href="https://example.org/">Link</a> and <em>more</em>`, "Link and more"},
		{"<EM>one</EM><br/>two<p>three</p>", "one two three"},
		{"<b><i>x</b></i>", "<i>x</i>"},
		{"vector<int>, map<a, b>, List<a>, Option<i>", "vector<int>, map<a, b>, List<a>, Option<i>"},
		{"a < b > c, x<y", "a < b > c, x<y"},
		{"&lt;b&gt;x&lt;/b&gt;", "<b>x</b>"},
		{"&amp;lt;", "&lt;"},
		{"a\x1b[31mb\x00c\u202Ed\u2066e\u2069 f\u0085g\th", "a[31mbcde f g h"},
		{"&#27;a&#x202E;b", "ab"},
		{"می\u200Cخواهم \u200Ea\u200F क\u200Dष", "می\u200Cخواهم \u200Ea\u200F क\u200Dष"},
		{"\xff", "\uFFFD"},
	} {
		if got := words(c.in); got != c.want {
			t.Errorf("words(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWordsOfFields(t *testing.T) {
	meta, _, _, problems := Parse("a.md", []byte(`---
title: '&lt;cmath&gt;'
description: Read <a href="/x">this</a> &amp; that
topics: ["R&amp;D", "<b>C</b>"]
author: "O&#39;Brien\u202e"
image: {src: a&amp;b.png, alt: a &lt; b, caption: <em>C</em>, credit: "\e[1m&copy; D"}
source: {name: "A &amp; B"}
slug: "a\u202eb"
---
`))
	want := Meta{
		Title: "<cmath>", Description: "Read this & that", Topics: []string{"R&D", "C"}, Authors: []string{"O'Brien"},
		Image: Image{"a&amp;b.png", "a < b", "C", "[1m© D"}, Origin: content.Origin{Name: "A & B"}, Slug: "ab",
	}
	meta.Line = nil
	if diff := cmp.Diff(want, meta); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v, meta (-want +got):\n%s", problems, diff)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"&lt;", "<b>x</b>", "a < b", "&amp;&lt;", "<a href=x>y</a>", "<br>", "&&lt;;", "\x00&#0;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := seen(text)
		if !slices.Contains([]rune(text), '\uFFFD') && words(Escape(text)) != want {
			t.Errorf("Escape(%q) = %q, read again %q, want %q", text, Escape(text), words(Escape(text)), want)
		}
	})
}

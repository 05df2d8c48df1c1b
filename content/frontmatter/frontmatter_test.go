package frontmatter

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/content"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestParse(t *testing.T) {
	full := Meta{
		Title: "Имя", Description: "О чём", Date: day(2022, 10, 16), Updated: day(2022, 11, 1), Publish: day(2022, 10, 17),
		Expiry: day(2030, 1, 1), Draft: true, Slug: "name", Aliases: []string{"/old/", "/older/"}, Lang: "ru",
		TranslationKey: "key", Topics: []string{"Азия", "Таможня"}, Authors: []string{"А. Б.", "В. Г."},
		Image:  Image{"a.jpg", "Вид", "Подпись", "Фото"},
		Origin: content.Origin{Name: "ВТамО", URL: "https://www.wcoomd.org/"},
	}
	for _, c := range []struct {
		name, in string
		want     Meta
		body     string
		line     int
		problems []string
	}{
		{"none", "# Title\n\nText\n", Meta{}, "# Title\n\nText\n", 1, nil},
		{"empty file", "", Meta{}, "", 1, nil},
		{"empty block", "---\n---\nText", Meta{}, "Text", 3, nil},
		{"yaml", `---
title: Имя
description: О чём
date: 2022-10-16
lastmod: 2022-11-01
publishDate: 2022-10-17
expiryDate: 2030-01-01
draft: true
slug: name
aliases: [/old/, /older/]
lang: ru
translationKey: key
tags: [Азия]
categories: [Таможня, азия]
authors:
  - А. Б.
  - name: В. Г.
image: {src: a.jpg, alt: Вид, caption: Подпись, credit: Фото}
source:
  name: ВТамО
  url: https://www.wcoomd.org/
---
Text
`, full, "Text\n", 23, nil},
		{"toml", `+++
title = "Имя"
summary = "О чём"
date = 2022-10-16
updated = 2022-11-01T00:00:00Z
publish_date = 2022-10-17T00:00:00
expiry-date = "2030-01-01"
draft = true
slug = "name"
redirect_from = ["/old/", "/older/"]
language = "ru"
TranslationKey = "key"
topics = ["Азия", "Таможня"]
authors = ["А. Б.", "В. Г."]
[source]
name = "ВТамО"
url = "https://www.wcoomd.org/"
[params]
image_caption = "Подпись"
cover = {path = "a.jpg", alt = "Вид", credit = "Фото"}
+++
Text
`, full, "Text\n", 22, nil},
		{"json", `{
  "title": "Имя", "excerpt": "О чём", "date": "16.10.2022", "modified": "1 ноября 2022 г.",
  "publishDate": "October 17, 2022", "expiryDate": "2030/01/01", "published": false, "slug": "name",
  "aliases": ["/old/", "/older/"], "locale": "ru", "translationKey": "key",
  "tags": "Азия, Таможня", "byline": "А. Б., В. Г.",
  "thumbnail": "a.jpg", "image_alt": "Вид", "image_caption": "Подпись", "image_credit": "Фото",
  "source": {"name": "ВТамО", "url": "https://www.wcoomd.org/"}
}
Text
`, full, "Text\n", 9, nil},
		{"keys in any case, an address as alias", "---\nTitle: A\nURL: it/clair\nTags: one\n---\n", Meta{Title: "A", Aliases: []string{"it/clair"}, Topics: []string{"one"}}, "", 6, nil},
		{"pattern is no address", "---\npermalink: /:year/:title/\n---\n", Meta{}, "", 4, nil},
		{"windows line ends, mark, spaces", "\uFEFF---  \r\ntitle: A\r\ntags:\r\n- b\r\n--- \r\nText\r\n", Meta{Title: "A", Topics: []string{"b"}}, "Text\r\n", 6, nil},
		{"empty lines before", "\n\n---\ntitle: A\n---\nText", Meta{Title: "A"}, "Text", 6, nil},
		{"ends with dots", "---\ntitle: A\n...\nText", Meta{Title: "A"}, "Text", 4, nil},
		{"emoji and quotes", "---\ntitle: \"🧐 «A» \\\"b\\\"\"\ndescription: 'it''s'\n---\n", Meta{Title: `🧐 «A» "b"`, Description: "it's"}, "", 5, nil},
		{"block text", "---\ntitle: >\n  one\n  two\ndescription: |\n  three\n  four\n---\n", Meta{Title: "one two", Description: "three four"}, "", 9, nil},
		{"first description that says something", "---\ndescription: \"\"\nexcerpt: E\nsummary: S\n---\n", Meta{Description: "E"}, "", 6, nil},
		{"numbers and words are text", "---\ntitle: 007\nslug: true\ntags: [1984, yes]\n---\n", Meta{Title: "007", Slug: "true", Topics: []string{"1984", "yes"}}, "", 6, nil},
		{"keywords only without topics", "---\nkeywords: [k]\ntags: [t]\n---\n", Meta{Topics: []string{"t"}}, "", 5, nil},
		{"keywords alone", "---\nkeywords: k, l\n---\n", Meta{Topics: []string{"k", "l"}}, "", 4, nil},
		{"a switch of a theme is no image", "---\nimage: a.png\nhero: false\n---\n", Meta{Image: Image{Path: "a.png"}}, "", 5, nil},
		{"source as name and as address", "---\nsource: ТАСС\nparams: {source: \"https://tass.ru/\"}\n---\n", Meta{Origin: content.Origin{Name: "ТАСС", URL: "https://tass.ru/"}}, "", 5, nil},
		{"anchors", "---\ntitle: &t A\ndescription: *t\n---\n", Meta{Title: "A", Description: "A"}, "", 5, nil},
		{"thematic break", "---\nText with words.\n\n---\nMore", Meta{}, "---\nText with words.\n\n---\nMore", 1, nil},
		{"thematic break alone", "---\n\nText: yes\n", Meta{}, "---\n\nText: yes\n", 1, nil},
		{"list between breaks", "---\n- a\n- b\n---\n", Meta{}, "---\n- a\n- b\n---\n", 1, nil},
		{"Liquid", "{% include a.html %}\nText", Meta{}, "{% include a.html %}\nText", 1, nil},
		{"Liquid with a quote", "{{ \"a\" }}\nText", Meta{}, "{{ \"a\" }}\nText", 1, nil},
		{"four hyphens", "----\ntitle: a\n----\n", Meta{}, "----\ntitle: a\n----\n", 1, nil},
		{"mistyped keys", "---\ntitel: A\ndesciption: B\ndat: 2022-01-01\nauhtors: C\nweight: 1\nms.date: 11/04/2016\n---\n", Meta{}, "", 9, []string{
			`a.md:2:1: unknown key "titel" (did you mean "title"?)`,
			`a.md:3:1: unknown key "desciption" (did you mean "description"?)`,
			`a.md:4:1: unknown key "dat" (did you mean "date"?)`,
			`a.md:5:1: unknown key "auhtors" (did you mean "authors"?)`,
		}},
		{"bad dates", "---\ntitle: A\ndate: 31.02.2022\nupdated: \"04/05/2022\"\n---\n", Meta{Title: "A"}, "", 6, []string{
			`a.md:3:7: "31.02.2022" is not a date (write it as 2026-01-31 or 2026-01-31 15:04)`,
			`a.md:4:10: "04/05/2022" is not a date (write it as 2026-01-31 or 2026-01-31 15:04)`,
		}},
		{"wrong types", "---\ntitle: {a: b}\ndraft: maybe\ndate: [1, 2]\nlang: ru\nsource: [a]\n---\n", Meta{Lang: "ru"}, "", 8, []string{
			`a.md:2:1: "title" must be text, not a map (write the words after the colon, in quotes)`,
			`a.md:3:1: "draft" must be true or false, not text (the key is passed over meanwhile)`,
			`a.md:4:1: "date" must be a date, not a list (write it as 2026-01-31)`,
			`a.md:6:1: "source" must be an address, a name, or a map with name and url, not a list (the key is passed over meanwhile)`,
		}},
		{"given twice", "---\ntitle: A\nTitle: B\ntitle: C\n---\n", Meta{Title: "A"}, "", 6, []string{
			`a.md:4:1: "title" is given twice (the value of line 2 is used)`,
			`a.md:3:1: "Title" is given twice (the value of line 2 is used)`,
		}},
		{"a colon in a title", "---\ntitle: Docker: проверка: образов\nlang: ru\ntags:\n  - a\n  - b\n---\nText", Meta{Title: "Docker: проверка: образов", Lang: "ru", Topics: []string{"a", "b"}}, "Text", 8, []string{
			`a.md:2:8: the front matter cannot be read: mapping value is not allowed in this context (put a value with a colon in quotes)`,
		}},
		{"unclosed quote", "---\ntitle: \"A\ndate: 2022-01-02\n---\nText", Meta{Title: `"A`, Date: day(2022, 1, 2)}, "Text", 5, []string{
			`a.md:2:8: the front matter cannot be read: could not find end character of double-quoted text (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"tab for indentation", "---\ntitle: A\nauthor:\n\tname: B\n---\nText", Meta{Title: "A", Authors: []string{"B"}}, "Text", 6, nil},
		{"not closed", "---\ntitle: A\ntags:\n- b\n\nText\n", Meta{Title: "A", Topics: []string{"b"}}, "\nText\n", 5, []string{
			`a.md:1:1: the front matter is not closed (end it with a line like its first)`,
		}},
		{"toml with a mistake", "+++\ntitle = \"A\"\ndate = nonsense\n+++\nText", Meta{Title: "A"}, "Text", 5, []string{
			`a.md:3:8: "nonsense" is not a date (write it as 2026-01-31 or 2026-01-31 15:04)`,
			`a.md:3:8: the front matter cannot be read: expected value but found "nonsense" instead (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"json with a mistake", "{\n\"title\": \"A\",\n\"lang\": \"ru\",\n}\nText", Meta{Title: "A", Lang: "ru"}, "Text", 5, []string{
			`a.md:4:1: the front matter cannot be read: invalid character '}' looking for beginning of object key string (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"json with a comma too many", "{\"title\":\"Json\",}\nText\n", Meta{Title: "Json"}, "Text\n", 2, []string{
			`a.md:1:17: the front matter cannot be read: invalid character '}' looking for beginning of object key string (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"json not closed", "{\"title\":\"Json\"\n\nText\n", Meta{Title: "Json"}, "Text\n", 3, []string{
			`a.md:1:16: the front matter cannot be read: the object is not closed (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"json over lines not closed", "{\n  \"title\": \"Json\",\n  \"lang\": \"ru\"\nText {a}\n", Meta{Title: "Json", Lang: "ru"}, "Text {a}\n", 4, []string{
			`a.md:3:15: the front matter cannot be read: the object is not closed (correct it; what stands there a key a line is used meanwhile)`,
		}},
		{"a sample of JSON", "{\"a\": 1,}\n\nText\n", Meta{}, "{\"a\": 1,}\n\nText\n", 1, nil},
		{"no JSON", "{\"a\", \"b\"} is a set\n", Meta{}, "{\"a\", \"b\"} is a set\n", 1, nil},
		{"slips in maps", "---\nsource: {naem: x}\nimage: {scr: a.png, caption: [x], size: 1}\nauthors: [{nmae: x}]\n---\n", Meta{}, "", 6, []string{
			`a.md:4:12: unknown key "nmae" (did you mean "name"?)`,
			`a.md:2:10: unknown key "naem" (did you mean "name"?)`,
			`a.md:3:9: unknown key "scr" (did you mean "src"?)`,
			`a.md:3:21: "caption" must be text, not a list (write the words after the colon, in quotes)`,
		}},
		{"dates in the wrong order", "---\ndate: 2022-05-05\nlastmod: 2022-05-01\npublishDate: 2022-06-01\nexpiryDate: 2022-05-31\n---\n",
			Meta{Date: day(2022, 5, 5), Publish: day(2022, 6, 1), Expiry: day(2022, 5, 31)}, "", 7, []string{
				`a.md:3:1: the date of the last change, 2022-05-01, is before the date, 2022-05-05 (the change is not shown; correct one of them)`,
				`a.md:5:1: the expiryDate, 2022-05-31, is before the publishDate, 2022-06-01 (the article is never shown)`,
			}},
		{"bad address", "---\nsource: {name: A, url: example.org}\n---\n", Meta{Origin: content.Origin{Name: "A"}}, "", 4, []string{
			`a.md:2:1: "example.org" is not a web address (start it with https://)`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			meta, body, line, problems := Parse("a.md", []byte(c.in))
			if diff := cmp.Diff(c.want, meta, cmpopts.IgnoreFields(Meta{}, "Line", "Local"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("input:\n%s\nmeta (-want +got):\n%s", c.in, diff)
			}
			if string(body) != c.body || line != c.line {
				t.Errorf("input:\n%s\nbody %q on line %d, want %q on line %d", c.in, body, line, c.body, c.line)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(c.problems, got, cmpopts.EquateEmpty(), cmpopts.SortSlices(strings.Compare)); diff != "" {
				t.Errorf("input:\n%s\nproblems (-want +got):\n%s", c.in, diff)
			}
		})
	}
}

func TestParseLines(t *testing.T) {
	for _, in := range []string{
		"---\ntitle: A\n\ntags: [b]\nparams:\n  author: C\n---\n",
		"+++\ntitle = \"A\"\n\ntags = [\"b\"]\n[params]\nauthor = \"C\"\n+++\n",
		"\n{\"title\": \"A\",\n\n\"tags\": [\"b\"],\n\"params\": {\n\"author\": \"C\"}}\n",
	} {
		meta, _, _, _ := Parse("a.md", []byte(in))
		if diff := cmp.Diff(map[string]int{"title": 2, "topics": 4, "authors": 6}, meta.Line); diff != "" {
			t.Errorf("input:\n%s\nlines (-want +got):\n%s", in, diff)
		}
	}
}

// TestParseBounded gives what makes parsers slow or unfolds without end. The
// test would not end if it were parsed.
func TestParseBounded(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("---\ntitle: A\na: &a [x,x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'z'; c++ {
		bomb.WriteString(string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 10), ",") + "]\n")
	}
	bomb.WriteString("---\nText")
	for name, in := range map[string]string{
		"aliases":       bomb.String(),
		"own alias":     "---\ntitle: A\nb: &b [*b, *b]\n---\nText",
		"a megabyte":    "---\ntitle: A\n" + strings.Repeat("key: value\n", 100_000) + "---\nText",
		"long line":     "---\ntitle: A\nb: " + strings.Repeat("x", 1<<20) + "\n---\nText",
		"brackets":      "---\ntitle: A\nb: " + strings.Repeat("[", 30_000) + "\n---\nText",
		"items":         "---\ntitle: A\nb:\n  " + strings.Repeat("- ", 30_000) + "\n---\nText",
		"keys":          "---\ntitle: A\nb:\n  " + strings.Repeat("? ", 30_000) + "\n---\nText",
		"explicit keys": "---\ntitle: A\n" + strings.Repeat("? a\n", 3_000) + "---\nText",
		"toml dots":     "+++\ntitle = \"A\"\n" + strings.Repeat("a.", 8_000) + "b = 1\n+++\nText",
		"toml brackets": "+++\ntitle = \"A\"\nb = " + strings.Repeat("[", 30_000) + "\n+++\nText",
	} {
		t.Run(name, func(t *testing.T) {
			meta, body, _, problems := Parse("a.md", []byte(in))
			if meta.Title != "A" || string(body) != "Text" || len(problems) == 0 {
				t.Errorf("title %q, body %q, problems %v; want A, Text, one problem", meta.Title, body, problems)
			}
		})
	}
}

package importer

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	xunicode "golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"lectern/content/frontmatter"
)

// shown returns the words a reader sees: the title and the rendered text. It
// renders with every extension that gives signs a meaning.
func shown(t interface{ Fatalf(string, ...any) }, data []byte) []string {
	meta, body, _, problems := frontmatter.Parse("a.md", data)
	if len(problems) > 0 {
		t.Fatalf("front matter of\n%s\nhas problems: %v", data, problems)
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute()),
	)
	var out bytes.Buffer
	if err := md.Convert(body, &out); err != nil {
		t.Fatalf("render: %v", err)
	}
	return append(strings.Fields(meta.Title), strings.Fields(textOf(out.String()))...)
}

// textOf returns the text between tags.
func textOf(markup string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

const news = `

Таможня открыла новый пост

Пост работает с 3 марта 2022 года. На нём 5 * 3 = 15 мест, код [A_1]; почта post_1@example.org, сайт https://example.org/a_b_c.
# не заголовок
1. не список
2) тоже
- и это не список
+ и это
> не цитата
~~~ не код
` + "``` и это не код, а `слова`" + `
    с отступом
| a | b |
|---|---|
<b>не тег</b> &amp; &copy; <!-- не комментарий --> \* \\
*звёздочки* _подчёркивания_ snake_case __два__ ~~зачёркнуто~~ ![нет](x) {#id .c}
Слово
===
: не определение
[^1]: не сноска
!!! note "не врезка"
www.example.org и http://example.org/?a=1&b=2.

[Источник](#)
`

func TestPlain(t *testing.T) {
	r, err := Import("000_b72858ed1a8ae3d4.txt", []byte(news))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(strings.Replace(news, "[Источник](#)", "Источник", 1))
	if diff := cmp.Diff(want, shown(t, r.Data)); diff != "" {
		t.Errorf("words (-file +page):\n%s\nMarkdown:\n%s", diff, r.Data)
	}
	if r.Name != "tamozhnya-otkryla-novyy-post.md" || r.Lang != "ru" || r.Title != "Таможня открыла новый пост" {
		t.Errorf("name %q, language %q, title %q", r.Name, r.Lang, r.Title)
	}
	checkGuesses(t, r,
		"000_b72858ed1a8ae3d4.txt:1:1: the language ru is guessed from the text",
		"000_b72858ed1a8ae3d4.txt:3:1: the first line is taken as the title",
		`000_b72858ed1a8ae3d4.txt:26:1: the link "Источник" leads nowhere, its words are kept`,
	)
}

func checkGuesses(t *testing.T, r Result, want ...string) {
	t.Helper()
	var got []string
	for _, g := range r.Guesses {
		if g.Kind != "guess" {
			t.Errorf("guess of kind %q", g.Kind)
		}
		got = append(got, g.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("guesses (-want +got):\n%s", diff)
	}
}

func TestTitles(t *testing.T) {
	long := strings.Repeat("слово ", 60)
	for _, c := range []struct{ name, file, in, title string }{
		{"a headline", "a.txt", "Заголовок\n\nТекст.", "Заголовок"},
		{"a headline in quotes", "a.txt", "«Заголовок»\n\nТекст.", "«Заголовок»"},
		{"a sentence", "a.txt", "Первое предложение этого текста. Второе.\n\nТретье.", "Первое предложение этого текста"},
		{"a question", "a.txt", "Что же это будет такое тогда? Второе.\n\nТретье.", "Что же это будет такое тогда?"},
		{"one long line", "a.txt", long, strings.TrimSpace(strings.Repeat("слово ", 16)) + "…"},
		{"nothing", "my_file-name.txt", " \n", "my file name"},
		{"no name either", ".txt", "", "Untitled"},
		{"a heading", "a.md", "# Название *статьи*\n\nТекст", "Название статьи"},
		{"front matter", "a.md", "---\ntitle: Название\n---\n# Другое\n", "Название"},
		{"h1", "a.html", "<title>Сайт</title><body><h1>Название <em>статьи</em></h1><p>Текст", "Название статьи"},
		{"title", "a.html", "<title>Сайт</title><body><p>Текст", "Сайт"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := Import(c.file, []byte(c.in))
			if err != nil || r.Title != c.title {
				t.Errorf("Import(%q) has title %q, %v, want %q", c.in, r.Title, err, c.title)
			}
		})
	}
}

func TestHTML(t *testing.T) {
	r, err := Import("uzn_cyrl.html", []byte(`<!doctype html>
<html lang="uz-Cyrl" dir="ltr"><head><title>Uzbek</title>
<meta name="description" content="Қисқача">
<meta property="article:published_time" content="2022-03-04T10:00:00+05:00">
<link rel="canonical" href="https://example.org/a"><meta property="og:site_name" content="Хабарлар">
<meta name="author" content="А. Каримов"><style>p{}</style></head>
<body><nav><a href="/">Бош саҳифа</a></nav><h1>Янги <b>пост</b> очилди</h1>
<p>Биринчи <a href="https://example.org/b">ҳавола</a> ва <a href="#">ўлик</a> ҳавола, 5 * 3, [a], _b_.</p>
<img src="a.jpg" alt="Расм"><script>alert(1)</script>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3</td></tr></table>
<ul><li>бир</li><li>икки <ol><li>уч</li></ol></li></ul><pre><code>x = *y*</code></pre>
<form><input><button>Юбориш</button></form></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	want := `---
title: Янги пост очилди
lang: uz-Cyrl
date: 2022-03-04T10:00:00+05:00
description: Қисқача
authors:
  - А. Каримов
source:
  name: Хабарлар
  url: "https://example.org/a"
---

Биринчи [ҳавола](https://example.org/b) ва ўлик ҳавола, 5 * 3, \[a], \_b\_.

![Расм](a.jpg)

| A | B    |
|---|------|
| 1 | 2\|3 |

- бир
- икки
  
  1. уч

` + "```\nx = *y*\n```\n"
	if diff := cmp.Diff(want, string(r.Data)); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	if r.Name != "uzn-cyrl.md" || r.Lang != "uz-Cyrl" {
		t.Errorf("name %q, language %q", r.Name, r.Lang)
	}
	checkGuesses(t, r,
		"uzn_cyrl.html:1:1: left out: 1 <form>",
		"uzn_cyrl.html:1:1: left out: 1 <nav>",
		"uzn_cyrl.html:1:1: left out: 1 <script>",
		`uzn_cyrl.html:1:1: the link "ўлик" leads nowhere, its words are kept`,
	)
}

func TestDirection(t *testing.T) {
	r, err := Import("a.html", []byte(`<html lang="ar" dir="ltr"><h1>عنوان</h1><p>افتتحت صباح اليوم مكتبة جديدة في المدينة</p>`))
	if err != nil {
		t.Fatal(err)
	}
	checkGuesses(t, r, "a.html:1:1: the source is set ltr, the language ar is set rtl (check lang)")
}

func TestMarkdown(t *testing.T) {
	r, err := Import("posts/2016-03-24-clair.md", []byte("+++\nTitle = \"Clair\"\ntags = [\"Docker\", \"CoreOS\"]\n+++\n\n# Clair\n\nТекст статьи о проверке образов.\n\n{% include a.html %}\n\n[слово](#) и `[код](#)`\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := `---
title: Clair
lang: ru
date: 2016-03-24
topics:
  - Docker
  - CoreOS
---

Текст статьи о проверке образов.

{% include a.html %}

[слово](#) и ` + "`[код](#)`\n"
	if diff := cmp.Diff(want, string(r.Data)); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	checkGuesses(t, r,
		"posts/2016-03-24-clair.md:1:1: the date 2016-03-24 is taken from the name of the file",
		"posts/2016-03-24-clair.md:1:1: the language ru is guessed from the text",
		`posts/2016-03-24-clair.md:10:1: "{% include a.html %}" is of another system and stays as text`,
	)
}

func TestEncodings(t *testing.T) {
	const text = "Таможня открыла пост\n\nПост работает каждый день, и это хорошо для всех жителей города."
	encode := func(name string) []byte {
		var out []byte
		switch name {
		case "Windows-1251":
			out, _ = charmap.Windows1251.NewEncoder().Bytes([]byte(text))
		case "KOI8-R":
			out, _ = charmap.KOI8R.NewEncoder().Bytes([]byte(text))
		case "CP866":
			out, _ = charmap.CodePage866.NewEncoder().Bytes([]byte(text))
		case "UTF-16 little":
			out, _ = xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM).NewEncoder().Bytes([]byte(text))
		case "UTF-16 big, no mark":
			out, _ = xunicode.UTF16(xunicode.BigEndian, xunicode.IgnoreBOM).NewEncoder().Bytes([]byte(text))
		case "UTF-8 with mark":
			out = []byte("\uFEFF" + text)
		case "UTF-8, Windows line ends":
			out = []byte(strings.ReplaceAll(text, "\n", "\r\n"))
		}
		return out
	}
	for _, name := range []string{"Windows-1251", "KOI8-R", "CP866", "UTF-16 little", "UTF-16 big, no mark", "UTF-8 with mark", "UTF-8, Windows line ends"} {
		t.Run(name, func(t *testing.T) {
			r, err := Import("a.txt", encode(name))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Fields(text), shown(t, r.Data)); diff != "" {
				t.Errorf("words (-file +page):\n%s", diff)
			}
			said := false
			for _, g := range r.Guesses {
				said = said || strings.HasPrefix(g.Message, "read as "+strings.Fields(name)[0])
			}
			if said == strings.HasPrefix(name, "UTF-8") {
				t.Errorf("guesses %v: the encoding is listed: %v", r.Guesses, said)
			}
		})
	}
	for _, c := range []struct{ name, file, in, want string }{
		{"declared in HTML", "a.html", "<meta charset=windows-1251><h1>\xcf\xf0\xe8\xe2\xe5\xf2</h1>", "Привет"},
		{"western", "a.txt", "D\xe9j\xe0 vu\n\nLe caf\xe9 est ferm\xe9 le matin.", "Déjà vu"},
		{"one bad byte", "a.txt", "Привет, мир, это длинный заголовок на русском языке \xff\n\nТекст.", "Привет, мир, это длинный заголовок на русском языке \uFFFD"},
	} {
		r, err := Import(c.file, []byte(c.in))
		if err != nil || r.Title != c.want {
			t.Errorf("%s: title %q, %v, want %q", c.name, r.Title, err, c.want)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"large", make([]byte, MaxFile+1), "it has 16 MB, the limit is 16 MB (cut it into several files)"},
		{"binary", []byte("\x01\x02\x00\x03 data"), "it is not a text file (save the text as .txt in UTF-8)"},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x01\x02\x03"), "it is a picture, not text (show it in an article: ![what it shows](name of the file))"},
		{"rich.txt", []byte(`{\rtf1\ansi Hello}`), `it is rich text (RTF), not text (save it as plain text (.txt) in UTF-8, or as a web page for "lectern import")`},
		{"letter.docx", []byte("happens to be letters"), `it is a Word document, not text (save it as plain text (.txt) in UTF-8, or as a web page for "lectern import")`},
	} {
		if _, err := Import(c.name, c.data); err == nil || err.Error() != c.want {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

// TestBounded would not end, or end the test, if deep pages were converted.
func TestBounded(t *testing.T) {
	for _, tag := range []string{"div", "blockquote", "ul><li", "table><tr><td", "b", "a href=x", "font"} {
		r, err := Import("a.html", []byte("<h1>Title</h1>"+strings.Repeat("<"+tag+">", 50_000)+"word"))
		if err != nil || !strings.Contains(string(r.Data), "word") {
			t.Errorf("%s: %d bytes, %v, want the word", tag, len(r.Data), err)
		}
	}
}

// TestPlainKeepsWords holds the promise for any text of signs.
func TestPlainKeepsWords(t *testing.T) {
	lines := rapid.SliceOfN(rapid.StringMatching("[ \\t]{0,6}([-+*#>=_~`|:!<&;.,()\\[\\]{}\\\\/^$\"'0-9a-zA-Zа-яўқ ]){0,40}"), 1, 12)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(lines.Draw(t, "lines"), "\n")
		if strings.Contains(text, "](") || strings.Contains(text, "<html") {
			return // links of Markdown are kept as links
		}
		r, err := Import("a.txt", []byte("Title\n\n"+text))
		if err != nil {
			t.Fatalf("%v", err)
		}
		if diff := cmp.Diff(append([]string{"Title"}, strings.Fields(text)...), shown(t, r.Data)); diff != "" {
			t.Fatalf("text %q: words (-file +page):\n%s\nMarkdown:\n%s", text, diff, r.Data)
		}
	})
}

// TestMetaRoundTrip holds the writer of front matter to its reader.
func TestMetaRoundTrip(t *testing.T) {
	word := rapid.StringMatching(`[-+*#>=_~|:!<&;.,()\[\]{}\\/^$"'0-9a-zA-Zа-яўқ@%]([-+*#>=_~|:!<&;.,()\[\]{}\\/^$"'0-9a-zA-Zа-я ]{0,20}[a-z"':#])?`)
	rapid.Check(t, func(t *rapid.T) {
		want := frontmatter.Meta{Title: word.Draw(t, "title"), Description: word.Draw(t, "description")}
		want.Image.Path, want.Image.Alt = word.Draw(t, "path"), word.Draw(t, "alt")
		got, _, _, problems := frontmatter.Parse("a.md", []byte(writeMeta(want)))
		got.Line = nil
		for _, s := range []*string{&want.Title, &want.Description, &want.Image.Path, &want.Image.Alt} {
			*s = strings.Join(strings.Fields(*s), " ")
		}
		if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
			t.Fatalf("front matter\n%s\nproblems %v (-want +got):\n%s", writeMeta(want), problems, diff)
		}
	})
}

func FuzzImport(f *testing.F) {
	for _, s := range []struct{ name, data string }{
		{"a.txt", news}, {"a.html", "<h1>a</h1><table><tr><td>b<ul><li>c"}, {"a.md", "---\ntitle: a\n---\n# a\n[b](#)"}, {"a.html", "<svg><p><math><td><template>"},
		{"", ""}, {"\x12", ""}, {"a.html", "<h1>&lt;b>x&lt;/b>&#x202e;"}, {"a.html", "<dl><dd>{<dt><details>x<summary><sub>"}, {"ru.txt", "\xff\xfea\x00b\x00"}, {"a.txt", "\xcf\xf0\xe8\xe2"}, {"a.html", "<meta charset=utf-16><a href=#><a href=#>x"}, {"2016-99-99-a.md", "{\"title\":1}"},
		{"a.html", "<pre>```\n~~~</pre><td>|</td><li><li><img alt=']'>"},
	} {
		f.Add(s.name, []byte(s.data))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		r, err := Import(name, data)
		if err != nil {
			return
		}
		meta, _, _, problems := frontmatter.Parse("a.md", r.Data)
		if len(problems) > 0 || meta.Title != r.Title || r.Title == "" || !strings.HasSuffix(r.Name, ".md") {
			t.Errorf("Import(%q, %q): name %q, title %q, read again %q, problems %v", name, data, r.Name, r.Title, meta.Title, problems)
		}
	})
}

package site

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"lectern/content"
	"lectern/content/library"
	"lectern/content/markdown"
)

// memory is an output that counts what is written to it.
type memory struct {
	mu      sync.Mutex
	files   map[string][]byte
	written []string
	removed []string
}

func newMemory() *memory { return &memory{files: map[string][]byte{}} }

func (m *memory) Write(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = bytes.Clone(data)
	m.written = append(m.written, name)
	return nil
}

func (m *memory) Remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, name)
	m.removed = append(m.removed, name)
	return nil
}

// text returns a file that must be there.
func (m *memory) text(t *testing.T, name string) string {
	t.Helper()
	data, ok := m.files[name]
	if !ok {
		var names []string
		for n := range m.files {
			names = append(names, n)
		}
		slices.Sort(names)
		t.Fatalf("the site has no %s; it has\n%s", name, strings.Join(names, "\n"))
	}
	return string(data)
}

// webFolder is the folder web with browser programs that are none: the real
// ones may or may not have been built.
func webFolder(t testing.TB) fs.FS {
	t.Helper()
	var program bytes.Buffer
	w := brotli.NewWriter(&program)
	w.Write([]byte("\x00asm\x01\x00\x00\x00"))
	w.Close()
	return over{os.DirFS("../../web"), fstest.MapFS{
		"wasm/app.wasm.br":  {Data: program.Bytes()},
		"wasm/app.wasm.gz":  {Data: []byte("gz")},
		"wasm/open.wasm.br": {Data: program.Bytes()},
		"wasm/wasm_exec.js": {Data: []byte("globalThis.Go = class {};")},
	}}
}

// over is a folder in which some folders are others.
type over struct{ below, above fs.FS }

func (o over) Open(name string) (fs.File, error) {
	if folder, _, _ := strings.Cut(name, "/"); exists(o.above, folder) {
		return o.above.Open(name)
	}
	return o.below.Open(name)
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return name != "." && err == nil
}

// plainLinks leaves every destination as it is and knows no image.
type plainLinks struct{}

func (plainLinks) Link(destination string) markdown.Link {
	return markdown.Link{Href: destination, External: strings.Contains(destination, ":")}
}

func (plainLinks) Image(string) (content.Image, *content.Problem) { return content.Image{}, nil }

// article makes one from Markdown.
func article(t testing.TB, lang content.Lang, slug, title, text string) *content.Article {
	t.Helper()
	doc, _ := markdown.New().Render(markdown.Source{
		File: slug + ".md", Text: []byte(text), FirstLine: 1, Lang: lang, Title: title,
	}, plainLinks{})
	if doc == nil {
		t.Fatalf("the text of %s was refused", slug)
		return nil
	}
	words := len(strings.Fields(doc.Text))
	return &content.Article{
		Source: string(lang) + "/" + slug + ".md", Lang: lang, Slug: slug,
		Path: "/" + lang.Segment() + "/" + slug + "/", Title: doc.Title, Body: doc.HTML, Text: doc.Text,
		Headings: doc.Headings, Words: words, Minutes: 1 + words/180,
	}
}

// sample is a small library in six languages. The articles of "customs" are
// translations of each other; "steppe" is in a language without texts of its
// own.
func sample(t testing.TB) *library.Library {
	t.Helper()
	ru := article(t, "ru", "customs", "Таможня переходит на электронные декларации", sampleRussian)
	ru.Summary, ru.Described = "С первого января бумажные бланки больше не нужны: всё оформление грузов пойдёт через единый портал.", true
	ru.Date = time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC)
	ru.Updated = time.Date(2026, 3, 25, 9, 30, 0, 0, time.UTC)
	ru.Authors = []content.Tag{{Slug: "anna-orlova", Name: "Анна Орлова"}, {Slug: "timur", Name: "Тимур Каримов"}}
	ru.Topics = []content.Tag{{Slug: "economy", Name: "Экономика"}, {Slug: "central-asia", Name: "Центральная Азия"}}
	ru.Origin = content.Origin{Name: "Газета «Пример»", URL: "https://example.org/news/1"}
	ru.Image = &content.Image{
		Source: "/assets/gate.0a1b2c3d4e.png", Width: 1200, Height: 800, Alt: "Ворота таможенного поста",
		Caption: "Пост на границе утром.", Credit: "Олег Ким",
		Variants: []content.Variant{{Source: "/assets/gate-640.0a1b2c3d4e.png", Width: 640}},
	}
	ru.Headings = []content.Heading{{ID: "что-меняется", Level: 2, Text: "Что меняется"}, {ID: "сроки", Level: 3, Text: "Сроки"}, {ID: "кого-это-касается", Level: 2, Text: "Кого это касается"}}
	ru.Translation = "customs"

	uz := article(t, "uz", "customs", "Bojxona elektron deklaratsiyaga oʻtmoqda", sampleUzbek)
	uz.Summary, uz.Described = "Birinchi yanvardan boshlab qogʻoz blankalar kerak boʻlmaydi.", true
	uz.Date, uz.Topics, uz.Translation = ru.Date, []content.Tag{{Slug: "economy", Name: "Iqtisodiyot"}}, "customs"

	cyr := article(t, "uz-Cyrl", "customs", "Божхона электрон декларацияга ўтмоқда", sampleUzbekCyrillic)
	cyr.Date, cyr.Translation = ru.Date, "customs"

	ar := article(t, "ar", "customs", "الجمارك تنتقل إلى التصاريح الإلكترونية", sampleArabic)
	ar.Summary, ar.Described = "ابتداءً من الأول من يناير لن تكون هناك حاجة إلى النماذج الورقية.", true
	ar.Date, ar.Topics, ar.Translation = ru.Date, []content.Tag{{Slug: "economy", Name: "الاقتصاد"}}, "customs"

	kk := article(t, "kk", "steppe", "Дала туралы", "Қазақ тіліндегі мәтін.\n")
	kk.Date = time.Date(2025, 11, 2, 0, 0, 0, 0, time.UTC)

	all := []*content.Article{ru, uz, cyr, ar, kk}
	for i, a := range all[:4] {
		for j, b := range all[:4] {
			if i != j {
				a.Translations = append(a.Translations, b.Ref())
			}
		}
	}
	for _, title := range []string{"Мост через Амударью откроют осенью", "Как читают газеты в поезде", "Хлопок, вода и свет"} {
		a := article(t, "ru", "story-"+string(rune('a'+len(all))), title, "Короткий текст заметки.\n")
		a.Date = time.Date(2026, 2, 20-len(all), 0, 0, 0, 0, time.UTC)
		a.Summary, a.Described = "Короткая заметка о том, как меняется жизнь в городах и сёлах.", true
		a.Topics = []content.Tag{{Slug: "central-asia", Name: "Центральная Азия"}}
		all = append(all, a)
	}
	next, last := all[5].Ref(), all[6].Ref()
	ru.Previous = &next
	ru.Related = []content.Ref{all[5].Ref(), last}
	all[5].Next = ptr(ru.Ref())
	return assemble(all)
}

func ptr[T any](v T) *T { return &v }

// assemble groups articles, which are in the order of a library, as a loader
// does.
func assemble(all []*content.Article) *library.Library {
	lib := &library.Library{
		Default: "ru", Articles: all,
		Topics: map[content.Lang][]library.Listing{}, Authors: map[content.Lang][]library.Listing{}, Years: map[content.Lang][]library.Listing{},
	}
	lib.Config.Title = library.Text{"ru": "Утренняя библиотека", "uz": "Tonggi kutubxona", "ar": "مكتبة الصباح", "": "Morning Library"}
	lib.Config.Description = library.Text{"ru": "Статьи, которые открываются сразу и читаются до конца."}
	put := func(m map[content.Lang][]library.Listing, a *content.Article, tag content.Tag, path string) {
		i := slices.IndexFunc(m[a.Lang], func(l library.Listing) bool { return l.Slug == tag.Slug })
		if i < 0 {
			i = len(m[a.Lang])
			m[a.Lang] = append(m[a.Lang], library.Listing{Tag: tag, Path: "/" + a.Lang.Segment() + path + tag.Slug + "/"})
		}
		m[a.Lang][i].Articles = append(m[a.Lang][i].Articles, a)
	}
	for _, a := range all {
		if !slices.Contains(lib.Languages, a.Lang) {
			lib.Languages = append(lib.Languages, a.Lang)
		}
		for _, tag := range a.Topics {
			put(lib.Topics, a, tag, "/topics/")
		}
		for _, tag := range a.Authors {
			put(lib.Authors, a, tag, "/authors/")
		}
		if !a.Date.IsZero() {
			year := a.Date.Format("2006")
			put(lib.Years, a, content.Tag{Slug: year, Name: year}, "/")
		}
		for _, alias := range a.Aliases {
			lib.Redirects = append(lib.Redirects, library.Redirect{From: alias, To: a.Path})
		}
	}
	return lib
}

// build renders a library into memory.
func build(t testing.TB, lib *library.Library, opts Options) *memory {
	t.Helper()
	if opts.Web == nil {
		opts.Web = webFolder(t)
	}
	r, err := NewRenderer(opts)
	if err != nil {
		t.Fatal(err)
	}
	out := newMemory()
	if _, err := r.Render(context.Background(), lib, out); err != nil {
		t.Fatal(err)
	}
	return out
}

const sampleRussian = `Таможенная служба объявила о полном переходе на электронные декларации. Первые посты начали работать по-новому ещё осенью, и время оформления сократилось вдвое.[^1]

## Что меняется

Все документы подаются через [единый портал](https://example.org/portal). Бумажные копии хранить не нужно.

- декларация подаётся до прибытия груза;
- решение приходит в течение **четырёх часов**;
- отказ объясняется письменно.

### Сроки

| Этап | Было | Стало |
| --- | --- | --- |
| Подача | 2 дня | 15 минут |
| Проверка | 3 дня | 4 часа |

> Мы хотели, чтобы водитель не выходил из кабины, — говорит начальник поста.

## Кого это касается

` + "```go\n// Sum adds numbers.\nfunc Sum(values ...int) (total int) {\n\tfor _, v := range values {\n\t\ttotal += v\n\t}\n\treturn total\n}\n```" + `

Нажмите ` + "`Ctrl`" + `, чтобы найти свой пост.

[^1]: По данным службы за ноябрь.
`

const sampleUzbek = `Bojxona xizmati elektron deklaratsiyaga toʻliq oʻtishini eʼlon qildi. Birinchi postlar yangicha ishlay boshladi, rasmiylashtirish vaqti ikki baravar qisqardi.

## Nima oʻzgaradi

Barcha hujjatlar yagona portal orqali topshiriladi.
`

const sampleUzbekCyrillic = `Божхона хизмати электрон декларацияга тўлиқ ўтишини эълон қилди. Биринчи постлар янгича ишлай бошлади.
`

const sampleArabic = `أعلنت مصلحة الجمارك الانتقال الكامل إلى التصاريح الإلكترونية. وقد بدأت المراكز الأولى العمل بالطريقة الجديدة منذ الخريف، وانخفض وقت التخليص إلى النصف.

## ما الذي يتغير

تُقدَّم جميع المستندات عبر بوابة واحدة، ولا حاجة إلى الاحتفاظ بنسخ ورقية.
`

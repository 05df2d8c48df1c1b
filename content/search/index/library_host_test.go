//go:build !js

package index

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lectern/content"
	"lectern/content/search/index/indextest"
)

// A site is an index in memory.
type site struct{ indextest.Site }

// siteOf writes what a builder holds.
func siteOf(t testing.TB, b *Builder) *site {
	t.Helper()
	s := new(site)
	if err := b.Write(s.Put); err != nil {
		t.Fatalf("writing the index: %v", err)
	}
	return s
}

func indexOf(t testing.TB, docs []Doc) *site {
	t.Helper()
	b := NewBuilder()
	for _, d := range docs {
		b.Add(d)
	}
	return siteOf(t, b)
}

// open returns a language of the site's index.
func (s *site) open(t testing.TB, lang content.Lang) *Language {
	t.Helper()
	snapshot, err := Open(s.Fetch).Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	l, err := snapshot.Language(t.Context(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func day(n int) time.Time { return time.Date(2020, 1, 1+n, 12, 0, 0, 0, time.UTC) }

// A generator makes articles of pseudo-random words that are as frequent as those
// of a language (Zipf), the same for the same seed. Articles of one folder share
// some of their words.
type generator struct {
	random *rand.Rand
	zipf   *rand.Zipf
	words  []string
}

func newGenerator(words int) *generator {
	r := rand.New(rand.NewPCG(1, 2))
	g := &generator{random: r, zipf: rand.NewZipf(r, 1.1, 4, uint64(words-1))}
	syllables := strings.Fields("ба ро ми ту ке но ля жа со ви гра сту кло при ста на по во ко ле ри де")
	for range words {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		g.words = append(g.words, b.String())
	}
	return g
}

func (g *generator) text(words, folder int) string {
	var b strings.Builder
	for i := range words {
		n := int(g.zipf.Uint64())
		if g.random.IntN(5) == 0 {
			n = (folder*40 + n%40) % len(g.words)
		}
		b.WriteString(g.words[n])
		b.WriteString([]string{" ", " ", " ", ", ", ".\n"}[i%5])
	}
	return b.String()
}

// doc makes article n of so many words, more or less.
func (g *generator) doc(n, words int) Doc {
	folder := n / 20
	d := Doc{
		Path: fmt.Sprintf("/ru/a%d/", n), Source: fmt.Sprintf("f%d/a%d.md", folder, n), Lang: "ru",
		Title: strings.TrimSpace(g.text(2+g.random.IntN(4), folder)), Text: g.text(words/2+g.random.IntN(words), folder),
		Headings: []string{g.text(2, folder)}, Date: day(n / 2),
	}
	if n%3 == 0 {
		d.Summary = g.text(10, folder)
		d.Topics = []Tag{{fmt.Sprintf("t%d", folder%7), fmt.Sprintf("Тема %d", folder%7)}}
	}
	if n%4 == 0 {
		d.Authors = []Tag{{fmt.Sprintf("p%d", n%5), fmt.Sprintf("Автор %d", n%5)}}
	}
	return d
}

func (g *generator) docs(n, words int) []Doc {
	docs := make([]Doc, n)
	for i := range docs {
		docs[i] = g.doc(i, words)
	}
	return docs
}

// mixture is a small library in several languages, with oddities.
func mixture() []Doc {
	doc := func(lang content.Lang, slug, title, text string, date time.Time) Doc {
		return Doc{Path: "/" + lang.Segment() + "/" + slug + "/", Source: slug + ".md", Lang: lang, Title: title, Text: text, Date: date}
	}
	return []Doc{
		doc("ru", "customs", "Новые правила таможни", "С первого марта таможня проверяет посылки по-новому. Правила таможни.", day(5)),
		doc("ru", "border", "Граница открыта", "На границе работает таможня.", time.Time{}),
		doc("ru", "empty", "", "", day(3)),
		doc("ru", "twin", "Близнец", "Одинаковый текст", day(1)),
		doc("ru", "twin", "Близнец", "Одинаковый текст", day(1)),
		doc("en", "customs", "New customs rules", "From March the customs office checks parcels in a new way.", day(400)),
		doc("zh", "haiguan", "海关新规定", "从三月起，海关以新的方式检查包裹。", day(5)),
		doc("", "odd", "a\x00b\xff"+strings.Repeat("\xffж", 5000), "\x00\xff 1 ", time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)),
		doc("ar", "jamarik", "قواعد الجمارك الجديدة", "تفحص الجمارك الطرود بطريقة جديدة منذ أول مارس.", day(5)),
	}
}

//go:build !js

package search

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lectern/content"
	"lectern/content/search/index"
	"lectern/content/search/index/indextest"
)

// siteOf publishes documents: an index and pages.
func siteOf(t testing.TB, docs []index.Doc) *indextest.Site {
	t.Helper()
	b := index.NewBuilder()
	s := new(indextest.Site)
	for _, d := range docs {
		b.Add(d)
		s.Put(strings.TrimPrefix(d.Path, "/"), pageOf(d))
	}
	if err := b.Write(s.Put); err != nil {
		t.Fatalf("writing the index: %v", err)
	}
	return s
}

// pageOf is a page in the markup of our templates.
func pageOf(d index.Doc) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="%s"><head><title>%s</title></head><body><header><time>no</time></header>
<main id="_main"><article><header><h1>%[2]s</h1>
`, d.Lang, html.EscapeString(d.Title))
	if d.Summary != "" {
		fmt.Fprintf(&b, "<p class=\"summary\">%s</p>\n", html.EscapeString(d.Summary))
	}
	if !d.Date.IsZero() {
		fmt.Fprintf(&b, `<p class="meta"><time datetime="%s">%d</time></p>`, d.Date.Format(time.DateOnly), d.Date.Day())
	}
	b.WriteString("</header>\n<div class=\"prose\" data-text>\n")
	for _, h := range d.Headings {
		fmt.Fprintf(&b, "<h2>%s</h2>\n", html.EscapeString(h))
	}
	for line := range strings.SplitSeq(d.Text, "\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(line))
	}
	b.WriteString("</div>\n</article><section><p>more</p></section></main></body></html>")
	return []byte(b.String())
}

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// library is a small library in many languages.
func library() []index.Doc {
	doc := func(lang content.Lang, slug, title, text string, n int) index.Doc {
		return index.Doc{Path: "/" + lang.Segment() + "/" + slug + "/", Source: string(lang) + "/" + slug + ".md",
			Lang: lang, Title: title, Text: text, Date: day(n)}
	}
	docs := []index.Doc{
		doc("ru", "customs", "Новые правила таможни", "С первого марта таможня проверяет посылки по-новому.\nПошлину платит получатель. Обмен данными между ведомствами ускорят.", 5),
		doc("ru", "border", "Граница открыта", "На границе работает таможня. Правила въезда не изменились, а очередь стала короче.", 6),
		doc("ru", "rules", "Правила игры в шахматы", "Шахматы — игра двух соперников. Ёлка в центре доски не растёт.", 4),
		doc("ru", "cpp", "Язык C++ для начинающих", "Программирование на языке C++ требует терпения и хорошего компилятора.", 3),
		doc("ru", "exchange", "Валютный рынок", "Вставок в договор не было. Использовать валюту можно везде.", 2),
		doc("ru", "twin-b", "Близнец", "Одинаковый текст", 1),
		doc("ru", "twin-a", "Близнец", "Одинаковый текст", 1),
		doc("ru", "twin-new", "Близнец", "Одинаковый текст", 7),
		doc("en", "customs", "New customs rules", "From March the customs office checks parcels in a new way. The reader's guide to programming in C# is elsewhere.", 5),
		doc("en", "phrase", "Of phrases", "A quick brown fox jumps over the lazy dog. Nobody saw it.", 4),
		doc("en", "phrase-not", "Of other words", "Brown is quick and the fox is lazy; a dog jumps over it.", 4),
		doc("uz", "bojxona", "Bojxona qoidalari", "O‘zbekiston bojxonasi yangi qoidalarni e’lon qildi. G‘alaba muborak.", 5),
		doc("uz-Cyrl", "bojxona", "Божхона қоидалари", "Ўзбекистон божхонаси янги қоидаларни эълон қилди. Ғалаба муборак.", 5),
		doc("ar", "jamarik", "قواعد الجمارك الجديدة", "تفحص الجمارك الطرود بطريقة جديدة منذ أول مارس.", 5),
		doc("fa", "gomrok", "قوانین جدید گمرک", "گمرک بسته\u200cها را به روش تازه بررسی می\u200cکند.", 5),
		doc("kk", "keden", "Кеден ережелері", "Қазақстан кедені жаңа ережелерді жариялады.", 5),
		doc("zh", "haiguan", "海关新规定", "从三月起，海关以新的方式检查包裹。", 5),
		doc("ja", "zeikan", "税関の新しい規則", "三月から税関は小包を新しい方法で検査する。", 5),
		doc("th", "sunlakakon", "กฎศุลกากรใหม่", "ศุลกากรตรวจพัสดุด้วยวิธีใหม่ตั้งแต่เดือนมีนาคม", 5),
		doc("ko", "segwan", "새로운 세관 규정", "세관은 삼월부터 소포를 새로운 방식으로 검사한다.", 5),
	}
	docs[0].Headings = []string{"Сколько стоит пошлина"}
	docs[0].Summary = "Коротко о том, что изменилось"
	docs[0].Topics = []index.Tag{{Slug: "customs", Name: "Таможня и торговля"}}
	docs[1].Topics = docs[0].Topics
	docs[5].Date, docs[6].Date, docs[7].Date = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	docs[3].Topics = []index.Tag{{Slug: "informatika", Name: "Информатика"}}
	docs[3].Authors = []index.Tag{{Slug: "ada-lovelace", Name: "Ада Лавлейс"}}
	return docs
}

// bigLibrary makes documents of random words, to fill several files of a kind.
func bigLibrary(n int) []index.Doc {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := []string{"ба", "ро", "ми", "ту", "ке", "но", "ля", "жа", "со", "ви", "гра", "сту", "кло"}
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return b.String()
	}
	docs := make([]index.Doc, n)
	for i := range docs {
		var text strings.Builder
		for range 200 + r.IntN(200) {
			text.WriteString(word() + " ")
		}
		docs[i] = index.Doc{Path: fmt.Sprintf("/ru/a%d/", i), Source: fmt.Sprintf("a%d.md", i), Lang: "ru",
			Title: word() + " " + word(), Text: text.String(), Date: day(1 + i%28)}
	}
	return docs
}

//go:build !js

package search

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/content"
	"lectern/content/search/index"
)

// articles makes articles of titles, with a text that says little.
func articles(lang content.Lang, titles ...string) []index.Doc {
	var docs []index.Doc
	for i, title := range titles {
		path := "/" + lang.Segment() + "/" + string(rune('a'+i)) + "/"
		docs = append(docs, index.Doc{Path: path, Source: path, Lang: lang, Title: title, Text: "—", Date: day(1 + i)})
	}
	return docs
}

func titlesOf(results []Result) []string {
	var titles []string
	for _, r := range results {
		titles = append(titles, r.Title)
	}
	return titles
}

// TestTyping holds which title a person who types so far is shown first.
func TestTyping(t *testing.T) {
	tests := []struct {
		name   string
		lang   content.Lang
		titles []string // the first is wanted first
		query  string
	}{
		{"what begins so before another form", "ru", []string{"Россия и Украина пересмотрят газовые соглашения", "Россия предложила Украине и Польше газ"}, "россия газо"},
		{"the shorter word", "ru", []string{"Класс плот", "Класс плотоядных"}, "класс плот"},
		{"the form typed", "ru", []string{"Дома и цены", "Дому и цене"}, "цены дома"},
		{"the order typed", "ru", []string{"Кошка и собака", "Собака и кошка"}, "кошка и собака"},
		{"an ending begun", "en", []string{"Automated scanning of mail", "Mail without machines"}, "automated scann"},
		{"a stem that changes", "en", []string{"On scalability", "On scales of fish"}, "scalabi"},
		{"an ending begun, Russian", "ru", []string{"Страна, вошедшая в союз", "Страна без союза"}, "страна вошед"},
		{"kazakh", "kk", []string{"Кеден ережелері", "Қаланың ережелері", "Кедендік одақ"}, "кеден ереже"},
		{"kazakh, another form", "kk", []string{"Қазақстанның кедені", "Кеденнің үйі"}, "қазақстан кеден"},
		{"persian", "fa", []string{"قوانین گمرک", "گمرک تهران", "قوانین شهر"}, "قوانین گمر"},
		{"persian, another form", "fa", []string{"کتاب\u200cهای تازه", "خانه\u200cهای تازه"}, "کتاب تازه"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := NewEngine(siteOf(t, articles(test.lang, test.titles...)).Fetch)
			got, err := e.Find(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil || len(got.Results) == 0 || got.Results[0].Title != test.titles[0] || got.Answered != "" {
				t.Errorf("Find(%q) found %q as %q, %v; want %q first", test.query, titlesOf(got.Results), got.Answered, err, test.titles[0])
			}
		})
	}
}

// TestAnsweredInWords holds that a correction is a word that people write, and
// that it finds the same when it is asked.
func TestAnsweredInWords(t *testing.T) {
	tests := []struct {
		lang     content.Lang
		titles   []string
		query    string
		answered string
	}{
		{"ru", []string{"Новая статья", "Статьи за год"}, "статъя", "статья"},
		{"ru", []string{"Статьи за год", "Об этом"}, "статъя", "статьи"}, // as a title has it
		{"ru", []string{"Множественное наследование", "Наследование"}, "множественноог наследование", "множественное наследование"},
		{"ru", []string{"Быстрые поезда", "Поезда и люди"}, "бфстрые поезда", "быстрые поезда"},
		{"en", []string{"Writing for users", "Wires for users"}, "wirting users", "writing users"},
		{"en", []string{"Weeks of government", "Of governmental weeks"}, "weeks govrnment", "weeks government"},
		{"en", []string{"Accessibility for teams", "Access for all"}, "accessibiliy teams", "accessibility teams"},
		{"ru", []string{"Установка unlocktime", "Установка"}, "unloctkime", "unlocktime"},
		{"uz", []string{"Oʻzbek tili", "Oʻzbek taomlari"}, "o'zbke tili", "o'zbek tili"},
		{"uz", []string{"Gʻalaba kuni", "Bahor kuni"}, "g'alabba kuni", "g'alaba kuni"},
		{"uz", []string{"Gʻalaba kuni", "Bahor kuni"}, "g‘alabba kuni", "g‘alaba kuni"},
		{"uz", []string{"Gʻalaba kuni", "Bahor kuni"}, "galaba kuni", "gʻalaba kuni"},
		{"uz-Cyrl", []string{"Ўзбек тили", "Баҳор куни"}, "ўзбкек тили", "ўзбек тили"},
		{"kk", []string{"Кеден ережелері", "Көктем"}, "кеден ережжелері", "кеден ережелері"},
		{"fa", []string{"قوانین گمرک", "شهر تهران"}, "قوانبن گمرک", "قوانین گمرک"},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			e := NewEngine(siteOf(t, articles(test.lang, test.titles...)).Fetch)
			got, err := e.Find(t.Context(), Query{Text: test.query, Lang: test.lang})
			if err != nil || got.Answered != test.answered || got.Why != Spelling || len(got.Results) == 0 || got.Results[0].Title != test.titles[0] {
				t.Fatalf("Find(%q) found %q as %q (%s), %v; want %q as %q", test.query, titlesOf(got.Results), got.Answered, got.Why, err, test.titles[0], test.answered)
			}
			again, err := e.Find(t.Context(), Query{Text: got.Answered, Lang: test.lang})
			if diff := cmp.Diff(got.Results, again.Results); err != nil || again.Answered != "" || diff != "" {
				t.Errorf("Find(%q) is answered as %q, %v; (-before +again):\n%s", got.Answered, again.Answered, err, diff)
			}
		})
	}
}

// TestQuotationWaits holds that no page is read while the reader types.
func TestQuotationWaits(t *testing.T) {
	docs := library()
	docs[4].Text += strings.Repeat(" Слова ни о чём.", 300) + " Старый мост через реку снова закрыли."
	docs[2].Text += " Мост старый, снова закрыли реку. Через снова старый, мост через снова, реку закрыли."
	s := siteOf(t, docs)
	e := NewEngine(s.Fetch)
	pages := func() (n int) {
		for _, name := range s.Fetched {
			if !strings.HasPrefix(name, "library/") {
				n++
			}
		}
		return n
	}
	q := Query{Text: "старый мост через реку", Lang: "ru"}
	got, err := e.Find(t.Context(), q)
	if err != nil || !got.Quotable || pages() != 0 {
		t.Errorf("Find while typing: quotable %t, %d pages read, %v; want true, none", got.Quotable, pages(), err)
	}
	q.Rested = true
	got, err = e.Find(t.Context(), q)
	if err != nil || got.Quotable || pages() == 0 || pages() > quotationReads || len(got.Results) == 0 || got.Results[0].Path != docs[4].Path {
		t.Errorf("Find at rest: quotable %t, %d pages read, found %q, %v; want %q first", got.Quotable, pages(), paths(got.Results), err, docs[4].Path)
	}
}

// TestWarm holds that the index of the reader's language is fetched, and of no
// other, and that a query then needs no more of what all queries need.
func TestWarm(t *testing.T) {
	s := siteOf(t, library())
	e := NewEngine(s.Fetch)
	if err := e.Warm(t.Context(), "uz"); err != nil {
		t.Fatal(err)
	}
	if want := 3; len(s.Fetched) != want { // the manifest, and two alphabets of one file each
		t.Errorf("warming fetched %q, want %d files", s.Fetched, want)
	}
	if err := e.Warm(t.Context(), "eo"); err != nil || len(s.Fetched) != 3 {
		t.Errorf("warming a language without articles: %v, fetched %q", err, s.Fetched)
	}
	before := slices.Clone(s.Fetched)
	if _, err := e.Find(t.Context(), Query{Text: "bojxona", Lang: "uz", Only: "uz"}); err != nil || !slices.Equal(s.Fetched, before) {
		t.Errorf("after warming, a query fetched %q, %v", s.Fetched[len(before):], err)
	}
}

// TestTotal holds that articles with some of the words are results but are not
// counted when another has all.
func TestTotal(t *testing.T) {
	docs := articles("ru", "Мост и река", "Мост и дорога", "Мост и поле", "Река")
	docs[0].Topics = []index.Tag{{Slug: "water", Name: "Вода"}}
	docs[1].Topics = []index.Tag{{Slug: "land", Name: "Суша"}}
	docs[2].Topics = docs[1].Topics
	e := NewEngine(siteOf(t, docs).Fetch)
	tests := []struct {
		query string
		limit int
		total int
	}{
		{"мост река", 1, 1},
		{"мост река", 10, 1},           // others are results
		{"мост", 1, 3},                 //
		{"мост барабан", 1, 3},         // no article has both
		{"мост река topic:land", 1, 2}, // none of the topic has both
	}
	for _, test := range tests {
		got, err := e.Find(t.Context(), Query{Text: test.query, Lang: "ru", Limit: test.limit, Verbatim: true})
		if err != nil || got.Total != test.total {
			t.Errorf("Find(%q), limit %d: total %d, %v; want %d", test.query, test.limit, got.Total, err, test.total)
		}
	}
	got, err := e.Find(t.Context(), Query{Text: "мост река", Lang: "ru"})
	for _, f := range got.Facets {
		for _, v := range f.Values {
			if v.Count != 1 || v.Value == "land" {
				t.Errorf("facet %s %s counts %d, want only the article that has both words", f.Kind, v.Value, v.Count)
			}
		}
	}
	if err != nil {
		t.Error(err)
	}
}

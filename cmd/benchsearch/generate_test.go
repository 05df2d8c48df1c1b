package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fields are articles with titles that overlap: only words together tell them.
func fieldsArticles() []article {
	return []article{
		{Source: "a.md", Title: "Зелёные поля и большие реки", Text: "Здесь коровы пасутся целыми днями на солнце. Всё спокойно."},
		{Source: "b.md", Title: "Зелёные горы и малые реки", Text: "Здесь коровы пасутся редко, потому что высоко и холодно зимой."},
		{Source: "c.md", Title: "Большие горы", Text: "Снег лежит весь год, и ветер дует с севера каждый вечер."},
		{Source: "d.md", Title: "Большие горы", Text: "То же название, но другой текст о путешествии через перевал летом."},
		{Source: "e.md", Title: "Rivers and mountains", Text: "Water runs down from the mountains towards the sea every spring."},
	}
}

func newTestGenerator(number int) *generator {
	g := newGenerator(fieldsArticles(), 1, number)
	g.paradigms = paradigms{"большие": {"большая", "большие"}, "малые": {"малый"}, "зелёные": {"зеленые", "зелёной"}}
	return g
}

func TestGenerate(t *testing.T) {
	queries := newTestGenerator(10).queries()
	if again := newTestGenerator(10).queries(); !cmp.Equal(queries, again) {
		t.Errorf("the same articles and seed give other queries:\n%s", cmp.Diff(queries, again))
	}
	texts := map[string]string{}
	exact := map[string]string{}
	for _, a := range fieldsArticles() {
		texts[a.Source] = strings.ToLower(a.Title + "\n" + a.Text)
	}
	for _, q := range queries {
		if q.Class == classExact {
			exact[slices.Collect(keys(q.Right))[0]] = q.Text
		}
	}
	for _, q := range queries {
		source := slices.Collect(keys(q.Right))[0]
		title := exact[source]
		t.Run(q.Class+" "+q.Text, func(t *testing.T) {
			switch q.Class {
			case classExact:
				if source == "c.md" || source == "d.md" {
					t.Errorf("%s has the title of another article, so no words tell it", source)
				}
				for _, w := range strings.Fields(q.Text) {
					if !strings.Contains(texts[source], w) {
						t.Errorf("%q is not in the title of %s", w, source)
					}
				}
			case classYo:
				if q.Text != strings.ReplaceAll(title, "ё", "е") || q.Text == title {
					t.Errorf("from %q", title)
				}
			case classLayout:
				var back []string
				for _, w := range strings.Fields(q.Text) {
					other, _ := otherKeys(w)
					back = append(back, other)
				}
				if got := strings.Join(back, " "); got != title {
					t.Errorf("on the other keys it is %q, want %q", got, title)
				}
			case classPrefix:
				if !strings.HasPrefix(title, q.Text) || title == q.Text {
					t.Errorf("want the beginning of %q", title)
				}
			case classPhrase:
				for other, text := range texts {
					if strings.Contains(text, q.Text) != (other == source) {
						t.Errorf("in %s: %t", other, strings.Contains(text, q.Text))
					}
				}
			case classInflected, classTypo, classInflectedTypo:
				if q.Text == title {
					t.Errorf("is the title's words as they are")
				}
			default:
				t.Errorf("unknown class")
			}
		})
	}
	for _, class := range []string{classExact, classTypo, classYo, classLayout, classPrefix, classPhrase, classInflected} {
		if !slices.Contains(classesOf(queries), class) {
			t.Errorf("no query of class %s among %v", class, queries)
		}
	}
}

func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestGenerateWithoutAndNumber(t *testing.T) {
	g := newTestGenerator(1)
	g.not = map[string]bool{"a.md": true}
	counts := map[string]int{}
	for _, q := range g.queries() {
		counts[q.Class]++
		if q.Right["a.md"] > 0 {
			t.Errorf("%+v: a.md was to be left out", q)
		}
		if counts[q.Class] > 1 {
			t.Errorf("%d queries of class %s, want 1", counts[q.Class], q.Class)
		}
	}
}

func TestGenerateFromNothing(t *testing.T) {
	for _, articles := range [][]article{nil, {{}}, {{Title: "1 2 3", Text: "и"}}, {{Title: strings.Repeat("слово ", 1000)}}} {
		if got := newGenerator(articles, 1, 5).queries(); len(got) > 0 && len(articles[0].Title) < 100 {
			t.Errorf("queries from %v: %v", articles, got)
		}
	}
}

func TestSubsets(t *testing.T) {
	for _, test := range []struct {
		number int
		want   string
	}{
		{0, "[[]]"},
		{1, "[[a] [b] [c]]"},
		{2, "[[a b] [a c] [b c]]"},
		{4, "[]"},
	} {
		if got := fmt.Sprint(subsets([]string{"a", "b", "c"}, test.number)); got != test.want {
			t.Errorf("subsets of %d: got %s, want %s", test.number, got, test.want)
		}
	}
}

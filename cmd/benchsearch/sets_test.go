package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Each set becomes articles that the library reads back as they were, and
// queries about them.
func TestSets(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		read  func(from, to string) ([]query, error)
		want  []query
		texts map[string][2]string // title and text by file
	}{
		{"KazQAD", map[string]string{
			"rc/kazqad-reading-comprehension-v9-kk-validation.jsonl": `{"id":"q1#7_1","title":"Ал_ма *","context":"1. Алма — [жеміс](x) <b>."}` + "\n" + `{"id":"q2#7_1","title":"Ал_ма *","context":"1. Алма — [жеміс](x) <b>."}`,
			"ir/kazqad-topics-v9-kk-validation.tsv":                  "q1\tАлма деген не?\nq2\tЖоқ па?\nq3\tБасқа\n",
			"ir/kazqad-qrels-v9-validation.tsv":                      "q1\t0\t7_1\t1\nq1\t0\telsewhere\t1\nq2\t0\t7_1\t0\nq3\t0\telsewhere\t1\n",
		}, readKazQAD,
			[]query{known("question", "Алма деген не?", "7_1.md")},
			map[string][2]string{"7_1.md": {"Ал_ма *", "1. Алма — [жеміс](x) <b>."}}},
		{"ARCD", map[string]string{
			"data/arcd.json": `{"data":[{"title":"عنوان","paragraphs":[{"context":"نص أول","qas":[{"question":" - من  هو؟ "}]},{"context":"نص ثان","qas":[]}]}]}`,
		}, readARCD,
			[]query{known("question", "- من هو؟", "1-1.md")},
			map[string][2]string{"1-1.md": {"عنوان", "نص أول"}, "1-2.md": {"عنوان", "نص ثان"}}},
		{"headlines", map[string]string{
			"derived-headlines.tsv": "Заголовок новости\tset/1.txt\n",
			"files/set/1.txt":       "Заголовок новости\n\nТекст новости о событии.\n",
		}, readHeadlines,
			[]query{known("headline", "Заголовок новости", "set/1.txt")},
			map[string][2]string{"set/1.txt": {"Заголовок новости", "Текст новости о событии."}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			from, to := t.TempDir(), filepath.Join(t.TempDir(), "set")
			write(t, from, test.files)
			queries, err := test.read(from, to)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, queries); diff != "" {
				t.Errorf("queries (-want +got):\n%s", diff)
			}
			articles, err := load(context.Background(), to, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string][2]string{}
			for _, a := range articles {
				got[a.Source] = [2]string{a.Title, a.Text}
			}
			same := cmp.Comparer(func(a, b string) bool { return slices.Equal(words(a), words(b)) }) // typography may change signs
			if diff := cmp.Diff(test.texts, got, same); diff != "" {
				t.Errorf("articles (-want +got):\n%s", diff)
			}
			if _, err := test.read(t.TempDir(), filepath.Join(t.TempDir(), "set")); err == nil {
				t.Error("an empty folder was read as a set")
			}
		})
	}
}

func TestPlainName(t *testing.T) {
	for name, want := range map[string]bool{"518100_6_1": true, "": false, "..": false, "a/b": false, ".x": false, "/": false} {
		if got := plainName(name); got != want {
			t.Errorf("plainName(%q) = %t, want %t", name, got, want)
		}
	}
}

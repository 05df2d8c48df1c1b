package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lectern/content"
	"lectern/web/browsertest"
)

// A judgedSet is a folder of articles made of a published set, with its
// judgments.
type judgedSet struct {
	name    string
	dir     string
	queries []query
	graded  bool // nDCG@10 is its measure, not MRR@10
}

// judge measures the engines on the sets given.
func (b *bench) judge(ctx context.Context, browser *browsertest.Browser) error {
	for _, source := range []struct {
		name, from string
		graded     bool
		read       func(from, to string) ([]query, error)
	}{
		{"KazQAD", b.kazqad, true, readKazQAD},
		{"ARCD", b.arcd, false, readARCD},
		{"headlines", b.headlines, false, readHeadlines},
	} {
		if source.from == "" {
			continue
		}
		set := judgedSet{name: source.name, graded: source.graded, dir: filepath.Join(b.work, "set-"+source.name)}
		var err error
		if set.queries, err = source.read(source.from, set.dir); err != nil {
			return fmt.Errorf("read %s: %w", source.name, err)
		}
		c, err := b.prepare(ctx, source.name, set.dir, set.queries)
		if err != nil {
			return fmt.Errorf("%s: %w", source.name, err)
		}
		if err := b.printJudged(ctx, browser, set, c); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) printJudged(ctx context.Context, browser *browsertest.Browser, set judgedSet, c *contest) error {
	measure := "MRR@10"
	if set.graded {
		measure = "nDCG@10"
	}
	t := table{head: []string{set.name, measure, "Recall@10"}}
	for _, m := range c.made {
		answers, err := b.answers(ctx, browser, m, c)
		if err != nil {
			t.add(m.name, failed(err))
			continue
		}
		s := grade(c.queries, answers)
		first := s.MRR
		if set.graded {
			first = s.NDCG
		}
		t.add(m.name, share(first), share(s.Recall))
	}
	fmt.Fprintf(b.out, "\n## %s: %d articles, %d queries\n\n", set.name, len(c.articles), len(c.queries))
	return t.print(b.out)
}

// writeArticle writes a Markdown file with a title and a language. The text is
// plain: what Markdown would take for markup is escaped.
func writeArticle(dir, name, title string, lang content.Lang, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	head, err := json.Marshal(title) // a JSON string is a YAML string
	if err != nil {
		return err
	}
	var body strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>()#+-.!|~&$", r) {
			body.WriteByte('\\')
		}
		body.WriteRune(r)
	}
	return os.WriteFile(file, fmt.Appendf(nil, "---\ntitle: %s\nlang: %s\n---\n\n%s\n", head, lang, &body), 0o644)
}

// find returns the file below dir whose name matches a pattern.
func find(dir, pattern string) (string, error) {
	found := ""
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		ok, err := filepath.Match(pattern, entry.Name())
		if ok && found == "" {
			found = path
		}
		return err
	})
	if err == nil && found == "" {
		err = fmt.Errorf("no file %s below %s", pattern, dir)
	}
	return found, err
}

// eachLine calls take for the lines of a file that are not empty.
func eachLine(name string, take func(line string) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if lines.Text() == "" {
			continue
		}
		if err := take(lines.Text()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return lines.Err()
}

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"lectern/content"
	"lectern/content/articles"
	"lectern/content/library"
	"lectern/content/search/index"
)

// An article is what every engine indexes: the same titles and texts, read from
// the folder once. It is an index.Doc, and what it is called in lines of JSON.
type article struct {
	Path     string       `json:"path"`
	Source   string       `json:"source"` // file in the folder: what answers are told by
	Lang     content.Lang `json:"lang"`
	Title    string       `json:"title"`
	Heading  string       `json:"heading,omitempty"`
	Summary  string       `json:"summary,omitempty"`
	Headings []string     `json:"headings,omitempty"`
	Text     string       `json:"text"`
	Topics   []index.Tag  `json:"topics,omitempty"`
	Authors  []index.Tag  `json:"authors,omitempty"`
	Date     time.Time    `json:"date,omitzero"`
}

// folder is where articles are: a folder on disk, or the built-in library.
func folder(dir string) fs.FS {
	if dir == "" {
		return articles.FS
	}
	return os.DirFS(dir)
}

// load reads the articles of a folder as the site's builder does, and hands
// their pages to page, which may be nil.
func load(ctx context.Context, dir string, page func(a article, body string) error) ([]article, error) {
	lib, err := library.NewLoader(library.Options{FS: folder(dir), Base: "/"}).Load(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the articles: %w", err)
	}
	var all []article
	for _, from := range lib.Articles {
		a := article(index.DocOf(from))
		all = append(all, a)
		if page != nil {
			if err := page(a, from.Body.String()); err != nil {
				return nil, err
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("the folder has no articles: .md, .markdown or .txt files")
	}
	return all, nil
}

// writeArticles writes the articles as one JSON object a line, for builders in
// processes of their own.
func writeArticles(name string, all []article) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for i := range all {
		if err := lines.Encode(&all[i]); err != nil {
			return err
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

// readArticles reads what writeArticles wrote, one at a time.
func readArticles(in io.Reader, take func(article) error) error {
	lines := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	for {
		var a article
		switch err := lines.Decode(&a); {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("read the articles: %w", err)
		}
		if err := take(a); err != nil {
			return err
		}
	}
}

// writePage writes an article as a plain page with nothing around it, as a
// site marks its pages for Pagefind.
func writePage(dir string, number int, a article, body string) error {
	name := filepath.Join(dir, "a", fmt.Sprint(number), "index.html")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	page := fmt.Sprintf("<!doctype html>\n<html lang=%q>\n<title>%s</title>\n<main data-pagefind-body data-pagefind-meta=\"source[data-source]\" data-source=\"%s\">\n<h1>%s</h1>\n%s\n</main>\n",
		a.Lang, html.EscapeString(a.Title), html.EscapeString(a.Source), html.EscapeString(a.Title), body)
	return os.WriteFile(name, []byte(page), 0o644)
}

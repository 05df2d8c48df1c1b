package site

import (
	"bytes"
	"fmt"

	"lectern/content/search"
)

// index is the search index as it was last written.
type index struct {
	print uint64 // of its documents
	files []string
}

// write makes the search index of everything but drafts, unless its documents
// are the same as last time.
func (x *index) write(e *edition, w *writer) error {
	docs := e.documents()
	prints := make([]uint64, len(docs))
	for i, d := range docs {
		prints[i] = documentPrint(d)
	}
	print := fingerprint("index", prints)
	if x.files != nil && x.print == print && w.keepAll(x.files) {
		return nil
	}
	b := search.NewBuilder()
	for _, d := range docs {
		b.Add(d)
	}
	var files []string
	err := b.Write(func(name string, data []byte) error {
		files = append(files, name)
		return w.put(file{name: name, data: bytes.Clone(data)})
	})
	if err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	*x = index{print, files}
	return nil
}

// documents are the articles as the index takes them.
func (e *edition) documents() []search.Doc {
	docs := make([]search.Doc, 0, len(e.lib.Articles))
	for _, a := range e.lib.Articles {
		if a.Draft {
			continue
		}
		doc := search.Doc{
			Path: a.Path, Source: a.Source, Lang: a.Lang, Title: a.Title, Summary: a.Summary,
			Text: a.Text, Date: a.Date,
		}
		for _, h := range a.Headings {
			doc.Headings = append(doc.Headings, h.Text)
		}
		for _, tag := range a.Topics {
			doc.Topics = append(doc.Topics, tag.Name)
		}
		for _, tag := range a.Authors {
			doc.Authors = append(doc.Authors, tag.Name)
		}
		if !a.Date.IsZero() {
			doc.DateText = e.texts[a.Lang].date(a.Date)
		}
		docs = append(docs, doc)
	}
	return docs
}

// documentPrint is the fingerprint of a document.
func documentPrint(d search.Doc) uint64 {
	return fingerprint(d.Path, []string{
		d.Source, string(d.Lang), d.Title, d.Summary, d.Text, d.DateText, d.Date.String(),
		fmt.Sprintf("%q", [][]string{d.Headings, d.Topics, d.Authors}),
	})
}

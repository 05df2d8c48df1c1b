package site

import (
	"fmt"

	"lectern/content/bundle"
	"lectern/content/search"
)

// index is the search index as it was last written.
type index struct {
	builder *search.Builder // nil: never written as a whole
	files   []string
	list    []bundle.File // the same with sizes and hashes, for those who keep them
}

// write makes the search index of everything but drafts, unless its documents
// are the same as last time.
func (x *index) write(e *edition, w *writer) error {
	b := x.builder
	if b == nil {
		b = search.NewBuilder()
	}
	if !b.Update(e.documents()) && x.builder != nil && w.keepAll(x.files) {
		return nil
	}
	x.builder = nil // until all is written
	var files []string
	var list []bundle.File
	err := b.Write(func(name string, data []byte) error {
		files = append(files, name)
		list = append(list, bundle.File{Path: name, Bytes: len(data), Hash: bundle.Hash(data)})
		return w.put(file{name: name, data: data})
	})
	if err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	*x = index{b, files, list}
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

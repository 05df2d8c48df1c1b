package site

import (
	"fmt"
	"strings"

	"lectern/content/bundle"
	searchindex "lectern/content/search/index"
)

// index is the search index as it was last written.
type index struct {
	builder *searchindex.Builder // nil: never written as a whole
	files   []string
	list    []bundle.File // the same with sizes and hashes, for those who keep them
}

// write makes the search index of everything but drafts, unless its documents
// are the same as last time.
func (x *index) write(e *edition, w *writer) error {
	b := x.builder
	if b == nil {
		b = searchindex.NewBuilder()
	}
	if !b.Update(e.documents()) && x.builder != nil && w.keepAll(x.files) {
		return nil
	}
	x.builder = nil // until all is written
	var files []string
	var list []bundle.File
	err := b.Write(func(name string, data []byte) error {
		files = append(files, name)
		if !strings.HasPrefix(name, "library/sources.") { // no browser asks for those
			list = append(list, bundle.File{Path: name, Bytes: len(data), Hash: bundle.Hash(data)})
		}
		return w.put(file{name: name, data: data})
	})
	if err != nil {
		return fmt.Errorf("search index: %w", err)
	}
	*x = index{b, files, list}
	return nil
}

// documents are the articles as the index takes them.
func (e *edition) documents() []searchindex.Doc {
	docs := make([]searchindex.Doc, 0, len(e.lib.Articles))
	for _, a := range e.lib.Articles {
		if a.Draft {
			continue
		}
		docs = append(docs, searchindex.DocOf(a))
	}
	return docs
}

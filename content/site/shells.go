package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"lectern/content"
	"lectern/content/bundle"
)

// keptShell is what a device must have of a language before it keeps anything
// else.
type keptShell struct {
	shell, pages file // of the site, with hashes in their names
}

// keptPages are the parts of a language's pages for tools, in the file that
// package bundle describes.
type keptPages struct {
	Offline  string               `json:"offline"`
	Library  string               `json:"library"`
	Search   string               `json:"search"`
	NotFound string               `json:"notfound"`
	Open     string               `json:"open,omitempty"` // for files of the reader's own
	Parts    map[string][3]string `json:"parts"`
}

// makeShells renders the shell of every language. The version that pages carry
// is made of the shells, which carry it themselves: they are made twice, the
// first time without it.
func (e *edition) makeShells() error {
	all := sha256.New()
	io.WriteString(all, e.assets.version)
	for _, lang := range e.languages {
		shell, _, err := e.cut("offline", lang, e.offlineView(lang))
		if err != nil {
			return fmt.Errorf("shell of %s: %w", lang, err)
		}
		for _, text := range shell {
			fmt.Fprintf(all, "%d %s", len(text), text)
		}
	}
	e.build = hex.EncodeToString(all.Sum(nil))[:hashDigits]
	e.shells = map[content.Lang]keptShell{}
	for _, lang := range e.languages {
		kept, err := e.keptShell(lang)
		if err != nil {
			return fmt.Errorf("shell of %s: %w", lang, err)
		}
		e.shells[lang] = kept
	}
	return nil
}

func (e *edition) keptShell(lang content.Lang) (keptShell, error) {
	home := homePath(lang)
	pages := keptPages{
		Offline: home + "offline/", Library: home + "library/", Search: home + "search/", NotFound: home + "404.html",
		Parts: map[string][3]string{},
	}
	var shell bundle.Shell
	type toolPage struct {
		name, path string
		view       any
	}
	tools := []toolPage{
		{"offline", pages.Offline, e.offlineView(lang)},
		{"library", pages.Library, e.libraryView(lang)},
		{"search", pages.Search, e.searchView(lang)},
		{"notfound", pages.NotFound, e.notFoundView(lang)},
	}
	if e.opens() {
		pages.Open = openPath(lang)
		tools = append(tools, toolPage{"open", pages.Open, e.openView(lang)})
	}
	for _, p := range tools {
		var part bundle.Part
		var err error
		if shell, part, err = e.cut(p.name, lang, p.view); err != nil {
			return keptShell{}, err
		}
		pages.Parts[p.path] = [3]string{part.Head, part.Languages, part.Main}
	}
	shellFile, err := jsonFile("assets/shell-"+lang.Segment()+".json", shell)
	if err != nil {
		return keptShell{}, err
	}
	pagesFile, err := jsonFile("assets/pages-"+lang.Segment()+".json", pages)
	return keptShell{shellFile, pagesFile}, err
}

// cut renders a page and divides it.
func (e *edition) cut(name string, lang content.Lang, view any) (bundle.Shell, bundle.Part, error) {
	page, err := e.templates.execute(new(bytes.Buffer), e.shellTexts(lang), name, view)
	if err != nil {
		return bundle.Shell{}, bundle.Part{}, err
	}
	return bundle.Cut(string(page))
}

// jsonFile is a value as a file with a hash in its name.
func jsonFile(name string, value any) (file, error) {
	data, err := plainJSON(value)
	if err != nil {
		return file{}, fmt.Errorf("%s: %w", name, err)
	}
	return file{name: hashed(name, data), data: data}, nil
}

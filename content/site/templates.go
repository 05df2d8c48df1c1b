package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"

	"lectern/content"
)

// templates are the parsed files of the folder templates, once for each
// interface language so that the function t speaks it.
type templates struct {
	byTexts map[content.Lang]*template.Template
}

func parseTemplates(web fs.FS, all []*texts) (*templates, error) {
	root, err := template.New("").Funcs(template.FuncMap{"t": all[0].text}).ParseFS(web, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	set := &templates{byTexts: map[content.Lang]*template.Template{}}
	for _, t := range all {
		clone, err := root.Clone()
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		set.byTexts[t.Tag] = clone.Funcs(template.FuncMap{"t": t.text})
	}
	return set, nil
}

// execute makes a page from the template called name. The page is in the buffer,
// until that is written again.
func (s *templates) execute(page *bytes.Buffer, t *texts, name string, view any) ([]byte, error) {
	page.Reset()
	if err := s.byTexts[t.Tag].ExecuteTemplate(page, name, view); err != nil {
		return nil, err
	}
	return page.Bytes(), nil
}

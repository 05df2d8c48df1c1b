package library

import (
	"crypto/sha256"
	"io/fs"

	"lectern/content"
	"lectern/content/frontmatter"
	"lectern/content/markdown"
)

// A rendered is what the second pass makes of a page, and what it was made from.
type rendered struct {
	doc      *markdown.Document // nil when the text was refused
	image    *content.Image     // lead image
	problems []content.Problem
	used     []entry // files of the folder the page shows or leads to
	tally    tally
	terms    []term

	sum   [sha256.Size]byte // of the file
	lang  content.Lang
	calls []call // what the resolver was asked, and answered
	state uint64 // state of the table for which the answers are known to hold; 0 for none
}

// A worker renders pages; one for all goroutines.
type worker struct {
	fsys     fs.FS
	renderer *markdown.Renderer
	terms    *termReader
}

// render returns the rendered page: the old one when the file is the same
// and links still lead where they led.
func (w *worker) render(t *table, p *page, old *rendered) *rendered {
	if old != nil && old.sum == p.sum && old.lang == p.lang {
		if old.state != 0 && old.state == t.state || old.holds(t, p) {
			old.state = t.state
			return old
		}
	}
	return w.renew(t, p)
}

// renew reads the file again and renders its text. A panic in there is our
// defect and costs this article only.
func (w *worker) renew(t *table, p *page) (done *rendered) {
	done = &rendered{lang: p.lang}
	defer func() {
		if r := recover(); r != nil {
			done = &rendered{problems: []content.Problem{internal(p.path, r)}}
		}
	}()
	data, err := readLimited(w.fsys, p.path, articleLimit)
	if err != nil {
		done.problems = append(done.problems, unreadable(p.path, err))
		return done
	}
	done.sum = sha256.Sum256(data)
	text, _ := decoded(p.path, data)
	body, firstLine := text[max(0, len(text)-p.body):], p.line
	if done.sum != p.sum { // it was saved meanwhile
		_, body, firstLine, _ = frontmatter.Parse(p.path, text)
	}
	r := &resolver{table: t, page: p}
	done.doc, done.problems = w.renderer.Render(markdown.Source{
		File: p.path, Text: body, FirstLine: firstLine, Lang: p.lang, Plain: plain(p.path),
		Title: p.meta.Title, Summary: p.meta.Description,
	}, r)
	if done.doc != nil {
		done.tally, done.terms = w.terms.read(p.lang, done.doc.Title, done.doc.Text)
	}
	done.image = leadImage(r, &done.problems)
	done.used, done.calls, done.state = r.used, r.calls, t.state
	return done
}

// leadImage resolves the image of the front matter. Its addresses are without
// the base path: templates add it.
func leadImage(r *resolver, problems *[]content.Problem) *content.Image {
	meta := r.page.meta.Image
	if meta.Path == "" {
		return nil
	}
	img, problem := r.image(meta.Path, true)
	line := r.page.meta.Line["image"]
	if problem != nil {
		problem.File, problem.Line = r.page.path, line
		*problems = append(*problems, *problem)
	}
	if img.Source == "" {
		return nil
	}
	img.Alt, img.Caption, img.Credit = meta.Alt, meta.Caption, meta.Credit
	if img.Alt == "" {
		*problems = append(*problems, content.Problem{
			File: r.page.path, Line: line, Kind: "missing-alt", Message: "the lead image has no alternative text",
			Hint: `write "alt:" under "image:"`,
		})
	}
	return &img
}

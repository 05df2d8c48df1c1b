package site

import (
	"cmp"

	"lectern/content"
	"lectern/content/oembed"
)

// oembeds are the answers for articles and lists as files, also at the former
// addresses of articles: what a plain host has instead of an endpoint.
func (e *edition) oembeds() []file {
	if !e.embeds() || e.origin == "" {
		return nil
	}
	var files []file
	for _, page := range e.embedded() {
		answer := page.answer.Fit(0, 0)
		print := e.printer.fingerprint("oembed", answerPrint(answer))
		for _, path := range append([]string{page.path}, page.former...) {
			name := path[1:] + "oembed"
			files = append(files,
				file{name: name + ".json", print: print, plain: true, load: answer.JSON},
				file{name: name + ".xml", print: print, plain: true, load: answer.XML},
			)
		}
	}
	return files
}

// answerPrint is an answer without the name that only XML has.
func answerPrint(a oembed.Answer) any {
	return struct {
		Texts []string
		Sizes []int
	}{[]string{a.Title, a.URL, a.Author, a.AuthorPage, a.Provider, a.ProviderPage, a.Thumbnail, a.HTML}, []int{a.ThumbWidth, a.ThumbHeight, a.Height, a.List}}
}

// answerOf is what all answers have.
func (e *edition) answerOf(lang content.Lang, path, title string) oembed.Answer {
	return oembed.Answer{Title: title, URL: e.full(path), Provider: e.siteName(lang), ProviderPage: e.full(homePath(lang))}
}

func (e *edition) articleAnswer(a *content.Article) oembed.Answer {
	o := e.answerOf(a.Lang, a.Path, a.Title)
	if len(a.Authors) > 0 {
		o.Author = a.Authors[0].Name
		if p := e.authors[a.Lang][a.Authors[0].Slug]; p != "" {
			o.AuthorPage = e.full(p)
		}
	}
	if p := e.smallPicture(a.Image); p != nil && p.Width > 0 {
		o.Thumbnail, o.ThumbWidth, o.ThumbHeight = e.origin+p.Source, p.Width, cmp.Or(p.Height, 1)
	}
	return o
}

func (e *edition) listAnswer(lang content.Lang, path, title string, entries int) oembed.Answer {
	o := e.answerOf(lang, path, title)
	o.List = listHeight(entries)
	return o
}

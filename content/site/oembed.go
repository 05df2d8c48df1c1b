package site

import (
	"encoding/xml"
	"fmt"
	"html"

	"lectern/content"
)

// The frame that oEmbed hands out: the excerpt, which has one height at every
// width (embed.css).
const (
	oembedWidth  = 600
	oembedHeight = 320
	oembedAge    = 86400 // seconds that a consumer may keep the answer
)

// An oembed is an answer of the oEmbed protocol (oembed.com), type rich.
type oembed struct {
	XMLName      xml.Name `xml:"oembed" json:"-"`
	Version      string   `xml:"version" json:"version"`
	Type         string   `xml:"type" json:"type"`
	Title        string   `xml:"title" json:"title"`
	Author       string   `xml:"author_name,omitempty" json:"author_name,omitempty"`
	AuthorPage   string   `xml:"author_url,omitempty" json:"author_url,omitempty"`
	Provider     string   `xml:"provider_name" json:"provider_name"`
	ProviderPage string   `xml:"provider_url" json:"provider_url"`
	Age          int      `xml:"cache_age" json:"cache_age"`
	Thumbnail    string   `xml:"thumbnail_url,omitempty" json:"thumbnail_url,omitempty"`
	ThumbWidth   int      `xml:"thumbnail_width,omitempty" json:"thumbnail_width,omitempty"`
	ThumbHeight  int      `xml:"thumbnail_height,omitempty" json:"thumbnail_height,omitempty"`
	HTML         string   `xml:"html" json:"html"`
	Width        int      `xml:"width" json:"width"`
	Height       int      `xml:"height" json:"height"`
}

// oembeds are the answers for every article as files: what a plain host has
// instead of an endpoint.
func (e *edition) oembeds() []file {
	if !e.embeds() || e.origin == "" {
		return nil
	}
	var files []file
	for _, a := range e.lib.Articles {
		if a.Draft {
			continue
		}
		answer := e.oembed(a)
		name := a.Path[1:] + "oembed"
		print := e.printer.fingerprint(name, oembedPrint(answer))
		files = append(files,
			file{name: name + ".json", print: print, plain: true, load: func() ([]byte, error) { return plainJSON(answer) }},
			file{name: name + ".xml", print: print, plain: true, load: func() ([]byte, error) { return markup(answer) }},
		)
	}
	return files
}

// oembedPrint is an answer without the name that only XML has.
func oembedPrint(o oembed) any {
	return []string{o.Title, o.Author, o.AuthorPage, o.Provider, o.ProviderPage, o.Thumbnail, o.HTML, fmt.Sprint(o.ThumbWidth, o.ThumbHeight)}
}

func (e *edition) oembed(a *content.Article) oembed {
	address, title := e.full(a.Path), html.EscapeString(a.Title)
	o := oembed{
		Version: "1.0", Type: "rich", Title: a.Title, Age: oembedAge,
		Provider: e.siteName(a.Lang), ProviderPage: e.full(homePath(a.Lang)),
		Width: oembedWidth, Height: oembedHeight,
	}
	if len(a.Authors) > 0 {
		o.Author = a.Authors[0].Name
		if p := e.authors[a.Lang][a.Authors[0].Slug]; p != "" {
			o.AuthorPage = e.full(p)
		}
	}
	if p := e.smallPicture(a.Image); p != nil && p.Width > 0 {
		o.Thumbnail, o.ThumbWidth, o.ThumbHeight = e.origin+p.Source, p.Width, p.Height
	}
	// WordPress keeps a link in a blockquote and one bare frame of a provider
	// it does not know, and puts its secret into the fragment: the view stands
	// in the query.
	o.HTML = fmt.Sprintf(`<blockquote><a href="%s">%s</a></blockquote>`+
		`<iframe src="%sembed/?view=excerpt" width="%d" height="%d" frameborder="0" marginwidth="0" marginheight="0" scrolling="no" title="%s"></iframe>`,
		html.EscapeString(address), title, html.EscapeString(address), oembedWidth, oembedHeight, title)
	return o
}

package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"lectern/content"
)

// An Outline is a feed in the list of all, or a group of them.
type Outline struct {
	Text  string
	Feed  string // address of the Atom feed; "" for a group
	Page  string
	Lang  content.Lang
	Parts []Outline
}

type opmlOutline struct {
	Text  string        `xml:"text,attr"`
	Title string        `xml:"title,attr,omitempty"`
	Type  string        `xml:"type,attr,omitempty"`
	Feed  string        `xml:"xmlUrl,attr,omitempty"`
	Page  string        `xml:"htmlUrl,attr,omitempty"`
	Lang  string        `xml:"language,attr,omitempty"`
	Parts []opmlOutline `xml:"outline"`
}

// OPML returns the list of all feeds of a site, which readers import.
func OPML(title string, feeds []Outline) ([]byte, error) {
	type head struct {
		Title string `xml:"title"`
	}
	type body struct {
		Outlines []opmlOutline `xml:"outline"`
	}
	data, err := xml.MarshalIndent(struct {
		XMLName xml.Name `xml:"opml"`
		Version string   `xml:"version,attr"`
		Head    head     `xml:"head"`
		Body    body     `xml:"body"`
	}{Version: "2.0", Head: head{title}, Body: body{opmlOutlines(feeds)}}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("list of feeds: %w", err)
	}
	return bytes.Join([][]byte{[]byte(xml.Header), data, []byte("\n")}, nil), nil
}

func opmlOutlines(list []Outline) []opmlOutline {
	var out []opmlOutline
	for _, o := range list {
		x := opmlOutline{Text: o.Text, Parts: opmlOutlines(o.Parts)}
		if o.Feed != "" {
			// "rss" is OPML's word for a feed of any format.
			x.Title, x.Type, x.Feed, x.Page, x.Lang = o.Text, "rss", o.Feed, o.Page, string(o.Lang)
		}
		out = append(out, x)
	}
	return out
}

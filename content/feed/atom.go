package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// The elements of RFC 4287, in the order they are written.

type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string      `xml:"xml:lang,attr,omitempty"`
	Title     string      `xml:"title"`
	Subtitle  string      `xml:"subtitle,omitempty"`
	ID        string      `xml:"id"`
	Updated   string      `xml:"updated"`
	Icon      string      `xml:"icon,omitempty"`
	Generator string      `xml:"generator"`
	Links     []atomLink  `xml:"link"`
	Author    *atomPerson `xml:"author"`
	Entries   []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
	Page string `xml:"uri,omitempty"`
}

type atomEntry struct {
	Lang      string         `xml:"xml:lang,attr,omitempty"`
	Title     string         `xml:"title"`
	ID        string         `xml:"id"`
	Links     []atomLink     `xml:"link"`
	Published string         `xml:"published,omitempty"`
	Updated   string         `xml:"updated"`
	Authors   []atomPerson   `xml:"author"`
	Topics    []atomCategory `xml:"category"`
	Summary   string         `xml:"summary,omitempty"`
	Content   atomText       `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom returns the feed as an Atom document.
func (f *Feed) Atom() ([]byte, error) {
	out := atomFeed{
		Lang: string(f.Lang), Title: f.Title, Subtitle: f.Subtitle, ID: f.ID,
		Updated: atomTime(f.changed()), Icon: f.Icon, Generator: "Lectern",
		Links: []atomLink{
			{Rel: "self", Type: AtomType, Href: f.Self},
			{Rel: "alternate", Type: "text/html", Lang: string(f.Lang), Href: f.Page},
		},
		// An entry without an author needs that of the feed.
		Author: &atomPerson{Name: f.Title, Page: f.Page},
	}
	for i := range f.Entries {
		out.Entries = append(out.Entries, f.Entries[i].atom(f))
	}
	data, err := xml.MarshalIndent(out, "", " ")
	if err != nil {
		return nil, fmt.Errorf("atom feed %s: %w", f.Self, err)
	}
	return bytes.Join([][]byte{[]byte(xml.Header), data, []byte("\n")}, nil), nil
}

func (e *Entry) atom(f *Feed) atomEntry {
	out := atomEntry{
		Title: e.Title, ID: e.ID, Updated: atomTime(e.changed()), Summary: e.Summary,
		Links:   []atomLink{{Rel: "alternate", Type: "text/html", Href: e.Address}},
		Content: atomText{Type: "html", Text: e.directed()},
	}
	if e.Image != "" {
		out.Links = append(out.Links, atomLink{Rel: "enclosure", Type: e.ImageType, Href: e.Image})
	}
	if e.Lang != f.Lang {
		out.Lang = string(e.Lang)
	}
	if !e.Published.IsZero() {
		out.Published = atomTime(e.Published)
	}
	for _, p := range e.Authors {
		out.Authors = append(out.Authors, atomPerson(p))
	}
	for _, topic := range e.Topics {
		out.Topics = append(out.Topics, atomCategory{Term: topic})
	}
	return out
}

// Media types of the formats.
const (
	AtomType = "application/atom+xml"
	JSONType = "application/feed+json"
	OPMLType = "text/x-opml"
)

// atomTime writes a time as RFC 3339, which has years of four digits.
func atomTime(t time.Time) string {
	if t.Year() < 0 || t.Year() > 9999 {
		t = Undated
	}
	return t.Format(time.RFC3339)
}

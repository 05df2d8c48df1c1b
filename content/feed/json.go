package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The objects of JSON Feed 1.1 (jsonfeed.org/version/1.1).

type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	HomePage    string     `json:"home_page_url"`
	Feed        string     `json:"feed_url"`
	Description string     `json:"description,omitempty"`
	Icon        string     `json:"icon,omitempty"`
	Language    string     `json:"language,omitempty"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Summary   string       `json:"summary,omitempty"`
	Image     string       `json:"image,omitempty"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Language  string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// JSON returns the feed as a JSON Feed.
func (f *Feed) JSON() ([]byte, error) {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, HomePage: f.Page, Feed: f.Self,
		Description: f.Subtitle, Icon: f.Icon, Language: string(f.Lang), Items: []jsonItem{},
	}
	for i := range f.Entries {
		e := &f.Entries[i]
		item := jsonItem{ID: e.ID, URL: e.Address, Title: e.Title, HTML: e.directed(), Summary: e.Summary, Image: e.Image, Tags: e.Topics}
		if e.Lang != f.Lang {
			item.Language = string(e.Lang)
		}
		if !e.Published.IsZero() {
			item.Published = atomTime(e.Published)
		}
		if !e.Updated.IsZero() {
			item.Modified = atomTime(e.Updated)
		}
		for _, p := range e.Authors {
			item.Authors = append(item.Authors, jsonAuthor{p.Name, p.Page})
		}
		out.Items = append(out.Items, item)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // no page holds it
	if err := encoder.Encode(out); err != nil {
		return nil, fmt.Errorf("json feed %s: %w", f.Self, err)
	}
	return b.Bytes(), nil
}

// Package oembed is the answer of the oEmbed protocol (oembed.com) for a page
// that can be shown in a frame: type rich, a link in a blockquote and one bare
// frame after it, which is what WordPress keeps of a provider that it does not
// know. The same answer stands in files for plain hosts and is given by the
// server with sizes as asked for.
//
//	{"version":"1.0","type":"rich","title":"…","url":"https://news.example/ru/a/",
//	 "html":"<blockquote>…</blockquote><iframe …></iframe>","width":600,"height":320, …}
package oembed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"strings"
)

// The frame's size in CSS pixels where nothing else is asked for. The excerpt
// and the card have one height at every width (embed.css).
const (
	Width         = 600
	ExcerptHeight = 320
	CardHeight    = 160
)

// age is how many seconds a consumer may keep an answer: a day.
const age = 86400

// An Answer is one of type rich.
type Answer struct {
	XMLName      xml.Name `xml:"oembed" json:"-"`
	Version      string   `xml:"version" json:"version"`
	Type         string   `xml:"type" json:"type"`
	Title        string   `xml:"title" json:"title"`
	URL          string   `xml:"url" json:"url"` // of the page, absolute; ours, the protocol has none
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
	List         int      `xml:"list_height,omitempty" json:"list_height,omitempty"` // of a list, whose height is its own
}

// Fit completes an answer for a consumer that has so much room, in CSS pixels;
// 0 is no bound. Where an excerpt is too high the card is given, and where that
// is too high it is as low as was asked.
func (a Answer) Fit(width, height int) Answer {
	a.Version, a.Type, a.Age = "1.0", "rich", age
	a.Width = bounded(Width, width)
	view, own := "excerpt", ExcerptHeight
	switch {
	case a.List > 0:
		view, own = "list", a.List
	case height > 0 && height < ExcerptHeight:
		view, own = "card", CardHeight
	}
	a.Height = bounded(own, height)
	if a.Thumbnail != "" && (width > 0 && a.ThumbWidth > width || height > 0 && a.ThumbHeight > height) {
		a.Thumbnail, a.ThumbWidth, a.ThumbHeight = "", 0, 0
	}
	// WordPress puts its secret into the fragment: the view stands in the query.
	a.HTML = Quote(a.URL, a.Title) + Frame(a.URL+"embed/?view="+view, a.Title, a.Width, a.Height)
	return a
}

func bounded(n, most int) int {
	if most > 0 {
		return min(n, most)
	}
	return n
}

// Quote is the link that stands for a page where there is no frame.
func Quote(address, title string) string {
	return fmt.Sprintf(`<blockquote><a href="%s">%s</a></blockquote>`, html.EscapeString(address), html.EscapeString(title))
}

// Frame is a bare frame: the attributes are those that WordPress leaves.
func Frame(address, title string, width, height int) string {
	return fmt.Sprintf(`<iframe src="%s" width="%d" height="%d" frameborder="0" marginwidth="0" marginheight="0" scrolling="no" title="%s"></iframe>`,
		html.EscapeString(address), width, height, html.EscapeString(title))
}

// JSON writes an answer.
func (a Answer) JSON() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(true) // a browser that took it for a page would find none
	err := encoder.Encode(a)
	return b.Bytes(), err
}

// XML writes an answer.
func (a Answer) XML() ([]byte, error) {
	data, err := xml.Marshal(a)
	return bytes.Join([][]byte{[]byte(xml.Header), data, []byte("\n")}, nil), err
}

// Read reads an answer that JSON wrote. Its address must be absolute, of http or
// https and end in a slash.
func Read(data []byte) (Answer, error) {
	var a Answer
	if err := json.Unmarshal(data, &a); err != nil {
		return Answer{}, fmt.Errorf("oEmbed answer: %w", err)
	}
	if a.Type != "rich" || !strings.HasPrefix(a.URL, "http") || !strings.HasSuffix(a.URL, "/") {
		return Answer{}, errors.New("oEmbed answer: it is none of ours")
	}
	return a, nil
}

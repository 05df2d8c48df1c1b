package site

import (
	"encoding/json"
	"html/template"

	"lectern/content"
)

// Structured data by schema.org. The fields are those that search engines ask
// of news; absent ones are left out.

type thing struct {
	Context string `json:"@context,omitempty"`
	Type    string `json:"@type"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
}

type websiteData struct {
	thing
	Description string `json:"description,omitempty"`
	Language    string `json:"inLanguage"`
}

type articleData struct {
	thing
	Headline    string   `json:"headline"`
	Description string   `json:"description,omitempty"`
	Language    string   `json:"inLanguage"`
	Page        string   `json:"mainEntityOfPage"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Authors     []thing  `json:"author,omitempty"`
	Publisher   thing    `json:"publisher"`
	Images      []string `json:"image,omitempty"`
	Sections    []string `json:"articleSection,omitempty"`
	Words       int      `json:"wordCount,omitempty"`
	BasedOn     string   `json:"isBasedOn,omitempty"`
}

type trailData struct {
	thing
	Steps []trailStep `json:"itemListElement"`
}

type trailStep struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

const schema = "https://schema.org"

// encode writes data so that it can stand in a script element: encoding/json
// escapes <, > and &.
func encode(data any) template.JS {
	text, err := json.Marshal(data)
	if err != nil {
		return "{}" // only texts and numbers: cannot happen
	}
	return template.JS(text)
}

func (e *edition) siteData(p page) template.JS {
	return encode(websiteData{
		thing:       thing{schema, "WebSite", e.siteName(p.lang), e.full(p.path)},
		Description: p.summary, Language: string(p.lang),
	})
}

func (e *edition) articleData(a *content.Article) template.JS {
	data := articleData{
		thing:    thing{Context: schema, Type: "NewsArticle", URL: e.full(a.Path)},
		Headline: a.Title, Description: a.Summary, Language: string(a.Lang), Page: e.full(a.Path),
		Publisher: thing{Type: "Organization", Name: e.siteName(a.Lang), URL: e.full("/")},
		Words:     a.Words, BasedOn: a.Origin.URL,
	}
	if !a.Date.IsZero() {
		data.Published = machineDate(a.Date)
		data.Modified = data.Published
	}
	if !a.Updated.IsZero() {
		data.Modified = machineDate(a.Updated)
	}
	for _, author := range a.Authors {
		person := thing{Type: "Person", Name: author.Name}
		if p := e.authors[a.Lang][author.Slug]; p != "" {
			person.URL = e.full(p)
		}
		data.Authors = append(data.Authors, person)
	}
	if a.Image != nil && a.Image.Source != "" {
		data.Images = []string{e.full(a.Image.Source)}
	}
	for _, topic := range a.Topics {
		data.Sections = append(data.Sections, topic.Name)
	}
	return encode(data)
}

// trailData is the way from the home page to an article, through its first
// topic.
func (e *edition) trailData(a *content.Article) template.JS {
	data := trailData{thing: thing{Context: schema, Type: "BreadcrumbList"}}
	add := func(name, path string) {
		data.Steps = append(data.Steps, trailStep{"ListItem", len(data.Steps) + 1, name, e.full(path)})
	}
	add(e.siteName(a.Lang), homePath(a.Lang))
	for _, topic := range a.Topics {
		if p := e.topics[a.Lang][topic.Slug]; p != "" {
			add(topic.Name, p)
			break
		}
	}
	add(a.Title, a.Path)
	return encode(data)
}

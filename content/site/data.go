package site

import (
	"encoding/json"
	"html/template"

	"lectern/content"
)

// Structured data by schema.org. The fields are those that search engines ask
// of news; absent ones are left out.

type thing struct {
	Context string     `json:"@context,omitempty"`
	Type    string     `json:"@type"`
	Name    string     `json:"name,omitempty"`
	URL     string     `json:"url,omitempty"`
	Logo    *imageData `json:"logo,omitempty"`
}

type imageData struct {
	Type   string `json:"@type"`
	URL    string `json:"url"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

type websiteData struct {
	thing
	Description string      `json:"description,omitempty"`
	Language    string      `json:"inLanguage"`
	Publisher   thing       `json:"publisher"`
	Action      *actionData `json:"potentialAction,omitempty"`
}

// actionData is the site's own search.
type actionData struct {
	Type   string `json:"@type"`
	Target struct {
		Type     string `json:"@type"`
		Template string `json:"urlTemplate"`
	} `json:"target"`
	Input string `json:"query-input"`
}

type listData struct {
	thing
	Language string `json:"inLanguage"`
	PartOf   thing  `json:"isPartOf"`
}

type articleData struct {
	thing
	Headline    string      `json:"headline"`
	Description string      `json:"description,omitempty"`
	Language    string      `json:"inLanguage"`
	Page        string      `json:"mainEntityOfPage"`
	Published   string      `json:"datePublished,omitempty"`
	Modified    string      `json:"dateModified,omitempty"`
	Authors     []thing     `json:"author"`
	Publisher   thing       `json:"publisher"`
	Images      []imageData `json:"image,omitempty"`
	Sections    []string    `json:"articleSection,omitempty"`
	Words       int         `json:"wordCount,omitempty"`
	Free        bool        `json:"isAccessibleForFree"`
	BasedOn     string      `json:"isBasedOn,omitempty"`
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

// publisher is the site as an organization.
func (e *edition) publisher(lang content.Lang) thing {
	t := thing{Type: "Organization", Name: e.siteName(lang), URL: e.full("/")}
	if icon := e.icon(); icon != "" {
		t.Logo = &imageData{"ImageObject", icon, 512, 512}
	}
	return t
}

func (e *edition) siteData(p page) template.JS {
	data := websiteData{
		thing:       thing{Context: schema, Type: "WebSite", Name: e.siteName(p.lang), URL: e.full(p.path)},
		Description: p.summary, Language: string(p.lang), Publisher: e.publisher(p.lang),
	}
	action := &actionData{Type: "SearchAction", Input: "required name=q"}
	action.Target.Type, action.Target.Template = "EntryPoint", e.full(homePath(p.lang)+"search/")+"?q={q}"
	data.Action = action
	return encode(data)
}

// listData says that a page is a list, and where it stands in the site. steps are
// the names and paths from the home page on, with the list itself.
func (e *edition) listData(lang content.Lang, steps ...[2]string) []template.JS {
	last := steps[len(steps)-1]
	return []template.JS{
		encode(listData{
			thing:    thing{Context: schema, Type: "CollectionPage", Name: last[0], URL: e.full(last[1])},
			Language: string(lang), PartOf: thing{Type: "WebSite", Name: e.siteName(lang), URL: e.full(homePath(lang))},
		}),
		e.trail(lang, steps),
	}
}

func (e *edition) articleData(a *content.Article) template.JS {
	data := articleData{
		thing:    thing{Context: schema, Type: "NewsArticle", URL: e.full(a.Path)},
		Headline: short(a.Title, mostHeadline), Description: short(a.Summary, mostDescription),
		Language: string(a.Lang), Page: e.full(a.Path), Publisher: e.publisher(a.Lang),
		Words: a.Words, Free: true, BasedOn: a.Origin.URL,
	}
	if a.Date.IsZero() {
		data.Type = "Article" // news has a date
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
	if len(data.Authors) == 0 {
		data.Authors = []thing{data.Publisher}
	}
	if p := e.articlePreview(a); p.Source != "" {
		data.Images = []imageData{{"ImageObject", p.Source, p.Width, p.Height}}
	} else if a.Image != nil && a.Image.Source != "" {
		data.Images = []imageData{{"ImageObject", e.full(a.Image.Source), a.Image.Width, a.Image.Height}}
	}
	for _, topic := range a.Topics {
		data.Sections = append(data.Sections, topic.Name)
	}
	return encode(data)
}

// trailData is the way from the home page to an article, through its first
// topic.
func (e *edition) trailData(a *content.Article) template.JS {
	var steps [][2]string
	for _, topic := range a.Topics {
		if p := e.topics[a.Lang][topic.Slug]; p != "" {
			steps = append(steps, [2]string{topic.Name, p})
			break
		}
	}
	return e.trail(a.Lang, append(steps, [2]string{short(a.Title, mostHeadline), a.Path}))
}

// trail is the way from the home page through steps, names with their paths.
func (e *edition) trail(lang content.Lang, steps [][2]string) template.JS {
	data := trailData{thing: thing{Context: schema, Type: "BreadcrumbList"}}
	for i, step := range append([][2]string{{e.siteName(lang), homePath(lang)}}, steps...) {
		data.Steps = append(data.Steps, trailStep{"ListItem", i + 1, step[0], e.full(step[1])})
	}
	return encode(data)
}

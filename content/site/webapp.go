package site

import "lectern/content"

// webapp is the web app manifest: what an installed site is called and looks
// like. Its language is that of the site's root.
type webapp struct {
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description,omitempty"`
	Lang        content.Lang   `json:"lang"`
	Dir         string         `json:"dir"`
	ID          string         `json:"id"`
	StartURL    string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Override    []string       `json:"display_override"`
	Launch      webappLaunch   `json:"launch_handler"`
	Background  string         `json:"background_color"`
	Theme       string         `json:"theme_color"`
	Icons       []webappIcon   `json:"icons"`
	Shortcuts   []webappAction `json:"shortcuts"`
}

type webappLaunch struct {
	Mode []string `json:"client_mode"`
}

type webappIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

type webappAction struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// webapp describes the site. The identity is the base path, so that a site moved
// within its host is another one, and one with another start page the same. A
// launch opens a window of its own: the page being read stays.
func (e *edition) webapp() webapp {
	paper := themes()[0].background.String()
	m := webapp{
		Name: e.siteName(e.fallback), ShortName: e.siteName(e.fallback), Description: e.description(e.fallback),
		Lang: e.fallback, Dir: e.fallback.Dir(),
		ID: e.base, StartURL: e.base, Scope: e.base,
		Display: "minimal-ui", Override: []string{"window-controls-overlay", "minimal-ui"},
		Launch:     webappLaunch{[]string{"navigate-new", "auto"}},
		Background: paper, Theme: paper, Icons: []webappIcon{},
	}
	for _, icon := range e.assets.icons {
		m.Icons = append(m.Icons, webappIcon{e.path(icon.name), icon.sizes, icon.kind, icon.purpose})
	}
	t, home := e.texts[e.fallback], homePath(e.fallback)
	add := func(key, path string) {
		m.Shortcuts = append(m.Shortcuts, webappAction{t.must(key), e.path(path)})
	}
	add("search", home+"search/")
	if e.assets.program != "" {
		add("library", home+"library/")
	}
	add("latest", home)
	return m
}

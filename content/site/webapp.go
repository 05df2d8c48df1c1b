package site

import (
	"fmt"

	"lectern/content"
)

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
	Screenshots []webappShot   `json:"screenshots,omitempty"`
	Shortcuts   []webappAction `json:"shortcuts"`
	Share       *webappShare   `json:"share_target,omitempty"`
	Files       []webappFiles  `json:"file_handlers,omitempty"`
	Links       []webappLinks  `json:"protocol_handlers"`
}

// webappLinks are links of a kind of their own, "web+lectern:ru/customs", that
// the system opens with the installed site. Where it knows nothing of them, an
// article has its address as always. What a link may say, boot.js decides.
type webappLinks struct {
	Protocol string `json:"protocol"`
	URL      string `json:"url"`
}

// webappShare says where other programs can share files and texts to. The
// service worker takes the form, so nothing of it is sent.
type webappShare struct {
	Action string       `json:"action"`
	Method string       `json:"method"`
	Coding string       `json:"enctype"`
	Fields webappFields `json:"params"`
}

type webappFields struct {
	Title string           `json:"title"`
	Text  string           `json:"text"`
	URL   string           `json:"url"`
	Files []webappAccepted `json:"files"`
}

type webappAccepted struct {
	Name   string   `json:"name"`
	Accept []string `json:"accept"`
}

// webappFiles are kinds of files that the system can open with the site.
type webappFiles struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
	Launch string              `json:"launch_type"` // a window for each file
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

// webappShot is a picture of the site, shown where it is offered to be installed.
type webappShot struct {
	Source string `json:"src"`
	Sizes  string `json:"sizes"`
	Type   string `json:"type"`
	Form   string `json:"form_factor"`
	Label  string `json:"label,omitempty"`
}

type webappAction struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// webapp describes the site. The identity is the base path, so that a site moved
// within its host is another one, and one with another start page the same. A
// launch opens a window of its own: the page being read stays. The window has
// Back and Reload where it can; systems that know no such window, iOS among
// them, would make a mere bookmark of anything but "standalone".
func (e *edition) webapp() webapp {
	paper := themes()[0].background.String()
	m := webapp{
		Name: e.siteName(e.fallback), ShortName: e.siteName(e.fallback), Description: e.description(e.fallback),
		Lang: e.fallback, Dir: e.fallback.Dir(),
		ID: e.base, StartURL: e.base, Scope: e.base,
		Display: "standalone", Override: []string{"window-controls-overlay", "minimal-ui"},
		Launch:     webappLaunch{[]string{"navigate-new", "auto"}},
		Background: paper, Theme: paper, Icons: []webappIcon{},
		Links: []webappLinks{{"web+lectern", e.base + "?link=%s"}},
	}
	for _, icon := range e.assets.icons {
		m.Icons = append(m.Icons, webappIcon{e.path(icon.name), icon.sizes, icon.kind, icon.purpose})
	}
	for _, shot := range e.lib.Shots {
		label, _ := e.localized(shot.Label, e.fallback)
		form := "narrow"
		if shot.Wide() {
			form = "wide"
		}
		m.Screenshots = append(m.Screenshots, webappShot{e.path(shot.Path), fmt.Sprintf("%dx%d", shot.Width, shot.Height), shot.Type, form, label})
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
	if e.opens() {
		add("open", openPath(e.fallback))
		action := e.path(openPath(e.fallback))
		if e.keeps() { // without a service worker the form would be sent
			m.Share = &webappShare{action, "POST", "multipart/form-data", webappFields{
				"title", "text", "url",
				[]webappAccepted{{"file", []string{"text/markdown", "text/plain", ".md", ".markdown", ".txt"}}},
			}}
		}
		m.Files = []webappFiles{{action, map[string][]string{
			"text/markdown": {".md", ".markdown"}, "text/plain": {".txt"},
		}, "multiple-clients"}}
	}
	return m
}

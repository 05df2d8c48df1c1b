package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lectern/content"
)

// assetFiles are the shared assets and the library's own images. The latter
// have a hash in their names too: the name is their fingerprint.
func (e *edition) assetFiles() []file {
	files := make([]file, 0, len(e.assets.files)+len(e.lib.Files))
	for _, f := range e.assets.files {
		f.print = e.printer.fingerprint("asset", f.name)
		files = append(files, f)
	}
	for _, f := range e.lib.Files {
		lib := file{name: f.Path, load: f.Data}
		if strings.HasPrefix(f.Path, "assets/") {
			lib.print = e.printer.fingerprint("asset", f.Path)
		}
		files = append(files, lib)
	}
	return files
}

// manifest is the web app manifest: what an installed site is called and looks
// like.
type manifest struct {
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Lang       content.Lang   `json:"lang"`
	Dir        string         `json:"dir"`
	ID         string         `json:"id"`
	StartURL   string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Background string         `json:"background_color"`
	Theme      string         `json:"theme_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// mark of a folder made here.
type siteMark struct {
	Generator string `json:"generator"`
	Version   int    `json:"version"`
	Base      string `json:"base"`
	Policy    string `json:"csp"`

	// Entries are the names at the root of a built site. What else stands
	// there is the operator's: a CNAME, a proof of ownership.
	Entries []string `json:"entries,omitempty"`
}

// markName is the file by which a site of ours is known.
const markName = "lectern.json"

// smallFiles are the files for machines.
func (e *edition) smallFiles() ([]file, error) {
	paper := themes()[0].background.String()
	m := manifest{
		Name: e.siteName(e.fallback), ShortName: e.siteName(e.fallback),
		Lang: e.fallback, Dir: e.fallback.Dir(),
		ID: e.base, StartURL: e.base, Scope: e.base, Display: "minimal-ui",
		Background: paper, Theme: paper, Icons: []manifestIcon{},
	}
	for _, icon := range e.assets.icons {
		m.Icons = append(m.Icons, manifestIcon{e.path(icon.name), icon.sizes, icon.kind, icon.purpose})
	}
	webapp, err := plainJSON(m)
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	mark, err := plainJSON(siteMark{Generator: "lectern", Version: 1, Base: e.base, Policy: e.assets.policy})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", markName, err)
	}
	files := []file{
		{name: "manifest.webmanifest", data: webapp}, {name: markName, data: mark},
		{name: "robots.txt", data: e.robots()},
	}
	if e.embeds() && e.assets.embedder != nil {
		files = append(files, file{name: "embed.js", data: e.assets.embedder})
	}
	if e.origin == "" {
		return files, nil // the rest is nothing but absolute addresses
	}
	sitemaps, err := e.sitemaps(mostAddresses, mostSitemap)
	if err != nil {
		return nil, fmt.Errorf("sitemap: %w", err)
	}
	feeds, err := e.feeds()
	if err != nil {
		return nil, err
	}
	return slices.Concat(files, sitemaps, feeds, e.oembeds()), nil
}

func plainJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // no page holds it, and 'self' stays readable
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

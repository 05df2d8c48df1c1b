package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lectern/content/headers"
)

// sharedFiles are the files that pages share, and the shells.
func (e *edition) sharedFiles() []file {
	files := slices.Clone(e.assets.files)
	if e.keeps() {
		for _, lang := range e.languages {
			files = append(files, e.shells[lang].shell, e.shells[lang].pages)
		}
	}
	return files
}

// assetFiles are the shared files, the service worker and the library's own
// images. The names of most have a hash: the name is their fingerprint.
func (e *edition) assetFiles() []file {
	files := make([]file, 0, len(e.assets.files)+len(e.lib.Files))
	for _, f := range e.sharedFiles() {
		f.print = e.printer.fingerprint("asset", f.name)
		files = append(files, f)
	}
	worker := e.assets.worker
	if !e.keeps() {
		worker = e.assets.kill
	}
	if worker != nil {
		files = append(files, file{name: workerName, data: worker})
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

// mark of a folder made here.
type siteMark struct {
	Generator string `json:"generator"`
	Version   int    `json:"version"`
	Base      string `json:"base"`
	Policy    string `json:"csp"`
	Frame     string `json:"frame_csp,omitempty"` // of pages made for frames

	Origin string   `json:"origin,omitempty"`
	Gone   []string `json:"gone,omitempty"` // paths of articles that were removed

	// Entries are the names at the root of a built site. What else stands
	// there is the operator's: a CNAME, a proof of ownership.
	Entries []string `json:"entries,omitempty"`
}

// markName is the file by which a site of ours is known.
const markName = "lectern.json"

// smallFiles are the files for machines.
func (e *edition) smallFiles() ([]file, error) {
	webapp, err := plainJSON(e.webapp())
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	mark, err := plainJSON(siteMark{
		Generator: "lectern", Version: 1, Base: e.base, Policy: e.assets.policy,
		Frame: e.framePolicy(), Origin: e.origin, Gone: e.lib.Config.Gone,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", markName, err)
	}
	files := []file{
		{name: "manifest.webmanifest", data: webapp}, {name: markName, data: mark},
		{name: "robots.txt", data: e.robots()},
		{name: headers.HostFile, data: e.headers().ForHosts(), plain: true},
		{name: headers.HostFolder + "nginx.conf", data: e.headers().ForNginx(), plain: true},
		{name: headers.HostFolder + "Caddyfile", data: e.headers().ForCaddy(), plain: true},
	}
	if e.embeds() && e.assets.embedder != nil {
		files = append(files, file{name: "embed.js", data: e.assets.embedder})
	}
	if key := e.lib.Config.IndexNow; key != "" {
		files = append(files, file{name: key + ".txt", data: []byte(key), plain: true})
	}
	files = append(files, e.machineTexts()...)
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

package server

import (
	"net/http"

	"lectern/content/headers"
)

// fallbackPolicy is for a site without a usable lectern.json: everything from
// the site itself, no inline script or style.
const fallbackPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; " +
	"worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; " +
	"require-trusted-types-for 'script'; trusted-types lectern"

// A policy is what is sent with the files of a site.
type policy struct {
	classifier *headers.Classifier
	fields     map[headers.Class][]headers.Field
}

func newPolicy(site headers.Site) *policy {
	p := &policy{classifier: headers.NewClassifier(), fields: map[headers.Class][]headers.Field{}}
	for _, c := range []headers.Class{headers.Page, headers.Frame, headers.Asset, headers.Kept, headers.Script, headers.OEmbed, headers.Text} {
		p.fields[c] = site.Fields(c)
	}
	return p
}

// set sets the fields of a class in place of those of another.
func (p *policy) set(h http.Header, c headers.Class) {
	for _, name := range headers.Names() {
		h.Del(name)
	}
	for _, f := range p.fields[c] {
		h.Set(f.Name, f.Value)
	}
}

// setFor sets those of a file.
func (p *policy) setFor(h http.Header, name string) { p.set(h, p.classifier.Class(name)) }

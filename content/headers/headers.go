// Package headers says what a host sends with each file of a site: who may put
// a page into a frame, who may use a file, how long it may be kept. The server
// sends it (package server), and for other hosts it is written down in their
// own languages: _headers, nginx, Caddy.
//
// Rules:
//   - Every file is of one class, by its name alone, so that a host which
//     knows nothing but addresses can tell.
//   - Pages refuse to be framed by others; only those below an address that
//     ends in "embed/" are made for that (content/site), and carry a policy of
//     their own with the partners in frame-ancestors.
//   - What pages in frames load may be loaded by any page: in a sandbox their
//     origin is none, and so never ours.
package headers

import (
	"cmp"
	"regexp"
	"strings"
)

// A Site is what must be known of a site.
type Site struct {
	Base  string // "/" or "/sub/"
	Page  string // Content-Security-Policy of pages
	Frame string // of pages made for frames; "" when nobody may embed

	// For the texts of other hosts alone.
	Languages []string // folders with a 404 page of their own: "ru", "uz-cyrl"
	Gone      []string // paths under the base of articles that were removed: "/ru/customs/"
	Copies    bool     // .br and .gz copies lie beside the files
}

// A Field is one field of a reply's head.
type Field struct{ Name, Value string }

// A Class is a kind of files that get the same fields.
type Class int

const (
	Page   Class = iota // and whatever is not of another class
	Frame               // a page made for frames
	Asset               // a file with a hash in its name that any page may use
	Kept                // a file with a hash in its name for our own pages
	Script              // embed.js
	OEmbed              // an answer of the oEmbed protocol
	Text                // an article as Markdown
)

// Depth is how many folders there are at most above one that is called "embed",
// and above a text: hosts that know no expressions need a rule for each, and
// Cloudflare reads a hundred. Articles and lists have three; former addresses of
// articles may have more than this, and then their frames and answers are not kept.
const Depth = 8

// permissions names what pages may not use, and what the reading tools need:
// copying a link, the screen staying on while reading aloud. Sharing is ours by
// default; naming it makes browsers without it warn of an unknown feature.
const permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=(), " +
	"clipboard-read=(), clipboard-write=(self), fullscreen=(self), screen-wake-lock=(self)"

// Names of the fields that are said here, in the order in which they are.
func Names() []string {
	return []string{
		"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy",
		"Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy",
		"Access-Control-Allow-Origin", "Cache-Control", "Link",
	}
}

// How long things may be kept without asking again. Partners' readers load
// embed.js on every page: an hour of it is worth more than having a mended one
// at once.
const (
	always  = "no-cache"
	forever = "public, max-age=31536000, immutable"
	hour    = "public, max-age=3600, stale-while-revalidate=86400"
)

// canonical says that a text is the same as the page it lies beside, so that
// search engines show the page. It is relative (RFC 8288, 3.2), and so one value
// does for all texts and hosts.
const canonical = "<./>; rel=canonical"

// Fields returns what is sent with the files of a class, in the order of Names.
func (s Site) Fields(c Class) []Field {
	values := map[string]string{
		"Content-Security-Policy":      s.Page,
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "strict-origin-when-cross-origin",
		"Permissions-Policy":           permissions,
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                always,
	}
	shared := func() { values["Cross-Origin-Resource-Policy"] = "cross-origin" }
	switch c {
	case Frame:
		shared()
		values["Content-Security-Policy"] = cmp.Or(s.Frame, s.Page)
		// A partner's page that is isolated from others takes only frames that are too.
		values["Cross-Origin-Embedder-Policy"] = "require-corp"
		// A window that a sandboxed frame opens could not show a page that has one.
		delete(values, "Cross-Origin-Opener-Policy")
	case Asset:
		shared()
		values["Cache-Control"] = forever
	case Kept:
		values["Cache-Control"] = forever
	case Script:
		shared()
		values["Access-Control-Allow-Origin"] = "*"
		values["Cache-Control"] = hour
	case OEmbed:
		shared()
		values["Access-Control-Allow-Origin"] = "*"
	case Text:
		values["Link"] = canonical
	}
	var fields []Field
	for _, name := range Names() {
		if v := values[name]; v != "" {
			fields = append(fields, Field{name, v})
		}
	}
	return fields
}

// classes are the expressions that tell a class by an address under the base,
// "ru/customs/embed/". An address is of one of them at most. They are in the
// language that Go, nginx and Caddy share.
func classes() []struct {
	class   Class
	pattern string
} {
	// Written without braces, which Caddy takes for its own.
	hash := strings.Repeat("[0-9a-f]", 7) + "[0-9a-f]+"
	folders := "[^/]+/" + strings.Repeat("(?:[^/]+/)?", Depth-1)
	return []struct {
		class   Class
		pattern string
	}{
		{Frame, folders + `embed/(?:(?:index|404)\.html)?`},
		{Asset, `assets/(?:.*/)?[^/]*\.` + hash + `\.[^/]+`},
		{Kept, `library/(?:.*/)?[^/]*\.` + hash + `\.[^/]+`},
		{Script, `embed\.js`},
		{OEmbed, `oembed|` + folders + `oembed\.(?:json|xml)`},
		{Text, folders + `index\.md`},
	}
}

// A Classifier tells the class and the type of a file.
type Classifier struct {
	classes  []Class
	patterns []*regexp.Regexp
	types    map[string]Type // by extension
}

// NewClassifier returns a classifier.
func NewClassifier() *Classifier {
	k := &Classifier{types: typesByExtension()}
	for _, c := range classes() {
		k.classes = append(k.classes, c.class)
		k.patterns = append(k.patterns, regexp.MustCompile("^(?:"+c.pattern+")$"))
	}
	return k
}

// Class returns the class of an address under the base, or of a file by its
// name in the site: "ru/customs/embed/", "assets/page.1f2e3d4c5b.css".
func (k *Classifier) Class(name string) Class {
	// Nearly all that is asked for is a page or an asset.
	if !strings.Contains(name, "embed") && !strings.HasSuffix(name, ".md") && !strings.HasPrefix(name, "assets/") && !strings.HasPrefix(name, "library/") {
		return Page
	}
	for i, p := range k.patterns {
		if p.MatchString(name) {
			return k.classes[i]
		}
	}
	return Page
}

package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"lectern/content"
)

// styleOrder is the order in which the style sheets are joined: a later one
// may override an earlier one.
func styleOrder() []string {
	return []string{"tokens", "base", "header", "prose", "code", "article", "lists", "start", "print"}
}

// embedOrder is that of pages in a partner's frame.
func embedOrder() []string { return []string{"tokens", "prose", "code", "embed"} }

// toolsOrder is that of the style sheet which comes with the browser program.
func toolsOrder() []string {
	return []string{"tools", "search", "results", "facets", "settings", "marks", "shelf"}
}

// assets are the files all pages share. Names are relative to the root of the
// site.
type assets struct {
	accent string
	files  []file

	style        string // "assets/style.0a1b2c3d4e.css"
	toolsStyle   string // of what the browser program draws
	embedStyle   string // of pages in a partner's frame
	boot         string // empty when there is no boot.js
	embedded     string // the script of pages in a partner's frame
	embedder     []byte // embed.js, which partners load by that name
	embedderSize int    // of it, compressed
	partner      string // the script of the page for partners; empty when there is none
	partnerStyle string
	program      string // the browser program; empty when it was not built
	exec         string // its loader
	icon         string // SVG
	touch        string // PNG of 180 pixels; empty when there is none
	icons        []iconFile
	own          ownFiles
	texts        map[content.Lang]string
	theme        string // the inline script
	policy       string // Content-Security-Policy for the header
	worker       []byte // the service worker; nil when there is none
	kill         []byte // ends the service worker of an earlier site in its place
	version      string // changes with any file here
}

// iconFile is an icon of the manifest.
type iconFile struct {
	name, sizes, kind, purpose string
}

// buildAssets joins, minifies and names the shared files. before is the result
// for the last render, used again when the accent is the same.
func buildAssets(web fs.FS, all []*texts, accent string, before *assets) (*assets, error) {
	if before != nil && before.accent == accent {
		return before, nil
	}
	a := &assets{accent: accent, texts: map[content.Lang]string{}}
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	for _, step := range []func() error{
		func() error { return a.addStyle(web, m) },
		func() error { return a.addScripts(web, m) },
		func() error { return a.addPrograms(web, m) },
		func() error { return a.addIcons(web) },
		func() error { return a.addTexts(all) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("assets: %w", err)
		}
	}
	sum := sha256.New()
	for _, f := range a.files {
		io.WriteString(sum, f.name+"\n")
	}
	io.WriteString(sum, a.policy)
	a.version = hex.EncodeToString(sum.Sum(nil))
	return a, nil
}

// hashDigits is how much of a SHA-256 goes into a name: 40 bits.
const hashDigits = 10

// add names a file by its content and returns the name.
func (a *assets) add(name string, data []byte) string {
	full := hashed("assets/"+name, data)
	a.files = append(a.files, file{name: full, data: data})
	return full
}

// hashed puts the hash of its content into the name of a file.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:])[:hashDigits] + ext
}

func (a *assets) addStyle(web fs.FS, m *minify.M) (err error) {
	rule, err := accentRule(a.accent)
	if err != nil {
		return err
	}
	if a.style, err = a.joinStyles(web, m, "style.css", styleOrder(), rule); err != nil {
		return err
	}
	if a.toolsStyle, err = a.joinStyles(web, m, "tools.css", toolsOrder(), ""); err != nil {
		return err
	}
	if a.partnerStyle, err = a.joinStyles(web, m, "partner.css", []string{"partner"}, ""); err != nil {
		return err
	}
	a.embedStyle, err = a.joinStyles(web, m, "embed.css", embedOrder(), rule)
	return err
}

// joinStyles adds style sheets, with a rule after them, as one.
func (a *assets) joinStyles(web fs.FS, m *minify.M, name string, parts []string, rule string) (string, error) {
	var joined bytes.Buffer
	for _, part := range parts {
		data, err := fs.ReadFile(web, "css/"+part+".css")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return "", err
		}
		joined.Write(data)
		joined.WriteByte('\n')
	}
	joined.WriteString(rule)
	small, err := m.Bytes("text/css", joined.Bytes())
	if err != nil {
		return "", fmt.Errorf("style sheet %s: %w", name, err)
	}
	return a.add(name, small), nil
}

// addScripts minifies every script. theme.js goes into the pages themselves,
// so that the theme is set before anything is painted.
func (a *assets) addScripts(web fs.FS, m *minify.M) error {
	names, err := fs.Glob(web, "js/*.js")
	if err != nil {
		return err
	}
	for _, name := range names {
		small, err := script(web, m, name)
		if err != nil {
			return err
		}
		switch base := path.Base(name); base {
		case "open.js", "opener.js": // come with their program
		case "theme.js":
			a.theme = string(small)
		case "embedded.js":
			a.embedded = a.add(base, small)
		case "embed.js":
			a.embedder, a.embedderSize = small, brotliBytes(small)
		case "partner.js":
			a.partner = a.add(base, small)
		case killName:
			a.kill = small
		default:
			a.add(base, small)
		}
	}
	a.policy = policy(a.theme)
	boot, err := joinScript(web, m, "js/boot", bootParts())
	if err != nil {
		return err
	}
	if boot != nil {
		a.boot = a.add("boot.js", boot)
	}
	a.worker, err = joinScript(web, m, "js/sw", workerParts())
	return err
}

// policy is the Content-Security-Policy of every page. The only script in a
// page is the one that sets the theme, allowed by its hash.
func policy(theme string) string {
	scripts := "'self' 'wasm-unsafe-eval'"
	if theme != "" {
		sum := sha256.Sum256([]byte(theme))
		scripts += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src " + scripts,
		"style-src 'self'",
		"img-src 'self' data:",
		"media-src 'self'",
		"font-src 'self'",
		"connect-src 'self'",
		"frame-src 'self'",
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'self'", // works only in a header; a browser complains about it in a meta element
		"require-trusted-types-for 'script'",
		"trusted-types lectern",
	}, "; ")
}

// metaPolicy is the policy as a page carries it.
func (a *assets) metaPolicy() string { return withoutAncestors(a.policy) }

// withoutAncestors is a policy as a page may carry it.
func withoutAncestors(policy string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(policy, "; "), func(part string) bool {
		return strings.HasPrefix(part, "frame-ancestors")
	}), "; ")
}

// addIcons takes icon.svg, touch.png (180 pixels) and the icons of the
// manifest: icon-<pixels>.png and maskable-<pixels>.png.
func (a *assets) addIcons(web fs.FS) error {
	names, err := fs.Glob(web, "icons/*.*g")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		base := path.Base(name)
		full := a.add(base, data)
		kind, pixels, _ := strings.Cut(strings.TrimSuffix(base, path.Ext(base)), "-")
		switch {
		case base == "icon.svg":
			a.icon = full
			a.icons = append(a.icons, iconFile{full, "any", "image/svg+xml", "any"})
		case base == "touch.png":
			a.touch = full
		case kind == "icon":
			a.icons = append(a.icons, iconFile{full, pixels + "x" + pixels, "image/png", "any"})
		case kind == "maskable":
			a.icons = append(a.icons, iconFile{full, pixels + "x" + pixels, "image/png", "maskable"})
		}
	}
	return nil
}

// addTexts writes the texts of the tools, a file a language.
func (a *assets) addTexts(all []*texts) error {
	for _, t := range all {
		tools := map[string]any{"tag": t.Tag, "dir": t.Tag.Dir()}
		for key, text := range t.Tools {
			tools[key] = text
		}
		data, err := json.Marshal(tools) // sorts keys
		if err != nil {
			return fmt.Errorf("texts %s: %w", t.Tag, err)
		}
		a.texts[t.Tag] = a.add("texts-"+t.Tag.Segment()+".json", data)
	}
	return nil
}

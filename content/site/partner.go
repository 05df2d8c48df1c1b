package site

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"

	"lectern/content"
	"lectern/content/oembed"
)

// partnerView is the page for partners. Its texts to copy are for the list of
// the newest articles; a script makes those for an article.
type partnerView struct {
	toolView
	PartnerStyle string
	Script       string
	EmbedScript  string
	Root         string // address of the site
	Language     string // folder
	Codes        partnerCodes
	Size         string   // of embed.js, compressed, in kilobytes
	Partners     []string // empty for everyone
}

type partnerCodes struct{ Script, Frame, WordPress, Markdown partnerCode }

type partnerCode struct{ Kind, Text string }

func partnerPath(lang content.Lang) string { return homePath(lang) + "embed/code/" }

// partnerLink leads from an article to the page for partners; empty where
// nobody may embed.
func (e *edition) partnerLink(a *content.Article) string {
	if !e.embeds() || a.Draft || e.assets.partner == "" {
		return ""
	}
	return e.path(partnerPath(a.Lang)) + "?article=" + url.QueryEscape(a.Slug)
}

func (e *edition) partnerView(lang content.Lang) partnerView {
	v := partnerView{
		toolView:     e.toolView(page{lang: lang, path: partnerPath(lang), kind: "partner", versions: e.homes("embed/code/")}, "partner"),
		PartnerStyle: e.path(e.assets.partnerStyle), Script: e.path(e.assets.partner), EmbedScript: e.path("embed.js"),
		Root: e.full("/"), Language: lang.Segment(), Size: e.decimal(lang, float64(e.assets.embedderSize)/1e3),
	}
	address, name := e.full(homePath(lang)), e.siteName(lang)
	quoted := html.EscapeString(name)
	height := listHeight(min(embedListed, len(public(e.articles[lang]))))
	v.Codes = partnerCodes{
		partnerCode{"script", fmt.Sprintf("<script async src=\"%s\"></script>\n<lectern-article href=\"%s\" view=\"list\" height=\"%d\">"+
			"<table role=\"presentation\" height=\"%d\"><tr><td><a href=\"%s\">%s</a></td></tr></table></lectern-article>",
			e.full("/embed.js"), address, height, height, address, quoted)},
		partnerCode{"frame", oembed.Frame(address+"embed/", name, oembed.Width, height)},
		partnerCode{"wordpress", address},
		partnerCode{"markdown", "[" + strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`).Replace(name) + "](" + address + ")"},
	}
	if p := e.partners(); p[0] != everyone {
		v.Partners = p
	}
	return v
}

// decimal writes a number with one digit behind the point, or comma.
func (e *edition) decimal(lang content.Lang, n float64) string {
	text := strconv.FormatFloat(n, 'f', 1, 64)
	if base := e.texts[lang].Tag.Base(); base != "en" && base != "ar" && base != "fa" {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

// brotliBytes is how long data is on the line.
func brotliBytes(data []byte) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(data) // a bytes.Buffer takes everything
	w.Close()
	return b.Len()
}

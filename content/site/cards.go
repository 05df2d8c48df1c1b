package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	imagecolor "image/color"
	"path"
	"sync"

	"lectern/content"
	"lectern/content/card"
)

// A studio paints cards. It outlives a render, for the glyphs its painters keep.
type studio struct {
	fonts    *card.Fonts
	painters sync.Pool
	cache    cardCache
}

func newStudio(cache cardCache) (*studio, error) {
	fonts, err := card.LoadFonts()
	if err != nil {
		return nil, err
	}
	return &studio{fonts: fonts, cache: cache, painters: sync.Pool{New: func() any { return card.NewPainter(fonts) }}}, nil
}

// paint draws a card, unless one of its name was drawn before.
func (s *studio) paint(c card.Card) ([]byte, error) {
	name := cardName(c)
	if data, ok := s.cache.get(name); ok {
		return data, nil
	}
	painter := s.painters.Get().(*card.Painter)
	defer s.painters.Put(painter)
	data, err := painter.Paint(c)
	if err == nil {
		s.cache.put(name, data)
	}
	return data, err
}

// hasCards reports whether pages have cards. They serve only who has an absolute
// address of them, so a site that does not know its own has none.
func (e *edition) hasCards() bool { return e.origin != "" && !e.opts.NoCards && !e.lib.Config.NoCards }

// siteCard stands for a language's pages that are not articles, and for articles
// in scripts that the fonts of cards lack.
func (e *edition) siteCard(lang content.Lang) card.Card {
	light := themes()[0]
	paper, err := parseColor(e.lib.Config.Accent)
	if err != nil {
		paper = usualAccent()
	}
	return card.Card{
		Site: e.siteName(lang), Lang: lang,
		Paper: paper.readable(light.background, light.surface).opaque(), Ink: light.background.opaque(),
	}
}

// articleCard is the card of an article.
func (e *edition) articleCard(a *content.Article) card.Card {
	c := e.siteCard(a.Lang)
	if title, ok := e.studio.fonts.Drawable(a.Title); ok {
		c.Title = title
	}
	return c
}

// cardName is the file of a card. The name has a hash of what the card is made
// from: pages name it before it is made, and that of an earlier build is known
// to be the same.
func cardName(c card.Card) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%q\n%q\n%q\n%v\n%v\n", card.Design, c.Title, c.Site, c.Lang, c.Paper, c.Ink))
	return "assets/card." + hex.EncodeToString(sum[:])[:16] + ".png"
}

// An earlier output knows the site that it is to replace.
type earlier interface {
	// Earlier returns a file of the site that stands.
	Earlier(name string) ([]byte, error)
}

// cardFiles are the cards that pages name. One that the site has already, whole,
// is not drawn again.
func (e *edition) cardFiles(out Output) []file {
	if !e.hasCards() {
		return nil
	}
	var files []file
	taken := map[string]bool{}
	before, _ := out.(earlier)
	add := func(c card.Card) {
		name := cardName(c)
		if taken[name] {
			return
		}
		taken[name] = true
		files = append(files, file{name: name, print: e.printer.fingerprint("asset", name), plain: true, load: func() ([]byte, error) {
			if before != nil {
				if data, err := before.Earlier(name); err == nil && card.Whole(data) {
					return data, nil
				}
			}
			return e.studio.paint(c)
		}})
	}
	for _, lang := range e.languages {
		add(e.siteCard(lang))
	}
	for _, a := range e.lib.Articles {
		if !a.Draft && !shareable(a.Image) {
			add(e.articleCard(a))
		}
	}
	return files
}

// preview is the picture that stands for a page where a link to it is shown.
type preview struct {
	Source        string // absolute address
	Alt           string
	Width, Height int // pixels
}

// cardPreview is a card as a preview.
func (e *edition) cardPreview(c card.Card, alt string) preview {
	if !e.hasCards() {
		return preview{}
	}
	return preview{e.full(cardName(c)), short(alt, mostHeadline), card.Width, card.Height}
}

// articlePreview is the article's own picture, as newspapers have it: a photograph
// says more than a headline that stands beside it in words anyway. Without one
// that networks take it is the card.
func (e *edition) articlePreview(a *content.Article) preview {
	if !shareable(a.Image) {
		return e.cardPreview(e.articleCard(a), a.Title)
	}
	p := preview{e.full(a.Image.Source), a.Image.Alt, a.Image.Width, a.Image.Height}
	if p.Alt == "" {
		p.Alt = a.Title
	}
	for _, v := range a.Image.Variants {
		if v.Width >= card.Width && v.Width < p.Width { // large enough, and less to fetch
			p.Height = p.Height * v.Width / p.Width
			p.Source, p.Width = e.full(v.Source), v.Width
		}
	}
	return p
}

// The smallest picture that is shown large, in pixels, as Facebook and X have it.
const (
	leastShareWidth  = 600
	leastShareHeight = 314
)

// shareable reports whether networks show a picture: they take no drawings (SVG)
// and shrink small pictures to a thumbnail.
func shareable(image *content.Image) bool {
	if image == nil || image.Width < leastShareWidth || image.Height < leastShareHeight {
		return false
	}
	switch path.Ext(image.Source) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp":
		return true
	}
	return false
}

// usualAccent is the accent of a site that has none of its own (a test holds it equal
// to that of tokens.css).
func usualAccent() color { return color{0x9b, 0x2d, 0x1b} }

func (c color) opaque() imagecolor.RGBA { return imagecolor.RGBA{R: c.r, G: c.g, B: c.b, A: 255} }

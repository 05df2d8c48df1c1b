// Package card draws the picture that stands for a page where a link to it is
// shown: its title in large letters on the site's accent, above the name of the
// site.
//
// Rules:
//   - A card is a PNG of 1200×630 pixels, which Open Graph and Twitter's large
//     cards ask for, with 8 shades between two colours: some 13 kB.
//   - Latin, Cyrillic and Arabic script are drawn with two fonts that lie in this
//     folder, shaped and, where a script runs so, from right to left. A text with
//     a letter or a sign of mathematics that neither font has is not drawn at
//     all: no reader sees boxes, or 5 °C for −5 °C. Other signs without a glyph,
//     such as emoji, are left out.
//   - A title is set in the largest of four sizes that it fits without a broken
//     word, in lines of much the same length, and never broken at a no-break
//     space; one too long for the smallest ends after a whole word with an
//     ellipsis.
//   - The same card gives the same bytes. Design changes when they change, so
//     that cards of earlier builds are known to be old.
package card

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"
	"unicode"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/unicode/norm"

	"lectern/content"
)

// Size of a card in pixels.
const (
	Width  = 1200
	Height = 630
)

// Design is the number of the drawing.
const Design = 2

// A Card is what is drawn.
type Card struct {
	Title string // empty on the card of the site itself
	Site  string
	Lang  content.Lang // of the title
	Paper color.RGBA
	Ink   color.RGBA // readable on Paper
}

//go:embed fonts/*.ttf
var fontFiles embed.FS

// Fonts are what cards are drawn with. They may be shared by goroutines.
type Fonts struct{ all []*font.Font }

// LoadFonts reads the fonts.
func LoadFonts() (*Fonts, error) {
	fonts := &Fonts{}
	for _, name := range []string{"serif", "arabic"} {
		data, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			return nil, fmt.Errorf("fonts of cards: %w", err)
		}
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("font %s of cards: %w", name, err)
		}
		fonts.all = append(fonts.all, face.Font)
	}
	return fonts, nil
}

// has reports whether a font has a glyph for r.
func (f *Fonts) has(r rune) bool {
	for _, one := range f.all {
		if _, ok := one.NominalGlyph(r); ok {
			return true
		}
	}
	return false
}

// most is how many letters of a text are looked at: far more than fit.
const most = 400

// noBreak is the space at which no line is broken.
const noBreak = '\u00a0'

// Drawable returns what a card can show of a text; false when the text has
// letters that the fonts lack, or nothing to show.
func (f *Fonts) Drawable(text string) (string, bool) {
	if len(text) > 8*most {
		text = text[:8*most]
	}
	var out []rune
	letters, space := false, rune(0)
	for _, r := range norm.NFC.String(text) {
		if !f.has(r) {
			r = substitute(r)
		}
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = widest(space, r, len(out) == 0)
			continue
		case isJoiner(r): // tells letters how to join; has no shape
			if n := len(out); space != 0 || n == 0 || !unicode.In(out[n-1], unicode.Letter, unicode.Mark) {
				continue
			}
		case f.has(r):
			letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
		case unicode.In(r, unicode.Letter, unicode.Number, unicode.Sm):
			return "", false
		default:
			continue
		}
		if space != 0 {
			out, space = append(out, space), 0
		}
		if out = append(out, r); len(out) > most {
			break
		}
	}
	return string(out), letters
}

// widest is the space that stands for a row of them: one of no-break spaces alone
// stays one. None begins a text.
func widest(row, next rune, first bool) rune {
	switch {
	case first:
		return 0
	case row != ' ' && (next == noBreak || next == '\u202f'):
		return noBreak
	}
	return ' '
}

// substitute is a sign that says the same as r, which the fonts lack, or r.
func substitute(r rune) rune {
	switch r {
	case '\u2212', '→', '↔', '⇒': // a minus is as long as an en dash
		return '–'
	case '≈':
		return '~'
	}
	return r
}

// isJoiner: zero-width joiner and non-joiner, which Persian is written with.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

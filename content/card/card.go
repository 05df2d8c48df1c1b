// Package card draws the picture that stands for a page where a link to it is
// shown: its title in large letters on the site's accent, above the name of the
// site.
//
// Rules:
//   - A card is a PNG of 1200×630 pixels, which Open Graph and Twitter's large
//     cards ask for, with 8 shades between two colours: some 13 kB.
//   - Latin, Cyrillic and Arabic script are drawn with two fonts that lie in this
//     folder, shaped and, where a script runs so, from right to left. A text with
//     a letter that neither font has is not drawn at all: no reader sees boxes.
//     Signs without a glyph, such as emoji, are left out.
//   - A title is set in the largest of four sizes that it fits; one too long for
//     the smallest ends after a whole word with an ellipsis.
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
const Design = 1

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

// Drawable returns what a card can show of a text; false when the text has
// letters that the fonts lack, or nothing to show.
func (f *Fonts) Drawable(text string) (string, bool) {
	if len(text) > 8*most {
		text = text[:8*most]
	}
	var out []rune
	letters, space := false, false
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = len(out) > 0
			continue
		case isJoiner(r): // tells letters how to join; has no shape
			if n := len(out); space || n == 0 || !unicode.In(out[n-1], unicode.Letter, unicode.Mark) {
				continue
			}
		case f.has(r):
			letters = letters || unicode.IsLetter(r) || unicode.IsNumber(r)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return "", false
		default:
			continue
		}
		if space {
			out, space = append(out, ' '), false
		}
		if out = append(out, r); len(out) > most {
			break
		}
	}
	return string(out), letters
}

// isJoiner: zero-width joiner and non-joiner, which Persian is written with.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

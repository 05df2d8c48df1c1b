package card

import (
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// shapedSize is the size, in pixels, at which texts are shaped and measured.
// The fonts have no hints, so every other size is the same but for its scale.
const shapedSize = 64

// A setter shapes texts and breaks them into lines.
type setter struct {
	faces     []*font.Face
	segmenter shaping.Segmenter
	shaper    shaping.HarfbuzzShaper
	wrapper   shaping.LineWrapper
}

func newSetter(fonts *Fonts) *setter {
	s := &setter{}
	for _, f := range fonts.all {
		s.faces = append(s.faces, font.NewFace(f))
	}
	return s
}

// ResolveFace implements shaping.Fontmap.
func (s *setter) ResolveFace(r rune) *font.Face {
	for _, face := range s.faces {
		if _, ok := face.NominalGlyph(r); ok {
			return face
		}
	}
	return s.faces[0]
}

func direction(dir string) di.Direction {
	if dir == "rtl" {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// shape returns the runs of a text.
func (s *setter) shape(text []rune, lang string, dir di.Direction) []shaping.Output {
	inputs := s.segmenter.Split(shaping.Input{
		Text: text, RunEnd: len(text), Direction: dir, Size: fixed.I(shapedSize), Language: language.NewLanguage(lang),
	}, s)
	runs := make([]shaping.Output, len(inputs))
	for i, input := range inputs {
		if input.Script == language.Arabic && !urduDigits(lang) {
			input.FontFeatures = []shaping.FontFeature{{Tag: opentype.MustNewTag("locl")}}
		}
		runs[i] = s.shaper.Shape(input) // the wrapper knows spaces by their empty extents
	}
	return runs
}

// urduDigits: the font of Arabic script draws 6 and 7 of Persian as Urdu has them
// (locl), whatever the language.
func urduDigits(lang string) bool {
	base, _, _ := strings.Cut(lang, "-")
	return base == "ur" || base == "sd" || base == "ks"
}

// lines breaks a text into lines of a width, in pixels at shapedSize. A line
// has its runs from left to right.
func (s *setter) lines(text []rune, lang string, dir di.Direction, width int) []shaping.Line {
	if len(text) == 0 {
		return nil
	}
	return s.wrap(text, s.shape(text, lang, dir), shaping.WrapConfig{Direction: dir}, width)
}

func (s *setter) wrap(text []rune, runs []shaping.Output, config shaping.WrapConfig, width int) []shaping.Line {
	own := slices.Clone(runs)
	for i := range own { // the wrapper takes the width from spaces at the ends of lines
		own[i].Glyphs = slices.Clone(own[i].Glyphs)
	}
	wrapped, _ := s.wrapper.WrapParagraph(config, width, text, shaping.NewSliceIterator(own))
	lines := make([]shaping.Line, len(wrapped))
	for i, line := range wrapped {
		lines[i] = slices.Clone(line) // the wrapper uses its own again
		endSpace(lines[i], config.Direction)
		slices.SortStableFunc(lines[i], func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	}
	return lines
}

// endSpace takes the width from the space that ends a line in a run against the
// direction of the text, where it stands among the words. Spaces at the edge are
// the wrapper's work.
func endSpace(line shaping.Line, dir di.Direction) {
	last := &line[len(line)-1]
	if last.Direction == dir || len(last.Glyphs) == 0 {
		return
	}
	g := &last.Glyphs[0]
	if last.Direction == di.DirectionLTR {
		g = &last.Glyphs[len(last.Glyphs)-1]
	}
	if g.Width == 0 {
		g.Advance = 0
		last.RecomputeAdvance()
	}
}

// advance is the width of a line in pixels at shapedSize.
func advance(line shaping.Line) float32 {
	sum := fixed.Int26_6(0)
	for _, run := range line {
		sum += run.Advance
	}
	return float32(sum) / 64
}

// A step is a size of letters, in pixels, with how many lines of it there is
// room for.
type step struct {
	size, lead float32
	most       int
}

// fit breaks a text into lines of the first step that has room for all without
// breaking a word, or else of the first that has room at all, or else of the last
// one, cut.
func (s *setter) fit(text []rune, lang string, dir di.Direction, width float32, steps []step) ([]shaping.Line, step) {
	runs := s.shape(text, lang, dir)
	last := steps[len(steps)-1]
	for _, policy := range []shaping.LineBreakPolicy{shaping.Never, shaping.WhenNecessary} {
		config := shaping.WrapConfig{Direction: dir, BreakPolicy: policy}
		for _, st := range steps {
			room := float32(width * shapedSize / st.size)
			lines := s.wrap(text, runs, config, int(room))
			if len(lines) <= st.most && !tooWide(lines, room) {
				return s.even(text, runs, config, lines, room), st
			}
		}
	}
	room := float32(width * shapedSize / last.size)
	lines := s.lines(text, lang, dir, int(room))
	for end := len(text); len(lines) > last.most || tooWide(lines, room); {
		end = shorter(text, lines, end, last.most)
		runs := append(slices.Clone(text[:end]), '…')
		lines = s.lines(runs, lang, dir, int(room))
		if end == 0 {
			break
		}
	}
	return lines, last
}

// even breaks a text into as many lines as it has, of the least width that does:
// no last line of one short word. It is within 1/64 of the room.
func (s *setter) even(text []rune, runs []shaping.Output, config shaping.WrapConfig, lines []shaping.Line, room float32) []shaping.Line {
	if len(lines) < 2 || config.BreakPolicy != shaping.Never {
		return lines
	}
	narrow, wide := int(room)/2, int(room)
	for wide-narrow > int(room)/64 {
		middle := (narrow + wide) / 2
		if tried := s.wrap(text, runs, config, middle); len(tried) == len(lines) && !tooWide(tried, float32(middle)) {
			lines, wide = tried, middle
		} else {
			narrow = middle
		}
	}
	return lines
}

// tooWide: a word longer than a line stands in it whole until it is cut.
func tooWide(lines []shaping.Line, room float32) bool {
	return slices.ContainsFunc(lines, func(l shaping.Line) bool { return advance(l) > room+1 })
}

// shorter returns where to cut a text that ended at end: before the last word
// that the allowed lines hold, or, within a single word, a tenth earlier.
func shorter(text []rune, lines []shaping.Line, end, most int) int {
	if len(lines) > most {
		past := len(text)
		for _, run := range lines[most] {
			past = min(past, run.Runes.Offset)
		}
		end = min(end, past+1) // the word that begins there goes too
	}
	cut := end - 1
	for cut > 0 && text[cut] != ' ' {
		cut--
	}
	if cut <= 0 {
		cut = end * 9 / 10
	}
	for cut > 0 && strings.ContainsRune(" \u00a0,.;:!?…—–-«(„“\"،؛", text[cut-1]) {
		cut--
	}
	return cut
}

package card

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
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
		runs[i] = s.shaper.Shape(input) // the wrapper knows spaces by their empty extents
	}
	return runs
}

// lines breaks a text into lines of a width, in pixels at shapedSize. A line
// has its runs from left to right.
func (s *setter) lines(text []rune, lang string, dir di.Direction, width int) []shaping.Line {
	if len(text) == 0 {
		return nil
	}
	return s.wrap(text, s.shape(text, lang, dir), dir, width)
}

func (s *setter) wrap(text []rune, runs []shaping.Output, dir di.Direction, width int) []shaping.Line {
	own := slices.Clone(runs)
	for i := range own { // the wrapper takes the width from spaces at the ends of lines
		own[i].Glyphs = slices.Clone(own[i].Glyphs)
	}
	wrapped, _ := s.wrapper.WrapParagraph(shaping.WrapConfig{Direction: dir}, width, text, shaping.NewSliceIterator(own))
	lines := make([]shaping.Line, len(wrapped))
	for i, line := range wrapped {
		lines[i] = slices.Clone(line) // the wrapper uses its own again
		slices.SortStableFunc(lines[i], func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	}
	return lines
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

// fit breaks a text into lines of the first step that has room for all, or else
// of the last one, cut.
func (s *setter) fit(text []rune, lang string, dir di.Direction, width float32, steps []step) ([]shaping.Line, step) {
	runs := s.shape(text, lang, dir)
	last := steps[len(steps)-1]
	for _, st := range steps {
		room := float32(width * shapedSize / st.size)
		lines := s.wrap(text, runs, dir, int(room))
		if len(lines) <= st.most && !tooWide(lines, room) {
			return lines, st
		}
	}
	room := float32(width * shapedSize / last.size)
	lines := s.wrap(text, runs, dir, int(room))
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
	for cut > 0 && !unicode.IsSpace(text[cut]) {
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

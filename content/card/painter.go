package card

import (
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/vector"
)

// Where things stand on a card, in pixels.
const (
	margin    = 84
	textWidth = Width - 2*margin
	titleTop  = 72
	titleRoom = 380
	ruleTop   = 496
	ruleWidth = 96
	ruleThick = 6
	siteBase  = 562 // baseline of the site's name
	markSize  = 88  // of the book below the name of a site
	largeMark = 220 // of the book that stands alone
)

// titleSteps are the sizes of titles. Arabic letters reach further below and
// above their line.
func titleSteps(dir di.Direction) []step {
	lead := float32(1.2)
	if dir == di.DirectionRTL {
		lead = 1.5
	}
	var steps []step
	for _, size := range []float32{92, 76, 64, 54} {
		steps = append(steps, step{size, size * lead, int(titleRoom / (size * lead))})
	}
	return steps
}

func siteSteps() []step { return []step{{38, 46, 1}, {32, 40, 1}} }

// A Painter draws one card after another and keeps the glyphs it has drawn.
// It must not be used by two goroutines at once.
type Painter struct {
	fonts  *Fonts
	set    *setter
	glyphs map[glyphKey]*glyph
	raster vector.Rasterizer
	canvas []uint8 // ink of each pixel
	packer packer
}

// NewPainter returns a painter.
func NewPainter(fonts *Fonts) *Painter {
	return &Painter{fonts: fonts, set: newSetter(fonts), glyphs: map[glyphKey]*glyph{}, canvas: make([]uint8, Width*Height)}
}

// Paint returns a card as PNG. What cannot be drawn of it is left out; with
// nothing to draw it is the mark of Lectern on the paper.
func (p *Painter) Paint(c Card) ([]byte, error) {
	clear(p.canvas)
	title, _ := p.fonts.Drawable(c.Title)
	site, _ := p.fonts.Drawable(c.Site)
	dir := direction(c.Lang.Dir())
	switch {
	case title != "":
		p.title(title, c, dir)
		if site != "" {
			p.rule(dir)
			lines, st := p.set.fit([]rune(site), string(c.Lang), dir, textWidth, siteSteps())
			p.line(lines, st, dir, siteBase)
		}
	case site != "":
		p.title(site, c, dir)
		left := margin
		if dir == di.DirectionRTL {
			left = Width - margin - markSize
		}
		p.book(markSize, left, siteBase-markSize)
	default:
		p.book(largeMark, (Width-largeMark)/2, (Height-largeMark)/2)
	}
	return p.packer.png(p.canvas, c.Paper, c.Ink)
}

func (p *Painter) title(text string, c Card, dir di.Direction) {
	lines, st := p.set.fit([]rune(text), string(c.Lang), dir, textWidth, titleSteps(dir))
	base := titleTop + st.lead*0.5 + st.size*0.34
	for _, line := range lines {
		p.line([]shaping.Line{line}, st, dir, base)
		base += st.lead
	}
}

// line draws the first of lines with its baseline at base.
func (p *Painter) line(lines []shaping.Line, st step, dir di.Direction, base float32) {
	if len(lines) == 0 {
		return
	}
	scale := st.size / shapedSize
	x := float32(margin)
	if dir == di.DirectionRTL {
		x = Width - margin - float32(advance(lines[0])*scale)
	}
	for _, run := range lines[0] {
		for _, g := range run.Glyphs {
			left := x + float32(float32(g.XOffset)/64*scale)
			top := base - float32(float32(g.YOffset)/64*scale)
			p.glyph(run.Face, g.GlyphID, st.size, left, top)
			x += float32(float32(g.Advance) / 64 * scale)
		}
	}
}

// rule is the short line above the name of the site.
func (p *Painter) rule(dir di.Direction) {
	left := margin
	if dir == di.DirectionRTL {
		left = Width - margin - ruleWidth
	}
	for y := ruleTop; y < ruleTop+ruleThick; y++ {
		for x := left; x < left+ruleWidth; x++ {
			p.canvas[y*Width+x] = 255
		}
	}
}

package card

import (
	"image"
	"image/draw"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"
)

// A glyphKey names a drawn glyph.
type glyphKey struct {
	face *font.Face
	id   font.GID
	size float32
}

// A glyph is the share of ink in each pixel around a glyph, 0 to 255.
type glyph struct {
	x, y int // of its upper left corner from the pen; y grows downwards
	mask *image.Alpha
}

// draw returns a glyph; nil when it leaves no ink.
func (k glyphKey) draw(z *vector.Rasterizer) *glyph {
	outline, ok := k.face.GlyphData(k.id).(font.GlyphOutline)
	if !ok || len(outline.Segments) == 0 {
		return nil
	}
	scale := k.size / float32(k.face.Upem())
	at := func(p opentype.SegmentPoint) (x, y float32) { // conversions keep additions apart on every processor
		return float32(p.X * scale), float32(-p.Y * scale)
	}
	low, high := [2]float32{math.MaxFloat32, math.MaxFloat32}, [2]float32{-math.MaxFloat32, -math.MaxFloat32}
	for i := range outline.Segments {
		for _, p := range outline.Segments[i].ArgsSlice() {
			x, y := at(p)
			low = [2]float32{min(low[0], x), min(low[1], y)}
			high = [2]float32{max(high[0], x), max(high[1], y)}
		}
	}
	left, top := int(math.Floor(float64(low[0]))), int(math.Floor(float64(low[1])))
	width, height := int(math.Ceil(float64(high[0])))-left, int(math.Ceil(float64(high[1])))-top
	if width <= 0 || height <= 0 || width > Width || height > Height {
		return nil
	}
	z.Reset(width, height)
	z.DrawOp = draw.Src
	for i := range outline.Segments {
		s := &outline.Segments[i]
		var p [6]float32
		for j, point := range s.ArgsSlice() {
			x, y := at(point)
			p[2*j], p[2*j+1] = x-float32(left), y-float32(top)
		}
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(p[0], p[1])
		case opentype.SegmentOpLineTo:
			z.LineTo(p[0], p[1])
		case opentype.SegmentOpQuadTo:
			z.QuadTo(p[0], p[1], p[2], p[3])
		case opentype.SegmentOpCubeTo:
			z.CubeTo(p[0], p[1], p[2], p[3], p[4], p[5])
		}
	}
	z.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, width, height))
	z.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return &glyph{left, top, mask}
}

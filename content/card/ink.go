package card

import (
	"image"
	"image/draw"

	"github.com/go-text/typesetting/font"
)

// glyph puts a glyph on the canvas with its pen at (x, y), rounded to pixels: at
// these sizes nobody sees the rest, and equal letters are packed better.
func (p *Painter) glyph(face *font.Face, id font.GID, size, x, y float32) {
	key := glyphKey{face, id, size}
	g, ok := p.glyphs[key]
	if !ok {
		g = key.draw(&p.raster)
		p.glyphs[key] = g
	}
	if g != nil {
		p.ink(g.mask, int(x+0.5)+g.x, int(y+0.5)+g.y)
	}
}

// ink adds a mask to the canvas with its upper left corner at (left, top).
func (p *Painter) ink(mask *image.Alpha, left, top int) {
	size := mask.Rect.Size()
	from, to := max(0, -left), min(size.X, Width-left)
	if from >= to {
		return
	}
	for y := max(0, -top); y < min(size.Y, Height-top); y++ {
		row := mask.Pix[y*mask.Stride+from : y*mask.Stride+to]
		out := p.canvas[(top+y)*Width+left+from:]
		for i, v := range row {
			if v != 0 {
				out[i] = uint8(min(255, int(out[i])+int(v)))
			}
		}
	}
}

// book draws the open book of our icon, so many pixels wide, with its upper left
// corner at (left, top).
func (p *Painter) book(size, left, top int) {
	s := float32(size) / 36 // the book of the icon is 36 units wide
	page := func(side float32) {
		x := func(v float32) float32 { return float32(size)/2 + side*v*s }
		p.raster.MoveTo(x(1.5), 5*s)
		p.raster.CubeTo(x(5.5), 2*s, x(10.5), 0, x(17), 0)
		p.raster.LineTo(x(17), 30*s)
		p.raster.CubeTo(x(10.5), 30*s, x(5.5), 31.2*s, x(1.5), 34*s)
		p.raster.ClosePath()
	}
	p.raster.Reset(size, size)
	p.raster.DrawOp = draw.Src
	page(1)
	page(-1)
	mask := image.NewAlpha(image.Rect(0, 0, size, size))
	p.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	p.ink(mask, left, top)
}

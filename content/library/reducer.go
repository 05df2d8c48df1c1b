package library

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/image/draw"
	"golang.org/x/sync/semaphore"
)

const (
	// reduceFrom is the width above which an image gets smaller copies. The
	// column of text is some 700 CSS pixels wide: below, there is little to gain.
	reduceFrom = 1000
	// reduceBytes is the size below which a file is small enough as it is.
	reduceBytes = 48 << 10
	// reducePixels bounds decoding, of all workers together: 40 megapixels take
	// 160 MB. Photos of up to 20 are scaled two at a time.
	reducePixels = 40 << 20
	// reduceVersion goes into the names of copies: they change when the way
	// they are made does.
	reduceVersion = "1"
	// jpegQuality is where photos show no difference at reading distance.
	jpegQuality = 80
)

// reduceWidths are those of a phone, a phone with a dense screen or a tablet,
// and a dense desktop screen.
var reduceWidths = []int{480, 720, 960, 1440}

// A reducer makes the smaller copies of an image when the site asks for them.
// Their names come from the source, so that pages can be written before.
// All copies are made at one decoding and kept until fetched.
type reducer struct {
	fsys   fs.FS
	asset  *asset
	widths []int
	ext    string

	mu       sync.Mutex
	made     map[int][]byte
	decoding *semaphore.Weighted // pixels in memory; shared by all images of a library
}

// reduce decides whether the image gets smaller copies. Animations and drawings
// don't, nor WebP that may be transparent: there is nothing to write it with.
func (a *asset) reduce(fsys fs.FS, decoding *semaphore.Weighted) {
	p := a.picture
	if p.width <= reduceFrom || a.size < reduceBytes || p.width*p.height > reducePixels {
		return
	}
	ext := ".jpg"
	switch p.format {
	case "jpeg":
	case "png":
		ext = ".png"
	case "webp":
		if !p.opaque {
			return
		}
	default:
		return
	}
	r := &reducer{fsys: fsys, asset: a, ext: ext, decoding: decoding}
	for _, width := range reduceWidths {
		if width*5 <= p.width*4 { // a copy nearly as wide saves nothing
			r.widths = append(r.widths, width)
		}
	}
	a.reduced = r
}

func (r *reducer) name(width int) string {
	key := fmt.Appendf(nil, "%x %d %s", r.asset.sum, width, reduceVersion)
	sum := sha256.Sum256(key)
	return assetName(r.asset.path, "-"+strconv.Itoa(width), r.ext, sum[:])
}

func (r *reducer) files() []File {
	var files []File
	for _, width := range r.widths {
		files = append(files, File{
			Path: r.name(width), Width: width, Original: r.asset.file,
			Data: func() ([]byte, error) { return r.data(width) },
		})
	}
	return files
}

// data returns the copy of that width.
func (r *reducer) data(width int) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.made[width] == nil {
		if err := r.make(); err != nil {
			return nil, fmt.Errorf("making smaller copies of %s: %w", r.asset.path, err)
		}
	}
	data := r.made[width]
	delete(r.made, width)
	return data, nil
}

// make decodes the image and makes every copy, each from the next larger one:
// that takes a third less time than all from the original, and looks the same.
func (r *reducer) make() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the decoder failed: %v", p)
		}
	}()
	pixels := int64(r.asset.picture.width * r.asset.picture.height)
	if err := r.decoding.Acquire(context.Background(), pixels); err != nil {
		return err
	}
	defer r.decoding.Release(pixels)
	source, err := readLimited(r.fsys, r.asset.path, fileLimit)
	if errors.Is(err, fs.ErrNotExist) {
		err = ErrChanged
	}
	if err != nil {
		return err
	}
	if sha256.Sum256(source) != r.asset.sum {
		return ErrChanged
	}
	img, _, err := image.Decode(bytes.NewReader(source))
	if err != nil { // it was looked through when it was found
		return err
	}
	made := map[int][]byte{}
	for _, width := range slices.Backward(r.widths) {
		img = shrink(img, width, r.asset.picture)
		data, err := r.encode(turned(img, r.asset.picture.turn))
		if err != nil {
			return err
		}
		// A drawing of few colours is larger smoothed. The original under the
		// copy's name is shown at the same size.
		if len(data) >= len(source) && r.asset.picture.format != "webp" {
			data = source
		}
		made[width] = data
	}
	r.made = made
	return nil
}

func (r *reducer) encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	switch r.ext {
	case ".jpg":
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return nil, err
		}
	case ".png":
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&b, img); err != nil {
			return nil, err
		}
	default:
		return nil, errors.New("no encoder for " + r.ext)
	}
	return b.Bytes(), nil
}

// shrink scales img, which is not turned yet, so that it is width wide as shown.
func shrink(img image.Image, width int, p picture) image.Image {
	height := max(1, (width*p.height+p.width/2)/p.width)
	if p.turn >= 5 {
		width, height = height, width
	}
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	return small
}

// turned applies an EXIF orientation.
func turned(img image.Image, turn int) image.Image {
	src, ok := img.(*image.RGBA)
	if !ok || turn < 2 || turn > 8 {
		return img
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		dst = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			var tx, ty int
			switch turn {
			case 2:
				tx, ty = w-1-x, y
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				tx, ty = x, h-1-y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(dst.Pix[dst.PixOffset(tx, ty):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return dst
}

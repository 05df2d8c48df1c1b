package library

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"lectern/content"
)

// photo is a JPEG that doesn't compress to nothing: noise over a slope, the
// upper left quarter dark so that turning shows.
func photo(t testing.TB, w, h, turn int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	random := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			v := uint8(160 + random.IntN(90))
			if x < w/2 && y < h/2 {
				v = uint8(random.IntN(40))
			}
			img.Set(x, y, color.RGBA{v, v, v, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	if turn == 0 {
		return b.Bytes()
	}
	tiff := binary.LittleEndian.AppendUint32([]byte("II*\x00"), 8)
	tiff = binary.LittleEndian.AppendUint16(tiff, 1)
	tiff = binary.LittleEndian.AppendUint16(tiff, 0x0112)
	tiff = binary.LittleEndian.AppendUint16(tiff, 3)
	tiff = binary.LittleEndian.AppendUint32(tiff, 1)
	tiff = binary.LittleEndian.AppendUint32(tiff, uint32(turn))
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(segment)+2))
	return append(append(head, segment...), b.Bytes()[2:]...)
}

func TestImages(t *testing.T) {
	var animation bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 1200, 40), color.Palette{color.Black, color.White})
	if err := gif.EncodeAll(&animation, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewRGBA(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	bomb := append([]byte(nil), small.Bytes()...)
	binary.BigEndian.PutUint32(bomb[16:], 60000) // width in the header; its checksum no longer fits
	tests := map[string]struct {
		name, dest string
		data       []byte
		width      int
		height     int
		variants   []int
		problem    string
	}{
		"small":             {"a/x.png", "x.png", small.Bytes(), 40, 30, nil, ""},
		"from the root":     {"assets/images/x.png", "/assets/images/x.png", small.Bytes(), 40, 30, nil, ""},
		"from a parent":     {"a/img/x.png", "/img/x.png", small.Bytes(), 40, 30, nil, ""},
		"photo":             {"a/x.jpg", "x.jpg", photo(t, 1600, 200, 0), 1600, 200, []int{480, 720, 960}, ""},
		"wide photo":        {"a/x.jpg", "x.jpg", photo(t, 2400, 100, 0), 2400, 100, []int{480, 720, 960, 1440}, ""},
		"turned photo":      {"a/x.jpg", "x.jpg", photo(t, 200, 1600, 6), 1600, 200, []int{480, 720, 960}, ""},
		"animation":         {"a/x.gif", "x.gif", animation.Bytes(), 1200, 40, nil, ""},
		"wrong name":        {"a/x.jpg", "x.jpg", small.Bytes(), 40, 30, nil, ""},
		"drawing":           {"a/x.svg", "x.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"/>`), 12, 8, nil, ""},
		"missing":           {"a/y.png", "x.png", small.Bytes(), 0, 0, nil, "missing-image"},
		"remote":            {"a/y.png", "https://a.example/x.png", small.Bytes(), 0, 0, nil, "remote-image"},
		"remote, no scheme": {"a/y.png", "//a.example/x.png", small.Bytes(), 0, 0, nil, "remote-image"},
		"script":            {"a/y.png", "javascript:x.png", small.Bytes(), 0, 0, nil, "bad-scheme"},
		"not an image":      {"a/x.png", "x.png", []byte("text"), 0, 0, nil, "bad-image"},
		"damaged header":    {"a/x.png", "x.png", bomb, 0, 0, nil, "bad-image"},
		"bad drawing":       {"a/x.svg", "x.svg", []byte(`<svg><g></svg>`), 0, 0, nil, "bad-image"},
		"outside":           {"a/x.png", "../../x.png", small.Bytes(), 0, 0, nil, "missing-image"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{"a/a.md": {Data: []byte("# A\n")}, test.name: {Data: test.data}}
			tree, _, err := walk(t.Context(), fsys, nil)
			if err != nil {
				t.Fatal(err)
			}
			sources, err := readSources(t.Context(), fsys, tree, time.UTC, nil)
			if err != nil {
				t.Fatal(err)
			}
			pages, _ := place(sources, []content.Lang{"en"})
			tb := newTable(tree, pages, nil)
			tb.base, tb.assets = "/sub/", newAssets(fsys)
			a, problem := tb.image(pages[0], test.dest)
			if problem != nil {
				if problem.Kind != test.problem {
					t.Errorf("problem = %v, want %q", problem, test.problem)
				}
				return
			}
			img := a.image("/sub/")
			var widths []int
			for _, v := range img.Variants {
				widths = append(widths, v.Width)
			}
			if test.problem != "" || img.Width != test.width || img.Height != test.height || fmt.Sprint(widths) != fmt.Sprint(test.variants) {
				t.Fatalf("image = %+v, want %d x %d, variants %v, problem %q", img, test.width, test.height, test.variants, test.problem)
			}
			if !strings.HasPrefix(img.Source, "/sub/assets/x.") {
				t.Errorf("source = %s, want /sub/assets/x.…", img.Source)
			}
			files := a.files(fsys)
			if len(files) != 1+len(test.variants) {
				t.Fatalf("%d files, want %d", len(files), 1+len(test.variants))
			}
			for i, f := range files {
				data, err := f.Data()
				if err != nil {
					t.Fatalf("making %s: %v", f.Path, err)
				}
				if i == 0 {
					continue
				}
				if len(data) >= len(test.data) {
					t.Errorf("%s has %d bytes, the original %d", f.Path, len(data), len(test.data))
				}
				got, _, err := image.Decode(bytes.NewReader(data))
				if err != nil {
					t.Fatalf("%s: %v", f.Path, err)
				}
				want := image.Pt(test.variants[i-1], test.variants[i-1]*test.height/test.width)
				if got.Bounds().Size() != want {
					t.Errorf("%s is %v, want %v", f.Path, got.Bounds().Size(), want)
				}
				dark := image.Pt(want.X/4, want.Y/4)
				if test.name == "a/x.jpg" && strings.HasPrefix(name, "turned") {
					dark = image.Pt(want.X*3/4, want.Y/4) // turned by a quarter, the upper left is the upper right
				}
				if y := color.GrayModel.Convert(got.At(dark.X, dark.Y)).(color.Gray).Y; y > 90 {
					t.Errorf("%s at %v is %d, want the dark quarter", f.Path, dark, y)
				}
				again, err := f.Data()
				if err != nil || !bytes.Equal(again, data) {
					t.Errorf("%s is made otherwise the second time (%v)", f.Path, err)
				}
			}
		})
	}
}

func TestFileChangedWhileReading(t *testing.T) {
	fsys := fstest.MapFS{"a.pdf": {Data: []byte("one")}}
	assets := newAssets(fsys)
	a, problem := assets.get(entry{path: "a.pdf", size: 3})
	if problem != nil {
		t.Fatal(problem)
	}
	fsys["a.pdf"] = &fstest.MapFile{Data: []byte("two")}
	if data, err := a.files(fsys)[0].Data(); err == nil {
		t.Errorf("data of a changed file = %q, want an error: its name promises other bytes", data)
	}
}

func TestTurn(t *testing.T) {
	// The letters of each orientation are how the camera stores the picture
	// "ab/cd" (EXIF 2.32, 4.6.4, tag Orientation).
	stored := map[int]string{1: "ab/cd", 2: "ba/dc", 3: "dc/ba", 4: "cd/ab", 5: "ac/bd", 6: "bd/ac", 7: "db/ca", 8: "ca/db"}
	for turn, rows := range stored {
		img := image.NewRGBA(image.Rect(0, 0, 2, 2))
		for y, row := range strings.Split(rows, "/") {
			for x := range 2 {
				img.Set(x, y, color.RGBA{row[x], 0, 0, 255})
			}
		}
		got := turned(img, turn)
		var shown []byte
		for y := range 2 {
			for x := range 2 {
				r, _, _, _ := got.At(x, y).RGBA()
				shown = append(shown, byte(r>>8))
			}
		}
		if string(shown) != "abcd" {
			t.Errorf("orientation %d of %s = %s, want abcd", turn, rows, shown)
		}
	}
}

func FuzzPicture(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"))
	f.Add([]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00ispe\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readPicture(data)
		if err == nil && (p.turn < 1 || p.turn > 8) {
			t.Errorf("orientation = %d", p.turn)
		}
		orientation(data)
	})
}

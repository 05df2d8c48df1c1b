package library

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// pngOf returns a PNG whose header claims a size that its data does not have.
func pngOf(t *testing.T, w, h uint32) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	binary.BigEndian.PutUint32(data[16:], w)
	binary.BigEndian.PutUint32(data[20:], h)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestDamagedImages(t *testing.T) {
	var drawn, moving bytes.Buffer
	if err := png.Encode(&drawn, image.NewRGBA(image.Rect(0, 0, 1600, 300))); err != nil {
		t.Fatal(err)
	}
	frame := image.NewPaletted(image.Rect(0, 0, 40, 40), color.Palette{color.Black, color.White})
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	jpg := photo(t, 1600, 200, 0)
	spoiled := bytes.Clone(drawn.Bytes())
	spoiled[len(spoiled)/2] ^= 0xff
	padded := append(bytes.Clone(jpg), make([]byte, 100)...)
	huge := append(pngOf(t, 12000, 9000), make([]byte, 1<<20)...)
	tests := map[string]struct {
		name    string
		data    []byte
		kind    string
		message string
		shown   bool
	}{
		"whole JPEG":              {"x.jpg", jpg, "", "", true},
		"JPEG with bytes behind":  {"x.jpg", padded, "", "", true},
		"cut JPEG":                {"x.jpg", jpg[:len(jpg)/2], "bad-image", "missing at the end", false},
		"cut PNG":                 {"x.png", drawn.Bytes()[:drawn.Len()/2], "bad-image", "missing at the end", false},
		"spoiled PNG":             {"x.png", spoiled, "bad-image", "damaged", false},
		"whole GIF":               {"x.gif", moving.Bytes(), "", "", true},
		"GIF without its mark":    {"x.gif", moving.Bytes()[:moving.Len()-1], "", "", true},
		"cut GIF":                 {"x.gif", moving.Bytes()[:moving.Len()-6], "bad-image", "missing at the end", false},
		"GIF of 13 bytes":         {"x.gif", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), "bad-image", "65535 × 65535", false},
		"small GIF with no image": {"x.gif", []byte("GIF89a\x05\x00\x05\x00\x00\x00\x00;"), "bad-image", "no image", false},
		"bomb":                    {"x.png", pngOf(t, 16000, 16000), "bad-image", "memory", false},
		"photo too large":         {"x.png", huge[:1<<20], "bad-image", "missing at the end", false},
		"large photo":             {"x.png", append(huge, "IEND\xae\x42\x60\x82"...), "large-image", "12000 × 9000", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lib, err := NewLoader(Options{FS: fstest.MapFS{
				"a.md": {Data: []byte("# A\n\n![a view](" + test.name + ")\n")}, test.name: {Data: test.data},
			}, Now: testNow}).Load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			kind, message := "", ""
			for _, p := range lib.Problems {
				kind, message = p.Kind, p.Message
				if p.Hint == "" {
					t.Errorf("%v has no hint", p)
				}
			}
			if kind != test.kind || !strings.Contains(message, test.message) {
				t.Errorf("problem = %s: %s, want %s: …%s…", kind, message, test.kind, test.message)
			}
			body := lib.Articles[0].Body.String()
			if strings.Contains(body, "<img") != test.shown || !strings.Contains(body, "a view") {
				t.Errorf("article is\n%s\nimage to be shown: %v", body, test.shown)
			}
			if !test.shown && len(lib.Files) > 0 {
				t.Errorf("files = %v, want none", lib.Files)
			}
			for _, f := range lib.Files {
				if _, err := f.Data(); err != nil {
					t.Errorf("%s: %v", f.Path, err)
				}
			}
		})
	}
}

// A file that changes or goes after the library was loaded is told so that the
// caller knows to load again.
func TestFileGoneAfterLoading(t *testing.T) {
	for name, change := range map[string]func(fstest.MapFS){
		"changed":    func(fsys fstest.MapFS) { fsys["x.jpg"] = &fstest.MapFile{Data: []byte("other")} },
		"gone":       func(fsys fstest.MapFS) { delete(fsys, "x.jpg") },
		"no drawing": func(fsys fstest.MapFS) { fsys["x.svg"] = &fstest.MapFile{Data: []byte("<svg")} },
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"a.md": {Data: []byte("# A\n\n![a](x.jpg) ![b](x.svg)\n")}, "x.jpg": {Data: photo(t, 1600, 200, 0)},
				"x.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"/>`)},
			}
			lib, err := NewLoader(Options{FS: fsys, Now: testNow}).Load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			change(fsys)
			failed := 0
			for _, f := range lib.Files {
				if _, err := f.Data(); err != nil {
					failed++
					if !errors.Is(err, ErrChanged) {
						t.Errorf("%s: %v, want ErrChanged", f.Path, err)
					}
				}
			}
			if failed == 0 {
				t.Error("no file says that it was changed")
			}
		})
	}
}

func FuzzDamage(f *testing.F) {
	f.Add("gif", []byte("GIF89a\x05\x00\x05\x00\x80\x00\x00;,"))
	f.Add("gif", []byte("GIF89a\x05\x00\x05\x00\x00\x00\x00\x21\xf9\x04\x00,\x00\x00\x00\x00\x05\x00\x05\x00\x87"))
	f.Add("jpeg", []byte("\xff\xd8\xff\xda"))
	f.Add("webp", []byte("RIFF\xff\xff\xff\xffWEBP"))
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		_ = picture{format: format, width: 4, height: 4}.damaged(data)
	})
}

package library

import (
	"bytes"
	"image"
	"image/gif"
	"image/png"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"lectern/content"
)

// screen is a picture of a screen, all black.
func screen(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestScreenshots(t *testing.T) {
	var moving bytes.Buffer
	if err := gif.Encode(&moving, image.NewGray(image.Rect(0, 0, 400, 800)), nil); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int, message, hint string) []content.Problem {
		return []content.Problem{{File: "lectern.yaml", Line: line, Column: column, Kind: "bad-config", Message: message, Hint: hint}}
	}
	tests := map[string]struct {
		config   string
		want     []Shot
		problems []content.Problem
	}{
		"one of each shape": {
			config: "screenshots:\n  - pics/phone.png\n  - {file: /pics/wide.jpg, text: {ru: Статья, en: An article}}\n",
			want: []Shot{
				{Type: "image/png", Width: 400, Height: 800},
				{Type: "image/png", Width: 800, Height: 500, Label: Text{"ru": "Статья", "en": "An article"}},
			},
		},
		"one value for a list": {config: "Screenshots: pics/phone.png\n", want: []Shot{{Type: "image/png", Width: 400, Height: 800}}},
		"mistyped": {
			config:   "screenshots:\n  - pics/phon.png\n",
			problems: at(2, 5, "the screenshot pics/phon.png is not in the folder", `did you mean "pics/phone.png"?`),
		},
		"of another folder": {
			config:   "screenshots: [../secret.png]\n",
			problems: at(1, 15, "the screenshot ../secret.png is not in the folder", "paths begin at the folder of lectern.yaml"),
		},
		"no picture": {
			config:   "screenshots: [pics/broken.png]\n",
			problems: at(1, 15, "the screenshot cannot be used: pics/broken.png is not an image that can be shown: its format is not known", "PNG, JPEG, GIF, WebP and SVG are"),
		},
		"no kind that browsers take": {
			config:   "screenshots: [pics/moving.gif]\n",
			problems: at(1, 15, "the screenshot pics/moving.gif is neither PNG nor JPEG nor WebP", "save it as one of them"),
		},
		"small": {
			config:   "screenshots:\n- file: pics/small.png\n",
			problems: at(2, 9, "the screenshot pics/small.png has 300 × 600 pixels", "browsers show those with 320 to 3840 pixels a side"),
		},
		"long": {
			config:   "screenshots: [pics/long.png]\n",
			problems: at(1, 15, "the screenshot pics/long.png is too long: 400 × 1000 pixels", "the longer side may be 2.3 times the shorter"),
		},
		"another shape than the first": {
			config:   "screenshots: [pics/phone.png, pics/other.png]\n",
			want:     []Shot{{Type: "image/png", Width: 400, Height: 800}},
			problems: at(1, 31, "the screenshot pics/other.png has another shape than the first: 400 × 700 pixels beside 400 × 800", "all of phones have one shape, and all of desktops"),
		},
		"no file": {
			config:   "screenshots:\n  - text: An article\n",
			problems: at(2, 9, "a screenshot without a file", `write lines such as "- {file: images/phone.png, text: An article}"`),
		},
		"mistyped key": {
			config:   "screenshots:\n  - {file: pics/phone.png, title: A}\n",
			want:     []Shot{{Type: "image/png", Width: 400, Height: 800}},
			problems: at(2, 28, `unknown key "title" of a screenshot`, `write "file" and, if you like, "text"`),
		},
		"nothing that could be a file": {
			config:   "screenshots: [[a]]\n",
			problems: at(1, 15, "a text is expected here", "write it after the colon, in quotes"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lib := load(t, map[string]string{
				"ru/a.md": "# А\n\nТекст.\n", "lectern.yaml": test.config,
				"pics/phone.png": screen(t, 400, 800), "pics/wide.jpg": screen(t, 800, 500), "pics/small.png": screen(t, 300, 600),
				"pics/long.png": screen(t, 400, 1000), "pics/other.png": screen(t, 400, 700),
				"pics/broken.png": "not a picture", "pics/moving.gif": moving.String(),
			})
			if diff := cmp.Diff(test.want, lib.Shots, cmpopts.IgnoreFields(Shot{}, "Path"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("screenshots (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.problems, lib.Problems, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			var want, got []string // whole, and nothing beside them
			for _, s := range lib.Shots {
				want = append(want, s.Path)
			}
			for _, f := range lib.Files {
				got = append(got, f.Path)
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b string) bool { return a < b })); diff != "" {
				t.Errorf("files of the site (-want +got):\n%s", diff)
			}
		})
	}
}

package site

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A theme of the style sheet, with the background an accent must be readable
// on. The colours are those of tokens.css (a test holds them equal).
type theme struct {
	name       string
	background color
	surface    color
}

func themes() []theme {
	return []theme{
		{"light", color{0xfd, 0xfc, 0xfa}, color{0xf3, 0xf1, 0xec}},
		{"sepia", color{0xf6, 0xec, 0xd9}, color{0xec, 0xdf, 0xc6}},
		{"dark", color{0x17, 0x18, 0x1a}, color{0x22, 0x24, 0x27}},
		{"contrast", color{0x00, 0x00, 0x00}, color{0x00, 0x00, 0x00}},
	}
}

// color is an sRGB colour.
type color struct{ r, g, b uint8 }

// parseColor reads "#b3261e" or "#b21".
func parseColor(text string) (color, error) {
	digits := strings.TrimPrefix(strings.TrimSpace(text), "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return color{}, fmt.Errorf("colour %q is not of the form #b3261e", text)
	}
	return color{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

func (c color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// luminance is the relative luminance of WCAG 2.2, 0 to 1.
func (c color) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b color) float64 {
	x, y := a.luminance(), b.luminance()
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// mix returns c moved towards to by share, 0 to 1.
func (c color) mix(to color, share float64) color {
	part := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*share)) }
	return color{part(c.r, to.r), part(c.g, to.g), part(c.b, to.b)}
}

// readable returns the tone nearest to c that has a contrast of at least 4.6
// on every background (4.5 is what WCAG asks; the rest is for rounding):
// darker on light backgrounds, lighter on dark ones.
func (c color) readable(backgrounds ...color) color {
	end := color{}
	if backgrounds[0].luminance() < 0.18 {
		end = color{0xff, 0xff, 0xff}
	}
	const steps = 50
	for i := range steps {
		tone := c.mix(end, float64(i)/steps)
		enough := true
		for _, b := range backgrounds {
			enough = enough && contrast(tone, b) >= 4.6
		}
		if enough {
			return tone
		}
	}
	return end
}

// accentRule is the style rule that puts a site's accent in place of ours, in
// a tone for each theme. An empty accent leaves ours.
func accentRule(accent string) (string, error) {
	if accent == "" {
		return "", nil
	}
	c, err := parseColor(accent)
	if err != nil {
		return "", fmt.Errorf("accent: %w", err)
	}
	var rule strings.Builder
	rule.WriteString(":root{")
	for _, t := range themes() {
		fmt.Fprintf(&rule, "--accent-%s:%s;", t.name, c.readable(t.background, t.surface))
	}
	rule.WriteString("}\n")
	return rule.String(), nil
}

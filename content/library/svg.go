package library

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

const (
	// drawingLimit is the size of an SVG that is read; maps of the world stay
	// under it.
	drawingLimit = 5 << 20
	drawingDepth = 128
	svgSpace     = "http://www.w3.org/2000/svg"
	xlinkSpace   = "http://www.w3.org/1999/xlink"
)

// svgElements are those that draw. What is not here is left out with all in it:
// script, foreignObject, the editors' own notes. Links keep their insides only.
var svgElements = makeSet(`svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image
	linearGradient radialGradient stop clipPath mask pattern marker filter style switch view a
	animate animateTransform animateMotion mpath
	feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
	feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
	fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)

func makeSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// cleanSVG writes a drawing anew with nothing in it that could run, load or lead
// elsewhere: shown in a page an SVG is harmless, opened by itself it is a
// page of the site. What is not well-formed XML is refused.
func cleanSVG(data []byte) (clean []byte, pic picture, err error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	d.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") {
			return input, nil
		}
		return nil, fmt.Errorf("its encoding is %s, not UTF-8", charset)
	}
	c := svgCleaner{}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, picture{}, fmt.Errorf("it is not well-formed: %w", err)
		}
		if err := c.token(token); err != nil {
			return nil, picture{}, err
		}
	}
	if len(c.open) > 0 {
		return nil, picture{}, errors.New("it ends too early")
	}
	if !c.rooted {
		return nil, picture{}, errors.New("it has no drawing in it")
	}
	return c.out.Bytes(), c.pic, nil
}

type svgCleaner struct {
	out    bytes.Buffer
	open   []svgOpen
	skip   int // depth of the element that is left out; 0 when none
	rooted bool
	pic    picture
	style  strings.Builder // the text of a style element
}

type svgOpen struct {
	name    xml.Name
	written string // empty: only the insides are kept
}

func (c *svgCleaner) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		return c.end(t)
	case xml.CharData:
		if c.skip > 0 || len(c.open) == 0 {
			return nil
		}
		if c.open[len(c.open)-1].written == "style" {
			c.style.Write(t)
			return nil
		}
		return xml.EscapeText(&c.out, t)
	}
	return nil // comments, instructions, document types
}

func (c *svgCleaner) start(t xml.StartElement) error {
	if len(c.open) >= drawingDepth {
		return errors.New("it is nested too deeply")
	}
	if len(c.open) == 0 {
		if c.rooted || t.Name.Local != "svg" {
			return errors.New("it is not a drawing")
		}
		c.rooted = true
		c.pic = svgSize(t.Attr)
	}
	own := t.Name.Space == "" || t.Name.Space == "svg"
	c.open = append(c.open, svgOpen{name: t.Name})
	switch {
	case c.skip > 0:
		return nil
	case !own || !svgElements[t.Name.Local] || animatesLink(t):
		c.skip = len(c.open)
		return nil
	case t.Name.Local == "a":
		return nil
	}
	c.open[len(c.open)-1].written = t.Name.Local
	c.out.WriteString("<" + t.Name.Local)
	if len(c.open) == 1 {
		c.out.WriteString(` xmlns="` + svgSpace + `" xmlns:xlink="` + xlinkSpace + `"`)
	}
	seen := map[string]bool{}
	for _, a := range t.Attr {
		name, ok := svgAttribute(a)
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		c.out.WriteString(" " + name + `="`)
		if err := xml.EscapeText(&c.out, []byte(a.Value)); err != nil {
			return err
		}
		c.out.WriteByte('"')
	}
	c.out.WriteByte('>')
	return nil
}

func (c *svgCleaner) end(t xml.EndElement) error {
	if len(c.open) == 0 || c.open[len(c.open)-1].name != t.Name {
		return fmt.Errorf("it is not well-formed: </%s> ends nothing", t.Name.Local)
	}
	last := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if c.skip > 0 {
		if c.skip > len(c.open) {
			c.skip = 0
		}
		return nil
	}
	if last.written == "" {
		return nil
	}
	if last.written == "style" {
		if css := c.style.String(); harmlessCSS(css) {
			if err := xml.EscapeText(&c.out, []byte(css)); err != nil {
				return err
			}
		}
		c.style.Reset()
	}
	c.out.WriteString("</" + last.written + ">")
	return nil
}

// animatesLink reports animations of anything but geometry and paint: one of
// href could put an address in after the check.
func animatesLink(t xml.StartElement) bool {
	if !strings.HasPrefix(t.Name.Local, "animate") {
		return false
	}
	for _, a := range t.Attr {
		name := strings.ToLower(strings.TrimSpace(a.Value))
		if strings.EqualFold(a.Name.Local, "attributeName") && (strings.Contains(name, "href") || strings.HasPrefix(name, "on") || name == "style") {
			return true
		}
	}
	return false
}

// svgAttribute says under which name an attribute is kept.
func svgAttribute(a xml.Attr) (string, bool) {
	local := a.Name.Local
	if strings.HasPrefix(strings.ToLower(local), "on") {
		return "", false
	}
	switch a.Name.Space {
	case "":
		if local == "xmlns" || local == "target" || local == "ping" || local == "src" || strings.ContainsAny(local, "<>\"'=/ ") {
			return "", false
		}
	case "xlink":
		if local != "href" {
			return "", false
		}
	case "xml":
		if local != "space" && local != "lang" {
			return "", false
		}
		return "xml:" + local, true
	default:
		return "", false
	}
	if local == "href" {
		v := strings.TrimSpace(a.Value)
		inside := strings.HasPrefix(v, "#")
		for _, format := range []string{"png", "jpeg", "jpg", "gif", "webp"} {
			inside = inside || strings.HasPrefix(strings.ToLower(v), "data:image/"+format+";base64,")
		}
		if !inside {
			return "", false
		}
		if a.Name.Space == "xlink" {
			return "xlink:href", true
		}
		return "href", true
	}
	return local, harmlessCSS(a.Value)
}

// harmlessCSS reports style text that loads nothing: no imports, and addresses
// only within the drawing. An escape could hide either.
func harmlessCSS(css string) bool {
	low := strings.ToLower(css)
	if strings.Contains(low, `\`) && strings.ContainsAny(low, "(@") || strings.Contains(low, "@import") ||
		strings.Contains(low, "image(") || strings.Contains(low, "image-set(") || strings.Contains(low, "src(") ||
		strings.Contains(low, "expression(") || strings.Contains(low, "script:") {
		return false
	}
	for {
		_, after, ok := strings.Cut(low, "url(")
		if !ok {
			return true
		}
		if !strings.HasPrefix(strings.TrimLeft(after, " \t\r\n\f'\""), "#") {
			return false
		}
		low = after
	}
}

// svgSize reads the size: width and height in pixels, else those of the view
// box. Other units are left to the view box.
func svgSize(attrs []xml.Attr) picture {
	pic := picture{format: "svg", turn: 1}
	var w, h, boxW, boxH float64
	for _, a := range attrs {
		if a.Name.Space != "" {
			continue
		}
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ',' || r <= ' ' })
			if len(f) == 4 {
				boxW, boxH = pixels(f[2]), pixels(f[3])
			}
		}
	}
	switch {
	case w > 0 && h > 0:
	case w > 0 && boxW > 0:
		h = w * boxH / boxW
	case h > 0 && boxH > 0:
		w = h * boxW / boxH
	default:
		w, h = boxW, boxH
	}
	if w > 0 && h > 0 {
		pic.width, pic.height = max(1, int(math.Round(w))), max(1, int(math.Round(h)))
	}
	return pic
}

func pixels(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || !(f > 0 && f < 1e6) {
		return 0
	}
	return f
}

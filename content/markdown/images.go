package markdown

import (
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"lectern/content"
)

// imageSizes says how wide an image is shown: the whole width of a phone, the
// column of text on anything larger.
const imageSizes = "(min-width: 48rem) 44rem, 100vw"

// loneImage returns the image that is all a paragraph holds, and the link
// around it if there is one.
func loneImage(n *ast.Paragraph) (*ast.Image, *ast.Link) {
	only := n.FirstChild()
	if only == nil || only.NextSibling() != nil {
		return nil, nil
	}
	if image, ok := only.(*ast.Image); ok {
		return image, nil
	}
	if link, ok := only.(*ast.Link); ok {
		if image, ok := link.FirstChild().(*ast.Image); ok && image.NextSibling() == nil {
			return image, link
		}
	}
	return nil, nil
}

// figure writes a paragraph that is only an image. The image's title becomes the caption.
func (w *writer) figure(n *ast.Paragraph, image *ast.Image, link *ast.Link) {
	found, ok := w.findImage(unescape(image.Destination), w.plainOf(image), image.Pos())
	if !ok {
		w.put("<p>")
		if link != nil {
			w.link(link)
		} else {
			w.missingImage(unescape(image.Destination), w.plainOf(image), found)
		}
		w.put("</p>\n")
		w.endLine()
		return
	}
	w.put("<figure")
	w.putAttributes(n, "")
	w.put(">")
	t, linked := target{}, false
	if link != nil {
		t, linked = w.resolveLink(unescape(link.Destination), found.image.Alt, link.Pos())
	}
	if linked {
		w.openLink(t, string(link.Title))
	}
	w.putImage(found.image, "", image)
	if linked {
		w.put("</a>")
	}
	caption := w.setter.set(unescape(image.Title))
	if caption == "" {
		caption = found.image.Caption
	}
	if caption != "" {
		w.put("<figcaption>")
		w.say(caption)
		w.endLine()
		w.put("</figcaption>")
	}
	w.put("</figure>\n")
}

// A foundImage is what the resolver said of an image.
type foundImage struct {
	image  content.Image
	remote bool // at another origin: the page may not fetch it
}

// findImage asks the resolver for an image and notes its problems.
func (w *writer) findImage(destination, alt string, offset int) (foundImage, bool) {
	found, problem := w.askImage(destination)
	if problem != nil {
		w.relay(offset, problem)
		if found.Source == "" {
			return foundImage{remote: problem.Kind == "remote-image"}, false
		}
	}
	if !localAddress(found.Source) {
		w.report(offset, "missing-image", "the image "+quoteShort(destination)+" can't be shown", "save it beside the text, and give its path")
		return foundImage{}, false
	}
	if alt != "" {
		found.Alt = alt
	}
	if found.Alt == "" {
		w.report(offset, "missing-alt", "the image "+quoteShort(destination)+" has no alternative text",
			"say between the brackets what it shows")
	}
	return foundImage{image: found}, true
}

// image writes an image within a line.
func (w *writer) image(n *ast.Image) {
	alt := w.plainOf(n)
	found, ok := w.findImage(unescape(n.Destination), alt, n.Pos())
	if !ok {
		w.missingImage(unescape(n.Destination), alt, found)
		return
	}
	w.putImage(found.image, string(n.Title), n)
}

// missingImage writes what stands for an image that can't be shown: its
// alternative text, linked to the image when it is at another origin.
func (w *writer) missingImage(destination, alt string, found foundImage) {
	if !found.remote || !allowedAddress(destination) {
		w.say(alt)
		return
	}
	if alt == "" {
		alt = path.Base(strings.SplitN(destination, "?", 2)[0])
	}
	if w.inLink > 0 {
		w.say(alt)
		return
	}
	w.openLink(target{escapeAddress(destination), true}, "")
	w.say(alt)
	w.put("</a>")
}

// putImage writes an img element for an image node.
func (w *writer) putImage(image content.Image, title string, n ast.Node) {
	w.putImageWith(image, title, w.attrs[n])
}

// putImageWith writes an img element with attributes of the author's.
func (w *writer) putImageWith(image content.Image, title string, attrs []attribute) {
	w.put(`<img src="`, escapeAddress(image.Source), `" alt="`, escape(image.Alt), `"`)
	if title != "" {
		w.put(` title="`, escape(w.setter.set(unescape([]byte(title)))), `"`)
	}
	sized := false
	for _, a := range attrs {
		w.put(` `, a.name, `="`, escape(a.value), `"`)
		sized = sized || a.name == "width" || a.name == "height"
	}
	if image.Width > 0 && image.Height > 0 && !sized {
		w.put(` width="`, strconv.Itoa(image.Width), `" height="`, strconv.Itoa(image.Height), `"`)
	}
	if len(image.Variants) > 0 && image.Width > 0 {
		w.put(` srcset="`)
		for _, v := range image.Variants {
			w.put(escapeAddress(v.Source), " ", strconv.Itoa(v.Width), "w, ")
		}
		w.put(escapeAddress(image.Source), " ", strconv.Itoa(image.Width), `w" sizes="`, imageSizes, `"`)
	}
	w.put(` loading="lazy" decoding="async">`)
}

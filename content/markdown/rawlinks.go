package markdown

import (
	"strings"

	"golang.org/x/net/html"
)

// valueOf returns an attribute of a tag, and whether it is there.
func valueOf(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// rawLink writes an a element of the author's. One that leads nowhere keeps its
// id, as a span.
func (w *writer) rawLink(t html.Token, attrs []attribute, offset int) {
	place := func() {
		for _, a := range attrs {
			if a.name == "id" {
				w.put(`<span id="`, escape(a.value), `"></span>`)
			}
		}
	}
	destination, ok := valueOf(t, "href")
	if !ok {
		place()
		return
	}
	target, ok := w.resolveLink(destination, destination, offset)
	if !ok || w.inLink > 0 {
		place()
		return
	}
	markup := ` href="` + target.href + `"`
	if target.external {
		markup += ` rel="external noopener"`
	}
	w.open("a", markup, attrs)
}

// rawImage writes an img element of the author's.
func (w *writer) rawImage(t html.Token, attrs []attribute, offset int) {
	source, _ := valueOf(t, "src")
	alt, hasAlt := valueOf(t, "alt")
	if strings.TrimSpace(source) == "" {
		w.report(offset, "missing-image", "an img element has no src", "give it the address of an image")
		w.say(alt)
		return
	}
	found, problem := w.askImage(source)
	if problem != nil {
		w.relay(offset, problem)
		if found.Source == "" {
			w.missingImage(source, alt, foundImage{remote: problem.Kind == "remote-image"})
			return
		}
	}
	if !localAddress(found.Source) {
		w.report(offset, "missing-image", "the image "+quoteShort(source)+" can't be shown", "save it beside the text, and give its path")
		w.say(alt)
		return
	}
	if hasAlt { // alt="" says that the image is mere decoration
		found.Alt = alt
	} else if found.Alt == "" {
		w.report(offset, "missing-alt", "the image "+quoteShort(source)+" has no alternative text", `say in alt="" what it shows`)
	}
	var kept []attribute
	for _, a := range attrs {
		if a.name != "alt" {
			kept = append(kept, a)
		}
	}
	w.putImageWith(found, "", kept)
}

// rawMedia writes audio, video and source elements. Media of other origins
// become a link: the page may not fetch them.
func (w *writer) rawMedia(t html.Token, attrs []attribute, offset int) {
	source, has := valueOf(t, "src")
	href := ""
	if has {
		target, ok := w.resolveLink(source, source, offset)
		switch {
		case ok && (target.external || !localAddress(target.href)):
			w.linkInstead(target, source)
			return
		case !ok:
			return
		}
		href = target.href
	}
	if t.Data == "source" && (href == "" || w.media == 0) {
		return
	}
	markup := ""
	if href != "" {
		markup = ` src="` + href + `"`
	}
	if t.Data != "source" {
		markup += ` controls preload="none"`
	}
	w.open(t.Data, markup, attrs)
}

// frame writes a link to what an iframe would have shown.
func (w *writer) frame(t html.Token, offset int) {
	source, _ := valueOf(t, "src")
	if source = strings.TrimSpace(source); source == "" {
		return
	}
	if strings.HasPrefix(source, "//") {
		source = "https:" + source
	}
	w.report(offset, "frame", "the frame "+quoteShort(source)+" is shown as a link", "pages of other sites can't be shown inside an article")
	if target, ok := w.resolveLink(source, source, offset); ok {
		label, _ := valueOf(t, "title")
		if label == "" {
			label = source
		}
		w.linkInstead(target, label)
	}
}

// linkInstead writes a link in place of what can't be shown.
func (w *writer) linkInstead(t target, label string) {
	if w.inLink > 0 {
		w.say(label)
		return
	}
	w.openLink(t, "")
	w.say(label)
	w.put("</a> ")
}

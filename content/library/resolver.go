package library

import (
	"hash/maphash"
	"path"
	"strings"

	"lectern/content"
	"lectern/content/markdown"
)

// A resolver resolves what one article links to and shows, and notes what it
// was asked: when the folder changes, the questions are asked again, and only an article that
// would get another answer is rendered again.
type resolver struct {
	table *table
	page  *page
	used  []entry
	calls []call
}

// A call is a question to a resolver and a digest of its answer.
type call struct {
	destination string
	kind        callKind
	answer      uint64
}

type callKind uint8

const (
	callLink callKind = iota
	callImage
	callLead // the image of the front matter
)

// Link is for package markdown.
func (r *resolver) Link(destination string) markdown.Link {
	link, e := r.table.link(r.page, destination)
	if e != nil {
		r.used = append(r.used, *e)
	}
	r.calls = append(r.calls, call{destination, callLink, r.table.linkDigest(link)})
	return link
}

// Image is for package markdown.
func (r *resolver) Image(destination string) (content.Image, *content.Problem) {
	return r.image(destination, false)
}

func (r *resolver) image(destination string, lead bool) (content.Image, *content.Problem) {
	kind, prefix := callImage, r.table.base
	if lead {
		kind, prefix = callLead, "/"
	}
	var img content.Image
	a, problem := r.table.image(r.page, destination)
	if a != nil {
		r.used = append(r.used, a.entry)
		img = a.image(prefix)
	}
	r.calls = append(r.calls, call{destination, kind, r.table.imageDigest(img, problem)})
	return img, problem
}

// holds reports whether every question would be answered the same today.
func (d *rendered) holds(t *table, p *page) bool {
	again := &resolver{table: t, page: p}
	for i, c := range d.calls {
		switch c.kind {
		case callLink:
			again.Link(c.destination)
		default:
			again.image(c.destination, c.kind == callLead)
		}
		if again.calls[i].answer != c.answer {
			return false
		}
	}
	d.used = again.used
	return true
}

func (t *table) linkDigest(l markdown.Link) uint64 {
	var h maphash.Hash
	h.SetSeed(t.seed)
	writeAll(&h, l.Href, l.Page, l.Fragment)
	if l.External {
		h.WriteByte(1)
	}
	writeProblem(&h, l.Problem)
	return h.Sum64()
}

func (t *table) imageDigest(img content.Image, problem *content.Problem) uint64 {
	var h maphash.Hash
	h.SetSeed(t.seed)
	// The name holds a hash of the bytes, and those decide everything else.
	writeAll(&h, img.Source)
	writeProblem(&h, problem)
	return h.Sum64()
}

func writeProblem(h *maphash.Hash, p *content.Problem) {
	if p != nil {
		writeAll(h, p.Kind, p.Message, p.Hint)
	}
}

func writeAll(h *maphash.Hash, parts ...string) {
	for _, part := range parts {
		h.WriteString(part)
		h.WriteByte(0)
	}
}

func plain(name string) bool { return strings.EqualFold(path.Ext(name), ".txt") }

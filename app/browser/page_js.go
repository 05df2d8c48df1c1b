//go:build js

package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
)

// A Document is a page that was fetched, not yet shown.
type Document struct {
	Status int
	URL    string // after redirects of the server
	HTML   bool   // false for an image, a feed, another site
	Page   Page
	value  js.Value
}

// Current describes the page being shown.
func (w *Window) Current() Page {
	return page(w.document, w.window.Get("location").Get("href").String())
}

func page(document js.Value, address string) Page {
	root := document.Get("documentElement")
	p := Page{
		URL: address, Title: text(document, "title"),
		Lang: attr(root, "lang"), Dir: attr(root, "dir"), UI: attr(root, "data-ui"), Texts: attr(root, "data-texts"),
		SearchPage: attr(root, "data-search-page"), Build: attr(root, "data-build"),
		Kind: attr(document.Call("querySelector", "main[data-page]"), "data-page"),
	}
	if h1 := document.Call("querySelector", "main h1"); h1.Truthy() {
		p.Heading = strings.TrimSpace(text(h1, "textContent"))
	}
	return p
}

// Load fetches a page. The error is ErrOffline, or that of ctx.
func (w *Window) Load(ctx context.Context, address string) (*Document, error) {
	controller := w.window.Get("AbortController").New()
	stop := context.AfterFunc(ctx, func() { controller.Call("abort") })
	defer stop()
	found, err := w.await(ctx, w.shared.Call("load", address, controller.Get("signal")))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrOffline, err)
	}
	d := &Document{Status: found.Get("status").Int(), URL: found.Get("url").String()}
	if d.value = found.Get("page"); d.value.Truthy() {
		d.HTML = true
		d.Page = page(d.value, d.URL)
	}
	return d, nil
}

// Redirect returns where a page that only redirects leads to, or "".
func (d *Document) Redirect() string {
	if !d.HTML {
		return ""
	}
	refresh := d.value.Call("querySelector", `meta[http-equiv="refresh" i]`)
	_, address, found := strings.Cut(attr(refresh, "content"), "=")
	if !found {
		return ""
	}
	target, err := js.Value{}, error(nil)
	err = attempt(func() { target = js.Global().Get("URL").New(strings.Trim(address, ` '"`), d.URL) })
	if err != nil {
		return ""
	}
	return target.Get("href").String()
}

// Swap shows the document in place of the present one: the regions that
// differ, the title, the head's metadata, the attributes of html. When the two
// have different regions nothing is changed and an error returned.
func (w *Window) Swap(d *Document) error {
	regions := w.document.Call("querySelectorAll", "[data-swap]")
	type swap struct{ old, new js.Value }
	var swaps []swap
	missing := false
	each(regions, func(old js.Value) {
		found := d.value.Call("querySelector", `[data-swap="`+attr(old, "data-swap")+`"]`)
		if !found.Truthy() {
			missing = true
		}
		swaps = append(swaps, swap{old, found})
	})
	if missing || len(swaps) == 0 || d.value.Call("querySelectorAll", "[data-swap]").Length() != len(swaps) {
		return errors.New("the page has other regions")
	}
	// A parser without script takes the contents of noscript for elements.
	each(d.value.Call("querySelectorAll", "noscript"), func(e js.Value) { e.Call("remove") })
	for _, s := range swaps {
		if !s.old.Call("isEqualNode", s.new).Bool() {
			s.old.Call("replaceWith", w.document.Call("adoptNode", s.new))
		}
	}
	w.swapHead(d)
	root := d.value.Get("documentElement")
	for _, name := range []string{"lang", "dir", "data-ui", "data-texts", "data-search-page"} {
		if root.Call("hasAttribute", name).Bool() {
			w.root.Call("setAttribute", name, attr(root, name))
		} else {
			w.root.Call("removeAttribute", name)
		}
	}
	return nil
}

func (w *Window) swapHead(d *Document) {
	w.document.Set("title", text(d.value, "title"))
	head := w.document.Get("head")
	each(head.Call("querySelectorAll", "[data-head]"), func(e js.Value) { e.Call("remove") })
	each(d.value.Get("head").Call("querySelectorAll", "[data-head]"), func(e js.Value) {
		head.Call("append", w.document.Call("adoptNode", e))
	})
}

// Assign leaves the program for an address, as a link does without us.
func (w *Window) Assign(address string) { w.window.Get("location").Call("assign", address) }

// Served reports whether a service worker answers for pages when the network
// does not.
func (w *Window) Served() bool { return w.shared.Call("served").Truthy() }

// Reload loads the page of the present address anew.
func (w *Window) Reload() { w.window.Get("location").Call("reload") }

// SavesData reports whether the reader asked for little traffic.
func (w *Window) SavesData() bool {
	connection := w.window.Get("navigator").Get("connection")
	return connection.Truthy() && connection.Get("saveData").Truthy()
}

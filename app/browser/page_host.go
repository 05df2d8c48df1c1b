//go:build !js

package browser

import (
	"context"
	"fmt"
)

// A Document is a page that was fetched, not yet shown.
type Document struct {
	Status int
	URL    string
	HTML   bool
	Page   Page
	To     string // what Redirect returns
}

// Current returns an empty page.
func (w *Window) Current() Page { return Page{} }

// Load finds nothing.
func (w *Window) Load(ctx context.Context, address string) (*Document, error) {
	return nil, fmt.Errorf("%w: %s", ErrOffline, address)
}

// Redirect returns where a page that only redirects leads to, or "".
func (d *Document) Redirect() string { return d.To }

// Swap shows nothing.
func (w *Window) Swap(*Document) error { return nil }

// Assign goes nowhere.
func (w *Window) Assign(string) {}

// Served reports that no worker answers.
func (w *Window) Served() bool { return false }

// Reload loads nothing.
func (w *Window) Reload() {}

// SavesData reports false.
func (w *Window) SavesData() bool { return false }

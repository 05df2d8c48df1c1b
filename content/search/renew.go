package search

import "context"

// Renew asks whether the site has been published anew, with one fetch of the
// manifest, and reports whether the index is another now: queries from here on
// are answered from it.
func (e *Engine) Renew(ctx context.Context) (changed bool, err error) {
	snapshot, err := e.index.Snapshot(ctx)
	if err != nil {
		return false, err
	}
	if _, changed, err = e.index.Renew(ctx, snapshot); changed {
		e.pages.forget()
	}
	return changed, err
}

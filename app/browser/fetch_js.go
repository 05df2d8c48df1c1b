//go:build js

package browser

import (
	"context"
	"fmt"
	"syscall/js"
)

// Fetch returns a file of this site. The error is ErrOffline, fs.ErrNotExist for
// what the site has not, or that of ctx.
func (w *Window) Fetch(ctx context.Context, address, cache string) ([]byte, error) {
	controller := w.window.Get("AbortController").New()
	stop := context.AfterFunc(ctx, func() { controller.Call("abort") })
	defer stop()
	options := map[string]any{"signal": controller.Get("signal"), "cache": cache}
	response, err := w.await(ctx, w.window.Call("fetch", address, options))
	if err != nil {
		return nil, cause(ctx, err)
	}
	if err := refused(address, response.Get("status").Int()); err != nil {
		controller.Call("abort") // a body that nobody reads may keep a connection
		return nil, err
	}
	buffer, err := w.await(ctx, response.Call("arrayBuffer"))
	if err != nil {
		return nil, cause(ctx, err)
	}
	array := w.window.Get("Uint8Array").New(buffer)
	data := make([]byte, array.Length())
	js.CopyBytesToGo(data, array)
	return data, nil
}

func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %v", ErrOffline, err)
}

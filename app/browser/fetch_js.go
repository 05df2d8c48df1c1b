//go:build js

package browser

import (
	"context"
	"fmt"
	"syscall/js"
)

// Fetch returns a file of this site.
func (w *Window) Fetch(ctx context.Context, address string) ([]byte, error) {
	controller := w.window.Get("AbortController").New()
	stop := context.AfterFunc(ctx, func() { controller.Call("abort") })
	defer stop()
	options := map[string]any{"signal": controller.Get("signal")}
	response, err := w.await(ctx, w.window.Call("fetch", address, options))
	if err != nil {
		return nil, cause(ctx, err)
	}
	if !response.Get("ok").Bool() {
		return nil, fmt.Errorf("%s: status %d", address, response.Get("status").Int())
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

//go:build !js

package browser

import (
	"context"
	"fmt"
)

// Fetch returns what is in Values under the address, and keeps how it was to be
// fetched in Modes.
func (w *Window) Fetch(_ context.Context, address, cache string) ([]byte, error) {
	w.Modes = append(w.Modes, cache+" "+address)
	if data, ok := w.Values[address]; ok {
		return []byte(data), nil
	}
	return nil, fmt.Errorf("%w: %s", ErrOffline, address)
}

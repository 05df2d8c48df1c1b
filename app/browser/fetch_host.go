//go:build !js

package browser

import (
	"context"
	"fmt"
)

// Fetch returns what is in Values under the address.
func (w *Window) Fetch(_ context.Context, address string) ([]byte, error) {
	if data, ok := w.Values[address]; ok {
		return []byte(data), nil
	}
	return nil, fmt.Errorf("%w: %s", ErrOffline, address)
}

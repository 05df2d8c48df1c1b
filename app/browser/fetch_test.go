//go:build !js

package browser

import (
	"errors"
	"io/fs"
	"testing"
)

func TestRefused(t *testing.T) {
	for status, want := range map[int]struct{ refused, gone bool }{
		200: {}, 206: {}, 404: {true, true}, 410: {true, true}, 403: {true, false}, 500: {true, false}, 0: {true, false}, 304: {true, false},
	} {
		err := refused("/a", status)
		if (err != nil) != want.refused || errors.Is(err, fs.ErrNotExist) != want.gone {
			t.Errorf("status %d: %v, want refused %v, gone %v", status, err, want.refused, want.gone)
		}
	}
}

//go:build !js

package index

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestBreathe holds that others have their turn when that was long ago, and that
// work given up meanwhile ends.
func TestBreathe(t *testing.T) {
	rests := 0
	x := Open(nil)
	x.RestBy(func() { rests++ })
	for _, tt := range []struct {
		last time.Time
		want int
	}{{time.Time{}, 1}, {time.Now().Add(time.Hour), 1}, {time.Now().Add(-time.Second), 2}} {
		x.files.last = tt.last
		if err := x.Breathe(t.Context()); err != nil || rests != tt.want {
			t.Errorf("last turn %v: %d rests, %v; want %d", tt.last, rests, err, tt.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	x.files.last = time.Time{}
	x.RestBy(cancel)
	if err := x.Breathe(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("given up while it rested: %v", err)
	}
}

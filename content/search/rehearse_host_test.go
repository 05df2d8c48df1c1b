//go:build !js

package search

import (
	"context"
	"errors"
	"testing"
)

// TestRehearse holds that the queries rehearsed run through all that a first one
// does: each finds articles and reads pages, in steps.
func TestRehearse(t *testing.T) {
	steps := 0
	if err := Rehearse(t.Context(), func() { steps++ }); err != nil {
		t.Fatal(err)
	}
	if want := rehearsals * 10; steps < want { // 3 queries, 4 files, 3 pages
		t.Errorf("%d steps, want %d or more", steps, want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Rehearse(ctx, func() {}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up, it returns %v", err)
	}
}

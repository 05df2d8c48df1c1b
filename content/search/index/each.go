package index

import (
	"context"
	"sync"
)

// Parallel is how many files are fetched at a time: what a browser allows one
// host over HTTP/1.1.
const Parallel = 6

// Each calls do for 0 to n-1, several at a time, and returns the first error.
func Each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	return atOnce(ctx, n, Parallel, do)
}

// atOnce calls do for 0 to n-1, at most so many at a time.
func atOnce(ctx context.Context, n, most int, do func(ctx context.Context, i int) error) error {
	if n == 1 {
		return do(ctx, 0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wait sync.WaitGroup
	slots := make(chan struct{}, most)
	for i := range n {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if ctx.Err() != nil {
				return
			}
			if err := do(ctx, i); err != nil {
				cancel(err)
			}
		})
	}
	wait.Wait()
	return context.Cause(ctx)
}

package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"lectern/content/site"
	"lectern/web/watch"
)

// problemsShown is how many problems serve prints after each change: enough to
// see one's own, not so many that they scroll the address away.
const problemsShown = 20

// remake makes the site anew each time files of the folder change, until ctx
// ends.
func remake(ctx context.Context, m *maker, src source, folder *site.Dir, out io.Writer, log *slog.Logger) error {
	return watch.Watch(ctx, src.dir, log, func(changed []string) {
		log.Debug("files changed", slog.Any("files", changed))
		result, err := m.make(ctx, folder)
		if err != nil {
			if ctx.Err() == nil {
				log.Error("the site stays as it was", slog.Any("error", err))
			}
			return
		}
		if result.stats.Rendered > 0 {
			report(out, result)
		}
	})
}

// report prints what a run found.
func report(out io.Writer, result made) {
	for i, p := range result.lib.Problems {
		if i == problemsShown {
			fmt.Fprintf(out, "and %d more: see \"lectern check\"\n", len(result.lib.Problems)-i)
			break
		}
		fmt.Fprintln(out, p)
	}
	tellHeld(out, result.lib.Held, result.drafts)
	fmt.Fprintf(out, "%s, %s made in %.2f s, %s\n",
		count(len(result.lib.Articles), "article"), count(result.stats.Rendered, "page"),
		result.seconds, count(len(result.lib.Problems), "problem"))
}

package search

import (
	"context"
	"strings"

	"lectern/content/search/index"
)

// rehearsals is how often the queries are rehearsed. The first time the browser
// translates the functions, which is half of what a first query costs; with some
// more it finds out which to translate well.
const rehearsals = 6

// rehearsedPage is what the page of each article found there has.
const rehearsedPage = `<!doctype html><html lang="ru"><head><title>…</title><script>…</script></head><body><main><article lang="ru">
<h1>Тихое море</h1><p class="summary">О море.</p><time datetime="2026-01-01">1 января</time><div data-text>
<p>Под <em>тихим</em> морем &amp; у берега лежит большой <code>камень</code>. The sea keeps its stones.</p>
<h2 id="wind">Ветер</h2><ul><li>Ветер гонит волны по морю, волны бьются о камни.</li></ul></div></article></main></body></html>`

// Rehearse asks a few queries of a library in the program, so that the first of a
// reader does not wait for the browser to translate what answers it: call it when
// the page has nothing else to do. It fetches nothing, and has rest called between
// steps of some milliseconds.
func Rehearse(ctx context.Context, rest func()) error {
	fetch := func(ctx context.Context, name string) ([]byte, error) {
		rest()
		if strings.HasSuffix(name, "/") {
			return []byte(rehearsedPage), ctx.Err()
		}
		return index.Rehearsal(ctx, name)
	}
	for range rehearsals {
		e := NewEngine(fetch).RestBy(rest)
		for _, text := range []string{"тихие моря", "камн", "stones ветер"} {
			rest()
			if _, err := e.Search(ctx, Query{Text: text, Lang: "ru", Limit: 5}); err != nil {
				return err
			}
		}
	}
	return nil
}

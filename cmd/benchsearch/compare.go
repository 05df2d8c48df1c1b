package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"lectern/web/browsertest"
)

// compare measures all engines on one folder and prints the tables.
func (b *bench) compare(ctx context.Context, browser *browsertest.Browser, dir string) error {
	var queries []query
	if b.queries != "" {
		var err error
		if queries, err = readQueryFile(b.queries); err != nil {
			return err
		}
	}
	c, err := b.prepare(ctx, "compare", dir, queries)
	if err != nil {
		return err
	}
	characters := 0
	for _, a := range c.articles {
		characters += len([]rune(a.Text))
	}
	fmt.Fprintf(b.out, "# Search: %d articles, %.1f M characters, %d queries\n", len(c.articles), float64(characters)/1e6, len(c.queries))
	if wants(b.parts, "relevance") {
		if err := b.relevance(ctx, browser, c); err != nil {
			return err
		}
	}
	if wants(b.parts, "cost") {
		return b.cost(ctx, browser, c)
	}
	return nil
}

// relevance prints how well each engine answers, a column for each class.
func (b *bench) relevance(ctx context.Context, browser *browsertest.Browser, c *contest) error {
	classes := classesOf(c.queries)
	t := table{head: []string{"MRR@10 / Recall@10"}}
	counts := map[string]int{}
	for _, q := range c.queries {
		counts[q.Class]++
	}
	for _, class := range classes {
		t.head = append(t.head, fmt.Sprintf("%s (%d)", class, counts[class]))
	}
	note := ""
	for i, m := range c.made {
		if err := ctx.Err(); err != nil {
			return err
		}
		answers, err := b.answers(ctx, browser, m, c)
		if i == 0 && err == nil {
			note = b.sameInBrowser(browser, m, c, answers)
		}
		if err != nil {
			t.add(m.name, failed(err))
			continue
		}
		row := []string{m.name}
		scores := byClass(c.queries, answers)
		for _, class := range classes {
			row = append(row, share(scores[class].MRR)+"/"+share(scores[class].Recall))
		}
		t.add(row...)
	}
	fmt.Fprint(b.out, "\n## Relevance\n\n")
	if err := t.print(b.out); err != nil {
		return err
	}
	_, err := fmt.Fprintf(b.out, "\n%s\n", note)
	return err
}

func failed(err error) string {
	text := []rune(fmt.Sprintf("failed: %v", err))
	return string(text[:min(len(text), 200)])
}

// answers returns what an engine answers to all queries.
func (b *bench) answers(ctx context.Context, browser *browsertest.Browser, m made, c *contest) ([][]string, error) {
	if m.failed != nil {
		return nil, m.failed
	}
	if o, ok := m.contender.(*ours); ok {
		b.say("%s: asking %d queries", m.name, len(c.queries))
		return askOurs(ctx, b.lectern, o.site, c.queries)
	}
	return askInBrowser(browser, m, c.queries, c.langs, b.say)
}

// compared is how many of our answers are asked for in the browser too.
const compared = 70

// sameInBrowser says how many of our answers are the same in the browser.
func (b *bench) sameInBrowser(browser *browsertest.Browser, m made, c *contest, native [][]string) string {
	numbers := make([]int, len(c.queries))
	for i := range numbers {
		numbers[i] = i
	}
	var some []query
	var want [][]string
	for _, i := range spread(numbers, compared) {
		some, want = append(some, c.queries[i]), append(want, native[i])
	}
	got, err := askInBrowser(browser, m, some, c.langs, b.say)
	if err != nil {
		return "Ours in the browser: " + failed(err)
	}
	return fmt.Sprintf("Ours by the command line. Asked in the browser, %d of %d queries spread over the classes have the same results in the same order.", same(want, got), len(some))
}

// cost prints what each engine costs.
func (b *bench) cost(ctx context.Context, browser *browsertest.Browser, c *contest) error {
	bytes := table{head: []string{"bytes", "program", "before a first query", "first query with 5 results", "each further", "whole index", "requests to the first result", "pages for excerpts"}}
	times := table{head: []string{"times (noisy)", "index s / CPU s / peak MB", "site s / CPU s / peak MB", "first result local / slow ms", "keystroke p50/p95/max ms", "once loaded p50/p95/max ms", "memory MB"}}
	var queries []query
	for _, q := range c.queries {
		if langOf(q, c.langs) == c.main {
			queries = append(queries, q)
		}
	}
	keys, trust := 0, busy()
	for i, m := range c.made {
		var f figures
		err := errors.Join(m.failed, ctx.Err())
		if err == nil {
			f, err = measure(browser, m, c.main, queries, b.say)
		}
		if err != nil {
			bytes.add(m.name, failed(err))
			times.add(m.name, failed(err))
			continue
		}
		b.say("%s: %s before a first query, %s after it, %s further; first result %s ms, slow %s ms; keystroke %s ms, loaded %s ms", m.name,
			bytesText(f.before.Bytes), bytesText(f.first.Bytes), bytesText(f.further), millis(f.local), millis(f.slow), three(f.keys), three(f.loaded))
		index, program, pages := bytesText(m.index), bytesText(m.program), none
		if m.texts > 0 {
			index += " + " + bytesText(m.texts)
		}
		if i == 0 {
			program, pages = b.program(ctx, m), bytesText(f.first.Pages)
		}
		bytes.add(m.name, program, bytesText(f.before.Bytes), bytesText(f.first.Bytes), bytesText(f.further), index, fmt.Sprint(f.first.Requests), pages)
		whole := none
		if m.whole.Took > 0 {
			whole = m.whole.String()
		}
		memory := none
		if f.memory != 0 {
			memory = fmt.Sprintf("%.1f", float64(f.memory)/1e6)
		}
		keys = len(f.keys)
		times.add(m.name, m.build.String(), whole, millis(f.local)+" / "+millis(f.slow), three(f.keys), three(f.loaded), memory)
		if o, ok := m.contender.(*ours); ok {
			d, err := measureDialog(browser, o, c.main, queries, b.say)
			if err != nil {
				times.add("Lectern, the dialog", failed(err))
				continue
			}
			bytes.add("Lectern, the dialog", none, bytesText(d.before.Bytes), bytesText(d.first.Bytes), bytesText(d.further), none, fmt.Sprint(d.first.Requests), bytesText(d.first.Pages))
			times.add("Lectern, the dialog", none, none, millis(d.local)+" / "+millis(d.slow), three(d.keys), none, none)
		}
	}
	fmt.Fprint(b.out, "\n## Bytes\n\n")
	if err := bytes.print(b.out); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n## Times\n\n")
	if err := times.print(b.out); err != nil {
		return err
	}
	_, err := fmt.Fprintf(b.out, "\n%d keystrokes. %s\n", keys, trust)
	return err
}

// program says what our engine adds to the program of the page's tools, which
// is loaded for them all.
func (b *bench) program(ctx context.Context, m made) string {
	b.say("%s: what the engine adds to the program", m.name)
	n, err := m.contender.(*ours).added(ctx, b.work)
	if err != nil {
		return failed(err)
	}
	return bytesText(n) + " of the tools', apart"
}

// busy says how far times can be trusted.
func busy() string {
	text := "Times are noisy: compare them within this run."
	if data, err := os.ReadFile("/proc/loadavg"); err == nil {
		one, _, _ := strings.Cut(string(data), " ")
		text += fmt.Sprintf(" Programs waiting for the %d processors before the first measurement: %s.", runtime.NumCPU(), one)
	}
	return text
}

func three(all []time.Duration) string {
	return millis(percentile(all, 50)) + "/" + millis(percentile(all, 95)) + "/" + millis(percentile(all, 100))
}

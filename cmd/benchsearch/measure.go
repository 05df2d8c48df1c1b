package main

import (
	"slices"
	"time"

	"lectern/content"
	"lectern/web/browsertest"
)

// Figures are what a contender costs a reader.
type figures struct {
	before     traffic         // for focusing the search field
	first      traffic         // that, and a first query with its results shown
	further    int64           // bytes of each further query, shown; a mean
	local      time.Duration   // first result shown, from the focus on
	slow       time.Duration   // the same on the slow line
	keys       []time.Duration // every keystroke, after the first result
	loaded     []time.Duration // the same once more, when nothing is fetched: each the best of repeats
	memory     int64           // bytes more than before the first use of search; 0 when not known
	keyQueries int
}

// How a reader searches here.
const (
	shown   = 5  // results shown with excerpts
	starts  = 5  // fresh visits, each with another first query; figures are medians
	further = 20 // queries after the first
	typed   = 30 // queries typed letter by letter
	offered = 8  // results a list under the field has
	repeats = 3  // of all keystrokes, to leave out what else the machine does
)

// measure lets a contender work in new tabs of the browser. Queries are those of
// one language, chosen for all contenders alike.
func measure(browser *browsertest.Browser, m made, lang content.Lang, queries []query, say func(string, ...any)) (f figures, err error) {
	firsts, others, keyed := sample(queries)
	f.keyQueries = len(keyed)
	err = onStage(func(s *stage) {
		line, address := m.contender.serve(s)
		visit := func(work func(session)) {
			s.check(onStage(func(s *stage) { work(m.contender.open(s, browser, address, lang)) }))
		}
		var local, slow []time.Duration
		var before, first []traffic
		for i, text := range firsts {
			say("%s: visit %d of %d", m.name, i+1, len(firsts))
			one := []string{text}
			// The server makes its compressed copies at the first visit; a host has them.
			visit(func(v session) { v.ask(one, shown, true) })
			visit(func(v session) { local = append(local, v.ask(one, shown, true)[0].Took) })
			visit(func(v session) {
				line.setSlow(true)
				defer line.setSlow(false)
				slow = append(slow, v.ask(one, shown, true)[0].Took)
			})
			visit(func(v session) {
				start := line.quiet()
				v.warm()
				before = append(before, line.quiet().minus(start))
				v.ask(one, shown, true)
				first = append(first, line.quiet().minus(start))
			})
		}
		f.local, f.slow = percentile(local, 50), percentile(slow, 50)
		f.before, f.first = middle(before), middle(first)

		visit(func(v session) {
			start := heap(v.tab())
			v.warm()
			v.ask(firsts[:1], shown, true)
			bytes := line.quiet()
			askAll(v, others, shown, true, nil)
			f.further = line.quiet().minus(bytes).Bytes / int64(len(others))
			if start > 0 {
				f.memory = heap(v.tab()) - start
			}
		})
		visit(func(v session) {
			v.ask(firsts[:1], shown, true)
			say("%s: typing %d queries", m.name, len(keyed))
			f.keys = typing(v, keyed)
			f.loaded = typing(v, keyed)
			for range repeats - 1 {
				for i, took := range typing(v, keyed) {
					f.loaded[i] = min(f.loaded[i], took)
				}
			}
		})
	})
	return f, err
}

// typing types queries letter by letter and returns what each key took.
func typing(v session, texts []string) []time.Duration {
	var all []time.Duration
	for _, text := range texts {
		for _, a := range askAll(v, keystrokes(text), offered, false, nil) {
			all = append(all, a.Took)
		}
	}
	return all
}

// sample chooses the queries of the first visits, of further searching and of
// typing: from exact titles, and from all classes in turn.
func sample(queries []query) (firsts, others, keyed []string) {
	var exact []string
	classes := map[string][]string{}
	for _, q := range queries {
		classes[q.Class] = append(classes[q.Class], q.Text)
		if q.Class == classesOf(queries)[0] {
			exact = append(exact, q.Text)
		}
	}
	firsts = spread(exact, starts)
	rest := slices.DeleteFunc(slices.Clone(exact), func(t string) bool { return slices.Contains(firsts, t) })
	if len(rest) == 0 {
		rest = exact
	}
	others = spread(rest, further)
	for _, class := range classesOf(queries) {
		keyed = append(keyed, spread(classes[class], max(1, typed/len(classes)))...)
	}
	return firsts, others, keyed
}

// spread returns n of the values, evenly from first to last.
func spread[T any](values []T, n int) []T {
	if len(values) <= n {
		return values
	}
	var out []T
	for i := range n {
		out = append(out, values[i*len(values)/n])
	}
	return out
}

// keystrokes returns what stands in the field after each letter of a text.
func keystrokes(text string) []string {
	var all []string
	letters := []rune(text)
	for i := range letters {
		if letters[i] != ' ' {
			all = append(all, string(letters[:i+1]))
		}
	}
	return all
}

// quiet waits until the line has been unused for a while and returns its count.
func (l *line) quiet() traffic {
	const still = 150 * time.Millisecond
	last, since := l.so(), time.Now()
	for time.Since(since) < still {
		time.Sleep(10 * time.Millisecond)
		if now := l.so(); now != last {
			last, since = now, time.Now()
		}
	}
	return last
}

// middle is the one of several counts with the median of bytes.
func middle(all []traffic) traffic {
	slices.SortFunc(all, func(a, b traffic) int { return int(a.Bytes - b.Bytes) })
	return all[(len(all)-1)/2]
}

// heap returns what the page and its workers hold, in bytes, after a collection:
// scripts, buffers and the memory of our program. The browser leaves out that of
// WebAssembly: Pagefind's is missing. 0 when it does not tell.
func heap(tab *browsertest.Tab) int64 {
	return int64(browsertest.Eval[float64](tab, `(async () => {
		if (!crossOriginIsolated || !performance.measureUserAgentSpecificMemory) return 0;
		const {bytes} = await performance.measureUserAgentSpecificMemory();
		return bytes + (window.wasmBytes?.() ?? 0);
	})()`))
}

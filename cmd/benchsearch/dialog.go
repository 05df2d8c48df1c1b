package main

import (
	"fmt"
	"time"

	"lectern/content"
	"lectern/web/browsertest"
)

// watchDialog tells what a reader sees of a query in the search dialog: opens it
// if need be, types a text at once, and comes to the milliseconds until the first
// result is there, and until those on the screen, 5 at most, have their passage.
const watchDialog = `(async (text) => {
	const next = () => new Promise((done) => requestAnimationFrame(done));
	const patience = performance.now() + 25000;
	const start = performance.now();
	if (!document.querySelector("#_search[open]")) document.querySelector("[data-tool=search]").click();
	let field;
	while (!(field = document.querySelector("#_search[open] #_search-field"))) {
		if (performance.now() > patience) throw new Error("the dialog does not open");
		await next();
	}
	const list = document.querySelector("#_search-list");
	const options = () => [...list.querySelectorAll("a[role=option]")];
	const places = () => options().map((option) => option.href).join();
	const old = places();
	let busy = false;
	const watch = new MutationObserver(() => { busy ||= list.getAttribute("aria-busy") === "true"; });
	watch.observe(list, {attributes: true});
	const typed = performance.now();
	field.value = text;
	field.dispatchEvent(new Event("input", {bubbles: true}));
	let first = 0;
	for (;;) {
		await next();
		const now = performance.now();
		const fresh = (busy || places() !== old) && list.getAttribute("aria-busy") !== "true";
		if (!first && fresh && options().length > 0) first = now;
		const visible = options().filter((option) => option.getBoundingClientRect().bottom <= innerHeight);
		if (first && visible.slice(0, 5).every((option) => option.querySelector(".hit-text")?.textContent)) break;
		if (now > patience) throw new Error((first ? "no passages for " : "no result for ") + text + ": " + document.querySelector("#_search").innerText);
	}
	watch.disconnect();
	return {first: first - start, shown: performance.now() - start, typed: first - typed};
})`

type seen struct {
	First, Shown, Typed float64 // milliseconds
}

func millisOf(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// measureDialog drives the real interface: the built site, its program, the
// dialog. The program is loaded before anything is measured.
func measureDialog(browser *browsertest.Browser, o *ours, lang content.Lang, queries []query, say func(string, ...any)) (f figures, err error) {
	firsts, others, _ := sample(queries)
	err = onStage(func(s *stage) {
		line, address := o.serve(s)
		visit := func(work func(*browsertest.Tab)) {
			s.check(onStage(func(s *stage) {
				tab := browser.Tab(s, browsertest.Desktop)
				tab.Open(fmt.Sprintf("%s/%s/", address, lang.Segment()))
				tab.Click("[data-tool=settings]") // starts the program and leaves search alone
				tab.Wait("the program", `document.querySelector("dialog[open]")`)
				tab.Press("Escape")
				tab.Wait("the page", `!document.querySelector("dialog[open]")`)
				tab.Idle()
				work(tab)
			}))
		}
		look := func(tab *browsertest.Tab, text string) seen {
			return browsertest.Eval[seen](tab, fmt.Sprintf("%s(%q)", watchDialog, text))
		}
		var local, slow []time.Duration
		var before, first []traffic
		for i, text := range firsts {
			say("the dialog: visit %d of %d", i+1, len(firsts))
			visit(func(tab *browsertest.Tab) { local = append(local, millisOf(look(tab, text).Shown)) })
			visit(func(tab *browsertest.Tab) {
				line.setSlow(true)
				defer line.setSlow(false)
				slow = append(slow, millisOf(look(tab, text).Shown))
			})
			visit(func(tab *browsertest.Tab) {
				start := line.quiet()
				tab.Click("[data-tool=search]")
				before = append(before, line.quiet().minus(start))
				look(tab, text)
				first = append(first, line.quiet().minus(start))
				if i > 0 {
					return
				}
				bytes := line.quiet()
				for _, other := range others {
					f.keys = append(f.keys, millisOf(look(tab, other).Typed))
				}
				f.further = line.quiet().minus(bytes).Bytes / int64(len(others))
			})
		}
		f.local, f.slow = percentile(local, 50), percentile(slow, 50)
		f.before, f.first = middle(before), middle(first)
	})
	return f, err
}

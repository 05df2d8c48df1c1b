package e2e

import (
	"fmt"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// TestSearchOffline loses the line before the index and before an article.
func TestSearchOffline(t *testing.T) {
	home, browser := searchSite(t)
	t.Run("index", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		start(tab, home+"ru/")
		tab.Open(home + "ru/kran/") // nothing of the index is in memory
		tab.Wait("the program's button", `document.querySelector('[data-tool="search"]') !== null`)
		tab.Block("*://*:*/library/*")
		tab.Press("Control+k")
		tab.Wait("the dialog", searchOpen)
		tab.Type("груз")
		tab.Wait("a message and a button", has("#_search .search-foot", "связи")+` && document.querySelector("#_search .search-foot button") !== null`)
		tab.Wait("the message said", has("#_search [role=status]", "связи"))
		tab.Accessible()
		tab.Block()
		tab.Click("#_search .search-foot button")
		tab.Wait("results after trying again", hits+` > 1 && `+inField)
	})
	t.Run("article", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Block("*://*:*/ru/kran/")
		tab.Open(asking(home, "ru", "кран"))
		tab.Wait("a result that is not here", settled+` && document.querySelector("#_results .hit-away") !== null`)
		tab.Accessible()
	})
}

// TestNewerQuery types on while a slow line still answers.
func TestNewerQuery(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	start(tab, home+"ru/")
	tab.Slow(400, 200_000)
	tab.Press("Control+k")
	tab.Wait("the dialog", searchOpen)
	tab.Run(`window.seen = new Set(); new MutationObserver(() => {
		const title = document.querySelector("#_search-list .hit-title")?.textContent;
		if (title) seen.add(title);
	}).observe(document.querySelector("#_search"), {childList: true, characterData: true, subtree: true})`)
	tab.Type("груз")
	tab.Press("Backspace", "Backspace", "Backspace", "Backspace")
	tab.Type("кран")
	tab.Wait("the answer to the last query", hits+` === 1 && `+has("#_search-list .hit-title", "Кран"))
	tab.Idle()
	tab.Wait("it stays", hits+` === 1 && `+has("#_search-list .hit-title", "Кран"))
	tab.Clean()
}

// TestWarm holds that nothing of the index is fetched before the reader reaches
// for search, and that reaching is enough.
func TestWarm(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	fetched := func() (n int) {
		for _, r := range tab.Requests() {
			if strings.Contains(r.URL, "/library/") {
				n++
			}
		}
		return n
	}
	tab.Open(home + "ru/kran/")
	tab.Run(`document.querySelector('[data-tool="settings"]').dispatchEvent(new PointerEvent("pointerover", {bubbles: true}))`)
	tab.Wait("the program", programReady)
	tab.Idle()
	if n := fetched(); n > 0 {
		t.Errorf("%d files of the index fetched before anybody searched", n)
	}
	tab.Run(`document.querySelector('[data-tool="search"]').dispatchEvent(new PointerEvent("pointerover", {bubbles: true}))`)
	tab.Wait("the index", `performance.getEntriesByType("resource").some((r) => r.name.includes("/library/search.json"))`)
	tab.Clean()
}

// TestResultsStandStill holds that passages come into lines kept for them.
func TestResultsStandStill(t *testing.T) {
	home, browser := searchSite(t)
	for name, viewport := range map[string]browsertest.Viewport{"phone": browsertest.Phone, "desktop": browsertest.Desktop} {
		t.Run(name, func(t *testing.T) {
			tab := browser.Tab(t, viewport)
			start(tab, home+"ru/kran/")
			tab.Press("Control+k")
			tab.Wait("the dialog", searchOpen)
			tab.Slow(700, 1_000_000) // what comes later than half a second counts as a shift
			tab.Type("груз")
			tab.Wait("the passages", `document.querySelectorAll("#_search-list .hit-text mark").length > 2`)
			tab.Idle()
			for _, shift := range tab.Shifts() {
				t.Errorf("the page moved: %v", shift)
			}
			tab.Clean()
		})
	}
}

// TestComposition holds that a word half composed is not asked, and is once it
// is done.
func TestComposition(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	start(tab, home+"ru/")
	compose := func(field, text, kind string) {
		tab.Run(fmt.Sprintf(`(() => {
			const field = document.querySelector(%q);
			field.value = %q;
			field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true, data: %[2]q}));
			if (%[3]q) field.dispatchEvent(new CompositionEvent(%[3]q, {bubbles: true, data: %[2]q}));
		})()`, field, text, kind))
	}
	tab.Press("Control+k")
	tab.Wait("the dialog", searchOpen)
	compose("#_search-field", "груз", "")
	tab.Idle()
	if n := browsertest.Eval[int](tab, hits); n > 0 {
		t.Errorf("%d results for a word half composed", n)
	}
	compose("#_search-field", "груз", "compositionend")
	tab.Wait("results", hits+` > 0`)

	tab.Open(home + "ru/search/")
	tab.Wait("the program", settled)
	compose("#_query", "груз", "")
	tab.Idle()
	if n := browsertest.Eval[int](tab, listed); n > 0 {
		t.Errorf("%d results on the page for a word half composed", n)
	}
	compose("#_query", "груз", "compositionend")
	tab.Wait("results", listed+` > 0`)
	tab.Clean()
}

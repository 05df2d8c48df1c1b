package e2e

import (
	"fmt"
	"testing"

	"lectern/web/browsertest"
)

// TestEnteredHistory enters queries on the search page: each is a step that Back
// undoes, and what was only typed on the way is none.
func TestEnteredHistory(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	tab.Open(asking(home, "ru", "груз"))
	tab.Wait("results", settled+` && `+listed+` === 20`)
	tab.Run(`window.stayed = true`)
	entries := browsertest.Eval[int](tab, `history.length`)
	asks := func(query string, results int) string {
		return settled + fmt.Sprintf(` && new URLSearchParams(location.search).get("q") === %q && document.querySelector("#_query").value === %[1]q && `, query) + listed + fmt.Sprintf(` === %d`, results)
	}
	enter := func(query string) {
		tab.Run(`document.querySelector("#_query").focus(); document.querySelector("#_query").select()`)
		tab.Type(query)
		tab.Press("Enter")
	}
	enter("кран")
	tab.Wait("the second query", asks("кран", 1))
	tab.Press("Enter") // nothing new
	enter("yuk")
	tab.Wait("the third query", asks("yuk", 1))
	if n := browsertest.Eval[int](tab, `history.length`) - entries; n != 2 {
		t.Errorf("%d history entries for two queries entered, want 2", n)
	}
	tab.Run(`document.querySelector("#_query").select()`)
	tab.Type("зерно")
	tab.Wait("what is typed, in the address", `new URLSearchParams(location.search).get("q") === "зерно"`)
	if n := browsertest.Eval[int](tab, `history.length`) - entries; n != 2 {
		t.Errorf("%d history entries after typing, want 2", n)
	}
	tab.Back()
	tab.Wait("the second query again", asks("кран", 1))
	tab.Back()
	tab.Wait("the first query again", asks("груз", 20)+` && document.title.startsWith("груз — ")`)
	tab.Forward()
	tab.Wait("the second query once more", asks("кран", 1))
	if !browsertest.Eval[bool](tab, `stayed`) {
		t.Error("the page was loaded anew on the way")
	}
	tab.Clean()
}

// TestTypedFilter takes a filter typed by how an author's name begins away with
// the author's button.
func TestTypedFilter(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	tab.Open(asking(home, "ru", "груз author:юсуф"))
	const button = `[...document.querySelectorAll("#_results .facet-value[aria-pressed=true]")].find((b) => b.innerText.includes("Каримов"))`
	tab.Wait("the author chosen", settled+` && `+button+` !== undefined && `+listed+` === 12`)
	tab.Run(button + `.click()`)
	tab.Wait("all authors", settled+` && `+listed+` === 20 && `+chips+` === 0 && document.querySelector("#_query").value === "груз"`)
	tab.Clean()
}

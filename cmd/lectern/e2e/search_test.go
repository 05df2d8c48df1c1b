package e2e

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

const (
	options  = `document.querySelectorAll("#_search-list:not([hidden]) [role=option]").length`
	hits     = `document.querySelectorAll("#_search-list .hit").length`
	chosen   = `document.getElementById(document.querySelector("#_search-field").getAttribute("aria-activedescendant") ?? "")`
	inField  = `document.activeElement?.id === "_search-field"`
	settled  = `document.querySelector("[data-search-results] .search-results") && !document.querySelector("[data-search-results][aria-busy]")`
	listed   = `document.querySelectorAll("ol[data-results] .hit").length`
	chips    = `document.querySelectorAll("#_results .filter-chip").length`
	recalled = `JSON.parse(localStorage.getItem("lectern.searches") ?? "[]").join("|")`
)

// searchLibrary is a folder with topics, authors, years and languages.
func searchLibrary(t *testing.T) string {
	files := map[string]string{}
	topics := []string{"порт", "дорога", "право", "мост", "почта", "тариф", "зерно", "склад"}
	for i := range 24 {
		files[fmt.Sprintf("ru/a%02d.md", i)] = fmt.Sprintf("---\ntitle: Перевозка груза номер %d\ndate: %d-03-%02d\ntopics: [%s]\nauthors: [%s]\n---\n\n%sГруз везут по морю, потом по дороге. %s\n",
			i, 2020+i%4, 1+i, topics[i%len(topics)], []string{"Анна Белова", "Юсуф Каримов"}[i%2], strings.Repeat("Прежде всего скажем о погоде и ветре. ", i%5), strings.Repeat("Дальше идёт обычный текст. ", 40))
	}
	files["ru/kran.md"] = "---\ntitle: Кран\ndate: 2024-01-01\n---\n\nКран поднимает контейнер.\n"
	files["uz/port.md"] = "---\ntitle: Port va yuk\ndate: 2023-01-01\ntopics: [порт]\n---\n\nYuk dengizdan keladi.\n"
	files["ar/port.md"] = "---\ntitle: الميناء والسفن\ndate: 2023-02-01\n---\n\n" + strings.Repeat("تصل السفن إلى الميناء كل يوم. ", 20) + "\n"
	files["ar/ship.md"] = "---\ntitle: سفينة كبيرة\ndate: 2022-02-01\n---\n\nدخلت السفينة إلى الميناء صباحًا.\n"
	return folder(t, files)
}

// searchSite serves searchLibrary and starts a browser.
func searchSite(t *testing.T) (home string, browser *browsertest.Browser) {
	t.Helper()
	return serve(t, searchLibrary(t)), browsertest.Start(t)
}

// asking returns the address of a search page with a query.
func asking(home, lang, query string) string {
	return home + lang + "/search/?q=" + url.QueryEscape(query)
}

// has returns an expression that is true when some text is shown.
func has(selector, text string) string {
	return fmt.Sprintf(`document.querySelector(%q)?.innerText.includes(%q)`, selector, text)
}

// TestSearchByKeyboard uses the dialog as the ARIA practices describe a
// combobox, with no pointer.
func TestSearchByKeyboard(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	start(tab, home+"ru/")
	tab.Run(`document.querySelector(".brand").focus(); window.stayed = true`)
	tab.Press("Control+k")
	tab.Wait("focus in the field", searchOpen+` && `+inField)
	expanded := `document.querySelector("#_search-field").getAttribute("aria-expanded")`
	if got := browsertest.Eval[string](tab, expanded); got != "false" {
		t.Errorf("aria-expanded %q with nothing to choose, want false", got)
	}
	// What is said, and how often.
	tab.Run(`window.said = []; new MutationObserver(() => {
		const text = document.querySelector("#_search [role=status]").textContent;
		if (text) said.push(text);
	}).observe(document.querySelector("#_search [role=status]"), {childList: true, characterData: true, subtree: true})`)
	tab.Type("груз")
	tab.Wait("options", options+` >= 5 && `+expanded+` === "true"`)
	tab.Wait("the count said", `said.length > 0`)
	if said := browsertest.Eval[int](tab, `said.length`); said > 2 {
		t.Errorf("the count was said %d times for four letters, want it when typing has ended", said)
	}
	if got := browsertest.Eval[string](tab, `document.querySelector("#_search-field").getAttribute("aria-controls")`); got != "_search-list" {
		t.Errorf("aria-controls is %q", got)
	}
	tab.Press("ArrowDown")
	tab.Wait("the first option", chosen+`?.getAttribute("aria-selected") === "true" && `+inField)
	if name := browsertest.Eval[string](tab, chosen+`.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ")`); !strings.Contains(name, "Перевозка") {
		t.Errorf("the option's name is %q, want its title", name)
	}
	tab.Press("ArrowUp")
	tab.Wait("the field again", chosen+` === null`)
	tab.Press("ArrowUp")
	tab.Wait("the last option, in view", `(() => {
		const option = `+chosen+`, box = option.getBoundingClientRect();
		return option.nextElementSibling === null && box.bottom <= innerHeight + 1;
	})()`)
	tab.Press("Home")
	tab.Wait("the caret at the start of the text", chosen+` === null && document.activeElement.selectionStart === 0`)
	tab.Press("End", "ArrowDown", "Enter")
	tab.Wait("the article", `document.querySelector("main").dataset.page === "article"`)
	if !browsertest.Eval[bool](tab, `stayed`) {
		t.Error("the page was loaded anew")
	}
	if q := browsertest.Eval[string](tab, `new URLSearchParams(location.search).get("q") ?? ""`); q != "груз" {
		t.Errorf("the article's address has the words %q, want those searched for", q)
	}

	tab.Press("Control+k")
	tab.Wait("the query asked before, selected", searchOpen+` && document.activeElement.value === "груз" && document.activeElement.selectionEnd === 4`)
	tab.Press("Escape")
	tab.Wait("an empty field, still open", searchOpen+` && document.querySelector("#_search-field").value === ""`)
	tab.Press("Escape")
	tab.Wait("the dialog to close", searchClosed)
	tab.Clean()
}

// TestRecentSearches keeps, recalls and removes searches, with keys and with a
// finger.
func TestRecentSearches(t *testing.T) {
	home, browser := searchSite(t)
	t.Run("keys", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		start(tab, home+"ru/")
		for _, query := range []string{"груз", "кран"} {
			tab.Press("Control+k")
			tab.Wait("the dialog", searchOpen)
			tab.Type(query)
			tab.Wait("results", hits+` > 0 && !document.querySelector("#_search [aria-busy=true]") && `+fmt.Sprintf(`document.querySelector("#_search-list mark")?.innerText.toLowerCase().startsWith(%q)`, query))
			tab.Press("ArrowDown", "Enter")
			tab.Wait("the article", searchClosed+` && document.querySelector("main").dataset.page === "article"`)
		}
		if got := browsertest.Eval[string](tab, recalled); got != "кран|груз" {
			t.Errorf("kept %q, want the two searches, the last first", got)
		}
		tab.Press("Control+k")
		tab.Wait("the dialog", searchOpen)
		tab.Press("Escape")
		tab.Wait("recent searches", options+` === 2`)
		tab.Accessible()
		tab.Press("ArrowDown", "ArrowDown", "Enter")
		tab.Wait("the search again", `document.querySelector("#_search-field").value === "груз" && `+hits+` > 0`)
		tab.Press("Escape")
		tab.Wait("recent searches", options+` === 2`)
		tab.Press("ArrowDown", "Delete")
		tab.Wait("one search", options+` === 1 && `+recalled+` === "груз"`)
		tab.Press("Tab", "Tab", "Tab")
		tab.Wait("focus on the button of the search", `document.activeElement?.classList.contains("recent-remove")`)
		tab.Press("Enter")
		tab.Wait("none", options+` === 0 && localStorage.getItem("lectern.searches") === null && `+inField)
		tab.Clean()
	})
	t.Run("finger", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Before(`localStorage.setItem("lectern.searches", '["кран","груз topic:x"]')`)
		tab.Open(home + "ru/")
		tab.Tap(`[data-tool="search"]`)
		tab.Wait("recent searches", searchOpen+` && `+options+` === 2`)
		targets(t, tab, "#_search")
		tab.Tap(`.recents-remove button:last-child`)
		tab.Wait("one search", options+` === 1`)
		tab.Tap(`.recent`)
		tab.Wait("its results", hits+` === 1`)
		tab.Press("Enter")
		tab.Wait("the keyboard to go", `!(`+inField+`) && `+searchOpen)
		tab.Tap(".hit")
		tab.Wait("the article", `location.pathname === "/ru/kran/"`)
		tab.Clean()
	})
	t.Run("no storage", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		tab.Before(`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied", "SecurityError") }})`)
		start(tab, home+"ru/")
		tab.Press("Control+k")
		tab.Wait("the dialog", searchOpen)
		tab.Type("кран")
		tab.Wait("results", hits+` > 0`)
		tab.Press("ArrowDown", "Enter")
		tab.Wait("the article", `document.querySelector("main").dataset.page === "article"`)
		tab.Press("Control+k")
		tab.Wait("the dialog", searchOpen)
		tab.Press("Escape")
		tab.Wait("the search, kept while the page is open", options+` === 1`)
		tab.Clean()
	})
}

// targets fails the test with what is too small for a finger: 44 px.
func targets(t *testing.T, tab *browsertest.Tab, within string) {
	t.Helper()
	small := browsertest.Eval[[]string](tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap((box) =>
		[...box.querySelectorAll("a, button, summary, input, [role=option]")]).filter((e) => {
			const r = e.getBoundingClientRect();
			return e.checkVisibility() && r.height > 0 && r.height < 43.5;
		}).map((e) => e.outerHTML.slice(0, 120) + " " + e.getBoundingClientRect().height)`, within))
	for _, s := range small {
		t.Errorf("lower than 44 px: %s", s)
	}
}

// themes looks at what is on the screen with axe, and at its contrasts in every
// theme: nothing else depends on that.
func themes(t *testing.T, tab *browsertest.Tab, within string) {
	t.Helper()
	tab.Accessible()
	targets(t, tab, within)
	for _, theme := range []string{"sepia", "dark", "contrast", "light"} {
		tab.Run(fmt.Sprintf(`document.documentElement.dataset.theme = %q`, theme))
		if theme != "light" {
			tab.Accessible("color-contrast")
		}
	}
}

// TestSearchStates looks at every state of dialog and page, in four themes.
func TestSearchStates(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Phone)
	tab.Before(`localStorage.setItem("lectern.settings", '{"theme":"light"}'); localStorage.setItem("lectern.searches", '["груз","مرحبا"]')`)
	tab.Open(asking(home, "ru", "груз"))
	tab.Wait("filters", settled+` && document.querySelector(".facets-toggle") !== null`)
	tab.Click(".facets-toggle")
	tab.Click("#_results .search-help summary")
	for _, state := range []struct{ name, query, shown string }{
		{"results, filters", "груз", `document.querySelectorAll("#_results .facet-value").length > 6`},
		{"a filter chosen", "груз year:2021", chips + ` === 1 && ` + listed + ` === 6`},
		{"an unknown filter", "груз topic:нет", `document.querySelector("#_results .filter-unknown") !== null`},
		{"a correction", "перевоззка", has("#_results .search-note", "перевоз")},
		{"the other layout", "uhep", has("#_results .search-note", "груз")},
		{"nothing", "йцукенгшщз", has("#_results", "йцукенгшщз") + ` && document.querySelectorAll("#_results .search-summary a").length > 0`},
	} {
		tab.Run(fmt.Sprintf(`(() => {
			const field = document.querySelector("#_query");
			field.value = %q;
			field.dispatchEvent(new InputEvent("input", {bubbles: true}));
		})()`, state.query))
		tab.Wait(state.name, settled+` && `+state.shown)
		themes(t, tab, "#_results")
	}
	tab.Open(home + "ru/")
	tab.Press("Control+k")
	tab.Wait("recent searches", searchOpen+` && `+options+` === 2`)
	themes(t, tab, "#_search")
	for _, state := range []struct{ query, shown string }{
		{"груз topic:порт", hits + ` > 1 && document.querySelector("#_search .filter-chip") !== null`},
		{"перевоззка", hits + ` > 1 && document.querySelector("#_search .search-note") !== null`},
		{"йцукенгшщз", `document.querySelector("#_search .search-none") !== null`},
	} {
		tab.Type(state.query)
		tab.Wait("what is shown for "+state.query, state.shown)
		tab.Press("ArrowDown")
		themes(t, tab, "#_search")
		tab.Press("Escape")
	}
	tab.Clean()
}

// TestSearchNarrow holds that nothing is cut off on 320 px, enlarged four
// times, in both directions.
func TestSearchNarrow(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Viewport{Width: 320, Height: 256, Scale: 1})
	wide := `Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll(".tool-panel, .search-body")].map((e) => e.scrollWidth - e.clientWidth))`
	for _, lang := range []struct{ tag, dir, query string }{{"ru", "ltr", "груз"}, {"ar", "rtl", "الميناء"}} {
		tab.Open(asking(home, lang.tag, lang.query+" topic:"+strings.Repeat("long", 12)))
		tab.Wait("an answer", settled)
		if over := browsertest.Eval[int](tab, wide); over > 0 {
			t.Errorf("%s: the page is %d px too wide", lang.tag, over)
		}
		tab.Open(home + lang.tag + "/")
		tab.Press("Control+k")
		tab.Wait("the dialog", searchOpen)
		tab.Type(lang.query)
		tab.Wait("results", hits+` > 0`)
		tab.Press("ArrowUp")
		tab.Wait("the last result, below the field", `(() => {
			const box = `+chosen+`.getBoundingClientRect(), field = document.querySelector("#_search-field").getBoundingClientRect();
			return box.top < innerHeight && box.bottom > field.bottom;
		})()`)
		if over := browsertest.Eval[int](tab, wide); over > 0 {
			t.Errorf("%s: the dialog is %d px too wide", lang.tag, over)
		}
		if got := browsertest.Eval[string](tab, `getComputedStyle(document.querySelector("#_search .hit-title")).direction`); got != lang.dir {
			t.Errorf("%s: titles run %s, want %s", lang.tag, got, lang.dir)
		}
		tab.Accessible()
	}
	tab.Clean()
}

// TestFilterHistory chooses filters and walks back through them.
func TestFilterHistory(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Desktop)
	tab.Open(home + "ru/search/")
	tab.Wait("the program", settled)
	tab.Run(`window.stayed = true`)
	tab.Click(`#_query`)
	tab.Type("груз")
	q := func(query string) string {
		return fmt.Sprintf(`new URLSearchParams(location.search).get("q") === %q && document.querySelector("#_query").value === %q`, query, query)
	}
	tab.Wait("results", settled+` && `+listed+` === 20 && `+q("груз"))
	entries := browsertest.Eval[int](tab, `history.length`)
	tab.Click(`[id="_facet-year-2021"]`)
	tab.Wait("the year's articles", settled+` && `+listed+` === 6 && `+q("груз year:2021"))
	tab.Wait("focus where it was", `document.activeElement?.id === "_facet-year-2021" && document.activeElement.getAttribute("aria-pressed") === "true"`)
	topic := browsertest.Eval[string](tab, `document.querySelector('[id^="_facet-topic-"].facet-value').id.slice("_facet-topic-".length)`)
	tab.Click(fmt.Sprintf(`[id="_facet-topic-%s"]`, topic))
	tab.Wait("two filters", settled+` && `+chips+` === 2 && `+q("груз year:2021 topic:"+topic))
	if n := browsertest.Eval[int](tab, `history.length`); n != entries+2 {
		t.Errorf("%d history entries for two filters, want 2", n-entries)
	}
	tab.Back()
	tab.Wait("one filter", settled+` && `+chips+` === 1 && `+listed+` === 6 && `+q("груз year:2021"))
	tab.Back()
	tab.Wait("no filter", settled+` && `+chips+` === 0 && `+listed+` === 20 && `+q("груз"))
	tab.Forward()
	tab.Forward()
	tab.Wait("two filters again", settled+` && `+chips+` === 2`)
	tab.Click("#_results .filter-chip")
	tab.Wait("the first filter gone, focus on the other", settled+` && `+chips+` === 1 && document.activeElement?.classList.contains("filter-chip") && `+q("груз topic:"+topic))

	// An article and back: the results are there, at their place.
	tab.Back()
	tab.Back()
	tab.Back()
	tab.Wait("no filter", settled+` && `+listed+` === 20 && `+q("груз"))
	tab.Run(`scrollTo({top: 700, behavior: "instant"})`)
	tab.Wait("the scroll", `Math.abs(scrollY - 700) < 2`)
	tab.Run(`document.querySelectorAll("ol[data-results] .hit")[9].click()`)
	tab.Wait("the article", `document.querySelector("main").dataset.page === "article"`)
	tab.Back()
	tab.Wait("the results at their place", settled+` && `+listed+` === 20 && Math.abs(scrollY - 700) < 40`)
	if !browsertest.Eval[bool](tab, `stayed`) {
		t.Error("the page was loaded anew on the way")
	}
	tab.Clean()
}

// TestVerbatimLink asks for the words as typed, and finds them in the address.
func TestVerbatimLink(t *testing.T) {
	home, browser := searchSite(t)
	tab := browser.Tab(t, browsertest.Phone)
	tab.Open(asking(home, "ru", "перевоззка"))
	tab.Wait("a correction", settled+` && `+listed+` > 0 && `+has("#_results .search-note", "перевоззка"))
	tab.Click("#_results .search-note a")
	tab.Wait("nothing, as typed", settled+` && location.search.endsWith("&exact=1") && `+listed+` === 0`)
	tab.Reload()
	tab.Wait("the same after a reload", settled+` && document.querySelector("#_results .search-none") !== null`)
	tab.Back()
	tab.Wait("the correction again", settled+` && `+listed+` > 0`)
	tab.Clean()
}

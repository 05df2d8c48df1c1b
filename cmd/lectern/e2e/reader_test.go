package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/web/browsertest"
)

const (
	searchOpen   = `document.querySelector("dialog.search-dialog")?.open === true`
	searchClosed = `document.querySelector("dialog.search-dialog")?.open === false`
	programReady = `document.querySelector("#_app.tools") !== null`
)

// start opens a page and starts the program as a reader does: by reaching for
// a tool.
func start(tab *browsertest.Tab, url string) {
	tab.Open(url)
	tab.Press("/")
	tab.Wait("the search dialog", searchOpen)
	tab.Press("Escape")
	tab.Wait("the search dialog to close", searchClosed)
}

// TestRead does what a reader does, in Russian and in Arabic, on a phone and
// on a desktop: opens the home, goes to an article, comes back, searches.
func TestRead(t *testing.T) {
	home := serve(t)
	browser := browsertest.Start(t)
	for _, lang := range []struct{ tag, dir, query string }{
		{"ru", "ltr", "кавычками"}, // the article has «кавычки» in other forms
		{"ar", "rtl", "العربية"},
	} {
		for name, viewport := range map[string]browsertest.Viewport{"phone": browsertest.Phone, "desktop": browsertest.Desktop} {
			t.Run(lang.tag+" "+name, func(t *testing.T) {
				tab := browser.Tab(t, viewport)
				start(tab, home+lang.tag+"/")
				tab.Run(`window.stayed = true`)

				tab.Click(`main article a, main h2 a`)
				tab.Wait("an article", `document.querySelector("main").dataset.page === "article"`)
				if got := browsertest.Eval[string](tab, `document.documentElement.lang + " " + document.documentElement.dir`); got != lang.tag+" "+lang.dir {
					t.Errorf("lang and dir of the page: %q, want %q", got, lang.tag+" "+lang.dir)
				}
				tab.Wait("focus on the heading", `document.activeElement?.tagName === "H1"`)
				tab.Wait("the title said aloud", `document.querySelector("#_app [role=status]").textContent.includes(document.querySelector("h1").textContent)`)
				if title := browsertest.Eval[string](tab, `document.title`); !strings.Contains(title, tab.Text("h1")) {
					t.Errorf("title %q lacks the heading %q", title, tab.Text("h1"))
				}
				tab.Back()
				tab.Wait("the home again", `document.querySelector("main").dataset.page === "home"`)
				if !browsertest.Eval[bool](tab, `window.stayed === true`) {
					t.Error("the page was loaded anew, want it swapped")
				}

				tab.Press("Control+k")
				tab.Wait("the search dialog", searchOpen)
				tab.Type(lang.query)
				tab.Wait("results", `document.querySelectorAll("dialog.search-dialog .hit").length > 0`)
				tab.Wait("marked words", `document.querySelectorAll("dialog.search-dialog .hit mark").length > 0`)
				tab.Press("ArrowDown")
				tab.Wait("a chosen result", `document.querySelector('.hit[aria-selected="true"]') !== null`)
				tab.Press("Enter")
				tab.Wait("the article found", `document.querySelector("main").dataset.page === "article"`)
				tab.Clean()
			})
		}
	}
}

// TestPlaces checks that Back restores the place, and links to a section lead
// there.
func TestPlaces(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	start(tab, home+"ru/writing/")
	tab.Run(`scrollTo(0, 900)`)
	tab.Wait("the scroll", `Math.abs(scrollY - 900) < 2`)
	tab.Run(`document.querySelector(".brand").click()`)
	tab.Wait("the home at its top", `document.querySelector("main").dataset.page === "home" && scrollY === 0`)
	tab.Back()
	tab.Wait("the article at its place", `document.querySelector("main").dataset.page === "article" && Math.abs(scrollY - 900) < 40`)
	tab.Forward()
	tab.Wait("the home", `document.querySelector("main").dataset.page === "home"`)
	tab.Back()
	tab.Wait("the article", `document.querySelector("main").dataset.page === "article"`)
	tab.Run(`document.querySelector("[data-outline]").open = true`)
	tab.Click(`[data-outline] li:last-child > a`)
	tab.Wait("the section", `(() => {
		const id = decodeURIComponent(location.hash.slice(1));
		const top = id && document.getElementById(id)?.getBoundingClientRect().top;
		return top >= -2 && top < innerHeight;
	})()`)
	tab.Wait("the section marked in the outline", `document.querySelectorAll('[data-outline] [aria-current]').length === 1`)
	tab.Clean()
}

// TestSearchPage checks the page that searches are shared by.
func TestSearchPage(t *testing.T) {
	home := serve(t)
	browser := browsertest.Start(t)
	t.Run("link", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(home + "ru/search/?q=%D1%82%D0%B0%D0%BC%D0%BE%D0%B6%D0%BD%D1%8F")
		tab.Wait("results", `document.querySelectorAll("ol[data-results] > li > a").length > 0`)
		tab.Wait("rest", `document.querySelector("[data-search-results]").getAttribute("aria-busy") !== "true"`)
		if href := browsertest.Eval[string](tab, `new URL(document.querySelector("ol[data-results] > li > a").href).pathname`); href != "/ru/customs-conference/" {
			t.Errorf("first result leads to %s, want /ru/customs-conference/", href)
		}
		tab.Click("ol[data-results] > li > a")
		tab.Wait("the article", `document.querySelector("main").dataset.page === "article"`)
		tab.Back()
		tab.Wait("the results again", `document.querySelectorAll("ol[data-results] > li > a").length > 0 && location.search !== ""`)
		tab.Clean()
		tab.Accessible()
	})
	t.Run("nothing found", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(home + "ru/search/?q=%D0%B9%D1%86%D1%83%D0%BA%D0%B5%D0%BD%D0%B3%D1%88%D1%89%D0%B7")
		tab.Wait("an answer", `document.querySelector("[data-search-results]").textContent.length > 10 && document.querySelectorAll("[data-search-results] a").length > 0`)
		tab.Clean()
	})
	t.Run("hostile query", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(home + "ru/search/?q=%3Cimg+src%3Dx+onerror%3Ddocument.title%3D%22pwned%22%3E+%D0%BA%D0%B0%D0%BA")
		tab.Wait("an answer", `document.querySelector("[data-search-results]").getAttribute("aria-busy") !== "true" && document.querySelectorAll("[data-search-results] [role=status], [data-search-results] a").length > 0`)
		if browsertest.Eval[bool](tab, `document.title === "pwned" || document.querySelector("img[src='x']") !== null`) {
			t.Error("a query became markup")
		}
		tab.Clean()
	})
	t.Run("without script", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Script(false)
		tab.Open(home + "ru/search/")
		if n := tab.Count("[data-search-results] a"); n == 0 {
			t.Error("the search page offers nothing without script")
		}
	})
}

// TestSettings checks that what a reader sets is kept, on every page, before
// the first paint.
func TestSettings(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	tab.Open(home + "ru/")
	tab.Click(`[data-tool="settings"]`)
	tab.Wait("the settings", `document.querySelector("dialog.settings-sheet")?.open === true`)
	for _, theme := range []string{"sepia", "contrast", "light", "dark"} {
		tab.Click(fmt.Sprintf(`[data-choice="theme-%s"]`, theme))
		tab.Wait("the theme "+theme, fmt.Sprintf(`document.documentElement.dataset.theme === %q`, theme))
		tab.Accessible()
	}
	tab.Press("Escape")
	tab.Wait("focus on the button again", `document.activeElement?.dataset.tool === "settings"`)
	tab.Open(home + "en/")
	if got := browsertest.Eval[string](tab, `document.documentElement.dataset.theme`); got != "dark" {
		t.Errorf("theme on the next page: %q, want dark", got)
	}
	background := browsertest.Eval[string](tab, `getComputedStyle(document.documentElement).backgroundColor`)
	tab.Script(false)
	tab.Dark(false)
	tab.Reload()
	if light := browsertest.Eval[string](tab, `getComputedStyle(document.documentElement).backgroundColor`); light == background {
		t.Errorf("background %s in the dark theme and in the light one: the theme changes nothing", light)
	}
}

// TestLanguages checks the switch: to the translation of the same article.
func TestLanguages(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	start(tab, home+"ru/customs-conference/")
	for _, lang := range []struct{ tag, path string }{
		{"uz", "/uz/customs-conference/"}, {"uz-Cyrl", "/uz-cyrl/customs-conference/"},
		{"en", "/en/customs-conference/"}, {"ru", "/ru/customs-conference/"}, {"ar", "/ar/"},
	} {
		tab.Run(fmt.Sprintf(`document.querySelector('header [hreflang=%q]').click()`, lang.tag))
		tab.Wait("the page in "+lang.tag, fmt.Sprintf(`location.pathname === %q && document.documentElement.lang === %q`, lang.path, lang.tag))
		tab.Press("Control+k") // a "/" of the test would be typed into the field too
		tab.Wait("the search dialog", searchOpen)
		tab.Wait("the tools in "+lang.tag, fmt.Sprintf(`document.querySelector("#_app").lang === %q`, lang.tag))
		tab.Press("Escape")
		tab.Wait("the search dialog to close", searchClosed)
	}
	tab.Clean()
}

// TestAccessible runs axe on every kind of page, in every theme and language.
func TestAccessible(t *testing.T) {
	home := serve(t)
	browser := browsertest.Start(t)
	paths := []string{
		"ru/", "ru/customs-conference/", "ru/markdown/", "ru/typography/", "ru/topics/", "ru/authors/", "ru/2026/", "ru/search/", "ru/library/", "ru/offline/", "404.html",
		"uz/", "uz/uzbek-alphabets/", "uz-cyrl/", "uz-cyrl/uzbek-alphabets/", "en/", "en/markdown/", "ar/", "ar/arabic-on-screens/",
	}
	for _, theme := range []string{"light", "sepia", "dark", "contrast"} {
		t.Run(theme, func(t *testing.T) {
			t.Parallel()
			tab := browser.Tab(t, browsertest.Phone)
			tab.Before(fmt.Sprintf(`try { localStorage.setItem("lectern.settings", '{"theme":%q}') } catch {}`, theme))
			for _, path := range paths {
				tab.Open(home + path)
				tab.Wait("the theme", fmt.Sprintf(`document.documentElement?.dataset.theme === %q`, theme))
				tab.Accessible()
				if wide := browsertest.Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
					t.Errorf("%s is %d px wider than a phone", path, wide)
				}
			}
			tab.Clean("404")
		})
	}
}

// TestPlainClicks checks that what is the browser's stays the browser's.
func TestPlainClicks(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	start(tab, home+"ru/")
	for name, event := range map[string]string{
		"shift": `{shiftKey: true}`, "alt": `{altKey: true}`, "control": `{ctrlKey: true}`, "meta": `{metaKey: true}`, "middle": `{button: 1}`,
	} {
		t.Run(name, func(t *testing.T) {
			// The last listener of all says who has taken the click, and keeps the browser from opening windows.
			taken := browsertest.Eval[bool](tab, fmt.Sprintf(`(() => {
				let taken;
				const before = window.onclick;
				const last = (e) => { taken = e.defaultPrevented; e.preventDefault(); };
				const link = document.querySelector("main a");
				link.addEventListener("click", last, {once: true});
				const stay = location.href;
				link.dispatchEvent(new MouseEvent("click", Object.assign({bubbles: true, cancelable: true}, %s)));
				return taken || location.href !== stay;
			})()`, event))
			if taken {
				t.Error("the program took a click that is the browser's")
			}
		})
	}
	tab.Clean()
}

// TestNoShift checks that the program starts without moving anything.
func TestNoShift(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	tab.Open(home + "ru/customs-conference/")
	tab.Press("/")
	tab.Wait("the search dialog", searchOpen)
	tab.Press("Escape")
	tab.Wait("the program", programReady)
	tab.Idle()
	for _, shift := range tab.Shifts() {
		t.Errorf("the page moved: %v", shift)
	}
}

// TestFaults breaks what the tools need; the text stays readable and the
// reader is told.
func TestFaults(t *testing.T) {
	home := serve(t)
	browser := browsertest.Start(t)
	readable := func(t *testing.T, tab *browsertest.Tab) {
		t.Helper()
		if n := browsertest.Eval[int](tab, `document.querySelector("main").innerText.length`); n < 500 {
			t.Errorf("%d characters of text on the page, want the whole article", n)
		}
	}
	t.Run("no WebAssembly", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Before(`delete window.WebAssembly`)
		tab.Open(home + "ru/customs-conference/")
		tab.Press("/")
		tab.Wait("a notice", `document.querySelector("body > .tool-notice[role=status]")?.textContent.length > 10`)
		readable(t, tab)
		tab.Accessible()
	})
	t.Run("program missing", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Block("*://*:*/*.wasm")
		tab.Open(home + "ru/customs-conference/")
		tab.Press("/")
		tab.Wait("a notice with try again", `document.querySelectorAll("body > .tool-notice button").length > 0`)
		if browsertest.Eval[bool](tab, programReady) {
			t.Error("the program started: nothing was blocked")
		}
		readable(t, tab)
		tab.Block()
		tab.Click("body > .tool-notice button")
		tab.Wait("the search that was asked for", searchOpen)
	})
	t.Run("no script", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Script(false)
		tab.Open(home + "ru/customs-conference/")
		readable(t, tab)
		tab.Click(".brand")
		tab.Wait("the home", `document.querySelector("main").dataset.page === "home"`)
		tab.Clean()
	})
	t.Run("no storage", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Before(`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("denied", "SecurityError") }})`)
		start(tab, home+"ru/customs-conference/")
		tab.Click(`[data-tool="settings"]`)
		tab.Wait("the settings", `document.querySelector("dialog.settings-sheet")?.open === true`)
		tab.Click(`[data-choice="theme-dark"]`)
		tab.Wait("the theme", `document.documentElement.dataset.theme === "dark"`)
		readable(t, tab)
	})
	t.Run("line lost", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Before(`delete Navigator.prototype.serviceWorker`)
		start(tab, home+"ru/customs-conference/")
		tab.Offline(true)
		tab.Click(".brand")
		tab.Wait("a notice that says so, with a button", `document.querySelector("main").dataset.page !== "home" && document.querySelector("#_app .tool-notice button") !== null`)
		tab.Offline(false)
		tab.Click("#_app .tool-notice button")
		tab.Wait("the home after trying again", `document.querySelector("main").dataset.page === "home"`)
	})
}

// TestLive checks that a saved file is on the open page at once.
func TestLive(t *testing.T) {
	dir := folder(t, map[string]string{"ru/a.md": "# Первая\n\nСтарый текст статьи.\n", "ru/b.md": "# Вторая\n\nДругая.\n"})
	home := serve(t, dir)
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Open(home + "ru/a/")
	tab.Wait("the old text", `document.body.innerText.includes("Старый текст")`)
	time.Sleep(300 * time.Millisecond) // the event stream opens after load
	begin := time.Now()
	save(t, dir, "ru/a.md", "# Первая\n\nНовый текст статьи.\n")
	tab.Wait("the new text", `document.body.innerText.includes("Новый текст")`)
	t.Logf("a saved file was on the page after %v", time.Since(begin))
	save(t, dir, "ru/c.md", "# Третья\n\nЕщё одна.\n")
	tab.Open(home + "ru/")
	tab.Wait("the new article on the home", `document.body.innerText.includes("Третья")`)
	if err := os.Remove(filepath.Join(dir, "ru/b.md")); err != nil {
		t.Fatal(err)
	}
	tab.Wait("the removed article gone from the home", `!document.body.innerText.includes("Вторая")`)
}

// TestSubPath checks that a site under a path of its own works as a whole.
func TestSubPath(t *testing.T) {
	home := serve(t, "--base-url", "/deep/er/")
	if !strings.HasSuffix(home, "/deep/er/") {
		t.Fatalf("served at %s, want /deep/er/ at its end", home)
	}
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	start(tab, home+"ru/")
	tab.Run(`window.stayed = true`)
	tab.Click("main h2 a, main article a")
	tab.Wait("an article", `document.querySelector("main").dataset.page === "article" && location.pathname.startsWith("/deep/er/ru/")`)
	tab.Press("/")
	tab.Wait("the search dialog", searchOpen)
	tab.Type("таможня")
	tab.Wait("results", `document.querySelectorAll("dialog.search-dialog .hit").length > 0`)
	tab.Press("ArrowDown", "Enter")
	tab.Wait("the article found", `location.pathname === "/deep/er/ru/customs-conference/"`)
	if !browsertest.Eval[bool](tab, `window.stayed === true`) {
		t.Error("the page was loaded anew, want it swapped")
	}
	tab.Clean()
}

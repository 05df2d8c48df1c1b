package e2e

import (
	"testing"

	"lectern/web/browsertest"
)

// small lists what a finger would miss: links and buttons outside running text
// that are lower than 44 pixels.
const small = `[...document.querySelectorAll("a[href], button, summary")].filter((e) => {
	const box = e.getBoundingClientRect();
	const inText = e.closest(".skip-link, .authors, .translations, .origin, .embed-link, .prose p, .prose li, .prose td");
	return box.width > 0 && box.height < 43.5 && !inText;
}).map((e) => e.innerText + " " + Math.round(e.getBoundingClientRect().height)).join(", ")`

// TestFingers holds that what is touched on a phone is large enough, in the
// lists, in articles and in the reader's library.
func TestFingers(t *testing.T) {
	home := serve(t)
	tab := browsertest.Start(t).Tab(t, browsertest.Phone)
	for _, path := range []string{"ru/", "ru/topics/", "ru/2026/", "ru/markdown/", "ru/offline/", "404.html", "ar/arabic-on-screens/", "ru/library/"} {
		tab.Open(home + path)
		if path == "ru/library/" {
			tab.Wait("the collections", `document.querySelector(".kept-row") !== null`)
		}
		if found := browsertest.Eval[string](tab, small); found != "" {
			t.Errorf("%s has lower targets than 44 px: %s", path, found)
		}
	}
}

// TestLooks holds what was once out of place.
func TestLooks(t *testing.T) {
	home := serve(t)
	browser := browsertest.Start(t)
	t.Run("phone", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(home + "ru/markdown/")
		if n := browsertest.Eval[int](tab, `[...document.querySelectorAll("td code")].filter((e) => e.getClientRects().length > 1).length`); n > 0 {
			t.Errorf("%d pieces of code are broken within a table, which could scroll instead", n)
		}
		if at := browsertest.Eval[string](tab, `[...document.querySelectorAll(".prose > :is(pre, .table-wrap)")].map((e) => e.getBoundingClientRect()).filter((b) => b.left !== 0 || b.right !== innerWidth).length + ""`); at != "0" {
			t.Errorf("%s tables and programs do not reach the edges of the screen", at)
		}
		tab.Open(home + "404.html")
		if gap := browsertest.Eval[float64](tab, `document.querySelector("main .plain").getBoundingClientRect().top - document.querySelector("main form").getBoundingClientRect().bottom`); gap < 16 {
			t.Errorf("%v px between the field of the missing page and its links", gap)
		}
	})
	t.Run("directions", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		tab.Open(home + "ru/reading/")
		tab.Click(".languages summary")
		const sides = `new Set([...document.querySelectorAll(".languages li a")].map((a) => {
			const range = document.createRange();
			range.selectNodeContents(a);
			return Math.round(range.getBoundingClientRect().left);
		})).size`
		if n := browsertest.Eval[int](tab, sides); n != 1 {
			t.Errorf("the names of languages begin at %d places, want one", n)
		}
		// An interface in another language and direction than the article.
		tab.Open(home + "fa/half-space/")
		const font = `(selector) => getComputedStyle(document.querySelector(selector)).fontFamily`
		if !browsertest.Eval[bool](tab, `((font) => font(".outline summary") === font(".site-header") && font(".find-tool") === font(".site-header"))(`+font+`)`) {
			t.Error("the outline's title or a button is set in the font of the text")
		}
		if !browsertest.Eval[bool](tab, `getComputedStyle(document.querySelector(".byline .meta")).textAlign === "right"`) {
			t.Error("the date does not stand on the side of the Persian title")
		}
	})
	t.Run("no script", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Script(false)
		tab.Open(home + "ru/customs-conference/")
		if dead := browsertest.Eval[string](tab, `[...document.querySelectorAll("main button")].filter((b) => b.checkVisibility()).map((b) => b.innerText).join(", ")`); dead != "" {
			t.Errorf("buttons that do nothing without script: %s", dead)
		}
	})
	t.Run("slow line", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Phone)
		tab.Open(home + "ru/customs-conference/")
		tab.Slow(600, 20000)
		tab.Click(`[data-tool="search"]`)
		tab.Wait("a notice", `document.querySelector("body > .tool-notice") !== null`)
		if lang := browsertest.Eval[string](tab, `document.querySelector("body > .tool-notice").lang`); lang != "ru" {
			t.Errorf("the reader of a Russian page is told in %q that the tools are coming", lang)
		}
	})
	t.Run("digits", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		// As in browsers where Arabic has digits of its own.
		tab.Before(`const usual = Intl.NumberFormat; Intl.NumberFormat = function (tag, options) { return new usual(tag.replace(/^ar(?=-u|$)/, "ar-EG"), options); }`)
		tab.Open(words(home+"ar/arabic-on-screens/", "الكتابة"))
		tab.Wait("a count in the digits of the page", `/^1 .* \d+$/.test(document.querySelector("#_marks .mark-count")?.textContent)`)
	})
	t.Run("edge", func(t *testing.T) {
		tab := browser.Tab(t, browsertest.Desktop)
		tab.Before(`try { localStorage.setItem("lectern.settings", '{"theme":"contrast"}') } catch {}`)
		start(tab, home+"ru/")
		tab.Press("/")
		tab.Wait("the search dialog", searchOpen)
		if !browsertest.Eval[bool](tab, `parseFloat(getComputedStyle(document.querySelector(".search-dialog .tool-panel")).borderTopWidth) > 0`) {
			t.Error("on black the search has no edge")
		}
	})
}

package embedtest

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// testAccessible holds every kind of page for frames, and the page for partners,
// against axe in light and dark.
func testAccessible(t *testing.T, b *browsertest.Browser, site string) {
	tab := b.Tab(t, browsertest.Phone)
	for _, theme := range []string{"light", "dark"} {
		for _, address := range []string{"/ru/customs/embed/?view=card", "/ru/customs/embed/?view=full", "/ar/customs/embed/?view=excerpt", "/ru/embed/?", "/ru/search/embed/?", "/ru/withdrawn/embed/?"} {
			tab.Open(site + address + "&theme=" + theme)
			if theme != "light" && !strings.Contains(address, "withdrawn") && !browsertest.Eval[bool](tab, `document.documentElement.dataset.theme === "dark"`) {
				t.Errorf("%s is not dark", address)
			}
			tab.Accessible()
		}
		tab.Dark(theme == "dark")
		tab.Open(site + "/uz/embed/code/?article=customs")
		tab.Wait("the preview", `document.querySelector("[data-partner-code=script]").textContent.includes("Bojxona")`)
		tab.Accessible()
	}
	tab.Clean("410", "favicon")
}

// testPartnerPage chooses and copies by keyboard what a partner pastes, and
// pastes it.
func testPartnerPage(t *testing.T, b *browsertest.Browser, site string) {
	tab := b.Tab(t, browsertest.Desktop)
	tab.Open(site + "/ru/customs/")
	tab.Click(".embed-link a")
	code := func(kind string) string {
		return `document.querySelector("[data-partner-code=` + kind + `]").textContent`
	}
	tab.Wait("the title", code("script")+`.includes("Таможня")`)
	tab.Run(`document.querySelector("input[value=card]").focus()`)
	tab.Press("ArrowRight", "Tab", "ArrowRight", "ArrowRight")
	tab.Wait("the choice", code("script")+`.includes('view="excerpt" theme="dark"')`)
	tab.WaitFrame("the preview", "/ru/customs/embed/", `document.documentElement.dataset.theme === "dark" && document.documentElement.dataset.view === "excerpt"`)
	if got := strings.ReplaceAll(browsertest.Eval[string](tab, code("markdown")), "\u00a0", " "); got != "[Таможня переходит на электронные декларации]("+site+"/ru/customs/)" {
		t.Errorf("Markdown: %s", got)
	}
	tab.Run(`document.querySelector("[data-partner-code=script]").parentElement.focus()`)
	tab.Press("Tab", "Enter")
	tab.Wait("that it is copied or chosen", `document.querySelector("[data-partner-status]").textContent || getSelection().toString().includes("lectern-article")`)
	lines := browsertest.Eval[string](tab, code("script"))
	frame := browsertest.Eval[string](tab, code("frame"))
	tab.Clean()

	partner := NewPartner(t, Named)
	partner.Page("/notes.js", notes)
	pasted := b.Tab(t, browsertest.Desktop)
	pasted.Open(partner.Page("/", document("<h1>News</h1>"+lines+"<p>After.</p>"+strings.Replace(frame, "embed/?", "embed/?pasted&", 1))))
	ready(pasted, 1)
	pasted.WaitFrame("the frame", "?pasted", `document.documentElement.dataset.theme === "dark"`)
	if got := browsertest.Eval[string](pasted, `String([`+sizes+`, document.querySelector("iframe").offsetHeight])`); got != "320,320" {
		t.Errorf("heights %s", got)
	}
	still(t, pasted)
	pasted.Clean()

	// An address that is none of ours is a list, and nothing of it is shown.
	tab.Open(site + `/ru/embed/code/?article=` + `..%2F%3Cimg%20src=x%3E`)
	tab.Wait("the list", code("script")+`.includes('view="list"')`)
	if got := browsertest.Eval[string](tab, `document.querySelector("main").textContent`); strings.Contains(got, "img") {
		t.Errorf("the page repeats its address: %s", got)
	}
	tab.Script(false)
	tab.Open(site + "/ru/embed/code/?article=customs")
	if !browsertest.Eval[bool](tab, `(`+shown+`)("[data-partner-code=frame]") && !(`+shown+`)("[data-partner-form]")`) {
		t.Error("without script there is nothing to copy, or something to choose")
	}
}

// testSlow holds that nothing moves on a line where script and frames take
// seconds.
func testSlow(t *testing.T, b *browsertest.Browser, site string) {
	partner := NewPartner(t, Named)
	partner.Page("/notes.js", notes)
	tab := b.Tab(t, browsertest.Phone)
	tab.Slow(300, 30_000)
	tab.Open(partner.Page("/", document(script(site)+`<h1>News</h1>`+embed(site, "/ru/customs/", "", 160)+`<p>Between.</p>`+
		embed(site, "/ar/customs/", `view="excerpt" lang="en"`, 320)+`<p>Between.</p>`+embed(site, "/ru/short/", `view="full" height="300" loading="eager"`, 300)+`<p>After.</p>`)))
	ready(tab, 3)
	still(t, tab)
	tab.WaitFrame("the other language", "/en/customs/embed/", `document.documentElement.lang === "en"`)
	tab.Clean()
}

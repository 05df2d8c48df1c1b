package embedtest

import (
	"testing"

	"lectern/web/browsertest"
)

// testLife holds what becomes of elements that a page makes, changes and takes
// away by itself, at the patience of half a second.
func testLife(t *testing.T, b *browsertest.Browser, site string) {
	partner, other := NewPartner(t, Named), Serve(t, Site{})
	partner.Page("/notes.js", notes)
	link := func(site string) string { return `<a href="` + site + `/ru/customs/">Inside</a>` }
	bare := `<lectern-article id="bare">` + link(site) + `</lectern-article>`

	tab := b.Tab(t, browsertest.Desktop)
	tab.Before(`const wait = setTimeout; window.setTimeout = (f, ms) => wait(f, ms / 10)`)

	t.Run("script before the elements, link inside, sandboxed partner", func(t *testing.T) {
		tab := tab.For(t)
		tab.Open(partner.Page("/", document(`<script src="`+site+`/embed.js"></script><h1>News</h1>`+bare+`<p>After.</p>`),
			"Content-Security-Policy: sandbox allow-scripts"))
		ready(tab, 1)
		still(t, tab)
		tab.Clean()
	})

	t.Run("two sites, a stranger", func(t *testing.T) {
		tab := tab.For(t)
		tab.Open(partner.Page("/two", document(script(site)+script(other)+bare+
			`<lectern-article id="other" height="-5">`+link(other)+`</lectern-article>`+
			`<lectern-article id="foreign" href="https://partner.example/">`+link(site)+`</lectern-article>`)))
		ready(tab, 2)
		if got := browsertest.Eval[string](tab, `String(`+sizes+`.slice(0, 2))`); got != "160,160" {
			t.Errorf("heights %s", got)
		}
		seen := `((id) => (` + shown + `)("#" + id + " a"))`
		if !browsertest.Eval[bool](tab, seen+`("foreign") && !`+seen+`("bare")`) {
			t.Error("a foreign address does not show what is inside, or ours does")
		}
		tab.Run(`bare.setAttribute("href", "https://partner.example/")`)
		tab.Wait("what is inside", seen+`("bare")`)
		tab.Run(`bare.removeAttribute("href")`)
		ready(tab, 3)
		tab.Run(`bare.querySelector("a").href = "` + site + `/ru/short/"`)
		tab.WaitFrame("the other article", "/ru/short/embed/", `document.title`)
		ready(tab, 4)
		tab.Run(`bare.lang = "uz"`) // there is no such version
		ready(tab, 5)
		tab.Run(`other.lang = "uz"`)
		tab.WaitFrame("the other language", "/uz/customs/embed/", `document.documentElement.lang === "uz"`)
		tab.Clean()
	})

	t.Run("out of sight, changed", func(t *testing.T) {
		tab := tab.For(t)
		tab.Open(partner.Page("/far", document(script(site)+embed(site, "/ru/customs/", `view="full"`, 1000)+`<p id="end">After.</p>`)))
		ready(tab, 1)
		tab.Wait("the whole height", sizes+"[0] > 1100")
		whole := browsertest.Eval[string](tab, sizes+`.join()`)
		tab.Run(`{ const [e] = document.getElementsByTagName("lectern-article"); e.setAttribute("theme", "dark");
			end.style.marginTop = "9000px"; const late = document.createElement("lectern-article"); late.id = "late"; late.innerHTML = '` + link(site) + `'; document.body.append(late); }`)
		tab.WaitFrame("the theme", "_full", `document.documentElement.dataset.theme === "dark"`)
		tab.Run(`new Promise((done) => wait(done, 700))`)
		if got := browsertest.Eval[string](tab, sizes+`.join()`); got != whole+",160" {
			t.Errorf("heights %s, want %s and that of a card", got, whole)
		}
		tab.Run(`late.scrollIntoView()`)
		ready(tab, 2)
		tab.Run(`document.querySelector("lectern-article").setAttribute("view", "card")`)
		tab.Wait("the height of a card", sizes+`[0] === 160`)
		tab.Clean()
	})
}

package embedtest

import (
	"fmt"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// document is a partner's page. It notes what the elements tell, and how many
// messages came at all.
func document(body string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Partner</title><link rel="icon" href="data:,">
<script src="/notes.js"></script></head><body>` + body + `</body></html>`
}

const notes = `
window.told = []; window.heard = 0;
for (const type of ["ready", "open", "viewed"]) addEventListener("lectern-" + type, (e) => told.push([type, e.detail.href, e.detail.title]));
addEventListener("message", () => heard++);
`

// embed is the line that partners paste; the table keeps a height until the
// script is there.
func embed(site, path, attributes string, height int) string {
	return fmt.Sprintf(`<lectern-article href="%s%s" %s><table role="presentation" height="%d"><tr><td><a href="%s%s">Title</a></td></tr></table></lectern-article>`,
		site, path, attributes, height, site, path)
}

func script(site string) string { return `<script async src="` + site + `/embed.js"></script>` }

// start starts a browser that keeps frames in the process of their page, where
// a tab sees what they ask for and complain of.
func start(t *testing.T) *browsertest.Browser {
	return browsertest.Start(t, browsertest.Flag("disable-site-isolation-trials", true),
		browsertest.Flag("disable-features", "Translate,IsolateOrigins,site-per-process,IsolateSandboxedIframes"))
}

// sizes are the heights of the elements.
const sizes = `[...document.querySelectorAll("lectern-article")].map((e) => Math.round(e.getBoundingClientRect().height))`

func still(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	if shifts := tab.Shifts(); len(shifts) > 0 {
		t.Errorf("things moved: %v", shifts)
	}
}

func ready(tab *browsertest.Tab, n int) {
	tab.Wait(fmt.Sprintf("%d frames", n), fmt.Sprintf(`told.filter((e) => e[0] === "ready").length === %d`, n))
	tab.Idle()
}

// TestEmbedding runs all tests with one browser and one site.
func TestEmbedding(t *testing.T) {
	b, site := start(t), Serve(t, Site{})
	t.Run("Embeds", func(t *testing.T) { testEmbeds(t, b, site) })
	t.Run("Life", func(t *testing.T) { testLife(t, b, site) })
	t.Run("Frames", func(t *testing.T) { testFrames(t, b, site) })
	t.Run("Partners", func(t *testing.T) { testPartners(t, b) })
	t.Run("Hostile", func(t *testing.T) { testHostile(t, b, site) })
	t.Run("Hosts", func(t *testing.T) { testHosts(t, b, site) })
	t.Run("Accessible", func(t *testing.T) { testAccessible(t, b, site) })
	t.Run("PartnerPage", func(t *testing.T) { testPartnerPage(t, b, site) })
	t.Run("Slow", func(t *testing.T) { testSlow(t, b, site) })
	t.Run("Cost", func(t *testing.T) { testCost(t, b, site) })
}

func testEmbeds(t *testing.T, b *browsertest.Browser, site string) {
	partner := NewPartner(t, Named)
	partner.Page("/notes.js", notes)

	t.Run("several, late, strict policy", func(t *testing.T) {
		tab := b.Tab(t, browsertest.Desktop)
		tab.Open(partner.Page("/", document(script(site)+`<h1>News</h1>`+
			embed(site, "/ru/customs/", "", 160)+`<p>After the card.</p>`+
			embed(site, "/en/customs/", `view="excerpt"`, 320)+
			embed(site, "/ru/topics/economy/", `view="list" height="202"`, 202)+
			embed(site, "/ru/search/", `view="search"`, 96)+`<p>The end.</p>`),
			"Content-Security-Policy: default-src 'none'; script-src "+site+"/embed.js 'self'; frame-src "+site+"; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'"))
		ready(tab, 4)
		if got := browsertest.Eval[string](tab, "String("+sizes+")"); got != "160,320,202,96" {
			t.Errorf("heights %s", got)
		}
		still(t, tab)
		tab.Run(`const late = document.createElement("lectern-article"); late.setAttribute("href", "` + site + `/ru/short/"); document.body.append(late)`)
		ready(tab, 5)
		tab.Run(`document.body.prepend(late)`) // a frame that is moved is loaded anew
		ready(tab, 6)
		tab.Run(`document.body.moveBefore(late, document.querySelector("h1").nextSibling); late.remove(); document.body.append(late)`)
		ready(tab, 7)
		tab.Run(`document.body.moveBefore(late, document.querySelector("h1"))`) // and one that is moved so is not
		tab.Run(`late.setAttribute("theme", "dark")`)
		tab.WaitFrame("the theme in the same frame", "/ru/short/", `document.documentElement.dataset.theme === "dark"`)
		ready(tab, 7)
		tab.Run(`late.remove()`)
		tab.Clean()
	})

	t.Run("the whole text grows out of sight", func(t *testing.T) {
		tab := b.Tab(t, browsertest.Phone)
		tab.Open(partner.Page("/full", document(script(site)+`<h1>News</h1><p>Before.</p>`+
			embed(site, "/ru/customs/", `view="full"`, 1000)+`<p>After.</p>`)))
		ready(tab, 1)
		tab.Wait("the whole height", sizes+"[0] > 1500")
		still(t, tab)
		tab.Open(partner.Page("/most", document(script(site)+
			embed(site, "/ru/customs/", `view="full" max-height="700"`, 700)+
			embed(site, "/ru/short/", `view="full"`, 1000)+`<p>After.</p>`)))
		ready(tab, 2)
		if got := browsertest.Eval[string](tab, "String("+sizes+")"); !strings.HasPrefix(got, "700,") {
			t.Errorf("heights %s, want at most 700", got)
		}
		still(t, tab)
		tab.Clean()
	})
}

package embedtest

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// bare is a frame as partners write it by hand.
func bare(address, attributes string) string {
	return `<iframe src="` + address + `" width="600" height="320" ` + attributes + `></iframe>`
}

const shown = `(s) => document.querySelector(s).checkVisibility()`

// testFrames holds what a frame shows by itself: without script, in a sandbox,
// at a former address, where an article was removed.
func testFrames(t *testing.T, b *browsertest.Browser, site string) {
	partner := NewPartner(t, Named)
	partner.Page("/notes.js", notes)
	tab := b.Tab(t, browsertest.Desktop)

	t.Run("sandboxes", func(t *testing.T) {
		tab := tab.For(t)
		tab.Open(partner.Page("/", document(
			bare(site+"/ru/customs/embed/?none#_excerpt", `sandbox=""`)+
				bare(site+"/ru/customs/embed/?full#_full", `sandbox=""`)+
				bare(site+"/ru/customs/embed/?scripts&view=excerpt&theme=dark", `sandbox="allow-scripts"`)+
				bare(site+"/ar/customs/embed/?open&view=full", ``))))
		for frame, want := range map[string]string{"?none": "320 false", "?full": "full true", "?scripts": "320 false", "?open": "full true"} {
			tab.WaitFrame("the text", frame, `document.styleSheets.length && document.readyState === "complete"`)
			got := browsertest.EvalFrame[string](tab, frame, `(() => {
				const height = document.querySelector("main").offsetHeight, text = (`+shown+`)(".embed-text");
				return (text ? "full" : height) + " " + text; })()`)
			if got != want {
				t.Errorf("%s shows %s, want %s", frame, got, want)
			}
		}
		tab.WaitFrame("the theme", "?scripts", `document.documentElement.dataset.theme === "dark"`)
		if got := browsertest.EvalFrame[string](tab, "?open", `document.documentElement.dir + " " + getComputedStyle(document.querySelector("h1")).direction`); got != "rtl rtl" {
			t.Errorf("an Arabic text is set %s", got)
		}
		// What is refused is what a sandbox without scripts is for.
		tab.Clean("Blocked script execution", "policy: script-src")
		if got := browsertest.EvalFrame[string](tab, "?open", `document.cookie + localStorage.length + sessionStorage.length`); got != "00" {
			t.Errorf("a frame keeps something: %s", got)
		}
		for _, r := range tab.Requests() {
			if strings.Contains(r.URL, "wasm") || strings.Contains(r.URL, "boot.") {
				t.Errorf("a frame asks for %s", r.URL)
			}
		}
	})

	t.Run("former address, removed, missing", func(t *testing.T) {
		tab := tab.For(t)
		tab.Forget()
		tab.Open(partner.Page("/moved", document(bare(site+"/ru/old-customs/embed/", `sandbox=""`)+
			bare(site+"/ru/withdrawn/embed/", "")+bare(site+"/ru/never-was/embed/", ""))))
		for frame, want := range map[string]string{"old-customs": "Таможня", "withdrawn": "Статья удалена", "never-was": "Страница не найдена"} {
			tab.WaitFrame("the words", frame, `document.querySelector("h1")?.textContent.includes("`+want+`")`)
		}
		tab.Clean("404", "410", "Blocked script execution")
	})

	t.Run("without script", func(t *testing.T) {
		tab := b.Tab(t, browsertest.Desktop)
		tab.Script(false)
		tab.Open(partner.Page("/plain", document(script(site)+embed(site, "/ru/customs/", "", 160))))
		if !browsertest.Eval[bool](tab, `(`+shown+`)("lectern-article a") && document.querySelector("lectern-article").textContent.trim() === "Title"`) {
			t.Error("the link inside is not shown")
		}
	})

	t.Run("isolated partner", func(t *testing.T) {
		tab := b.Tab(t, browsertest.Desktop)
		tab.Open(partner.Page("/isolated", document(script(site)+embed(site, "/ru/customs/", "", 160)),
			"Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Opener-Policy: same-origin"))
		ready(tab, 1)
		tab.Clean()
	})
}

// testPartners holds who may embed: by the field of the head, and where a host
// sends none by the page itself.
func testPartners(t *testing.T, b *browsertest.Browser) {
	friend, stranger := NewPartner(t, Named), NewPartner(t, Named)
	partners := `["` + friend.URL + `"]`
	site, plain := Serve(t, Site{Partners: partners}), Serve(t, Site{Partners: partners, Plain: true})
	for _, p := range []*Partner{friend, stranger} {
		p.Page("/notes.js", notes)
		p.Page("/", document(script(site)+embed(site, "/ru/customs/", "", 160)+bare(plain+"/ru/customs/embed/?plain", `sandbox="allow-scripts"`)))
	}
	tab := b.Tab(t, browsertest.Desktop)
	tab.Open(friend.URL + "/")
	ready(tab, 1)
	tab.WaitFrame("the text", "?plain", `(`+shown+`)("h1")`)
	tab.Clean()

	// The element waits five seconds for a word of its frame.
	tab.Before(`const wait = setTimeout; window.setTimeout = (f, ms) => wait(f, ms / 10)`)
	tab.Open(stranger.URL + "/")
	tab.WaitFrame("the notice", "?plain", `document.documentElement.dataset.view === "refused" && (`+shown+`)(".embed-notice a") && !(`+shown+`)("h1")`)
	// The element shows what is inside it, at the height it has kept.
	tab.Wait("the link inside", `(`+shown+`)("lectern-article a") && `+sizes+`[0] === 160`)
	if got := browsertest.Eval[int](tab, `told.length`); got != 0 {
		t.Errorf("a refused frame tells %d things", got)
	}
	if got := strings.Join(tab.Problems(), "\n"); !strings.Contains(got, "frame-ancestors") {
		t.Errorf("the browser refused nothing: %s", got)
	}
}

package e2e

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
	"lectern/web/offlinetest"
)

const (
	topicRow = `document.querySelector('[data-keep="ru/topic/economy"]')`
	topicKey = `document.getElementById("_keep-ru/topic/economy")`
)

// shelf opens the library page of a site and waits until it says what can be
// kept.
func shelf(t *testing.T, browser *browsertest.Browser, viewport browsertest.Viewport, articles int) (*offlinetest.Host, *browsertest.Tab) {
	t.Helper()
	host := offlinetest.NewHost(t)
	host.Serve(offlinetest.Build(t, offlinetest.Site{Articles: articles, Program: true}))
	tab := browser.Tab(t, viewport)
	tab.Open(host.URL + "/ru/library/")
	tab.Wait("what can be kept", topicRow+" !== null")
	return host, tab
}

// reach presses Tab until an element has the focus.
func reach(t *testing.T, tab *browsertest.Tab, element string) {
	t.Helper()
	for range 80 {
		if browsertest.Eval[bool](tab, `document.activeElement === `+element) {
			return
		}
		tab.Press("Tab")
	}
	t.Fatalf("80 Tabs do not lead to %s", element)
}

// TestLibraryKeep keeps a topic by keyboard, reads it without a connection, and
// removes it.
func TestLibraryKeep(t *testing.T) {
	host, tab := shelf(t, browsertest.Start(t), browsertest.Phone, 70)
	if got := browsertest.Eval[string](tab, topicRow+`.querySelector(".kept-cost").textContent`); !strings.Contains(got, "статей") && !strings.Contains(got, "статьи") || !strings.Contains(got, "кБ") {
		t.Errorf("the cost of the topic is %q, want articles and kilobytes", got)
	}
	reach(t, tab, topicKey)
	tab.Press("Enter")
	tab.Wait("the topic whole", topicRow+`.querySelector(".kept-note").textContent.startsWith("Сохранено")`)
	if !browsertest.Eval[bool](tab, `document.activeElement === `+topicKey) {
		t.Error("the focus is lost when the topic is whole")
	}
	tab.Wait("the end said", `document.querySelector("#_app .spoken").textContent.includes("Сохранено")`)
	small := browsertest.Eval[string](tab, `[...document.querySelectorAll("#_shelf :is(button, a, label)")].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.9 && !e.matches("a")).map((e) => e.textContent + " " + e.getBoundingClientRect().height).join("; ")`)
	if small != "" {
		t.Errorf("targets under 44 pixels: %s", small)
	}

	host.Cut()
	tab.Offline(true)
	tab.Wait("the quiet line", `document.querySelector(".offline-line")?.hidden === false`)
	tab.Open(host.URL + "/ru/a-61/")
	tab.Wait("an article of the topic", `document.querySelector("h1")?.textContent.includes("Article 61")`)
	tab.Open(host.URL + "/ru/library/")
	tab.Wait("what is kept", topicRow+`?.querySelector(".kept-note").textContent.startsWith("Сохранено")`)
	reach(t, tab, topicRow+`.querySelectorAll("button")[1]`)
	tab.Press("Enter")
	tab.Wait("the topic gone", topicRow+`.querySelectorAll("button").length === 1`)
	tab.Wait("the focus on the button to keep it", `document.activeElement === `+topicKey)
	tab.Offline(false)
	host.Mend()
}

// TestLibraryArticle keeps the article being read by its button.
func TestLibraryArticle(t *testing.T) {
	host := offlinetest.NewHost(t)
	host.Serve(offlinetest.Build(t, offlinetest.Site{Articles: 4, Program: true}))
	tab := browsertest.Start(t).Tab(t, browsertest.Desktop)
	tab.Open(host.URL + "/ru/a-2/")
	tab.Wait("a worker", `navigator.serviceWorker.controller !== null`)
	tab.Click(`[data-tool="keep"]`)
	tab.Wait("the article kept", `document.querySelector('[data-tool="keep"]').getAttribute("aria-pressed") === "true" && document.querySelector('[data-tool="keep"]').textContent.includes("Сохранено")`)
	tab.Accessible()
	tab.Open(host.URL + "/ru/library/")
	tab.Wait("the article in the library", `document.querySelector('[data-keep="ru/article//ru/a-2/"]')?.textContent.includes("Article 2")`)
	tab.Open(host.URL + "/ru/a-2/")
	tab.Click(`[data-tool="keep"]`)
	tab.Wait("the button to say that it is kept, then that it is not", `document.querySelector('[data-tool="keep"]').getAttribute("aria-pressed") === "false" && window.lectern`)
	tab.Clean()
}

// TestLibraryUpdate holds that a new release is told of, changes nothing by
// itself, and is shown when the reader says so.
func TestLibraryUpdate(t *testing.T) {
	host, tab := shelf(t, browsertest.Start(t), browsertest.Desktop, 20)
	host.Serve(offlinetest.Build(t, offlinetest.Site{Articles: 22, Program: true}))
	tab.Run(`window.stayed = true; lectern.send({type: "check"})`)
	tab.Wait("the notice", `document.querySelector("#_app .tool-notice:not([hidden])")?.textContent.includes("2 новые статьи")`)
	tab.Accessible()
	if !browsertest.Eval[bool](tab, `window.stayed`) {
		t.Error("the page changed by itself")
	}
	tab.Click("#_app .tool-notice:not([hidden]) button")
	tab.Wait("the new release", `window.stayed === undefined && /22/.test(`+topicRow+`?.closest("#_shelf").textContent)`)
	tab.Clean()
}

// TestLibraryLooks holds the page in the four themes, wide and narrow, and from
// right to left.
func TestLibraryLooks(t *testing.T) {
	_, tab := shelf(t, browsertest.Start(t), browsertest.Phone, 20)
	for _, theme := range []string{"light", "sepia", "dark", "contrast"} {
		tab.Run(`document.documentElement.dataset.theme = "` + theme + `"`)
		tab.Accessible()
	}
	tab.Run(`document.documentElement.dir = "rtl"`)
	for name, viewport := range map[string]browsertest.Viewport{"phone": browsertest.Phone, "desktop": browsertest.Desktop} {
		tab.Resize(viewport)
		if over := browsertest.Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: the page is %d pixels wider than the window", name, over)
		}
	}
	tab.Clean()
}

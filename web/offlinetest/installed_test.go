package offlinetest

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// protocolLinks opens links of the kind web+lectern as the system does, with the
// start page and the link in its address. One that names an article leads there;
// any other leads nowhere, and the reader is told.
func (s *stage) protocolLinks(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 3, Base: "/sub/"}))
	r := s.reader(t, host)
	r.base = "/sub/"
	for _, link := range []string{"web+lectern:ru/a-2", "web+lectern:ru/a-2/"} {
		r.open("?link=" + url.QueryEscape(link))
		r.Wait(link+" to lead to the article", `location.pathname === "/sub/ru/a-2/" && location.search === ""`)
		r.article(2)
	}
	for _, link := range []string{
		"", "web+lectern:", "web+lectern:ru", "web+lectern:ru/", "web+lectern:/ru/a-2", "web+lectern://ru/a-2", "web+lectern:ru/a-2?q=1", "web+lectern:ru/a-2#b",
		"web+lectern:ru/../../evil", "web+lectern:ru/a-2/..", "web+lectern:ru/%2e%2e", "web+lectern:ru/a%2F2", "web+lectern:ru\\a-2", "web+lectern:ru/a-2\n", "web+lectern:ru/A-2",
		"web+lectern://evil.example/ru/a-2", "web+lectern:https://evil.example/", "web+other:ru/a-2", "https://evil.example/", "//evil.example/", "javascript:alert(1)",
		"web+lectern:javascript:alert(1)", "web+lectern:ru/a-2 ", "web+lectern:ru/<img src=x onerror=alert(1)>", "web+lectern:ru/" + strings.Repeat("a-", 4000),
	} {
		r.open("?link=" + url.QueryEscape(link))
		r.Wait("the reader to be told of "+link, `document.querySelector(".tool-notice[role=status][lang=ru]")?.textContent.includes("не ведёт")`)
		if got := r.Path(); got != "/sub/" {
			t.Errorf("%.80q leads to %.80q, want the start page", link, got)
		}
	}
	r.Accessible()
	r.Click(".tool-notice button")
	r.Wait("the notice to go", `!document.querySelector(".tool-notice")`)
	r.open("ru/a-2/?link=web%2Blectern%3Aru%2Fa-3")
	r.ready()
	r.article(2) // only the start page follows links
}

// toolsAway asks for tools that are not on the device yet, without a connection:
// the reader is told why they are not there, and they come with the connection.
func (s *stage) toolsAway(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3, Program: true}), "ru/a-2/")
	host.Cut()
	r.Offline(true)
	r.open("ru/library/")
	r.Wait("the reader to be told", `document.querySelector(".tool-notice")?.textContent.includes("нужна связь")`)
	host.Mend()
	r.Offline(false)
	r.Wait("the library", `document.querySelector(".kept-row")`)
	if r.Count(".tool-notice") > 0 {
		t.Error("the notice stays though the tools are there")
	}
}

// startKept installs the site from an article: its start page opens without a
// connection, though it was never read.
func (s *stage) startKept(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	r.Run(`dispatchEvent(new Event("appinstalled"))`)
	r.await("the start page to be kept", `lectern.send({type: "state"}).then((s) => s.pages > 1)`)
	host.Cut()
	if status := r.open(""); status != 200 {
		t.Errorf("the start page: status %d", status)
	}
	r.Wait("the start page", `document.querySelector('main[data-page="home"] a[href="/ru/a-3/"]')`)
}

// badge holds that articles which come while the site is closed are counted on
// its icon, each once, and that opening it takes the number away.
func (s *stage) badge(t *testing.T) {
	site := s.site(Site{Articles: 3})
	host := NewHost(t)
	host.Serve(site)
	source, err := os.ReadFile(filepath.Join(site, "sw.js"))
	if err != nil {
		t.Fatal(err)
	}
	// Only an installed site has an icon: what the system is told is noted instead.
	host.Replace("/sw.js", append([]byte(`{
		const note = async (n) => (await caches.open("icon")).put("/icon", new Response(String(n)));
		navigator.setAppBadge = note;
		navigator.clearAppBadge = () => note("none");
	}
	`), source...))
	shows := func(n string) string {
		return `caches.open("icon").then((c) => c.match("/icon")).then((r) => r?.text()).then((n) => n === "` + n + `")`
	}
	r := s.reader(t, host)
	r.open("ru/a-2/")
	r.ready()
	host.Serve(s.site(Site{Articles: 5}))
	// The page goes, and the site is closed; a page that is no page of ours stays.
	r.open("robots.txt")
	r.Sync("check")
	r.await("two articles", shows("2"))
	host.Serve(s.site(Site{Articles: 6}))
	r.Sync("other")
	r.Sync("check")
	r.await("three articles", shows("3"))
	r.open("ru/a-2/")
	r.ready()
	r.await("no badge", shows("none"))
}

// periodic holds that the site asks to be woken while it is closed, where the
// browser knows that.
func (s *stage) periodic(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 3}))
	r := s.reader(t, host)
	r.Before(`window.asked = []; window.PeriodicSyncManager ||= class {};
		Object.defineProperty(ServiceWorkerRegistration.prototype, "periodicSync", { value: { register: async (...asked) => { window.asked.push(asked); throw new Error("not allowed"); } } });`)
	r.open("ru/a-2/")
	r.ready()
	if got := browsertest.Eval[string](r.Tab, `JSON.stringify(window.asked)`); got != `[["check",{"minInterval":43200000}]]` {
		t.Errorf("asked for %s, want to be woken twice a day", got)
	}
	r.Clean() // a refusal is no fault
}

// titleBar has the header stand where the title of an installed site's window
// was. Only such a window has one, so the rules are taken as they are with its
// measures put in: buttons of 50 pixels at the left, of 130 at the right.
func (s *stage) titleBar(t *testing.T) {
	_, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	for _, dir := range []string{"ltr", "rtl"} {
		r.await("the window", `fetch(document.querySelector("link[rel=stylesheet]").href).then((r) => r.text()).then(async (css) => {
			document.documentElement.dir = "`+dir+`";
			css = css.replace("(display-mode:window-controls-overlay)", " all").replace(/env\(titlebar-area-(\w+),\w+\)/g, (_, name) => ({ x: "50px", width: "1100px", height: "40px" })[name]);
			const sheet = new CSSStyleSheet();
			await sheet.replace(css);
			document.adoptedStyleSheets = [sheet];
			scrollTo(0, 300);
			return true;
		})`)
		got := browsertest.Eval[struct {
			Top, Height, Left, Right float64
			Room                     float64
			Drag                     string
			Held                     []string
		}](r.Tab, `(() => {
			const header = document.querySelector(".site-header");
			const shown = [...header.querySelectorAll("a:not(.skip-link), button, summary")].filter((e) => e.checkVisibility() && !e.closest("details ul"));
			const boxes = shown.map((e) => e.getBoundingClientRect());
			const box = header.getBoundingClientRect();
			return {
				Top: box.top, Height: box.height, Room: parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop), Left: Math.min(...boxes.map((b) => b.left)), Right: Math.max(...boxes.map((b) => b.right)),
				Drag: getComputedStyle(header).getPropertyValue("app-region"),
				Held: shown.filter((e) => getComputedStyle(e).getPropertyValue("app-region") !== "no-drag").map((e) => e.outerHTML),
			};
		})()`)
		if got.Top != 0 || got.Height < 40 || got.Left < 50 || got.Right > 1150 {
			t.Errorf("%s: the header stands at %v, %v high, its buttons from %v to %v; want it in the bar, between 50 and 1150", dir, got.Top, got.Height, got.Left, got.Right)
		}
		if got.Room < got.Height {
			t.Errorf("%s: what is jumped to stands %v below the edge, under a header that is %v high", dir, got.Room, got.Height)
		}
		if got.Drag != "drag" || len(got.Held) > 0 {
			t.Errorf("%s: the window is moved by %q, and by %q in place of a click", dir, got.Drag, got.Held)
		}
	}
}

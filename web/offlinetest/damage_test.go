package offlinetest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// database opens the worker's database in the page.
const database = `const db = await new Promise((ok) => { indexedDB.open("lectern:/").onsuccess = (e) => ok(e.target.result); });
	const run = (store, work) => new Promise((ok, no) => { const t = db.transaction(store, "readwrite"); t.oncomplete = () => { db.close(); ok(); }; t.onerror = no; work(t.objectStore(store)); });`

// lost takes away or changes what is kept, behind the worker's back. Online
// nobody notices; offline, after one more visit, all is there again.
func (s *stage) lost(t *testing.T) {
	site := s.site(Site{Articles: 6})
	// Reply bodies of the same length as before, but others.
	spoil := `(async () => { const cache = await caches.open("lectern:/:files"); for (const request of await cache.keys()) { if (!(PATTERN).test(request.url)) continue; const old = await cache.match(request); const bytes = new Uint8Array(await old.arrayBuffer()); bytes[bytes.length >> 1] ^= 1; await cache.put(request, new Response(bytes, { headers: old.headers })); } })()`
	for name, damage := range map[string]string{
		"control":         `null`,
		"interface gone":  `caches.delete("lectern:/:files")`,
		"shell spoilt":    strings.Replace(spoil, "PATTERN", `/shell|pages/`, 1),
		"all spoilt":      strings.Replace(spoil, "PATTERN", `/./`, 1),
		"blocks gone":     `(async () => { ` + database + ` await run("blocks", (s) => s.clear()); })()`,
		"blocks spoilt":   `(async () => { ` + database + ` await run("blocks", (s) => { s.openCursor().onsuccess = (e) => { const c = e.target.result; if (!c) return; const v = new Uint8Array(c.value); v[v.length >> 1] ^= 1; c.update(v); c.continue(); }; }); })()`,
		"entries gone":    `(async () => { ` + database + ` await run("entries", (s) => s.clear()); })()`,
		"pages spoilt":    `(async () => { ` + database + ` await run("pages", (s) => { s.openCursor().onsuccess = (e) => { const c = e.target.result; if (!c) return; c.value.part.main = "<main id=\"_main\">nonsense</main>"; c.update(c.value); c.continue(); }; }); })()`,
		"state gone":      `(async () => { ` + database + ` await run("state", (s) => s.clear()); })()`,
		"everything gone": `(async () => { for (const n of await caches.keys()) await caches.delete(n); await new Promise((ok) => { indexedDB.deleteDatabase("lectern:/").onsuccess = ok; }); })()`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host, r := s.visit(t, site, "ru/a-2/")
			r.ask(keepAll)
			r.job("whole")
			browsertest.Eval[any](r.Tab, damage)
			if _, wrong := r.inspect(); (len(wrong) > 0) != strings.Contains(name, "spoilt") {
				t.Errorf("wrong before the visit: %q", wrong)
			}
			host.Forget()
			for _, n := range []int{2, 5} {
				r.open(fmt.Sprintf("ru/a-%d/?online", n))
				r.article(n)
			}
			r.raw(`{type: "check"}`)
			r.Reload()
			r.article(5)
			r.ready()
			r.raw(`{type: "check"}`)
			if name == "everything gone" || name == "state gone" {
				r.raw(keepAll)
			}
			r.job("whole")
			if again := len(host.Requests(`library/bundle\..*pack|assets/(style|shell|pages)`)); name == "control" && again > 0 {
				t.Errorf("%d files were fetched again though none was lost", again)
			}
			if !strings.Contains(name, "spoilt") { // what is spoilt and was not asked for is not noticed yet
				r.audit()
			}
			host.Cut()
			for _, n := range []int{2, 5} {
				r.open(fmt.Sprintf("ru/a-%d/", n))
				r.article(n)
				if got := r.look(); got != "0" {
					t.Errorf("article %d has no style sheet", n)
				}
			}
		})
	}
}

// lostOffline is the worst: the line is gone, and then the interface. The
// text can be read.
func (s *stage) lostOffline(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	host.Cut()
	browsertest.Eval[any](r.Tab, `caches.delete("lectern:/:files")`)
	r.open("ru/a-2/?bare")
	r.article(2)
	r.open("ru/a-3/") // and nothing pretends to be what is not there
	if got := browsertest.Eval[string](r.Tab, `document.body.innerText`); strings.Contains(got, "Text of article") {
		t.Errorf("another article shows %.80q", got)
	}
}

// without reads in browsers that lack what the worker needs.
func (s *stage) without(t *testing.T) {
	site := s.site(Site{Articles: 3})
	source, err := os.ReadFile(site + "/sw.js")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ page, worker string }{
		"control":            {"", ""},
		"no service workers": {`delete Navigator.prototype.serviceWorker`, ""},
		"refused":            {`ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("no", "SecurityError"))`, ""},
		"register throws":    {`ServiceWorkerContainer.prototype.register = () => { throw new DOMException("no", "SecurityError"); }`, ""},
		"no storage":         {`for (const n of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(window, n, { get() { throw new DOMException("no", "SecurityError"); } })`, `Object.defineProperty(self, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });`},
		"no caches":          {"", `CacheStorage.prototype.open = () => Promise.reject(new DOMException("no", "SecurityError"));`},
		"database hangs":     {"", `indexedDB.open = () => ({});`},
		"no WebAssembly":     {`delete window.WebAssembly`, ""},
		"clock set back":     {`Date.now = () => 1000`, `Date.now = () => 1000;`},
		"no deflate":         {"", `delete self.DecompressionStream;`},
		"storage lost later": {"", `const open = indexedDB.open.bind(indexedDB); let n = 0; indexedDB.open = (...a) => { if (n++) throw new DOMException("no", "UnknownError"); const q = open(...a); q.addEventListener("success", () => setTimeout(() => { q.result.close(); q.result.onclose(); }, 0)); return q; };`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			host := NewHost(t)
			host.Serve(site)
			if test.worker != "" {
				host.Replace("/sw.js", append([]byte(test.worker), source...))
			}
			r := s.reader(t, host)
			if test.page != "" {
				r.Before(test.page)
			}
			for _, n := range []int{2, 3} {
				r.open(fmt.Sprintf("ru/a-%d/", n))
				r.article(n)
				if got := r.look(); got != "0" {
					t.Errorf("no style sheet")
				}
			}
			r.Reload()
			r.article(3)
			for _, p := range r.Problems() {
				if strings.Contains(p, "exception") || strings.Contains(p, "policy") {
					t.Errorf("the page complains: %s", p)
				}
			}
			if name == "control" || name == "no WebAssembly" || name == "clock set back" {
				r.ready()
				host.Cut()
				r.open("ru/a-3/")
				r.article(3)
			}
		})
	}
}

// kill withdraws a release: the worker goes, with what it kept and nothing
// else.
func (s *stage) kill(t *testing.T) {
	kill, err := os.ReadFile("../js/kill.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, killed := range []bool{false, true} {
		t.Run(map[bool]string{false: "control", true: "killed"}[killed], func(t *testing.T) {
			t.Parallel()
			host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
			browsertest.Eval[any](r.Tab, `(async () => { localStorage.setItem("lectern.bookmarks", "mine"); await (await caches.open("lectern:/other/:files")).put("/x", new Response("theirs")); })()`)
			if killed {
				host.Replace("/sw.js", kill)
				host.Forget()
				r.Reload()
				r.article(2)
				r.Run(`navigator.serviceWorker.getRegistration().then((r) => r?.update())`)
				host.Await(`/sw\.js`)
				r.await("the worker to go", `(await caches.keys()).length === 1 && !(await indexedDB.databases()).some((d) => d.name === "lectern:/")`)
			}
			r.open("ru/a-3/")
			r.article(3)
			got := browsertest.Eval[string](r.Tab, `(async () => localStorage.getItem("lectern.bookmarks") + " " + await (await caches.match("/x")).text())()`)
			if got != "mine theirs" {
				t.Errorf("what is not ours: %q", got)
			}
			if there := browsertest.Eval[bool](r.Tab, `navigator.serviceWorker.controller !== null`); there == killed {
				t.Errorf("the page has a worker: %t", there)
			}
		})
	}
}

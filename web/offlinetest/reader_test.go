package offlinetest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/web/browsertest"
)

// A reader is a tab on a host, with what tests ask of it again and again.
type reader struct {
	*browsertest.Tab
	t    *testing.T
	host *Host
	base string
}

// beside is another tab of the same reader.
func (r *reader) beside() *reader {
	return &reader{r.Tab.Beside(browsertest.Desktop), r.t, r.host, r.base}
}

func (r *reader) open(path string) int {
	r.t.Helper()
	return r.Open(r.host.URL + r.base + strings.TrimPrefix(path, "/"))
}

// await evaluates promises until one comes to true.
func (r *reader) await(what, promise string) {
	r.t.Helper()
	var last string
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		last = browsertest.Eval[string](r.Tab, `(async () => { try { return String(!!(await (`+promise+`))); } catch (e) { return String(e); } })()`)
		if last == "true" {
			return
		}
	}
	r.t.Fatalf("waited for %s: %s\n  %s\n  problems %q\n  state %s", what, last, promise, r.Problems(), r.raw(`{type: "state"}`))
}

// ready waits until the worker has the page and what it shows.
func (r *reader) ready() {
	r.t.Helper()
	r.await("a worker", `navigator.serviceWorker.controller`)
	r.ask(`{type: "hello", build: document.documentElement.dataset.build}`)
}

// raw sends a message to the worker, when boot.js has run, and returns the
// answer, or the error.
func (r *reader) raw(message string) string {
	r.t.Helper()
	return browsertest.Eval[string](r.Tab, `(async () => { try { while (!window.lectern) await new Promise((ok) => setTimeout(ok, 10)); return JSON.stringify(await lectern.send(`+message+`)) ?? "null"; } catch (e) { return "error " + e.name + ": " + e.message; } })()`)
}

// ask is raw for what must succeed.
func (r *reader) ask(message string) string {
	r.t.Helper()
	answer := r.raw(message)
	if strings.HasPrefix(answer, "error ") {
		r.t.Fatalf("asking %s: %s", message, answer)
	}
	return answer
}

// A state is what the worker says of itself.
type state struct {
	Release, Build string
	Program        bool
	Update         *struct {
		Articles map[string]int
		Program  bool
		Release  string
	}
	Held  string
	Jobs  []job
	Pages int
	Usage float64
}

type job struct {
	ID, State, Error string
	Done, Total      int
}

func (r *reader) state() state {
	r.t.Helper()
	var s state
	if err := json.Unmarshal([]byte(r.ask(`{type: "state"}`)), &s); err != nil {
		r.t.Fatal(err)
	}
	return s
}

// job waits until a collection is in one of some states.
func (r *reader) job(states ...string) job {
	r.t.Helper()
	var last []job
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		last = r.state().Jobs
		for _, j := range last {
			for _, s := range states {
				if j.State == s {
					return j
				}
			}
		}
	}
	r.t.Fatalf("collections are %+v, want one that is %q", last, states)
	return job{}
}

// keepAll asks for everything in Russian.
const keepAll = `{type: "keep", language: "ru", kind: "all", slug: "", images: true, search: true}`

// shows reports whether the page shows the whole text of an article.
func (r *reader) shows(n int) (string, bool) {
	r.t.Helper()
	got := browsertest.Eval[string](r.Tab, `document.querySelector("main")?.innerText ?? ""`)
	return got, strings.Contains(got, fmt.Sprintf("Text of article %d.", n)) && len(got) > 2000
}

// article checks that the page shows an article's text.
func (r *reader) article(n int) {
	r.t.Helper()
	r.Wait("the page read to its end", `document.readyState !== "loading"`)
	if got, ok := r.shows(n); !ok {
		r.t.Errorf("%s shows %d characters, %.80q, want article %d", r.Path(), len(got), got, n)
	}
}

// audit checks everything that is kept against the hashes in the manifests,
// and returns how many things those were.
func (r *reader) audit() int {
	r.t.Helper()
	checked, wrong := r.inspect()
	for _, name := range wrong {
		r.t.Errorf("kept though it is wrong: %s", name)
	}
	return checked
}

// inspect is audit for tests that expect something.
func (r *reader) inspect() (checked int, wrong []string) {
	r.t.Helper()
	found := browsertest.Eval[struct {
		Checked int
		Wrong   []string
	}](r.Tab, `(async () => {
		const base = document.documentElement.dataset.base || "`+r.base+`";
		const mine = "lectern:" + base;
		const hex = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");
		let Checked = 0;
		const Wrong = [];
		if (!(await indexedDB.databases()).some((d) => d.name === mine)) return { Checked, Wrong };
		const db = await new Promise((ok, no) => { const q = indexedDB.open(mine); q.onsuccess = () => ok(q.result); q.onerror = no; });
		const all = (store, what = "getAll") => new Promise((ok, no) => { const q = db.transaction(store).objectStore(store)[what](); q.onsuccess = () => ok(q.result); q.onerror = no; });
		const sums = new Map();
		for (const release of await all("releases")) for (const f of release.shell) sums.set(f.path, [...(sums.get(f.path) || []), f.sha256]);
		if (await caches.has(mine + ":files")) {
			const files = await caches.open(mine + ":files");
			for (const list of await files.keys()) {
				if (!list.url.includes("/library/index-files.")) continue;
				for (const f of await (await files.match(list)).json()) sums.set(f.path, [...(sums.get(f.path) || []), f.hash]);
			}
			for (const request of await files.keys()) {
				const path = new URL(request.url).pathname.slice(base.length);
				const sum = await hex(await (await files.match(request)).arrayBuffer());
				// Names of the search index carry another hash; its list has this one.
				const named = (new URL(request.url).search || /\.[0-9a-f]{8,}\.[^/]+$/.exec(path)?.[0] || "?").slice(1).split(".")[0];
				Checked++;
				if (sums.has(path) ? !sums.get(path).some((s) => sum.startsWith(s)) : !sum.startsWith(named)) Wrong.push(path);
			}
		}
		const names = await all("blocks", "getAllKeys"), blocks = await all("blocks");
		for (let i = 0; i < blocks.length; i++, Checked++) if (!(await hex(blocks[i])).startsWith(names[i])) Wrong.push("block " + names[i]);
		for (const page of (await all("pages")).flatMap((page) => [page, ...(page.next ? [{ ...page.next, path: page.path }] : [])])) {
			Checked++;
			const { head, languages, main } = page.part;
			const right = (await hex(new TextEncoder().encode(head + languages + main))).startsWith(page.hash);
			if (!right || !main.startsWith("<main id=\"_main\"") || !main.endsWith("</main>") || main.includes("log in")) Wrong.push("page " + page.path);
		}
		db.close();
		return { Checked, Wrong };
	})()`)
	return found.Checked, found.Wrong
}

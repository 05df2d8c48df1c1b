package offlinetest

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"lectern/web/browsertest"
)

// killed waits until nothing is left of what a worker kept.
func (r *reader) killed() {
	r.t.Helper()
	r.await("nothing kept", `(async () => !(await caches.keys()).length && !(await indexedDB.databases()).length)()`)
}

// TestKilledAndBack takes the worker away and brings it back while a page stays
// open: one visit later everything is as on the first.
func TestKilledAndBack(t *testing.T) {
	on, off := Build(t, Site{Articles: 4}), Build(t, Site{Articles: 4, NoWorker: true})
	host := NewHost(t)
	host.Serve(on)
	a := newReader(t, browsertest.Start(t), host)
	a.open("ru/a-2/")
	a.ready()
	host.Serve(off)
	b := a.beside()
	for _, path := range []string{"ru/a-1/", "ru/a-3/", "ru/a-1/", "ru/a-3/"} {
		b.open(path)
		b.Wait("boot.js", `window.lectern`)
	}
	b.killed()
	b.open("ru/a-1/")
	if got := b.raw(`{type: "state"}`); got != "error Error: no service worker" {
		t.Errorf("a page of a site without a worker is answered %s", got)
	}
	host.Serve(on)
	b.open("ru/a-3/")
	b.ready()
	if b.state().Release == "" {
		t.Error("nothing is installed")
	}
	a.Close()
	host.Cut()
	b.open("ru/a-3/")
	b.article(3)
	b.audit()
}

// TestKilledByHand puts kill.js in the place of sw.js and nothing else: pages
// are answered at once that there is no worker.
func TestKilledByHand(t *testing.T) {
	on, off := Build(t, Site{Articles: 4}), Build(t, Site{Articles: 4, NoWorker: true})
	host := NewHost(t)
	host.Serve(on)
	a := newReader(t, browsertest.Start(t), host)
	a.open("ru/a-2/")
	a.ready()
	put := func(dir string) {
		data, err := os.ReadFile(filepath.Join(dir, "sw.js"))
		if err != nil {
			t.Fatal(err)
		}
		host.Replace("/sw.js", data)
	}
	put(off)
	b := a.beside()
	b.open("ru/a-1/")
	b.killed()
	b.open("ru/a-3/")
	for _, r := range []*reader{a, b} {
		if got := r.raw(`{type: "state"}`); got != "error Error: no service worker" {
			t.Errorf("the page is answered %s", got)
		}
	}
	put(on)
	b.open("ru/a-1/")
	b.await("a worker that answers", `lectern.send({type: "state"}).then((s) => s.release)`)
	b.ready()
	host.Cut()
	b.open("ru/a-1/")
	b.article(1)
}

// TestLibraryWithout holds that the library page of a site without a worker says
// so and shows its lists.
func TestLibraryWithout(t *testing.T) {
	host := NewHost(t)
	host.Serve(Build(t, Site{Articles: 4, Program: true}))
	r := newReader(t, browsertest.Start(t), host)
	r.open("ru/a-2/")
	r.ready()
	host.Serve(Build(t, Site{Articles: 4, Program: true, NoWorker: true}))
	r.open("ru/a-1/")
	r.killed()
	r.open("ru/library/")
	r.Wait("the words", unready)
	r.Clean()
}

// unready is true of a library page that says why nothing can be kept.
const unready = `document.querySelector("#_shelf [role=alert]")?.textContent.includes("ещё не готово") && [...document.querySelectorAll("[data-library] a")].some((a) => a.checkVisibility())`

// TestLibrarySilent holds the same of a worker that does not answer.
func TestLibrarySilent(t *testing.T) {
	host := NewHost(t)
	host.Serve(Build(t, Site{Articles: 4, Program: true}))
	r := newReader(t, browsertest.Start(t), host)
	r.open("ru/a-2/")
	r.ready()
	r.Before(`ServiceWorker.prototype.postMessage = () => {}`)
	r.open("ru/library/")
	r.await("the words", unready)
}

// TestOfflineLink follows links without a connection while the tools run.
func TestOfflineLink(t *testing.T) {
	host := NewHost(t)
	host.Serve(Build(t, Site{Articles: 4, Program: true}))
	r := newReader(t, browsertest.Start(t), host)
	r.open("ru/a-2/")
	r.ready()
	r.open("ru/")
	r.ready()
	r.Click(`[data-tool="settings"]`)
	r.Wait("the tools", `document.querySelector("#_app dialog[open]")`)
	r.Press("Escape")
	host.Cut()
	r.Click(`main a[href="/ru/a-3/"]`)
	r.Wait("the offline page", `document.querySelector('main[data-page="offline"] [data-kept] a[href="/ru/a-2/"]') && !document.querySelector("[data-later]").hidden`)
	if path := r.Path(); path != "/ru/a-3/" {
		t.Errorf("the address is %s", path)
	}
	r.Click(`[data-kept] a[href="/ru/a-2/"]`)
	r.Wait("what is kept", `document.title.includes("Article 2")`)
	r.article(2)
	host.Mend()
}

// TestShareNames shares files whose names would change the question.
func TestShareNames(t *testing.T) {
	r := opening(t, browsertest.Start(t))
	for _, name := range []string{"$&-$'-$`.md", "{size}.md", "{name}.md", "a\u202egpj.md"} {
		r.open("ru/open/")
		r.Run(`const given = {name: ` + strconv.Quote(name) + `, text: "# A\n", size: 1}; ` + shareForm)
		r.Wait("the question", `document.querySelector("[data-open-show]")?.hidden === false`)
		want := "Этой странице прислали «\u2068" + name + "\u2069», 1 кБ. Показать?"
		if got := browsertest.Eval[string](r.Tab, said); got != want {
			t.Errorf("%q is asked for by %q, want %q", name, got, want)
		}
	}
}

// TestLibraryNarrow holds that a long word in a row does not widen the page.
func TestLibraryNarrow(t *testing.T) {
	host := NewHost(t)
	host.Serve(Build(t, Site{Articles: 4, Program: true}))
	r := newReader(t, browsertest.Start(t), host)
	r.Resize(browsertest.Viewport{Width: 320, Height: 640})
	r.open("ru/library/")
	r.ready()
	r.Wait("rows", `document.querySelector(".kept-row a bdi")`)
	r.Run(`document.querySelector(".kept-row a bdi").textContent = "w".repeat(80)`)
	if over := browsertest.Eval[int](r.Tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("the page is %d pixels wider than the window", over)
	}
}

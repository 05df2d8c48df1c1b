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

// killedAndBack takes the worker away and brings it back while a page stays
// open: one visit later everything is as on the first.
func (s *stage) killedAndBack(t *testing.T) {
	on, off := s.site(Site{Articles: 4}), s.site(Site{Articles: 4, NoWorker: true})
	host, a := s.visit(t, on, "ru/a-2/")
	host.Serve(off)
	b := a.beside()
	b.open("ru/a-1/")
	b.killed()
	for _, path := range []string{"ru/a-3/", "ru/a-1/", "ru/a-3/"} {
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

// killedByHand puts kill.js in the place of sw.js and nothing else: pages
// are answered at once that there is no worker.
func (s *stage) killedByHand(t *testing.T) {
	on, off := s.site(Site{Articles: 4}), s.site(Site{Articles: 4, NoWorker: true})
	host, a := s.visit(t, on, "ru/a-2/")
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
	const answers = `(async () => {
		for (let i = 0; i < 50; i++) {
			if (await lectern.send({type: "state"}).then((s) => s.release, () => "")) return true;
			await new Promise((ok) => setTimeout(ok, 100));
		}
		return false;
	})()`
	for visits := 1; ; visits++ {
		b.open("ru/a-1/")
		b.Wait("boot.js", `window.lectern`)
		if browsertest.Eval[bool](b.Tab, answers) {
			break
		} else if visits == 3 {
			t.Fatal("no worker answers after three visits")
		}
	}
	b.ready()
	host.Cut()
	b.open("ru/a-1/")
	b.article(1)
}

// libraryWithout holds that the library page of a site without a worker says
// so and shows its lists.
func (s *stage) libraryWithout(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 4, Program: true}), "ru/a-2/")
	host.Serve(s.site(Site{Articles: 4, Program: true, NoWorker: true}))
	r.open("ru/a-1/")
	r.killed()
	r.open("ru/library/")
	r.Wait("the words", unready)
	r.Clean()
}

// unready is true of a library page that says why nothing can be kept.
const unready = `document.querySelector("#_shelf [role=alert]")?.textContent.includes("ещё не готово") && [...document.querySelectorAll("[data-library] a")].some((a) => a.checkVisibility())`

// librarySilent holds the same of a worker that does not answer.
func (s *stage) librarySilent(t *testing.T) {
	_, r := s.visit(t, s.site(Site{Articles: 4, Program: true}), "ru/a-2/")
	r.Before(`ServiceWorker.prototype.postMessage = () => {}`)
	r.open("ru/library/")
	r.await("the words", unready)
}

// offlineLink follows links without a connection while the tools run.
func (s *stage) offlineLink(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 4, Program: true}), "ru/a-2/")
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

// shareNames shares files whose names would change the question.
func (s *stage) shareNames(t *testing.T) {
	r := s.opening(t)
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

// libraryNarrow holds that a long word in a row does not widen the page.
func (s *stage) libraryNarrow(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 4, Program: true}))
	r := s.reader(t, host)
	r.Resize(browsertest.Viewport{Width: 320, Height: 640})
	r.open("ru/library/")
	r.ready()
	r.Wait("rows", `document.querySelector(".kept-row a bdi")`)
	r.Run(`document.querySelector(".kept-row a bdi").textContent = "w".repeat(80)`)
	if over := browsertest.Eval[int](r.Tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("the page is %d pixels wider than the window", over)
	}
}

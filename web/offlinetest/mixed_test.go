package offlinetest

import (
	"fmt"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// readPagesNotMixed publishes a release while pages are read that are in
// no collection: no reply has the text of one and the style of the other.
func (s *stage) readPagesNotMixed(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 3, Edit: "first"}))
	old := s.reader(t, host)
	for n := 1; n <= 3; n++ {
		old.open(fmt.Sprintf("ru/a-%d/", n))
		old.ready()
	}
	host.Serve(s.site(Site{Articles: 3, Look: 1, Edit: "second"}))
	whole := func(when string, r *reader, look, text string) {
		t.Helper()
		for _, line := range browsertest.Eval[[]string](r.Tab, fetchMany+`(30)`) {
			if fields := strings.Fields(line); fields[3] != look || fields[len(fields)-1] != text {
				t.Errorf("%s: %s, want look %s and text %s", when, line, look, text)
			}
		}
	}
	for n := 1; n <= 3; n++ {
		host.Await(`library/bundle\.json`)
		browsertest.Eval[string](old.Tab, fmt.Sprintf(`fetch("/ru/a-%d/", { headers: { Accept: "text/html" } }).then((reply) => reply.text())`, n))
	}
	old.await("fresh copies", `(async () => {
		const db = await new Promise((ok) => { indexedDB.open("lectern:/").onsuccess = (e) => ok(e.target.result); });
		const pages = await new Promise((ok) => { const q = db.transaction("pages").objectStore("pages").getAll(); q.onsuccess = () => ok(q.result); });
		db.close();
		return pages.filter((page) => JSON.stringify(page).includes("second")).length === 3;
	})()`)
	whole("in the page that is open", old, "0", "first")
	early := old.beside()
	early.open("ru/a-1/")
	if got, _ := early.shows(1); early.look() != "0" || !strings.Contains(got, "first") {
		t.Errorf("a tab beside it: look %s, %.60q", early.look(), got)
	}
	early.ready()
	early.Close()
	old.audit()
	old.ask(`{type: "check"}`)
	old.ask(`{type: "apply"}`)
	next := old.beside()
	next.open("ru/a-1/")
	next.ready()
	whole("in the page that was open", old, "0", "first")
	old.Close()
	whole("after the reader agreed", next, "1", "second")
	host.Cut()
	for n := 1; n <= 3; n++ {
		next.open(fmt.Sprintf("ru/a-%d/", n))
		if got, _ := next.shows(n); next.look() != "1" || !strings.Contains(got, "second") {
			t.Errorf("offline, article %d: look %s, %.60q", n, next.look(), got)
		}
	}
	next.audit()
}

// wrongPictures damages pictures: none of them is kept, and an article
// that lacks its picture is not called whole.
func (s *stage) wrongPictures(t *testing.T) {
	site := s.site(Site{Articles: 3})
	original := strings.TrimPrefix(Names(t, site, "assets/photo.*.jpg")[0], "assets/photo.")[:12]
	// What is kept of pictures: whole copies, and the original if it is there.
	const sums = `(async () => {
		const hex = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((b) => b.toString(16).padStart(2, "0")).join("").slice(0, 12);
		const found = [];
		if (await caches.has("lectern:/:seen")) {
			const seen = await caches.open("lectern:/:seen");
			for (const request of await seen.keys()) {
				const bytes = await (await seen.match(request)).arrayBuffer();
				found.push(/photo\.[0-9a-f]+\.jpg/.test(request.url) ? await hex(bytes) : await createImageBitmap(new Blob([bytes])).then(() => "opens", () => "broken"));
			}
		}
		return found;
	})()`
	for _, fault := range []Fault{Damaged, Short, Portal, Truncated} {
		t.Run(string(fault), func(t *testing.T) {
			host, r := s.visit(t, site, "ru/a-1/")
			pattern := `assets/photo`
			if fault == Damaged {
				pattern = `assets/photo\.` // a smaller copy that opens cannot be told from the right one
			}
			host.Break(pattern, fault)
			r.open("ru/a-2/")
			r.ready()
			browsertest.Eval[string](r.Tab, `(async () => { const img = document.querySelector("main img"); for (const u of [img.currentSrc, img.src]) if (u) await fetch(u).then((reply) => reply.blob()).catch(() => {}); return ""; })()`)
			if fault != Damaged {
				r.ask(keepArticle("/ru/a-2/"))
				if j := r.job("whole", "waiting", "failed"); j.State == "whole" || j.Error == "" {
					t.Errorf("an article without its picture is %+v", j)
				}
			}
			if host.Met() == 0 {
				t.Error("the fault was not met")
			}
			for _, sum := range browsertest.Eval[[]string](r.Tab, sums) {
				if sum != original && sum != "opens" {
					t.Errorf("a picture is kept though it is wrong: %s", sum)
				}
			}
			host.Mend()
			r.open("ru/a-1/")
			r.ready()
			r.ask(keepArticle("/ru/a-2/"))
			r.job("whole")
			host.Cut()
			r.open("ru/a-2/")
			r.article(2)
			r.Wait("the picture", `document.querySelector("main img").complete && document.querySelector("main img").naturalWidth > 0`)
			r.audit()
		})
	}
}

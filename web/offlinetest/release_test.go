package offlinetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// ask many times, from a page, for pages and shared files as the program does,
// and say what build each reply is of.
const fetchMany = `(async (times) => {
	const of = {};
	for (let i = 0; i < times; i++) {
		const page = await (await fetch("/ru/a-" + (1 + i % 3) + "/?n=" + i, { headers: { Accept: "text/html" } })).text();
		const build = /data-build="([^"]+)"/.exec(page)[1];
		const style = /href="([^"]*style[^"]*)"/.exec(page)[1];
		const look = /--look:\s*(\d+)/.exec(await (await fetch(style)).text())[1];
		const index = (await (await fetch("/library/search.json")).text()).length;
		const text = /Text of article \d+\. ?(\w*)/.exec(page)[1];
		const key = [build, look, index, text].join(" ");
		of[key] = (of[key] || 0) + 1;
	}
	return Object.entries(of).map(([key, n]) => n + " of " + key);
})`

// twoReleases opens tabs on two releases and has both ask for much: none
// gets a reply that is of the other's, or of both.
func (s *stage) twoReleases(t *testing.T) {
	host, old := s.visit(t, s.site(Site{Articles: 3, Edit: "first"}), "ru/a-2/")
	old.ask(keepAll)
	old.job("whole")
	old.open("ru/a-2/")
	old.ready()
	const times = 170 // of three replies each, in each tab: a thousand
	before := browsertest.Eval[[]string](old.Tab, fetchMany+`(3)`)

	host.Serve(s.site(Site{Articles: 30, Look: 1, Edit: "second"}))
	old.ask(`{type: "check"}`)
	if old.state().Update == nil {
		t.Fatal("there is no update to be told of")
	}
	early := old.beside()
	early.open("ru/a-2/?early")
	if got := early.look(); got != "0" {
		t.Errorf("a tab opened before the reader agrees is of release %s, want the old one", got)
	}
	early.ready()
	early.Close()
	old.ask(`{type: "apply"}`)
	next := old.beside()
	next.open("ru/a-2/?next")
	next.ready()
	if got := next.look(); got != "1" {
		t.Errorf("a tab opened after the reader agreed is of release %s, want the new one", got)
	}
	if got := old.look(); got != "0" {
		t.Errorf("the page being read has changed to release %s", got)
	}
	old.Run(`window.many = ` + fetchMany + fmt.Sprintf(`(%d)`, times))
	after := browsertest.Eval[[]string](next.Tab, fetchMany+fmt.Sprintf(`(%d)`, times))
	still := browsertest.Eval[[]string](old.Tab, `window.many`)
	if len(before) != 1 || len(still) != 1 || len(after) != 1 || strings.TrimLeft(before[0], "0123456789") != strings.TrimLeft(still[0], "0123456789") || strings.Contains(after[0], "first") || !strings.Contains(before[0], "first") {
		t.Errorf("replies are mixed\nold before %q\nold        %q\nnew        %q", before, still, after)
	}

	// The old one goes when its last page does.
	old.Close()
	next.await("the old release to go", `(async () => {
		await lectern.send({type: "check"});
		const db = await new Promise((ok) => { indexedDB.open("lectern:/").onsuccess = (e) => ok(e.target.result); });
		const n = await new Promise((ok) => { const q = db.transaction("releases").objectStore("releases").count(); q.onsuccess = () => ok(q.result); });
		db.close();
		return n === 1 && (await (await caches.open("lectern:/:files")).keys()).filter((r) => r.url.includes("/style.")).length === 1;
	})()`)
	next.audit()
}

// releaseMeanwhile brings a release while a collection is being fetched: the
// collection is whole when it is of both.
func (s *stage) releaseMeanwhile(t *testing.T) {
	old, next := s.site(Site{Articles: 12}), t.TempDir()
	// Hosts that are published to file by file have the packs of both for a while.
	if err := os.CopyFS(next, os.DirFS(s.site(Site{Articles: 13, Look: 1}))); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"library/*.pack", "library/*.json"} {
		for _, name := range Names(t, old, pattern) {
			if _, err := os.Stat(filepath.Join(next, name)); err == nil {
				continue
			}
			data, err := os.ReadFile(filepath.Join(old, name))
			if err == nil {
				err = os.WriteFile(filepath.Join(next, name), data, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	host, r := s.visit(t, old, "ru/a-2/")
	host.Hold(`\.pack$`)
	r.ask(strings.Replace(keepAll, "search: true", "search: false", 1)) // its manifest has one name for ever
	host.Await(`\.pack$`)
	host.Serve(next)
	r.ask(`{type: "check"}`)
	if r.state().Update == nil {
		t.Fatal("the release is not there")
	}
	host.Mend()
	r.job("whole")
	r.audit()
	r.Run(`lectern.send({type: "apply"})`)
	r.await("the new release", `lectern.send({type: "state"}).then((s) => !s.update)`)
	host.Cut()
	for _, n := range []int{3, 13} {
		if status := r.open(fmt.Sprintf("ru/a-%d/", n)); status != 200 {
			t.Errorf("article %d of the new release, offline: status %d", n, status)
			continue
		}
		r.article(n)
	}
}

// releaseReplaced keeps everything, search with it, of a release in whose place
// the server has another: of the old one nothing is to be had any more.
func (s *stage) releaseReplaced(t *testing.T) {
	for _, when := range []string{"before", "meanwhile"} {
		host, r := s.visit(t, s.site(Site{Articles: 12}), "ru/a-2/")
		if when == "meanwhile" {
			host.Hold(`\.pack$`)
			r.ask(keepAll)
			host.Await(`\.pack$`)
			host.Serve(s.site(Site{Articles: 13, Look: 1, Edit: "new"}))
			host.Mend()
		} else {
			host.Serve(s.site(Site{Articles: 13, Look: 1, Edit: "new"}))
			r.ask(keepAll)
		}
		if j := r.job("whole", "waiting"); j.State != "whole" || j.Done != j.Total {
			t.Errorf("replaced %s: %+v, want it whole", when, j)
		}
		if u := r.state().Update; u == nil || u.Articles["ru"] != 1 {
			t.Errorf("replaced %s: the update is told as %+v, want one article", when, u)
		}
		r.audit()
		r.ask(`{type: "apply"}`)
		host.Cut()
		r.open("ru/a-13/")
		r.article(13)
		r.Close()
	}
}

// skipped misses three releases and then gets the fourth, at the price of
// what differs. The library is large enough for relations to stay.
func (s *stage) skipped(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 320}), "ru/a-2/")
	r.ask(keepAll)
	all := r.job("whole").Total
	host.Serve(s.site(Site{Articles: 324, Look: 4}))
	host.Forget()
	r.ask(`{type: "check"}`)
	if u := r.state().Update; u == nil || u.Articles["ru"] != 4 || !u.Program {
		t.Errorf("the update is told as %+v, want 4 articles and another program", u)
	}
	spent := 0
	whole := 0
	for _, request := range host.Requests(`\.pack$`) {
		spent += request.Bytes
		if request.Range == "" {
			whole++
		}
	}
	if whole > 0 {
		t.Errorf("%d packs were fetched whole, though most of their blocks are here", whole)
	}
	t.Logf("packs of %d bytes followed for %d", all, spent)
	if spent > all/10 {
		t.Errorf("%d bytes of packs were sent for four articles more, of %d", spent, all)
	}
	r.ask(`{type: "apply"}`)
	host.Cut()
	r.open("ru/a-324/")
	r.article(324)
	r.open("ru/a-1/")
	r.article(1)
	if got := r.look(); got != "4" {
		t.Errorf("the style sheet is of release %s, want the fourth", got)
	}
	r.audit()
}

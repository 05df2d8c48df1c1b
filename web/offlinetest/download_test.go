package offlinetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lineLost loses the connection at ten points of a download. It goes on
// from there: no piece that had come is fetched again.
func (s *stage) lineLost(t *testing.T) {
	site := s.site(Site{Articles: 40})
	host, r := s.visit(t, site, "ru/a-2/")
	host.Forget()
	r.ask(keepAll)
	whole := r.job("whole")
	// What the download costs when nothing is lost is the control.
	spent := func() int {
		n := 0
		for _, request := range host.Requests(`library/`) {
			n += request.Bytes
		}
		return n
	}
	undisturbed := spent()
	if undisturbed < whole.Total*9/10 || undisturbed > whole.Total*11/10+4000 {
		t.Errorf("%d bytes were sent for a collection of %d", undisturbed, whole.Total)
	}
	largest := 0
	for _, pattern := range []string{"library/*.pack", "library/*.bin"} {
		for _, name := range Names(t, site, pattern) {
			if info, err := os.Stat(filepath.Join(site, name)); err == nil {
				largest = max(largest, int(info.Size()))
			}
		}
	}
	r.ask(fmt.Sprintf(`{type: "remove", job: %q}`, whole.ID))
	r.await("every block of the removed collection to go", `new Promise((ok) => { indexedDB.open("lectern:/").onsuccess = (e) => { const q = e.target.result.transaction("blocks").objectStore("blocks").count(); q.onsuccess = () => { e.target.result.close(); ok(q.result === 0); }; }; })`)

	host.Forget()
	const points = 10
	cuts := 0
	random := rand.New(rand.NewPCG(11, 5))
	for i := range points {
		host.Cut(random.IntN(2 * whole.Total / (points + 4)))
		if i == 0 {
			r.ask(keepAll)
		} else {
			r.raw(`{type: "resume", job: "ru/all/"}`)
		}
		j := r.job("waiting", "whole")
		if j.State == "waiting" {
			cuts++
		}
		r.audit()
		host.Mend()
	}
	if cuts < points-2 {
		t.Errorf("the line was lost %d times, want nearly %d", cuts, points)
	}
	r.raw(`{type: "resume", job: "ru/all/"}`)
	if j := r.job("whole"); j.Done != j.Total {
		t.Errorf("%d of %d bytes are said to be here", j.Done, j.Total)
	}
	// A file of the index is one piece; of packs only the block that was cut is lost.
	t.Logf("%d bytes sent over %d losses, %d without", spent(), cuts, undisturbed)
	if most := undisturbed + cuts*(largest+8000); spent() > most {
		t.Errorf("%d bytes were sent, want at most %d", spent(), most)
	}
	host.Cut()
	for _, n := range []int{1, 20, 40} {
		r.open(fmt.Sprintf("ru/a-%d/", n))
		r.article(n)
	}
}

// pause pauses and resumes, and removes what was kept.
func (s *stage) pause(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 12}), "ru/a-2/")
	host.Hold(`\.pack$`)
	r.ask(keepAll)
	host.Await(`\.pack$`)
	if got := r.ask(`{type: "pause", job: "ru/all/"}`); !strings.Contains(got, `"paused"`) {
		t.Errorf("paused: %s", got)
	}
	host.Mend()
	r.Reload()
	r.ready()
	if j := r.job("paused", "running", "whole"); j.State != "paused" {
		t.Errorf("%+v, want it paused until the reader wants it", j)
	}
	r.ask(`{type: "resume", job: "ru/all/"}`)
	r.job("whole")
	host.Cut()
	r.open("ru/a-7/")
	r.article(7)
	r.ask(`{type: "remove", job: "ru/all/"}`)
	if status := r.open("ru/a-7/?"); status != 503 {
		t.Errorf("an article of a removed collection: status %d, want 503", status)
	}
	r.open("ru/a-2/")
	r.article(2) // was read
}

// collections keeps a part of the library: exactly what was promised is
// fetched, and only its articles are here.
func (s *stage) collections(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 60}))
	for _, test := range []struct {
		keep    string
		in, out int // articles
	}{
		{`{type: "keep", language: "ru", kind: "topic", slug: "economy", images: false, search: false}`, 10, 45},
		{`{type: "keep", language: "ru", kind: "article", slug: "/ru/a-2/", images: true, search: false}`, 2, 3},
	} {
		t.Run(test.keep, func(t *testing.T) {
			host.Mend()
			r := s.reader(t, host)
			r.open("ru/")
			r.ready()
			host.Forget()
			r.ask(test.keep)
			j := r.job("whole", "waiting", "failed")
			if j.State != "whole" || j.Done != j.Total {
				t.Fatalf("%+v, want it whole", j)
			}
			packs := 0
			for _, request := range host.Requests(`\.pack$`) {
				packs += request.Bytes
			}
			if strings.Contains(test.keep, "topic") && packs != j.Total {
				t.Errorf("%d bytes of packs were sent, %d were promised", packs, j.Total)
			}
			r.audit()
			host.Cut()
			r.open(fmt.Sprintf("ru/a-%d/", test.in))
			r.article(test.in)
			if test.in == 2 {
				r.Wait("the picture", `document.querySelector("main img").complete && document.querySelector("main img").naturalWidth > 0`)
			}
			if status := r.open(fmt.Sprintf("ru/a-%d/", test.out)); status != 503 {
				t.Errorf("an article of no collection: status %d, want 503", status)
			}
			r.Wait("the collection on the offline page", `document.querySelector("[data-kept]:not([hidden]) a")`)
		})
	}
}

// quota fills the device up. The page is readable, what was there stays,
// and the reader is told.
func (s *stage) quota(t *testing.T) {
	site, next := s.site(Site{Articles: 12}), s.site(Site{Articles: 13, Look: 1})
	setup := func(t *testing.T) (*Host, *reader) {
		host := NewHost(t)
		host.Serve(site)
		return host, s.reader(t, host)
	}
	t.Run("install", func(t *testing.T) {
		host, r := setup(t)
		r.Open(host.URL + "/robots.txt")
		r.Quota(host.URL, 1000)
		r.open("ru/a-2/")
		host.Await(`assets/shell`)
		r.await("the install to fail", `!(await navigator.serviceWorker.getRegistration())`)
		r.article(2)
		r.audit()
		r.Quota(host.URL, -1)
		r.Reload()
		r.ready()
		host.Cut()
		r.open("ru/a-2/")
		r.article(2)
	})
	t.Run("update", func(t *testing.T) {
		host, r := setup(t)
		r.open("ru/a-2/")
		r.ready()
		before := r.state()
		host.Serve(next)
		r.Quota(host.URL, 1000)
		if got := r.raw(`{type: "check"}`); !strings.HasPrefix(got, "error quota") {
			t.Errorf("the update ended with %s, want an error that says quota", got)
		}
		if now := r.state(); now.Release != before.Release || now.Update != nil {
			t.Errorf("release %s, update %+v; want %s and none", now.Release, now.Update, before.Release)
		} else if now.Held != "quota" {
			t.Errorf("the update is held by %q, want quota", now.Held)
		}
		r.open("ru/a-2/")
		r.article(2)
		r.audit()
		r.Quota(host.URL, -1)
		r.Reload()
		r.ready()
		r.ask(`{type: "check"}`)
		if now := r.state(); now.Held != "" {
			t.Errorf("the update that came is held by %q", now.Held)
		}
		r.ask(`{type: "apply"}`)
		host.Cut()
		r.open("ru/a-2/")
		r.article(2)
		if got := r.look(); got != "1" {
			t.Errorf("the style sheet is of release %s, want the new one", got)
		}
	})
	t.Run("too much to begin", func(t *testing.T) {
		host, r := setup(t)
		source, err := os.ReadFile(filepath.Join(site, "sw.js"))
		if err != nil {
			t.Fatal(err)
		}
		// Browsers do not tell pages how little room there is, and so not tests.
		host.Replace("/sw.js", append([]byte(`StorageManager.prototype.estimate = async () => ({ usage: 1000, quota: 21000 });`), source...))
		r.open("ru/a-2/")
		r.ready()
		if got := r.raw(keepAll); !strings.HasPrefix(got, "error quota") {
			t.Errorf("the download began with %s, want to be told that there is no room", got)
		}
		if jobs := r.state().Jobs; len(jobs) > 0 {
			t.Errorf("%+v is kept, want nothing", jobs)
		}
	})
	t.Run("download", func(t *testing.T) {
		host, r := setup(t)
		r.open("ru/a-2/")
		r.ready()
		host.Hold(`\.pack$`)
		r.ask(keepAll)
		host.Await(`\.pack$`)
		r.Quota(host.URL, 1000) // another site has taken the room
		host.Mend()
		if j := r.job("failed", "whole", "waiting"); j.State != "failed" || !strings.HasPrefix(j.Error, "quota") {
			t.Errorf("%+v, want it to fail by quota", j)
		}
		r.audit()
		r.open("ru/a-2/")
		r.article(2)
		r.Quota(host.URL, -1)
		r.Reload()
		r.ready()
		r.ask(`{type: "resume", job: "ru/all/"}`)
		r.job("whole")
		host.Cut()
		r.open("ru/a-11/")
		r.article(11)
	})
}

// held fills the device before an update. The library page says why there is
// none, also while the server has no longer what it offered, and what is kept can be removed.
func (s *stage) held(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3, Program: true}), "ru/a-2/")
	r.ask(keepAll)
	r.job("whole")
	host.Serve(s.site(Site{Articles: 4, Look: 1, Program: true}))
	host.Forget()
	r.Quota(host.URL, 1000)
	r.raw(`{type: "check"}`)
	r.open("ru/library/")
	r.Wait("the library says that the update did not come", `document.querySelector(".kept-held")?.innerText.startsWith("Обновление не загрузилось. На устройстве не хватает места.")`)
	r.Quota(host.URL, -1)
	r.ask(`{type: "check"}`)
	r.Wait("nothing is said once it came", `document.querySelector(".kept-ready") && !document.querySelector(".kept-held")`)
	r.audit()
}

// offersGone opens the library of a release that the server has no more, before
// the one in its place could be fetched.
func (s *stage) offersGone(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3, Program: true}), "ru/a-2/")
	r.ask(keepArticle("/ru/a-2/"))
	r.job("whole")
	host.Serve(s.site(Site{Articles: 4, Look: 1, Program: true}))
	host.Forget()
	host.Break(`assets/(shell|style)`, Missing)
	r.raw(`{type: "check"}`)
	r.open("ru/library/")
	r.Wait("the library says that the update did not come", `document.querySelector(".kept-held")?.innerText.startsWith("Обновление не загрузилось. Не получилось")`)
	r.Wait("what is kept is shown", `document.querySelector(".kept-row")`)
	r.Run(`[...document.querySelectorAll(".kept-row button")].at(-1).click()`)
	r.Wait("what is kept is removed", `!document.querySelector(".kept-row")`)
}

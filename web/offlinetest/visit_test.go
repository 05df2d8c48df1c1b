package offlinetest

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// firstVisit reads one article and goes offline: it opens, with any query;
// another one says that it is not here, and what is.
func (s *stage) firstVisit(t *testing.T) {
	for _, base := range []string{"/", "/deep/er/"} {
		t.Run(strings.Trim(base, "/"), func(t *testing.T) {
			t.Parallel()
			host := NewHost(t)
			host.Serve(s.site(Site{Articles: 12, Base: base}))
			r := s.reader(t, host)
			r.base = base
			r.open("ru/a-2/")
			r.Run(`caches.open("someone else's").then((c) => c.put("/x", new Response("theirs")))`)
			r.ready()
			logTraffic(t, "first visit", host)
			host.Forget()
			r.open("ru/a-2/")
			r.ready()
			logTraffic(t, "second visit", host)

			host.Cut()
			for _, query := range []string{"", "?utm_source=letter", "?a=b&utm_campaign=%D1%8F#text"} {
				if status := r.open("ru/a-2/" + query); status != 200 {
					t.Errorf("%q: status %d", query, status)
				}
				r.article(2)
				r.Wait("the picture", `document.querySelector("main img").complete && document.querySelector("main img").naturalWidth > 0`)
				if got := browsertest.Eval[string](r.Tab, `getComputedStyle(document.documentElement).getPropertyValue("--look")`); strings.TrimSpace(got) != "0" {
					t.Errorf("%q: the style sheet is not there", query)
				}
			}
			if status := r.open("ru/a-3/"); status != 503 {
				t.Errorf("an article that is not kept: status %d, want 503", status)
			}
			if _, ok := r.shows(3); ok {
				t.Error("the article is here though it was never read")
			}
			r.Wait("the offline page", `document.querySelector('main[data-page="offline"]')`)
			r.Wait("a link to what is kept", `document.querySelector('[data-kept]:not([hidden]) a[href="`+base+`ru/a-2/"]')?.textContent.includes("Article 2")`)
			if links := browsertest.Eval[[]string](r.Tab, `[...document.querySelectorAll("main a")].map((a) => a.getAttribute("href"))`); len(links) != 1 {
				t.Errorf("the offline page offers %q, want what was read and nothing that is not here", links)
			}
			host.Mend()
			r.Run(`document.querySelector("form.again").requestSubmit()`)
			r.Wait("the article", `document.querySelector("h1")?.textContent.includes("Article 3")`)
			r.article(3)
			if n := r.audit(); n < 10 {
				t.Errorf("%d things are kept, want the interface at least", n)
			}
			if got := browsertest.Eval[string](r.Tab, `caches.open("someone else's").then((c) => c.match("/x")).then((r) => r.text())`); got != "theirs" {
				t.Errorf("the cache of another holds %q", got)
			}
		})
	}
}

// slow opens a list that was read before while the line is silent: it is
// there after a few seconds, and without the line's fault the fresh one is.
func (s *stage) slow(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/")
	host.Serve(s.site(Site{Articles: 4}))
	r.open("ru/")
	r.Wait("the fresh list", `document.querySelector('main a[href="/ru/a-4/"]')`)
	host.Serve(s.site(Site{Articles: 5}))
	host.Hold(`/ru/(\?again)?$`)
	r.open("ru/")
	const kept = `document.querySelector('main a[href="/ru/a-4/"]') && !document.querySelector('main a[href="/ru/a-5/"]')`
	waited := func() int {
		r.Wait("the list as it was read", kept)
		return browsertest.Eval[int](r.Tab, `Math.round(performance.getEntriesByType("navigation")[0].responseStart)`)
	}
	if first := waited(); first < 2500 {
		t.Errorf("the kept list came after %d ms: the line had no time to answer", first)
	}
	r.open("ru/?again")
	if again := waited(); again > 2500 {
		t.Errorf("the silent line is waited for again, %d ms", again)
	}
	host.Mend()
	r.open("ru/?healed")
	r.Wait("the fresh list", `document.querySelector('main a[href="/ru/a-5/"]')`)
}

// offlineFirst comes without a connection and finds nothing, as with any site; the
// next visit is a first visit.
func (s *stage) offlineFirst(t *testing.T) {
	host := NewHost(t)
	host.Serve(s.site(Site{Articles: 3}))
	r := s.reader(t, host)
	host.Cut()
	r.Run(`location.href = "` + host.URL + `/ru/a-2/"`)
	r.Wait("the browser's own page", `location.href.startsWith("chrome-error:")`)
	host.Mend()
	r.open("ru/a-2/")
	r.article(2)
	r.ready()
	host.Cut()
	r.open("ru/a-2/?again")
	r.article(2)
}

func logTraffic(t *testing.T, what string, host *Host) {
	bytes := 0
	for _, request := range host.Requests("") {
		bytes += request.Bytes
	}
	t.Logf("%s: %d requests, %d bytes of bodies", what, len(host.Requests("")), bytes)
}

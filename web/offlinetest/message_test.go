package offlinetest

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// messages sends what no page of ours sends. The worker answers the next
// one that ours do.
func (s *stage) messages(t *testing.T) {
	_, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	for _, message := range []string{
		`null`, `1`, `"lectern"`, `{lectern: 1}`, `{lectern: 1, type: 7}`, `{lectern: 2, type: "remove"}`,
		`{lectern: 1, type: "__proto__"}`, `{lectern: 1, type: "constructor"}`, `{lectern: 1, type: "toString"}`,
		`{lectern: 1, type: "keep"}`, `{lectern: 1, type: "pause"}`, `{lectern: 1, type: "resume", job: {}}`, `{lectern: 1, type: "remove"}`,
		`{lectern: 1, type: "hello", build: {}}`, `{lectern: 1, type: "collections", language: "__proto__"}`,
	} {
		r.Run(`navigator.serviceWorker.controller.postMessage(` + message + `)`)
	}
	for _, message := range []string{`{type: "keep", language: "ru", kind: "topic", slug: "none"}`, `{type: "collections", language: "xx"}`, `{type: "resume"}`} {
		if got := r.raw(message); !strings.HasPrefix(got, "error ") {
			t.Errorf("%s: %s, want an error", message, got)
		}
	}
	if s := r.state(); s.Release == "" || len(s.Jobs) > 0 {
		t.Errorf("%+v, want the release and no collections", s)
	}
	if got := r.ask(`{type: "collections", language: "ru"}`); !strings.Contains(got, `"kind":"all"`) || !strings.Contains(got, `"slug":"economy"`) || strings.Contains(got, "members") {
		t.Errorf("collections: %s", got)
	}
}

// later asks on the offline page for the article to be fetched when the
// line is back: it is kept, and the page shows it.
func (s *stage) later(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	host.Cut()
	r.Offline(true) // which the worker does not hear of
	r.open("ru/a-3/")
	r.Wait("the quiet mark", `document.documentElement.hasAttribute("data-offline")`)
	r.Click("[data-later]")
	r.Wait("the wish to be heard", `document.querySelector("[data-later][aria-pressed=true]")`)
	host.Mend()
	r.Offline(false)
	r.Wait("the article by itself", `document.querySelector("h1")?.textContent.includes("Article 3")`)
	r.article(3)
	if j := r.job("whole"); j.ID != "ru/article//ru/a-3/" {
		t.Errorf("%+v is kept, want the article", j)
	}
	if browsertest.Eval[bool](r.Tab, `document.documentElement.hasAttribute("data-offline")`) {
		t.Error("the page is still marked as offline")
	}
}

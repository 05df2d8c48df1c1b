package offlinetest

import (
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// keepArticle asks for one article with its pictures.
func keepArticle(path string) string {
	return `{type: "keep", language: "ru", kind: "article", slug: "` + path + `", images: true, search: false}`
}

// articleGone takes back an article that the reader keeps: the reader has
// it still, and updates come as before.
func (s *stage) articleGone(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 4}), "ru/a-1/")
	r.ask(keepArticle("/ru/a-3/"))
	r.job("whole")
	for look := 1; look <= 2; look++ {
		host.Serve(s.site(Site{Articles: 4 + look, Without: 3, Look: look}))
		r.ask(`{type: "check"}`)
		if r.state().Update == nil {
			t.Fatalf("update %d is not there", look)
		}
		r.ask(`{type: "apply"}`)
		r.open("ru/a-1/")
		r.ready()
		if j := r.job("whole", "waiting", "failed"); j.State != "whole" {
			t.Errorf("after update %d the article is %+v, want it whole as it was", look, j)
		}
		r.open("ru/a-3/")
		r.article(3)
		r.ready()
	}
	host.Cut()
	if status := r.open("ru/a-3/"); status != 200 {
		t.Errorf("the kept article is answered with %d", status)
	}
	r.article(3)
	r.audit()
}

// articleUpdateFails breaks what an update fetches for an article that is
// kept: the update comes, the old copy stays until the new one is whole.
func (s *stage) articleUpdateFails(t *testing.T) {
	old, next := s.site(Site{Articles: 3}), s.site(Site{Articles: 4, Look: 1, Edit: "second"})
	for _, target := range []string{`/ru/a-2/`, `assets/photo`} {
		t.Run(target, func(t *testing.T) {
			host, r := s.visit(t, old, "ru/a-1/")
			r.ask(keepArticle("/ru/a-2/"))
			r.job("whole")
			host.Serve(next)
			host.Break(target, Missing)
			r.ask(`{type: "check"}`)
			if r.state().Update == nil {
				t.Fatal("the update is not there")
			}
			r.audit()
			host.Cut()
			r.open("ru/a-2/")
			r.article(2)
			r.Wait("the picture", `document.querySelector("main img").complete && document.querySelector("main img").naturalWidth > 0`)
			host.Mend()
			r.open("ru/a-1/")
			r.ready()
			r.ask(`{type: "check"}`)
			r.job("whole")
			r.ask(`{type: "apply"}`)
			r.open("ru/a-1/")
			r.ready()
			host.Cut()
			r.open("ru/a-2/")
			if got, _ := r.shows(2); !strings.Contains(got, "second") || r.look() != "1" {
				t.Errorf("look %s, %.80q, want the new release", r.look(), got)
			}
			r.audit()
		})
	}
}

// listGone takes back a topic whose page was read: the site says so.
func (s *stage) listGone(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 4}), "ru/topics/economy/")
	r.open("ru/topics/economy/")
	r.ready()
	const isNotice = `document.querySelector("main").dataset.page === "notfound"`
	host.Break(`/ru/topics/economy/`, Missing) // of a host that is broken
	if status := r.open("ru/topics/economy/"); status != 200 {
		t.Errorf("a 404 that is not of the site: status %d, want what is kept", status)
	}
	host.Mend()
	host.Serve(s.site(Site{Articles: 4, Topic: "arts", Look: 1}))
	r.ask(`{type: "check"}`)
	r.ask(`{type: "apply"}`)
	if status := r.open("ru/topics/economy/"); status != 404 || !browsertest.Eval[bool](r.Tab, isNotice) {
		t.Errorf("the topic that is gone: status %d, %s", status, browsertest.Eval[string](r.Tab, `document.title`))
	}
	host.Cut()
	if status := r.open("ru/topics/economy/"); status != 503 {
		t.Errorf("the topic that is gone, offline: status %d, want 503", status)
	}
}

// otherAddresses opens kept pages offline under addresses that the host
// would redirect, or answer as well.
func (s *stage) otherAddresses(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 3}), "ru/a-2/")
	r.ask(keepAll)
	r.job("whole")
	host.Cut()
	for address, page := range map[string]string{
		"ru/a-2/": "article", "ru/a-2": "article", "ru/a-2/index.html": "article", "ru/a-2?x=1": "article",
		"": "home", "index.html": "home", "ru": "home", "ru/": "home", "ru/index.html": "home",
	} {
		status := r.open(address)
		if got := browsertest.Eval[string](r.Tab, `document.querySelector("main").dataset.page`); got != page || status != 200 {
			t.Errorf("/%s opens %s (%s) with status %d, want %s", address, r.Path(), got, status, page)
		}
	}
	for _, address := range []string{"ru/a-77", "ru/a-77/index.html"} {
		if status := r.open(address); status != 503 {
			t.Errorf("/%s, which is not kept: status %d, want 503", address, status)
		}
	}
}

package offlinetest

import (
	"fmt"
	"strings"
	"testing"

	"lectern/web/browsertest"
)

// faulty runs a test for every fault of the files that match main, for the
// faults that look most like an answer of the others, and once without a fault:
// that one must find nothing to heal, or the test sees faults where there are
// none.
func faulty(t *testing.T, main string, others []string, run func(t *testing.T, target string, fault Fault)) {
	begin := func(target string, fault Fault, name string) {
		t.Run(strings.NewReplacer(`\`, "", "/", " ", "$", "").Replace(target)+" "+name, func(t *testing.T) {
			t.Parallel()
			run(t, target, fault)
		})
	}
	begin(main, "", "control")
	for _, fault := range Faults() {
		begin(main, fault, string(fault))
	}
	for _, target := range others {
		for _, fault := range []Fault{Portal, Short} {
			begin(target, fault, string(fault))
		}
	}
}

// hangs reports whether only patience ends the fault.
func (f Fault) hangs() bool { return f == Hanging || f == Silent }

// look is the number of the style sheet that the page has.
func (r *reader) look() string {
	r.t.Helper()
	return strings.TrimSpace(browsertest.Eval[string](r.Tab, `getComputedStyle(document.documentElement).getPropertyValue("--look")`))
}

// firstInstall breaks what a worker is installed from. The article is
// there all the same, nothing wrong is kept, and one reload after healing the
// page opens offline.
func (s *stage) firstInstall(t *testing.T) {
	site, hasty := s.site(Site{Articles: 3}), s.site(Site{Articles: 3, Hasty: true})
	faulty(t, `assets/(shell|pages)-ru`, []string{`/sw\.js$`, `library/bundle\.json$`}, func(t *testing.T, target string, fault Fault) {
		host := NewHost(t)
		host.Serve(site)
		if fault.hangs() {
			host.Serve(hasty)
		}
		r := s.reader(t, host)
		if fault != "" {
			host.Break(target, fault)
		}
		r.open("ru/a-2/")
		r.article(2)
		host.Await(target)
		if fault == "" {
			r.ready()
			if n := host.Met(); n != 0 {
				t.Errorf("%d faults, want none", n)
			}
			return
		}
		r.await("the install to fail", `!(await navigator.serviceWorker.getRegistration())`)
		r.article(2)
		r.audit()
		if browsertest.Eval[bool](r.Tab, `navigator.serviceWorker.controller !== null`) {
			t.Error("the worker is there, want none of a broken release")
		}
		if host.Met() == 0 {
			t.Error("the fault was not met")
		}
		host.Mend()
		r.Reload()
		r.article(2)
		r.ready()
		r.audit()
		host.Cut()
		r.open("ru/a-2/?again")
		r.article(2)
	})
}

// update breaks the next release. The old one goes on, whole, and one
// reload after healing the new one is there.
func (s *stage) update(t *testing.T) {
	old, hasty := s.site(Site{Articles: 3}), s.site(Site{Articles: 3, Hasty: true})
	next, hastyNext := s.site(Site{Articles: 4, Look: 1}), s.site(Site{Articles: 4, Look: 1, Hasty: true})
	faulty(t, `assets/(shell|style)`, []string{`library/bundle\.json$`, `library/bundle\.[0-9a-f]+\.pack$`}, func(t *testing.T, target string, fault Fault) {
		host, next := NewHost(t), next
		host.Serve(old)
		if fault.hangs() {
			host.Serve(hasty)
			next = hastyNext
		}
		r := s.reader(t, host)
		r.open("ru/a-2/")
		r.ready()
		r.ask(keepAll)
		r.job("whole")
		before := r.state()
		host.Serve(next)
		host.Forget()
		if fault != "" {
			host.Break(target, fault)
		}
		answer := r.raw(`{type: "check"}`)
		if fault == "" {
			if r.state().Update == nil {
				t.Errorf("nothing new though nothing failed: %s", answer)
			}
			return
		}
		if !strings.HasPrefix(answer, "error ") {
			t.Errorf("the update ended with %s, want an error", answer)
		}
		if host.Met() == 0 {
			t.Error("the fault was not met")
		}
		if now := r.state(); now.Release != before.Release || now.Update != nil {
			t.Errorf("release %s, update %+v; want %s and none", now.Release, now.Update, before.Release)
		}
		r.audit()
		r.open("ru/a-2/")
		r.article(2)
		if got := r.look(); got != "0" {
			t.Errorf("the style sheet is of release %s", got)
		}
		host.Mend()
		r.Reload()
		r.article(2)
		r.ready()
		r.ask(`{type: "check"}`)
		r.ask(`{type: "apply"}`)
		host.Cut()
		for _, n := range []int{1, 4} {
			r.open(fmt.Sprintf("ru/a-%d/", n))
			r.article(n)
			if got := r.look(); got != "1" {
				t.Errorf("the style sheet is of release %s, want the new one", got)
			}
		}
		r.audit()
	})
}

// download breaks the files of a collection. Nothing wrong is kept, and
// one reload after healing everything in it opens offline.
func (s *stage) download(t *testing.T) {
	site, hasty := s.site(Site{Articles: 6}), s.site(Site{Articles: 6, Hasty: true})
	faulty(t, `library/bundle\.[0-9a-f]+\.pack$`, []string{`library/collections`, `library/index-files`, `library/[a-z]+\.[0-9a-f]+\.bin$`}, func(t *testing.T, target string, fault Fault) {
		host := NewHost(t)
		host.Serve(site)
		if fault.hangs() {
			host.Serve(hasty)
		}
		r := s.reader(t, host)
		r.open("ru/a-2/")
		r.ready()
		if fault != "" {
			host.Break(target, fault)
		}
		answer := r.raw(keepAll)
		refused := strings.HasPrefix(answer, "error ")
		if fault == "" {
			if j := r.job("whole", "waiting", "failed"); refused || j.State != "whole" {
				t.Errorf("answer %s, collection %+v; want it whole", answer, j)
			}
			return
		}
		if !refused {
			if j := r.job("whole", "waiting", "failed"); j.State != "waiting" || j.Error == "" {
				t.Errorf("collection %+v, want it to wait and say why", j)
			}
		}
		if host.Met() == 0 {
			t.Error("the fault was not met")
		}
		r.audit()
		r.article(2)
		host.Mend()
		r.Reload()
		r.article(2)
		r.ready()
		if refused {
			r.ask(keepAll)
		}
		if j := r.job("whole"); j.Done != j.Total {
			t.Errorf("%d of %d bytes are said to be here", j.Done, j.Total)
		}
		r.audit()
		host.Cut()
		for _, n := range []int{1, 6} {
			r.open(fmt.Sprintf("ru/a-%d/", n))
			r.article(n)
		}
	})
}

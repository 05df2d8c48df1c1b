package offlinetest

import (
	"testing"

	"lectern/web/browsertest"
)

// TestBrowserKilled ends the browser in the middle of an install, an update
// and a download, and starts it again.
func TestBrowserKilled(t *testing.T) {
	old := Build(t, Site{Articles: 12})
	next := Build(t, Site{Articles: 13, Look: 1})
	host := NewHost(t)
	profile := t.TempDir()
	start := func() (*browsertest.Browser, *reader) {
		browser := browsertest.Start(t, browsertest.Profile(profile))
		return browser, &reader{browser.Own(t, browsertest.Desktop), t, host, "/"}
	}

	host.Serve(old)
	browser, r := start()
	host.Hold(`assets/pages-ru`)
	r.open("ru/a-2/")
	host.Await(`assets/pages-ru`)
	if browsertest.Eval[bool](r.Tab, `navigator.serviceWorker.controller !== null`) {
		t.Error("the install is over, want to be in the middle of it")
	}
	browser.Kill(t)
	host.Mend()

	browser, r = start()
	r.open("ru/a-2/")
	r.article(2)
	r.ready()
	r.audit()
	host.Forget()
	host.Hold(`\.pack$`)
	r.ask(keepAll)
	host.Await(`\.pack$`)
	if j := r.job("running", "whole"); j.State != "running" {
		t.Errorf("%+v, want to be in the middle of it", j)
	}
	browser.Kill(t)
	host.Mend()

	browser, r = start()
	r.open("ru/a-2/")
	r.article(2)
	r.ready() // goes on by itself
	if j := r.job("whole"); j.Done != j.Total {
		t.Errorf("%d of %d bytes are said to be here", j.Done, j.Total)
	}
	r.audit()
	before := r.state().Release
	host.Serve(next)
	host.Forget()
	host.Hold(`assets/shell`)
	r.Run(`lectern.send({type: "check"})`)
	host.Await(`assets/shell`)
	browser.Kill(t)
	host.Cut()

	browser, r = start()
	r.open("ru/a-11/")
	r.article(11)
	if got := r.look(); got != "0" {
		t.Errorf("the style sheet is of release %s, want the old one", got)
	}
	if got := r.state().Release; got != before {
		t.Errorf("release %s, want %s", got, before)
	}
	r.audit()
	host.Mend()
	r.ask(`{type: "check"}`)
	r.ask(`{type: "apply"}`)
	host.Cut()
	r.open("ru/a-13/")
	r.article(13)
	r.audit()
	browser.Kill(t)
}

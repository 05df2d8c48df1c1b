package offlinetest

import (
	"testing"

	"lectern/web/browsertest"
)

// libraryKeys keeps, pauses, cancels and removes a collection by keyboard alone:
// the focus is never lost and every step is said. The topics, of which there are
// two hundred, are folded.
func (s *stage) libraryKeys(t *testing.T) {
	host, r := s.visit(t, s.site(Site{Articles: 200, Topics: 200, Program: true}), "ru/library/")
	const all = "_keep-ru/all/"
	to := func(what, focused string) {
		t.Helper()
		for range 60 {
			if browsertest.Eval[bool](r.Tab, focused) {
				return
			}
			r.Press("Tab")
		}
		t.Fatalf("60 times Tab do not lead to %s", what)
	}
	focus := func(id string) string { return `document.activeElement.id === "` + id + `"` }
	label := func(begins string) string {
		return `document.activeElement.getAttribute("aria-label")?.startsWith("` + begins + `")`
	}
	said := func(words string) string {
		return `[...document.querySelectorAll("[aria-live], [role=status]")].some((e) => e.textContent.includes("` + words + `"))`
	}
	step := func(key, what string, expressions ...string) {
		t.Helper()
		r.Press(key)
		for _, e := range expressions {
			r.Wait(what, e)
		}
	}
	r.Wait("the library", `document.getElementById("`+all+`")`)
	host.Hold(`\.pack$`)
	to("everything", focus(all))
	step("Enter", "the start", focus(all), label("Приостановить"), said("Загружается"))
	step("Enter", "the pause", focus(all), label("Продолжить"), said("Приостановлено"))
	step("Enter", "the resumption", focus(all), label("Приостановить"))
	r.Press("Tab")
	step("Enter", "the cancellation", focus(all), label("Читать офлайн"))
	host.Mend()
	step("Enter", "the collection", `document.querySelector('[data-keep="ru/all/"]').textContent.includes("Сохранено")`, focus(all), said("Сохранено"))
	r.Press("Tab")
	step("Enter", "the removal", focus(all), label("Читать офлайн"), `!document.querySelector('[data-keep="ru/all/"]').textContent.includes("Сохранено")`)

	if shown := browsertest.Eval[int](r.Tab, `[...document.querySelectorAll(".kept-row")].filter((e) => e.checkVisibility()).length`); shown > 20 {
		t.Errorf("%d rows are shown at once", shown)
	}
	to("the topics", `document.activeElement.matches("summary")`)
	r.Accessible()
	step("Enter", "the topics", `document.activeElement.closest("details").open`)
	to("a topic", `document.activeElement.id.startsWith("_keep-ru/topic/")`)
	r.Run(`window.topic = document.activeElement.id`)
	step("Enter", "a topic", `document.activeElement.closest("li").textContent.includes("Сохранено") && document.activeElement.id === window.topic && document.activeElement.closest("details").open`)
	r.Accessible()
	r.Clean()
}

// noKeepButton holds that an article does not offer to be kept where no worker is.
func (s *stage) noKeepButton(t *testing.T) {
	site := s.site(Site{Articles: 3})
	for _, without := range []bool{false, true} {
		host := NewHost(t)
		host.Serve(site)
		r := s.reader(t, host)
		if without {
			r.Before(`delete Navigator.prototype.serviceWorker`)
		}
		r.open("ru/a-2/")
		r.Wait("boot.js", `window.lectern`)
		if shown := browsertest.Eval[bool](r.Tab, `document.querySelector('[data-tool="keep"]').checkVisibility()`); shown == without {
			t.Errorf("without a worker %t: the button is shown %t", without, shown)
		}
	}
}

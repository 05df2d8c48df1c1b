package offlinetest

import "testing"

// programUpdate publishes another version of the program. A browser that has the
// one before fetches the difference, and has the right program then; the control
// is a site that has no difference to offer.
func (s *stage) programUpdate(t *testing.T) {
	old := s.site(Site{Articles: 3, Program: true})
	for _, test := range []struct {
		name string
		next Site
		want string // Content-Encoding
	}{
		{"control", Site{Articles: 3, Program: true, Version: 1}, "br"},
		{"difference", Site{Articles: 3, Program: true, Version: 1, Before: old}, "dcz"},
	} {
		t.Run(test.name, func(t *testing.T) {
			host, r := s.visit(t, old, "ru/a-2/")
			r.ask(`{type: "check"}`) // the program comes too
			if !r.state().Program {
				t.Fatal("the program is not kept")
			}
			host.Serve(s.site(test.next))
			host.Forget()
			r.ask(`{type: "check"}`)
			sent := host.Requests(`assets/app\.[0-9a-f]+\.wasm`)
			if len(sent) != 1 || sent[0].Coding != test.want || sent[0].Bytes > 10000 != (test.want == "br") {
				t.Errorf("the program was sent as %+v, want it once as %s", sent, test.want)
			}
			r.audit()
			r.ask(`{type: "apply"}`)
			host.Cut()
			r.open("ru/a-2/?next")
			if s := r.state(); !s.Program {
				t.Errorf("%+v, want it to have its program", s)
			}
			r.Click(`[data-tool="settings"]`)
			r.Wait("the tools, without a connection", `document.querySelector("#_app dialog[open]")`)
		})
	}
}

package offlinetest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"lectern/web/browsertest"
)

// opening is a reader on the page for files of their own.
func (s *stage) opening(t *testing.T) *reader {
	t.Helper()
	_, r := s.visit(t, s.site(Site{Articles: 3, Program: true}), "ru/open/")
	return r
}

// own writes a file of the reader's.
func own(t *testing.T, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const (
	fileField = "[data-open-input]"
	shownText = `document.querySelector("main article:not([hidden])")`
	said      = `document.querySelector("[data-open-status]").textContent`
)

// open opens files by the button: right ones, and those that are none.
func (s *stage) open(t *testing.T) {
	r := s.opening(t)
	old, err := charmap.Windows1251.NewEncoder().Bytes([]byte("# Старое письмо\r\n\r\nЭто обычный русский текст, которого довольно, чтобы узнать кодировку.\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		what, name string
		data       []byte
		shown      string // expression that comes to be true
	}{
		{"Markdown", "note.md", []byte("# A note\n\nSome **bold** text, and a [link](https://a.example/).\n\n## Part\n\n- [x] done\n"),
			`document.querySelector("main article h1").textContent === "A note" && document.querySelector("main article strong") && document.title.startsWith("A note — ") && document.activeElement.matches("main article h1")`},
		{"windows-1251", "old.md", old,
			`document.querySelector("main article h1").textContent === "Старое письмо" && document.querySelector("main article").lang === "ru" && document.querySelector("[data-open-file]").textContent.includes("Windows-1251")`},
		{"plain text", "a.txt", []byte("First *line*\nsecond line\n\nnext paragraph https://a.example/ end."),
			`document.querySelector("main article").textContent.includes("First *line*") && document.querySelector('main article a[href="https://a.example/"]')`},
		{"right to left", "ar.md", []byte(strings.Repeat("هذا نص عادي باللغة العربية وفيه كلمات كثيرة لمعرفة اللغة. ", 3)),
			`document.querySelector("main article").dir === "rtl"`},
		{"4 MB", "long.md", bytes.Repeat([]byte("A line of a long text, of which there are many.\n\n"), 4<<20/50),
			`document.querySelectorAll("main article p").length > 80000`},
		{"10 MB", "huge.md", bytes.Repeat([]byte("0123456789\n"), 10<<20/11), said + `.includes("4 МБ")`},
		{"binary", "photo.md", photo(), said + `.includes("не текст")`},
		{"empty", "empty.md", nil, said + `.includes("пуст")`},
		{"too deep", "deep.md", []byte(strings.Repeat("> ", 300) + "a\n"), said + `.startsWith("Строка 1, знак ")`},
		{"a picture, a dead link", "links.md", []byte("# A\n\n![p](https://a.example/p.png)\n[b](other.md)\n"),
			`[...document.querySelectorAll("[data-open-problems] li")].map((e) => e.textContent.slice(0, 16)).join() === "Строка 3, знак 1,Строка 4, знак 1"`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			tab := r.For(t)
			tab.Choose(fileField, own(t, test.name, test.data))
			tab.Wait(test.what, test.shown)
			if problem := browsertest.Eval[bool](tab, shownText+` !== null && `+said+` !== ""`); problem {
				t.Errorf("the page says %q beside the text", browsertest.Eval[string](tab, said))
			}
		})
	}
	r.Clean()
	for _, request := range r.host.Requests("") {
		if strings.Contains(request.Path, "a.example") || strings.Contains(request.Path, "note") {
			t.Errorf("the file was told of: %s", request.Path)
		}
	}
}

// openLooks holds the page in the four themes, wide and narrow, from right to
// left, before a file, with a text, and with a complaint; and reaches it from the
// library page by keyboard.
func (s *stage) openLooks(t *testing.T) {
	r := s.opening(t)
	r.open("ru/library/")
	r.Wait("the program", `window.lectern`)
	r.Run(`document.querySelector("a[data-full]").focus()`)
	r.Press("Enter")
	r.Wait("the page, loaded whole", `document.querySelector("[data-open-choose]") && document.querySelector("script[data-most]")`)
	r.Wait("the end of loading", `document.readyState === "complete"`)
	text := own(t, "long-name-of-a-file-without-a-place-to-break-it-in-two-lines-on-a-phone.md", []byte("# A note\n\nText of a note that is long enough.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![p](p.png)\n\n- [ ] do\n"))
	for _, state := range []struct{ what, file, shown string }{
		{"start", "", `true`},
		{"text", text, shownText},
		{"complaint", own(t, "a.md", nil), said},
	} {
		t.Run(state.what, func(t *testing.T) {
			tab := r.For(t)
			if state.file != "" {
				tab.Choose(fileField, state.file)
			}
			tab.Wait(state.what, state.shown)
			for _, theme := range []string{"light", "sepia", "dark", "contrast"} {
				tab.Run(`document.documentElement.dataset.theme = "` + theme + `"`)
				tab.Accessible()
			}
			for _, dir := range []string{"rtl", "ltr"} {
				tab.Run(`document.documentElement.dir = "` + dir + `"`)
				for name, viewport := range map[string]browsertest.Viewport{"phone": browsertest.Phone, "desktop": browsertest.Desktop} {
					tab.Resize(viewport)
					if over := browsertest.Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
						t.Errorf("%s, %s: the page is %d pixels wider than the window", name, dir, over)
					}
					small := browsertest.Eval[string](tab, `[...document.querySelectorAll("[data-open] :is(button, summary)")].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43.9).map((e) => e.textContent).join("; ")`)
					if small != "" {
						t.Errorf("%s: targets under 44 pixels: %s", name, small)
					}
				}
			}
		})
	}
	r.Clean()
}

// openWithin follows a link within the text and goes back while the tools run:
// the text stays.
func (s *stage) openWithin(t *testing.T) {
	r := s.opening(t)
	r.Choose(fileField, own(t, "note.md", []byte("# A note\n\n[on](#part)\n\n"+strings.Repeat("Text.\n\n", 100)+"## Part\n\nEnd.\n")))
	r.Wait("the text", shownText)
	r.Click(`[data-tool="settings"]`)
	r.Wait("the tools", `document.querySelector("#_app dialog[open]")`)
	r.Press("Escape")
	r.Click(`main article a[href="#part"]`)
	r.Wait("the place", `location.hash === "#part" && scrollY > 500`)
	r.Back()
	r.Wait("the beginning", `location.hash === "" && scrollY < 500`)
	if !browsertest.Eval[bool](r.Tab, shownText+`?.textContent.includes("End.")`) {
		t.Error("the text is gone")
	}
	r.Clean()
}

// openHostile opens a file that would run, fetch and pretend.
func (s *stage) openHostile(t *testing.T) {
	r := s.opening(t)
	text := `# <img src=x onerror="window.ran=1"> Title

<script>window.ran = 1</script>
<img src="/ru/a-1/?img" onerror="window.ran = 1"> ![x](/ru/a-1/?picture) <video src="/ru/a-1/?video" autoplay></video>
<svg onload="window.ran=1"><script>window.ran=1</script></svg>
<a id="_app" href="javascript:window.ran=1" onclick="window.ran=1">raw</a> [md](javascript:window.ran=1) [data](data:text/html,<script>1</script>)
<iframe src="/ru/a-1/?frame"></iframe><form action="/ru/a-1/?form"><input name="q"><button>Go</button></form>
<p style="position:fixed" data-open data-open-choose class="site-header" onclick="window.ran=1">p</p>
<base href="https://a.example/"><link rel=stylesheet href="/ru/a-1/?css"><meta http-equiv=refresh content="0;url=https://a.example">
end of the file
`
	r.Choose(fileField, own(t, "hostile.md", []byte(text)))
	r.Wait("the text", shownText+`?.textContent.includes("end of the file")`)
	r.Run(`document.querySelectorAll("main article *").forEach((e) => e.click())`)
	found := browsertest.Eval[string](r.Tab, `[...document.querySelectorAll("main article *")].flatMap((e) => [
		...(/^(script|style|iframe|object|embed|svg|form|button|img|video|base|link|meta|input)$/i.test(e.tagName) ? [e.outerHTML] : []),
		...[...e.attributes].filter((a) => /^(on|style|src|data-open)/.test(a.name) || (a.name === "href" && /^(javascript|data)/i.test(a.value)) || (a.name === "id" && a.value.startsWith("_"))).map((a) => a.name + "=" + a.value),
	]).join("\n")`)
	if found != "" {
		t.Errorf("in the page is\n%s", found)
	}
	if browsertest.Eval[bool](r.Tab, `"ran" in window`) {
		t.Error("the file ran")
	}
	for _, request := range r.host.Requests(`\?(img|picture|video|frame|form|css)`) {
		t.Errorf("the file had %s fetched", request.Path)
	}
	r.Clean()
}

// openOffline holds that the program is not fetched before a file is
// opened, is kept then, and does without a connection.
func (s *stage) openOffline(t *testing.T) {
	r := s.opening(t)
	r.ask(`{type: "check"}`)
	if got := r.host.Requests(`open\.[0-9a-f]+\.wasm`); len(got) > 0 {
		t.Fatalf("the program was fetched though no file was opened: %+v", got)
	}
	file := own(t, "note.md", []byte("# A note\n\nText.\n"))
	r.Choose(fileField, file)
	r.Wait("the text", shownText)
	r.audit()
	r.host.Cut()
	r.Offline(true)
	r.open("ru/open/?again")
	r.Choose(fileField, file)
	r.Wait("the text without a connection", shownText+`?.textContent.includes("A note")`)
	r.Offline(false)
	r.host.Mend()

	// A new release brings the program of its own, for readers who use it.
	r.host.Serve(s.site(Site{Articles: 4, Program: true, Look: 2}))
	r.ask(`{type: "check"}`)
	r.audit()
}

// openBroken cuts the line while the program comes: the page says so, and
// goes on when the reader does.
func (s *stage) openBroken(t *testing.T) {
	r := s.opening(t)
	r.host.Break(`open\.[0-9a-f]+\.wasm`, Truncated)
	r.Choose(fileField, own(t, "note.md", []byte("# A note\n")))
	r.Wait("what went wrong", said+`.startsWith("Файл не показан")`)
	if r.host.Met() == 0 {
		t.Error("nothing was truncated")
	}
	r.host.Mend()
	r.Click("[data-open-again]")
	r.Wait("the text", shownText)
}

// openWithout holds that a browser without WebAssembly is told so.
func (s *stage) openWithout(t *testing.T) {
	r := s.opening(t)
	r.Before(`delete window.WebAssembly`)
	r.open("ru/open/")
	r.Choose(fileField, own(t, "note.md", []byte("# A note\n")))
	r.Wait("why it is not shown", said+`.includes("WebAssembly")`)
}

// shareForm posts files and texts as the system does for a share target.
const shareForm = `(() => {
	const form = document.createElement("form");
	Object.assign(form, { method: "post", enctype: "multipart/form-data", action: "/ru/open/" });
	for (const [name, value] of Object.entries(given.fields || {})) {
		const field = document.createElement("input");
		Object.assign(field, { name, value, type: "hidden" });
		form.append(field);
	}
	if (given.size) {
		const field = document.createElement("input");
		Object.assign(field, { name: "file", type: "file" });
		const box = new DataTransfer();
		box.items.add(new File([given.text.repeat(given.size)], given.name));
		field.files = box.files;
		form.append(field);
	}
	document.body.append(form);
	form.submit();
})()`

// share shares files and a text with the site by the worker.
func (s *stage) share(t *testing.T) {
	r := s.opening(t)
	kept := `(await (await caches.open("lectern:/:shared")).keys()).length`
	tests := []struct{ what, given, ask, shown string }{
		{"a file", `{name: "заметка.md", text: "# Shared\n\nText.\n", size: 1}`, "«заметка.md», 1", `document.querySelector("main article h1").textContent === "Shared"`},
		{"a text", `{fields: {title: "A title", text: "Some <b>text</b>", url: "https://a.example/"}}`, "«Текст»", `document.querySelector("main article").textContent.includes("Some <b>text</b>")`},
		{"a large file", `{name: "a.md", text: "0123456789abcdef", size: 300000}`, "", said + `.includes("4 МБ")`},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			tab := r.For(t)
			tab.Run(`const given = ` + test.given + `; ` + shareForm)
			if test.ask != "" {
				tab.Wait("the question", said+`.replace(/[\u2068\u2069]/g, "").includes(`+quoted(test.ask)+`) && !document.querySelector("[data-open-show]").hidden`)
				if path := tab.Path(); path != "/ru/open/" {
					t.Errorf("the address is %s", path)
				}
				tab.Click("[data-open-show]")
			}
			tab.Wait("the answer", test.shown)
			if n := browsertest.Eval[int](tab, `(async () => `+kept+`)()`); n != 0 {
				t.Errorf("%d shared files are kept after they were opened", n)
			}
		})
	}
	r.Clean()
	for _, request := range r.host.Requests(`/open/`) {
		if request.Status == 405 {
			t.Errorf("the form reached the host: %+v", request)
		}
	}
}

func quoted(s string) string { return `"` + s + `"` }

// shareHuge shares more than any page opens: the form is not read to its end,
// which would take the memory of the device.
func (s *stage) shareHuge(t *testing.T) {
	site := s.site(Site{Articles: 3, Program: true})
	source, err := os.ReadFile(filepath.Join(site, "sw.js"))
	if err != nil {
		t.Fatal(err)
	}
	host := NewHost(t)
	host.Serve(site)
	host.Replace("/sw.js", append([]byte(`Request.prototype.formData = () => { throw new Error("the whole form is read"); };`), source...))
	r := s.reader(t, host)
	r.open("ru/open/")
	r.ready()
	r.Run(`const given = {name: "a.md", text: "0123456789abcdef", size: 600000}; ` + shareForm)
	r.Wait("the answer", said+`.includes("4 МБ")`)
	r.open("ru/open/")
	r.Run(`const given = {name: "small.md", text: "# Small", size: 1}; ` + shareForm)
	r.Wait("the question", said+`.includes("small.md")`)
}

// shareInstalled shares a file with the installed site: nobody is asked.
func (s *stage) shareInstalled(t *testing.T) {
	r := s.opening(t)
	r.Before(`const real = window.matchMedia; window.matchMedia = (query) => (query === "(display-mode: browser)" ? { matches: false } : real.call(window, query));`)
	r.Run(`const given = {name: "note.md", text: "# Shared\n", size: 1}; ` + shareForm)
	r.Wait("the text", shownText+`?.querySelector("h1").textContent === "Shared"`)
}

// drop drops a file onto the page, and opens one as the system does with
// an installed site.
func (s *stage) drop(t *testing.T) {
	r := s.opening(t)
	r.Run(`(() => {
		const box = new DataTransfer();
		box.items.add(new File(["# Dropped"], "a.md"));
		for (const type of ["dragover", "drop"]) document.querySelector("main").dispatchEvent(new DragEvent(type, { dataTransfer: box, bubbles: true, cancelable: true }));
	})()`)
	r.Wait("the text", shownText+`?.querySelector("h1").textContent === "Dropped"`)
	r.Before(`Object.defineProperty(window, "launchQueue", { value: { setConsumer: (take) => take({ files: [{ getFile: async () => new File(["# Launched"], "b.md") }] }) } });`)
	r.open("ru/open/")
	r.Wait("the text", shownText+`?.querySelector("h1").textContent === "Launched"`)
	r.Clean()
}

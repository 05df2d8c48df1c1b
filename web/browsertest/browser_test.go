package browsertest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// policy is as strict as that of the pages, Trusted Types included.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types lectern"

const goodPage = `<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Страница</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
<main><h1>Заголовок</h1><p id="text">Текст</p><label>Имя <input id="name"></label>
<button id="go" type="button">Дальше</button><p><a href="/second">Вторая</a></p></main>`

// badPage has one of everything that Problems and Axe should see.
const badPage = `<!doctype html><html lang="ru"><title>Плохая</title><link rel="icon" href="data:,">
<script src="/bad.js" defer></script>
<main><h1>Заголовок</h1><p style="color: red">Текст</p><img src="/missing.png"></main>`

func site(t *testing.T) string {
	files := map[string]string{
		"/":         goodPage,
		"/second":   strings.ReplaceAll(goodPage, "Заголовок", "Вторая"),
		"/bad":      badPage,
		"/waits":    strings.ReplaceAll(goodPage, "/page.js", "/waits.js"),
		"/waits.js": `for (let i = 0; i < 3; i++) fetch("/never?" + i).catch(() => {});`,
		"/page.css": "body { font: 1rem/1.5 serif; color: #111; background: #fff }\n" +
			"@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }",
		"/page.js": `document.documentElement.dataset.js = "";
document.querySelector("#go").addEventListener("click", () => { document.querySelector("#text").textContent = "Нажато"; });
addEventListener("keydown", (e) => { if (e.ctrlKey && e.key === "k") { e.preventDefault(); document.querySelector("#text").textContent = "Поиск"; } });`,
		"/bad.js": `console.error("на консоли", 42);
setTimeout(() => { throw new Error("никто не ловит"); });
try { document.querySelector("main").innerHTML = "<b>x</b>"; } catch {}
setTimeout(() => { const p = document.createElement("p"); p.textContent = "сдвиг"; document.querySelector("main").prepend(p); document.documentElement.dataset.done = ""; }, 200);`,
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/never" {
			<-r.Context().Done()
			return
		}
		body, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		switch filepath.Ext(r.URL.Path) {
		case ".js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		case ".css":
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Encoding", "gzip")
		zip := gzip.NewWriter(w)
		defer zip.Close()
		fmt.Fprint(zip, body)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestBrowser(t *testing.T) {
	address := site(t)
	b := Start(t)

	t.Run("a good page is clean", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		if got := tab.Open(address + "/"); got != 200 {
			t.Errorf("status: got %d, want 200", got)
		}
		tab.Wait("the script", `"js" in document.documentElement.dataset`)
		tab.Click("#go")
		if got := tab.Text("#text"); got != "Нажато" {
			t.Errorf("text after the click: got %q", got)
		}
		tab.Press("Control+k")
		tab.Wait("the shortcut", `document.querySelector("#text").textContent === "Поиск"`)
		tab.Click("#name")
		tab.Type("Дильшод / ok")
		if got := Eval[string](tab, `document.querySelector("#name").value`); got != "Дильшод / ok" {
			t.Errorf("typed: got %q", got)
		}
		tab.Press("Tab")
		if got := Eval[string](tab, `document.activeElement.id`); got != "go" {
			t.Errorf("focus after Tab: got %q, want go", got)
		}
		tab.Click("a")
		tab.Wait("the second page", `location.pathname === "/second" && document.readyState === "complete"`)
		tab.Back()
		tab.Wait("the first page", `location.pathname === "/"`)
		tab.Clean()
		tab.Accessible()
		if got := tab.Shifts(); len(got) != 0 {
			t.Errorf("shifts: %v", got)
		}
	})

	t.Run("a bad page is not", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		tab.Open(address + "/bad")
		tab.Wait("its script", `"done" in document.documentElement.dataset`)
		tab.Idle()
		problems := strings.Join(tab.Problems(), "\n")
		for _, want := range []string{
			"console.error: на консоли 42", "никто не ловит", "policy: style-src", "policy: require-trusted-types-for", "/missing.png 404",
		} {
			if !strings.Contains(problems, want) {
				t.Errorf("no problem with %q among\n%s", want, problems)
			}
		}
		var ids []string
		for _, v := range tab.Axe() {
			ids = append(ids, v.ID)
			if v.String() == "" || len(v.Nodes) == 0 {
				t.Errorf("violation %s says nothing", v.ID)
			}
		}
		if !strings.Contains(strings.Join(ids, " "), "image-alt") {
			t.Errorf("axe: got %v, want image-alt among them", ids)
		}
		if got := tab.Shifts(); len(got) == 0 || got[0].Value <= 0 || len(got[0].Moved) == 0 {
			t.Errorf("shifts: got %+v, want one", got)
		}
		tab.Forget()
		tab.Clean()
	})

	t.Run("a page that is left waits for nothing", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		tab.Open(address + "/waits")
		for deadline := time.Now().Add(patience); len(tab.log.open()) < 3; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("under way: got %v, want 3 requests", tab.log.open())
			}
		}
		tab.Open(address + "/")
		tab.Idle()
		tab.Clean()
	})

	t.Run("requests", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		tab.Open(address + "/")
		tab.Idle()
		got := tab.Requests()
		if len(got) != 3 {
			t.Fatalf("requests: got %v, want the page, the style sheet, the script", got)
		}
		for _, r := range got {
			if r.Status != 200 || r.Encoding != "gzip" || r.Bytes < 100 || r.Bytes > 2000 || !r.Done || r.Cached {
				t.Errorf("request %+v", r)
			}
		}
	})

	t.Run("phone, dark, print", func(t *testing.T) {
		tab := b.Tab(t, Phone)
		tab.Open(address + "/")
		if got := Eval[[]float64](tab, `[innerWidth, devicePixelRatio, navigator.maxTouchPoints > 0 ? 1 : 0]`); got[0] != 390 || got[1] != 2 || got[2] != 1 {
			t.Errorf("width, ratio, touch: got %v", got)
		}
		tab.Tap("#go")
		tab.Wait("the tap", `document.querySelector("#text").textContent === "Нажато"`)
		tab.Dark(true)
		tab.Wait("dark", `getComputedStyle(document.body).backgroundColor === "rgb(17, 17, 17)"`)
		tab.Accessible()
		tab.Dark(false)
		tab.Wait("light", `getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)"`)
		tab.Print()
		tab.Wait("print", `matchMedia("print").matches`)
		tab.Resize(Desktop)
		tab.Wait("desktop", `innerWidth === 1280`)
	})

	t.Run("screenshots", func(t *testing.T) {
		tab := b.Tab(t, Phone)
		tab.Open(address + "/")
		file := filepath.Join(t.TempDir(), "new", "page.png")
		tab.Screenshot(file, false)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Dx(); got != 780 {
			t.Errorf("width: got %d, want 780", got)
		}
	})

	t.Run("storage is each reader's own", func(t *testing.T) {
		one := b.Tab(t, Desktop)
		one.Open(address + "/")
		one.Run(`localStorage.setItem("a", "1")`)
		beside := one.Beside(Desktop)
		beside.Open(address + "/")
		other := b.Tab(t, Desktop)
		other.Open(address + "/")
		if got := Eval[string](beside, `String(localStorage.getItem("a"))`); got != "1" {
			t.Errorf("the same reader: got %s, want 1", got)
		}
		if got := Eval[string](other, `String(localStorage.getItem("a"))`); got != "null" {
			t.Errorf("another reader: got %s, want null", got)
		}
	})

	t.Run("offline, blocked, slow", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		tab.Open(address + "/")
		fetch := `fetch("/page.css", {cache: "no-store"}).then(r => r.status, () => 0)`
		tab.Offline(true)
		if got := Eval[int](tab, fetch); got != 0 || Eval[bool](tab, `navigator.onLine`) {
			t.Errorf("offline: got status %d", got)
		}
		tab.Offline(false)
		if got := Eval[int](tab, fetch); got != 200 {
			t.Errorf("online again: got status %d", got)
		}
		tab.Block("http://*:*/page.css")
		if got := Eval[int](tab, fetch); got != 0 {
			t.Errorf("blocked: got status %d", got)
		}
		tab.Block()
		tab.Slow(300, 1<<20)
		start := time.Now()
		if got := Eval[int](tab, fetch); got != 200 || time.Since(start) < 250*time.Millisecond {
			t.Errorf("slow: got status %d after %v", got, time.Since(start))
		}
	})

	t.Run("without script", func(t *testing.T) {
		tab := b.Tab(t, Desktop)
		tab.Script(false)
		tab.Open(address + "/")
		if Eval[bool](tab, `"js" in document.documentElement.dataset`) {
			t.Error("the page ran its script")
		}
		if got := tab.Text("h1"); got != "Заголовок" {
			t.Errorf("h1: got %q", got)
		}
		tab.Script(true)
		tab.Before(`window.broken = 1`)
		tab.Reload()
		tab.Wait("the script", `"js" in document.documentElement.dataset && window.broken === 1`)
	})
}

// A failing helper says where it was and what else went wrong.
func TestFailures(t *testing.T) {
	address := site(t)
	b := Start(t)
	rec := &recorder{TB: t}
	tab := b.Tab(t, Desktop)
	tab.Open(address + "/bad")
	tab.Idle()
	done := make(chan struct{})
	go func() {
		defer close(done)
		tab.For(rec).Click("a.missing:not(")
	}()
	<-done
	for _, want := range []string{"clicking a.missing", address + "/bad", "Плохая", "на консоли"} {
		if !strings.Contains(rec.said, want) {
			t.Errorf("the failure does not say %q:\n%s", want, rec.said)
		}
	}
}

// A recorder is a test whose failure is kept instead of reported.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper() {}
func (r *recorder) Fatalf(format string, args ...any) {
	r.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"lectern/content/library"
)

// TestNames: an asset is named by its content, and the page by its names.
func TestNames(t *testing.T) {
	out := build(t, sample(t), Options{Compress: true})
	page := out.text(t, "ru/customs/index.html")
	kinds := map[string]int{}
	for name, data := range out.files {
		base, ok := strings.CutPrefix(name, "assets/")
		if !ok || path.Ext(name) == ".br" || path.Ext(name) == ".gz" {
			continue
		}
		parts := strings.Split(base, ".")
		sum := sha256.Sum256(data)
		if want := hex.EncodeToString(sum[:])[:hashDigits]; parts[len(parts)-2] != want {
			t.Errorf("%s: the hash of its content is %s", name, want)
		}
		kinds[parts[0]+"."+parts[len(parts)-1]]++
		if named := strings.Contains(page, "/"+name); !named && (parts[0] == "style" || parts[0] == "boot" || parts[0] == "app" || parts[0] == "texts-ru") {
			t.Errorf("the page does not name %s", name)
		}
	}
	for _, kind := range []string{"style.css", "boot.js", "app.wasm", "wasm_exec.js", "icon.svg", "touch.png", "texts-ru.json", "texts-uz-cyrl.json"} {
		if kinds[kind] != 1 {
			t.Errorf("%d assets are %s, want 1", kinds[kind], kind)
		}
	}
}

// TestPolicy: the policy allows the one script in a page by its hash, and
// lectern.json says the same to the server.
func TestPolicy(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "/sub/"})
	var mark siteMark
	if err := json.Unmarshal([]byte(out.text(t, markName)), &mark); err != nil {
		t.Fatal(err)
	}
	for _, name := range htmlPages(out) {
		page := parsePage(t, out.text(t, name))
		meta := page.one(t, "meta[http-equiv=Content-Security-Policy]").attr("content")
		if want := strings.Replace(mark.Policy, "frame-ancestors 'self'; ", "", 1); meta != want {
			t.Fatalf("%s: policy in the page\n%s\nin %s\n%s", name, meta, markName, want)
		}
		for _, s := range page.all("script") {
			if _, ok := s.lookup("src"); ok || s.attr("type") != "" {
				continue
			}
			sum := sha256.Sum256([]byte(s.FirstChild.Data))
			if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(meta, hash) {
				t.Errorf("%s: the policy has not the hash %s of the script\n%s", name, hash, s.FirstChild.Data)
			}
			if n := len(s.FirstChild.Data); n > 500 {
				t.Errorf("%s: the script in the page has %d bytes, budget 500", name, n)
			}
		}
	}
	if !strings.HasPrefix(mark.Policy, "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-") ||
		!strings.HasSuffix(mark.Policy, "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lectern") {
		t.Errorf("policy: %s", mark.Policy)
	}
	if diff := cmp.Diff([]any{"lectern", 1, "/sub/"}, []any{mark.Generator, mark.Version, mark.Base}); diff != "" {
		t.Errorf("%s: -want +got\n%s", markName, diff)
	}
}

func TestManifest(t *testing.T) {
	lib := sample(t)
	lib.Shots = []library.Shot{
		{Path: "assets/phone.0a.png", Type: "image/png", Width: 400, Height: 800},
		{Path: "assets/wide.0b.webp", Type: "image/webp", Width: 1280, Height: 800, Label: library.Text{"ru": "Статья", "en": "An article"}},
	}
	out := build(t, lib, Options{BaseURL: "/sub/"})
	var m webapp
	if err := json.Unmarshal([]byte(out.text(t, "manifest.webmanifest")), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "Утренняя библиотека" || m.StartURL != "/sub/" || m.Scope != "/sub/" || m.Lang != "ru" {
		t.Errorf("got %+v", m)
	}
	sizes := map[string]bool{}
	for _, icon := range m.Icons {
		sizes[icon.Sizes+" "+icon.Purpose] = true
		if _, ok := out.files[strings.TrimPrefix(icon.Source, "/sub/")]; !ok {
			t.Errorf("no file for icon %s", icon.Source)
		}
	}
	for _, want := range []string{"192x192 any", "512x512 any", "512x512 maskable"} {
		if !sizes[want] {
			t.Errorf("no icon %s: %v", want, sizes)
		}
	}
	shots := []webappShot{
		{"/sub/assets/phone.0a.png", "400x800", "image/png", "narrow", ""},
		{"/sub/assets/wide.0b.webp", "1280x800", "image/webp", "wide", "Статья"},
	}
	if diff := cmp.Diff(shots, m.Screenshots); diff != "" {
		t.Errorf("screenshots: -want +got\n%s", diff)
	}
	want := []webappAction{{"Поиск", "/sub/ru/search/"}, {"Моя библиотека", "/sub/ru/library/"}, {"Последнее", "/sub/ru/"}, {"Открыть файл", "/sub/ru/open/"}}
	if diff := cmp.Diff(want, m.Shortcuts); diff != "" {
		t.Errorf("shortcuts: -want +got\n%s", diff)
	}
	for _, s := range m.Shortcuts {
		out.text(t, pageFile(strings.TrimPrefix(s.URL, "/sub")))
	}
	if m.ID != "/sub/" || m.Dir != "ltr" || len(m.Launch.Mode) == 0 || m.Override[0] != "window-controls-overlay" {
		t.Errorf("got %+v", m)
	}
	if diff := cmp.Diff([]webappLinks{{"web+lectern", "/sub/?link=%s"}}, m.Links); diff != "" {
		t.Errorf("links: -want +got\n%s", diff)
	}
	// Phones that know no minimal-ui must still get a window of its own.
	if m.Display != "standalone" || !slices.Contains(m.Override, "minimal-ui") {
		t.Errorf("display %q, %q", m.Display, m.Override)
	}
	if m.Share == nil || m.Share.Action != "/sub/ru/open/" || m.Share.Method != "POST" || m.Share.Coding != "multipart/form-data" {
		t.Errorf("share target: %+v", m.Share)
	}
	if len(m.Files) != 1 || m.Files[0].Action != "/sub/ru/open/" || len(m.Files[0].Accept) == 0 {
		t.Errorf("file handlers: %+v", m.Files)
	}
}

// TestManifestValid holds the manifest to what browsers ask of one before they
// take it: whole addresses within the scope, known words, icons that are there.
func TestManifestValid(t *testing.T) {
	out := build(t, sample(t), Options{BaseURL: "/sub/"})
	var raw map[string]any
	if err := json.Unmarshal([]byte(out.text(t, "manifest.webmanifest")), &raw); err != nil {
		t.Fatal(err)
	}
	known := []string{
		"background_color", "description", "dir", "display", "display_override", "file_handlers", "icons", "id", "lang", "launch_handler",
		"name", "protocol_handlers", "scope", "screenshots", "share_target", "short_name", "shortcuts", "start_url", "theme_color",
	}
	for key, value := range raw {
		if !slices.Contains(known, key) {
			t.Errorf("the member %q is not one that is known here", key)
		}
		if value == nil || value == "" {
			t.Errorf("%q is empty", key)
		}
	}
	// Every address, however deep it stands.
	var walk func(key string, value any)
	walk = func(key string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(k, inner)
			}
		case []any:
			for _, inner := range v {
				walk(key, inner)
			}
		case string:
			switch key {
			case "src", "action", "start_url", "scope", "id":
				if !strings.HasPrefix(v, "/sub/") {
					t.Errorf("%s %q is outside of the scope", key, v)
				}
			case "background_color", "theme_color":
				if !regexp.MustCompile(`^#[0-9a-f]{6}$`).MatchString(v) {
					t.Errorf("%s %q is no colour", key, v)
				}
			case "purpose":
				if v != "any" && v != "maskable" {
					t.Errorf("purpose %q", v)
				}
			case "display", "display_override":
				if !slices.Contains([]string{"minimal-ui", "standalone", "window-controls-overlay"}, v) {
					t.Errorf("%s %q", key, v)
				}
			case "client_mode":
				if !slices.Contains([]string{"auto", "navigate-new", "navigate-existing", "focus-existing"}, v) {
					t.Errorf("client mode %q", v)
				}
			}
		}
	}
	walk("", raw)
	if n := len(raw["shortcuts"].([]any)); n > 4 {
		t.Errorf("%d shortcuts: systems show four", n)
	}
	for _, handler := range raw["file_handlers"].([]any) {
		for kind, endings := range handler.(map[string]any)["accept"].(map[string]any) {
			if !strings.Contains(kind, "/") {
				t.Errorf("%q is no type", kind)
			}
			for _, ending := range endings.([]any) {
				if !strings.HasPrefix(ending.(string), ".") {
					t.Errorf("%v is no ending of a name", ending)
				}
			}
		}
	}
}

// TestManifestNoWorker: a file shared with a site without a service worker
// would be sent to the host.
func TestManifestNoWorker(t *testing.T) {
	for _, opts := range []Options{{NoWorker: true}, {Live: true}} {
		out := build(t, sample(t), opts)
		if text := out.text(t, "manifest.webmanifest"); strings.Contains(text, "share_target") || !strings.Contains(text, "file_handlers") {
			t.Errorf("%+v:\n%s", opts, text)
		}
		if page := out.text(t, "ru/open/index.html"); strings.Contains(page, "МБ, загрузится") {
			t.Errorf("%+v: the page promises to keep its program", opts)
		}
	}
}

// TestNoProgram: without the browser program a page has no tools that would
// do nothing.
func TestNoProgram(t *testing.T) {
	web := webFolder(t).(over)
	web.above = fstest.MapFS{"wasm/.gitkeep": {}}
	out := build(t, sample(t), Options{Web: web})
	page := parsePage(t, out.text(t, "ru/index.html"))
	for _, selector := range []string{"script[data-wasm]", "script[data-exec]", "button[data-tool]", "a[href=/ru/library/]"} {
		if len(page.all(selector)) != 0 {
			t.Errorf("the page has %s", selector)
		}
	}
	if text := out.text(t, "manifest.webmanifest"); strings.Contains(text, "/library/") || strings.Contains(text, "/open/") {
		t.Errorf("a shortcut to a page that draws nothing:\n%s", text)
	}
}

// TestToolsStyle: the style sheet of the tools comes with the program, by the
// boot script, and holds up no page.
func TestToolsStyle(t *testing.T) {
	out := build(t, sample(t), Options{})
	page := parsePage(t, out.text(t, "ru/index.html"))
	boot := page.all("script[data-wasm]")
	if len(boot) != 1 {
		t.Fatalf("%d boot scripts", len(boot))
	}
	name := strings.TrimPrefix(boot[0].attr("data-look"), "/")
	if css := out.text(t, name); !strings.Contains(css, ".search-list") {
		t.Errorf("%s does not style the tools:\n%.200s", name, css)
	}
	for _, link := range page.all(`link[rel="stylesheet"]`) {
		if css := out.text(t, strings.TrimPrefix(link.attr("href"), "/")); strings.Contains(css, ".search-list") {
			t.Errorf("the page waits for the tools' style in %s", link.attr("href"))
		}
	}
}

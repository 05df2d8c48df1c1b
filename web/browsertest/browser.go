// Package browsertest is what tests in a real browser use: one headless
// Chromium, tabs with their own storage, and what went wrong in them.
//
//	b := browsertest.Start(t)
//	tab := b.Tab(t, browsertest.Phone)
//	tab.Open(address + "/ru/")
//	tab.Click("article a")
//	tab.Wait("the article", `document.querySelector("h1").textContent == "…"`)
//	tab.Clean() // no errors, violations or failed requests
//
// A helper that cannot do its work fails the test at once and says on which
// page, what it waited for and what else the page complained of. A missing
// browser fails the test too: a test that is passed over tests nothing.
package browsertest

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"runtime"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long anything in a browser may take. A page takes well
// under a second; a busy machine with two processors takes longer.
const patience = 30 * time.Second

// A T is what the helpers need of a test. *testing.T has it; a program that
// measures in a browser brings its own, whose Fatalf must not return.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
	TempDir() string
}

// A Browser is one running Chromium. Tests may use it one after another or at
// the same time, each in tabs of its own.
type Browser struct {
	ctx context.Context
}

// An Option changes how the browser is started.
type Option func(*[]chromedp.ExecAllocatorOption)

// Flag adds a command line flag, "lang" with "ru" for --lang=ru.
func Flag(name string, value any) Option {
	return func(opts *[]chromedp.ExecAllocatorOption) {
		*opts = append(*opts, chromedp.Flag(name, value))
	}
}

// Profile keeps the browser's data in a folder, so that a browser started later
// finds what this one left.
func Profile(dir string) Option {
	return func(opts *[]chromedp.ExecAllocatorOption) {
		*opts = append(*opts, chromedp.UserDataDir(dir))
	}
}

// Start starts a browser with an empty profile. It ends with the test.
func Start(t T, opts ...Option) *Browser {
	t.Helper()
	var output bytes.Buffer
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(find(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.CombinedOutput(&output),
		chromedp.WSURLReadTimeout(patience),
		chromedp.Headless,
		chromedp.NoSandbox, // containers have no user namespaces
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-default-apps", true),
		chromedp.Flag("disable-extensions", true),
		chromedp.Flag("disable-dev-shm-usage", true), // 64 MB in most containers
		chromedp.Flag("disable-background-timer-throttling", true),
		chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-backgrounding-occluded-windows", true),
		chromedp.Flag("disable-features", "Translate"),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("password-store", "basic"),
		chromedp.Flag("use-mock-keychain", true),
		chromedp.Flag("lang", "en"),
	}
	for _, o := range opts {
		o(&flags)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		end, cancelEnd := context.WithTimeout(ctx, 10*time.Second)
		defer cancelEnd()
		chromedp.Cancel(end)
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v\n%s", err, output.String())
	}
	return &Browser{ctx: ctx}
}

// Kill ends the browser's processes at once, as a phone does that needs the
// memory. What it has not written is lost.
func (b *Browser) Kill(t T) {
	t.Helper()
	c := chromedp.FromContext(b.ctx)
	if c == nil || c.Browser == nil || c.Browser.Process() == nil {
		t.Fatalf("%v", "killing the browser: it has no process")
	}
	if err := c.Browser.Process().Kill(); err != nil {
		t.Fatalf("killing the browser: %v", err)
	}
	<-c.Browser.LostConnection
}

// find returns the browser's program.
func find(t T) string {
	t.Helper()
	if path := os.Getenv("LECTERN_CHROMIUM"); path != "" {
		if _, err := exec.LookPath(path); err != nil {
			t.Fatalf("LECTERN_CHROMIUM=%s: %v", path, err)
		}
		return path
	}
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
	if runtime.GOOS == "darwin" {
		names = append(names,
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("no browser found: tried %q.\nInstall Chromium (\"apt-get install chromium\", \"brew install --cask chromium\"), or set LECTERN_CHROMIUM to its program.", names)
	return ""
}

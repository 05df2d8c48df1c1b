package browsertest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A Tab is an open page with what happened in it.
type Tab struct {
	t       T
	browser context.Context
	ctx     context.Context
	log     *journal
}

// Tab opens an empty tab with storage of its own, as for a new reader. It is
// closed with the test.
func (b *Browser) Tab(t T, v Viewport) *Tab {
	t.Helper()
	return open(t, b.ctx, v, chromedp.WithNewBrowserContext())
}

// Own opens a tab in the browser's own profile, the one that is kept.
func (b *Browser) Own(t T, v Viewport) *Tab {
	t.Helper()
	return open(t, b.ctx, v)
}

// Close closes the tab. Others of the same reader stay.
func (tab *Tab) Close() {
	tab.t.Helper()
	tab.do("closing the tab", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, page.Close, cdp.Empty{})
		return err
	})
}

// Beside opens another tab of the same reader.
func (tab *Tab) Beside(v Viewport) *Tab {
	tab.t.Helper()
	id := chromedp.FromContext(tab.ctx).BrowserContextID
	return open(tab.t, tab.browser, v, chromedp.WithExistingBrowserContext(id))
}

// For returns the same tab for a subtest to fail with.
func (tab *Tab) For(t T) *Tab {
	other := *tab
	other.t = t
	return &other
}

func open(t T, parent context.Context, v Viewport, opts ...chromedp.ContextOption) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, opts...)
	t.Cleanup(cancel)
	tab := &Tab{t: t, browser: parent, ctx: ctx, log: newJournal()}
	// The life of the tab hangs on the context of its first call.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, tab.log.take); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	tab.do("opening a tab", func(ctx context.Context) error {
		if _, err := chromedp.Call(ctx, audits.Enable, cdp.Empty{}); err != nil {
			return err
		}
		if err := addScript(ctx, watchShifts); err != nil {
			return err
		}
		return v.apply(ctx)
	})
	return tab
}

// do runs one step with the time a step may take.
func (tab *Tab) do(what string, f func(ctx context.Context) error) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := f(ctx); err != nil {
		tab.t.Fatalf("%s: %v%s", what, err, tab.story())
	}
}

// story says where the tab is and what it complained of, for failures.
func (tab *Tab) story() string {
	ctx, cancel := context.WithTimeout(tab.ctx, 3*time.Second)
	defer cancel()
	at, _ := chromedp.Run(ctx, chromedp.Location())
	title, _ := chromedp.Run(ctx, chromedp.Title())
	var out strings.Builder
	fmt.Fprintf(&out, "\npage %s (%s)", at, title)
	for _, p := range tab.Problems() {
		out.WriteString("\n  " + p)
	}
	return out.String()
}

// Open loads an address as if it was typed, waits for its load event and
// returns the status.
func (tab *Tab) Open(url string) int {
	tab.t.Helper()
	status := 0
	tab.do("opening "+url, func(ctx context.Context) error {
		res, err := chromedp.Run(ctx, chromedp.NavigateResponse(url))
		if res != nil {
			status = int(res.Status)
		}
		return err
	})
	return status
}

// Reload loads the page again.
func (tab *Tab) Reload() {
	tab.t.Helper()
	tab.do("reloading", func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.Reload()) })
}

// Back and Forward do as the browser's buttons. They do not wait: the page may
// answer without loading anything.
func (tab *Tab) Back() { tab.t.Helper(); tab.Run(`history.back()`) }

// Forward is the opposite of Back.
func (tab *Tab) Forward() { tab.t.Helper(); tab.Run(`history.forward()`) }

// Path returns the page's address without the host: "/ru/?q=1#a".
func (tab *Tab) Path() string {
	tab.t.Helper()
	return Eval[string](tab, `location.pathname + location.search + location.hash`)
}

// Eval returns the value of an expression in the page; of a promise, what it
// comes to.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	var value T
	tab.do("evaluating "+expression, func(ctx context.Context) (err error) {
		value, err = chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
		return err
	})
	return value
}

// Run runs statements in the page, as from its console: the page's policy
// does not bind them, but Trusted Types do.
func (tab *Tab) Run(script string) {
	tab.t.Helper()
	tab.do("running "+script, func(ctx context.Context) error {
		return chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script))
	})
}

// Wait waits until an expression in the page is true; what names it in the
// failure. An expression that throws is not true yet: what it looks at may
// still be missing.
func (tab *Tab) Wait(what, expression string) {
	tab.t.Helper()
	var last string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(tab.ctx, patience)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`, chromedp.EvalIgnoreExceptions))
		cancel()
		if err == nil && ok {
			return
		}
		last = "it is false"
		if err != nil {
			last = err.Error() // also: the page is just changing
		}
	}
	tab.t.Fatalf("waited %v for %s: %s\n  %s%s", patience, what, last, expression, tab.story())
}

// Idle waits until no request has been under way for 300 ms.
func (tab *Tab) Idle() {
	tab.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if tab.log.quietFor() > 300*time.Millisecond {
			return
		}
	}
	tab.t.Fatalf("requests did not end in %v: %v%s", patience, tab.log.open(), tab.story())
}

// exception is the text of what a script threw.
func exception(d *runtime.ExceptionDetails) string {
	text := d.Text
	if d.Exception != nil && d.Exception.Description != "" {
		text += " " + d.Exception.Description
	}
	if d.URL != "" {
		text += fmt.Sprintf(" (%s:%d)", d.URL, d.LineNumber+1)
	}
	return text
}

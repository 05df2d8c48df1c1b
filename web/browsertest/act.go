package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click scrolls to the first element that matches a CSS selector and is shown,
// and clicks in its middle.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.do("clicking "+selector, func(ctx context.Context) error {
		return chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
	})
}

// Tap is a click with a finger.
func (tab *Tab) Tap(selector string) {
	tab.t.Helper()
	tab.do("tapping "+selector, func(ctx context.Context) error {
		return chromedp.Do(ctx, chromedp.Tap(chromedp.CSS(selector), chromedp.NodeVisible))
	})
}

// Type types into whatever has the focus.
func (tab *Tab) Type(text string) {
	tab.t.Helper()
	tab.do("typing "+text, func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.KeyEvent(text)) })
}

// Press presses keys one after another: "Tab", "Enter", "/", "Control+k",
// "Shift+Tab".
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	for _, key := range keys {
		name, mods := key, []chromedp.Modifier{}
		for {
			mod, rest, ok := strings.Cut(name, "+")
			if !ok || rest == "" {
				break
			}
			m, known := modifier(mod)
			if !known {
				tab.t.Fatalf("pressing %s: no modifier %q", key, mod)
			}
			mods, name = append(mods, m), rest
		}
		code, known := keyCode(name)
		if !known {
			tab.t.Fatalf("pressing %s: no key %q", key, name)
		}
		tab.do("pressing "+key, func(ctx context.Context) error {
			return chromedp.Do(ctx, chromedp.KeyEvent(code, chromedp.KeyModifiers(mods...)))
		})
	}
}

func modifier(name string) (chromedp.Modifier, bool) {
	switch name {
	case "Control":
		return chromedp.ModifierCtrl, true
	case "Shift":
		return chromedp.ModifierShift, true
	case "Alt":
		return chromedp.ModifierAlt, true
	case "Meta":
		return chromedp.ModifierMeta, true
	}
	return 0, false
}

func keyCode(name string) (string, bool) {
	switch name {
	case "Enter":
		return kb.Enter, true
	case "Escape":
		return kb.Escape, true
	case "Tab":
		return kb.Tab, true
	case "Space":
		return " ", true
	case "Backspace":
		return kb.Backspace, true
	case "Delete":
		return kb.Delete, true
	case "ArrowDown":
		return kb.ArrowDown, true
	case "ArrowUp":
		return kb.ArrowUp, true
	case "ArrowLeft":
		return kb.ArrowLeft, true
	case "ArrowRight":
		return kb.ArrowRight, true
	case "Home":
		return kb.Home, true
	case "End":
		return kb.End, true
	case "PageDown":
		return kb.PageDown, true
	case "PageUp":
		return kb.PageUp, true
	}
	return name, utf8.RuneCountInString(name) == 1
}

// Text returns the text of the first element that matches, as it is shown.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	tab.Wait("an element "+selector, fmt.Sprintf("document.querySelector(%q)", selector))
	return Eval[string](tab, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", selector))
}

// Count returns how many elements match.
func (tab *Tab) Count(selector string) int {
	tab.t.Helper()
	return Eval[int](tab, fmt.Sprintf("document.querySelectorAll(%q).length", selector))
}

// Screenshot writes what is on the screen to a PNG file, or all of the page
// from top to bottom. Its folder is made if need be.
func (tab *Tab) Screenshot(file string, all bool) {
	tab.t.Helper()
	tab.do("taking a screenshot", func(ctx context.Context) error {
		shot := chromedp.CaptureScreenshot()
		if all {
			shot = chromedp.FullScreenshot(100)
		}
		data, err := chromedp.Run(ctx, shot)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644)
	})
}

// at names the page for failures.
func (tab *Tab) at() string {
	tab.t.Helper()
	return Eval[string](tab, "location.href")
}

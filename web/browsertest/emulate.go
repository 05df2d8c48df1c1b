package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// A Viewport is a screen to look at pages on.
type Viewport struct {
	Width, Height int64 // CSS pixels
	Scale         float64
	Touch         bool // a phone: fingers, the viewport meta element, no scroll bars
}

var (
	Phone   = Viewport{390, 844, 2, true}
	Tablet  = Viewport{820, 1180, 2, true}
	Desktop = Viewport{1280, 800, 1, false}
)

func (v Viewport) apply(ctx context.Context) error {
	opts := []chromedp.EmulateViewportOption{chromedp.EmulateScale(v.Scale)}
	if v.Touch {
		opts = append(opts, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	return chromedp.Do(ctx, chromedp.EmulateViewport(v.Width, v.Height, opts...))
}

// Resize changes the screen.
func (tab *Tab) Resize(v Viewport) {
	tab.t.Helper()
	tab.do("resizing", v.apply)
}

// Media sets media features in pairs, "prefers-color-scheme", "dark", and ends
// those set before. Other useful ones: prefers-reduced-motion reduce,
// prefers-contrast more, forced-colors active.
func (tab *Tab) Media(features ...string) {
	tab.t.Helper()
	var params emulation.SetEmulatedMediaParams
	for i := 0; i+1 < len(features); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	tab.do("setting media features", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, params)
		return err
	})
}

// Dark sets the system's colour scheme.
func (tab *Tab) Dark(on bool) {
	tab.t.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	tab.Media("prefers-color-scheme", scheme)
}

// Print has the page laid out for paper.
func (tab *Tab) Print() {
	tab.t.Helper()
	tab.do("setting the medium", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})
}

// Offline cuts the tab, and the service workers it uses, off the network.
func (tab *Tab) Offline(on bool) {
	tab.t.Helper()
	tab.conditions(network.Conditions{Offline: on, DownloadThroughput: -1, UploadThroughput: -1})
}

// Slow is a poor line: so many milliseconds to the first byte, so many bytes
// a second.
func (tab *Tab) Slow(latency, bytesPerSecond int) {
	tab.t.Helper()
	tab.conditions(network.Conditions{Latency: float64(latency), DownloadThroughput: float64(bytesPerSecond), UploadThroughput: float64(bytesPerSecond)})
}

func (tab *Tab) conditions(c network.Conditions) {
	tab.t.Helper()
	tab.do("setting the network", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{
			Offline: c.Offline, Latency: c.Latency, DownloadThroughput: c.DownloadThroughput, UploadThroughput: c.UploadThroughput,
		})
		if err != nil {
			return err
		}
		_, err = chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			EmulateOfflineServiceWorker: &c.Offline,
			MatchedNetworkConditions:    []*network.Conditions{&c},
		})
		return err
	})
}

// Block has requests fail whose address matches one of the patterns,
// "http://*:*/assets/app.*.wasm"; without patterns all go through again.
func (tab *Tab) Block(patterns ...string) {
	tab.t.Helper()
	params := network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{}}
	for _, p := range patterns {
		params.URLPatterns = append(params.URLPatterns, &network.BlockPattern{URLPattern: p, Block: true})
	}
	tab.do("blocking addresses", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.SetBlockedURLs, params)
		return err
	})
}

// Cache lets the browser use its cache or not.
func (tab *Tab) Cache(on bool) {
	tab.t.Helper()
	tab.do("setting the cache", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !on})
		return err
	})
}

// Script lets pages run scripts or not, from the next one on. Eval and Run
// work all the same.
func (tab *Tab) Script(on bool) {
	tab.t.Helper()
	tab.do("setting scripts", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// Before runs a script in every page of the tab from the next one on, ahead
// of the page's own: to break what a reader's browser may lack.
func (tab *Tab) Before(script string) {
	tab.t.Helper()
	tab.do("adding a script", func(ctx context.Context) error { return addScript(ctx, script) })
}

// Quota gives an origin so many bytes of storage; a negative number what it
// had.
func (tab *Tab) Quota(origin string, bytes int) {
	tab.t.Helper()
	params := storage.OverrideQuotaForOriginParams{Origin: origin}
	if bytes >= 0 {
		size := float64(bytes)
		params.QuotaSize = &size
	}
	tab.do("setting the quota", func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, storage.OverrideQuotaForOrigin, params)
		return err
	})
}

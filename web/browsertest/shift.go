package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// watchShifts adds up layout shifts from the start of each page. Those within
// half a second of a key or click are what the reader asked for.
const watchShifts = `
	Object.defineProperty(window, "__shifts", { value: [], configurable: true });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			if (entry.hadRecentInput) continue;
			const moved = entry.sources.map((s) => s.node?.parentElement && s.node.nodeName === "#text" ? s.node.parentElement : s.node);
			__shifts.push({ value: entry.value, moved: moved.filter((n) => n?.tagName).map((n) => n.tagName.toLowerCase() + (n.id && "#" + n.id) + (n.className && "." + n.className)) });
		}
	}).observe({ type: "layout-shift", buffered: true });
`

// A Shift is one moment in which things on the page moved by themselves.
type Shift struct {
	Value float64  `json:"value"` // as the Layout Instability specification counts
	Moved []string `json:"moved"` // tags, ids and classes of what moved
}

// Shifts returns the layout shifts of the page so far.
func (tab *Tab) Shifts() []Shift {
	tab.t.Helper()
	// Shifts are reported with the frame after the one they happened in.
	return Eval[[]Shift](tab, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(__shifts))))`)
}

func addScript(ctx context.Context, script string) error {
	_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

//go:build !js

package browser

// ReadArticle returns Parts and counts how often it was called.
func (w *Window) ReadArticle() []Part {
	w.Reads++
	return w.Parts
}

// ArticleStands reports true unless the window is Stale.
func (w *Window) ArticleStands() bool { return !w.Stale }

// StartMarks forgets Marked.
func (w *Window) StartMarks() { w.Marked = nil }

// AddMarks keeps matches in Marked.
func (w *Window) AddMarks(matches []Match) { w.Marked = append(w.Marked, matches...) }

// ClearMarks forgets Marked.
func (w *Window) ClearMarks() { w.Marked = nil }

// SetCurrent keeps a match in CurrentMatch.
func (w *Window) SetCurrent(m Match) { w.CurrentMatch = m }

// MatchTop returns how many parts below part Top a match is.
func (w *Window) MatchTop(m Match) float64 { return float64(m.Start.Part - w.Top) }

// ShowMatch keeps a match in Shown.
func (w *Window) ShowMatch(m Match, _ string, _ bool) { w.Shown = append(w.Shown, m) }

// WatchBar connects nothing.
func (w *Window) WatchBar(string, func()) {}

// ShowBar keeps whether the focus went there under "bar".
func (w *Window) ShowBar(_, _ string, focus bool) {
	w.Values["bar"] = "shown"
	if focus {
		w.Values["bar"] = "focused"
	}
}

// HideBar clears "bar".
func (w *Window) HideBar(string) { delete(w.Values, "bar") }

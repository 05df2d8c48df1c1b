package embedtest

import (
	"testing"

	"lectern/web/browsertest"
)

// testCost logs what an embed costs a partner's page: requests, bytes on the
// line and work of the main thread. What it holds is the number of requests.
func testCost(t *testing.T, b *browsertest.Browser, site string) {
	partner := NewPartner(t, Named)
	partner.Page("/notes.js", notes)
	load := func(body string, frames int) (bytes, requests int, busy float64) {
		tab := b.Tab(t, browsertest.Phone)
		before := tab.Busy()
		tab.Open(partner.Page("/", document(body)))
		ready(tab, frames)
		for _, r := range tab.Requests() {
			if len(r.URL) > len(site) && r.URL[:len(site)] == site {
				requests++
				bytes += r.Bytes
				t.Log(r)
			}
		}
		return bytes, requests, tab.Busy() - before
	}
	_, _, idle := load("<h1>News</h1>", 0)
	size, requests, busy := load("<h1>News</h1>"+script(site)+embed(site, "/ru/customs/", "", 160), 1)
	t.Logf("one card: %d requests, %d bytes, %.0f ms of the main thread more", requests, size, busy-idle)
	if requests != 4 {
		t.Errorf("%d requests, want 4: the script, the frame, its style and its script", requests)
	}
}

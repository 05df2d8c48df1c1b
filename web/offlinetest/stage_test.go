package offlinetest

import (
	"sync"
	"testing"

	"lectern/web/browsertest"
)

// A stage is what the tests share: a browser, in which every reader has storage
// of their own, and the sites that were built so far.
type stage struct {
	browser *browsertest.Browser
	t       *testing.T // its end is that of the sites

	mu    sync.Mutex
	sites map[Site]string
}

// TestReaders runs every test but TestBrowserKilled, which ends browsers.
func TestReaders(t *testing.T) {
	s := &stage{browser: browsertest.Start(t), t: t, sites: map[Site]string{}}
	for _, test := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"lost", s.lost},
		{"lost offline", s.lostOffline},
		{"without", s.without},
		{"kill", s.kill},
		{"line lost", s.lineLost},
		{"pause", s.pause},
		{"collections", s.collections},
		{"quota", s.quota},
		{"held", s.held},
		{"offers gone", s.offersGone},
		{"first install", s.firstInstall},
		{"update", s.update},
		{"download", s.download},
		{"article gone", s.articleGone},
		{"article update fails", s.articleUpdateFails},
		{"list gone", s.listGone},
		{"other addresses", s.otherAddresses},
		{"killed and back", s.killedAndBack},
		{"killed by hand", s.killedByHand},
		{"library without", s.libraryWithout},
		{"library silent", s.librarySilent},
		{"offline link", s.offlineLink},
		{"share names", s.shareNames},
		{"library keys", s.libraryKeys},
		{"library narrow", s.libraryNarrow},
		{"messages", s.messages},
		{"later", s.later},
		{"program update", s.programUpdate},
		{"read pages not mixed", s.readPagesNotMixed},
		{"wrong pictures", s.wrongPictures},
		{"open", s.open},
		{"open looks", s.openLooks},
		{"open within", s.openWithin},
		{"open hostile", s.openHostile},
		{"open offline", s.openOffline},
		{"open broken", s.openBroken},
		{"open without", s.openWithout},
		{"share", s.share},
		{"share huge", s.shareHuge},
		{"share installed", s.shareInstalled},
		{"drop", s.drop},
		{"badge", s.badge},
		{"two releases", s.twoReleases},
		{"skipped", s.skipped},
		{"first visit", s.firstVisit},
		{"no keep button", s.noKeepButton},
		{"offline first", s.offlineFirst},
		{"release meanwhile", s.releaseMeanwhile},
		{"release replaced", s.releaseReplaced},
		{"protocol links", s.protocolLinks},
		{"tools away", s.toolsAway},
		{"start kept", s.startKept},
		{"periodic", s.periodic},
		{"title bar", s.titleBar},
		{"slow", s.slow},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t)
		})
	}
}

// site is the folder of a built site.
func (s *stage) site(site Site) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	dir, ok := s.sites[site]
	if !ok {
		dir = Build(s.t, site)
		s.sites[site] = dir
	}
	return dir
}

// reader is a new reader on a host.
func (s *stage) reader(t *testing.T, host *Host) *reader {
	t.Helper()
	return &reader{s.browser.Tab(t, browsertest.Desktop), t, host, "/"}
}

// visit has a new reader open a page of a site, until the worker has it.
func (s *stage) visit(t *testing.T, site, page string) (*Host, *reader) {
	t.Helper()
	host := NewHost(t)
	host.Serve(site)
	r := s.reader(t, host)
	r.open(page)
	r.ready()
	return host, r
}

package library

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhenArticlesAreShown is at noon of 24 March 2026, UTC.
func TestWhenArticlesAreShown(t *testing.T) {
	tests := map[string]struct {
		head   string
		config string
		shown  bool
	}{
		"a year to come":                           {head: "date: 2031-01-01"},
		"today":                                    {head: "date: 2026-03-24", shown: true},
		"tomorrow, which it is in Kiribati":        {head: "date: 2026-03-25", shown: true},
		"the day after":                            {head: "date: 2026-03-26"},
		"this afternoon somewhere":                 {head: "date: 2026-03-24 17:00", shown: true},
		"a time with its zone, to come":            {head: "date: 2026-03-24T17:00:00Z"},
		"a time with its zone, over":               {head: "date: 2026-03-24T17:00:00+05:00", shown: true},
		"tomorrow in Tashkent":                     {head: "date: 2026-03-25", config: "timezone: Asia/Tashkent"},
		"five in the afternoon in Tashkent":        {head: "date: 2026-03-24 17:00", config: "timezone: Asia/Tashkent", shown: true},
		"a minute later in Tashkent":               {head: "date: 2026-03-24 17:01", config: "timezone: Asia/Tashkent"},
		"all at once":                              {head: "date: 2031-01-01", config: "future: true", shown: true},
		"published before its date":                {head: "date: 2031-01-01\npublishDate: 2026-03-01", shown: true},
		"published after its date":                 {head: "date: 2026-03-01\npublishDate: 2026-03-25"},
		"held back though dates to come are shown": {head: "publishDate: 2026-03-25", config: "future: true"},
		"over in Tashkent":                         {head: "expiryDate: 2026-03-24 17:00", config: "timezone: Asia/Tashkent"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			lib := load(t, map[string]string{"lectern.yaml": test.config + "\n", "a.md": "---\n" + test.head + "\n---\n# A\n"})
			if got := len(lib.Articles) == 1; got != test.shown {
				t.Errorf("%s, %s: shown %v, want %v", test.head, test.config, got, test.shown)
			}
			if len(lib.Problems) > 0 {
				t.Errorf("problems %v, want none: holding back is no mistake", lib.Problems)
			}
		})
	}
}

func TestHeld(t *testing.T) {
	lib := load(t, map[string]string{
		"lectern.yaml": "timezone: Asia/Tashkent\n",
		"a.md":         "---\ndate: 2031-01-01\n---\n# A\n", "2027-02-03-b.md": "# B\n", "c.md": "---\npublishDate: 2026-04-01\n---\n# C\n",
		"draft.md": "---\ndate: 2031-01-01\ndraft: true\n---\n# D\n", "e.md": "# E\n\n[A](a.md)\n",
	})
	var got []string
	for _, h := range lib.Held {
		got = append(got, h.Source+" "+h.Until.Format("2006-01-02 15:04 -0700"))
	}
	want := []string{"c.md 2026-04-01 00:00 +0500", "2027-02-03-b.md 2027-02-03 00:00 +0500", "a.md 2031-01-01 00:00 +0500"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("held back (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"e.md:3 broken-link"}, kinds(lib.Problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestZoneOfAnotherConfiguration: what a loader knows is read again when dates
// mean another time.
func TestZoneOfAnotherConfiguration(t *testing.T) {
	files := map[string]string{"a.md": "---\ndate: 2020-01-01 10:00\n---\n# A\n"}
	fsys := folder(files)
	l := NewLoader(Options{FS: fsys, Now: testNow})
	for _, want := range []string{"2020-01-01T10:00:00Z", "2020-01-01T10:00:00+05:00", "2020-01-01T10:00:00+03:00"} {
		lib, err := l.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := lib.Articles[0].Date.Format("2006-01-02T15:04:05Z07:00"); got != want {
			t.Errorf("date %s, want %s", got, want)
		}
		next := map[string]string{"2020-01-01T10:00:00Z": "Asia/Tashkent", "2020-01-01T10:00:00+05:00": "Europe/Moscow"}[want]
		fsys["lectern.yaml"] = folder(map[string]string{"x": "timezone: " + next + "\n"})["x"]
	}
}

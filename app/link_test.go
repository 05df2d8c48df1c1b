package app

import (
	"testing"

	"lectern/app/browser"
)

func TestDecide(t *testing.T) {
	const here = "https://site.example/sub/ru/a/?x=1"
	tests := []struct {
		name  string
		click browser.Click
		want  action
	}{
		{"our page", browser.Click{Href: "https://site.example/sub/ru/b/"}, visit},
		{"our page at a place", browser.Click{Href: "https://site.example/sub/ru/b/#c"}, visit},
		{"html file", browser.Click{Href: "https://site.example/sub/404.html"}, visit},
		{"slug with a dot", browser.Click{Href: "https://site.example/sub/ru/v1.2/"}, visit},
		{"letters of any script", browser.Click{Href: "https://site.example/sub/ru/%D1%8F/"}, visit},
		{"same page", browser.Click{Href: here}, visit},
		{"same page with another query", browser.Click{Href: "https://site.example/sub/ru/a/?x=2"}, visit},
		{"target self", browser.Click{Href: "https://site.example/sub/ru/b/", Target: "_SELF"}, visit},
		{"place on this page", browser.Click{Href: here + "#b"}, within},
		{"top of this page", browser.Click{Href: here + "#"}, within},
		{"other button", browser.Click{Href: "https://site.example/sub/ru/b/", Button: 1}, leave},
		{"ctrl", browser.Click{Href: "https://site.example/sub/ru/b/", Ctrl: true}, leave},
		{"meta", browser.Click{Href: "https://site.example/sub/ru/b/", Meta: true}, leave},
		{"shift", browser.Click{Href: "https://site.example/sub/ru/b/", Shift: true}, leave},
		{"alt", browser.Click{Href: "https://site.example/sub/ru/b/", Alt: true}, leave},
		{"download", browser.Click{Href: "https://site.example/sub/ru/b/", Download: true}, leave},
		{"new tab", browser.Click{Href: "https://site.example/sub/ru/b/", Target: "_blank"}, leave},
		{"other site", browser.Click{Href: "https://other.example/sub/ru/b/"}, leave},
		{"other port", browser.Click{Href: "https://site.example:8443/sub/ru/b/"}, leave},
		{"other scheme", browser.Click{Href: "http://site.example/sub/ru/b/"}, leave},
		{"beside our base", browser.Click{Href: "https://site.example/other/"}, leave},
		{"base as a prefix of a name", browser.Click{Href: "https://site.example/subway/"}, leave},
		{"with a user", browser.Click{Href: "https://me@site.example/sub/ru/b/"}, leave},
		{"file", browser.Click{Href: "https://site.example/sub/assets/a.0a1b2c3d.png"}, leave},
		{"feed", browser.Click{Href: "https://site.example/sub/ru/feed.xml"}, leave},
		{"mail", browser.Click{Href: "mailto:a@site.example"}, leave},
		{"javascript", browser.Click{Href: "javascript:alert(1)"}, leave},
		{"data", browser.Click{Href: "data:text/html,hi"}, leave},
		{"not an address", browser.Click{Href: "https://site.example/sub/%zz"}, leave},
		{"no address", browser.Click{}, leave},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := decide(tt.click, here, "/sub/"); got != tt.want {
				t.Errorf("decide(%+v)\n on %s\n got %d, want %d", tt.click, here, got, tt.want)
			}
		})
	}
}

func FuzzDestination(f *testing.F) {
	f.Add("https://site.example/a/", "https://site.example/")
	f.Add("javascript:alert(1)", "https://site.example/b/?q=%")
	f.Add("//[::1", "http://[::1]:80/")
	f.Fuzz(func(t *testing.T, href, here string) {
		if got := destination(href, here, "/"); got < leave || got > within {
			t.Errorf("destination(%q, %q) = %d", href, here, got)
		}
	})
}

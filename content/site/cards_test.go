package site

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/content"
	"lectern/content/card"
	"lectern/content/library"
)

// cardsOf are the names of the cards of a site.
func cardsOf(out *memory) []string {
	var names []string
	for name := range out.files {
		if strings.HasPrefix(name, "assets/card.") {
			names = append(names, name)
		}
	}
	return names
}

// TestCards: an article without a picture of its own has a card, all others of its
// language share one; with the switches off, or without an address, there are none.
func TestCards(t *testing.T) {
	lib := sample(t)
	out := build(t, lib, Options{BaseURL: "https://news.example/"})
	if got, want := len(cardsOf(out)), len(lib.Languages)+len(lib.Articles)-1; got != want {
		t.Errorf("%d cards, want %d: one a language and one an article but for that with a picture", got, want)
	}
	for _, name := range cardsOf(out) {
		if !card.Whole(out.files[name]) {
			t.Errorf("%s is no card", name)
		}
		if strings.Contains(out.text(t, "library/bundle.json"), name) {
			t.Errorf("devices keep %s", name)
		}
	}
	image := func(page string) string {
		return parsePage(t, out.text(t, page)).all(`meta[property="og:image"]`)[0].attr("content")
	}
	if got := image("ru/customs/index.html"); !strings.Contains(got, "/assets/gate.") {
		t.Errorf("the picture of an article that has one is %s", got)
	}
	if image("ru/story-f/index.html") == image("ru/index.html") || image("ru/index.html") != image("ru/topics/index.html") {
		t.Error("lists have one card, articles each its own")
	}
	config := sample(t)
	config.Config.NoCards = true
	for name, out := range map[string]*memory{
		"no-cards":     build(t, sample(t), Options{BaseURL: "https://news.example/", NoCards: true}),
		"cards: false": build(t, config, Options{BaseURL: "https://news.example/"}),
		"no address":   build(t, sample(t), Options{}),
	} {
		if names := cardsOf(out); len(names) > 0 || strings.Contains(out.text(t, "ru/story-f/index.html"), "card.") {
			t.Errorf("%s: cards %v", name, names)
		}
	}
}

// TestForeignCard: a title in a script without glyphs has the common card.
func TestForeignCard(t *testing.T) {
	lib := sample(t)
	lib.Articles[6].Title = "海关改用电子申报"
	e := &edition{lib: lib, studio: renderer(t, Options{}).studio}
	if c := e.articleCard(lib.Articles[6]); c != e.siteCard("ru") {
		t.Errorf("card %+v", c)
	}
}

func TestShareable(t *testing.T) {
	tests := []struct {
		image *content.Image
		want  bool
	}{
		{nil, false},
		{&content.Image{Source: "/assets/a.jpg", Width: 1200, Height: 800}, true},
		{&content.Image{Source: "/assets/a.svg", Width: 1200, Height: 800}, false},
		{&content.Image{Source: "/assets/a.avif", Width: 1200, Height: 800}, false},
		{&content.Image{Source: "/assets/a.png", Width: 599, Height: 800}, false},
		{&content.Image{Source: "/assets/a.png"}, false},
	}
	for _, test := range tests {
		if got := shareable(test.image); got != test.want {
			t.Errorf("shareable(%+v) = %v", test.image, got)
		}
	}
}

// TestCardsKept: the next build takes the cards of the site that stands, but for
// those that are damaged, and draws the same bytes where it has to.
func TestCardsKept(t *testing.T) {
	target := filepath.Join(t.TempDir(), "dist")
	folder := newsroom(3)
	put := func(lib *library.Library) {
		t.Helper()
		staging, err := NewStaging(target)
		if err != nil {
			t.Fatal(err)
		}
		defer staging.Abort()
		if _, err := renderer(t, Options{BaseURL: "https://news.example/"}).Render(context.Background(), lib, staging); err != nil {
			t.Fatal(err)
		}
		if err := staging.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	put(loadFolder(t, folder))
	names, err := filepath.Glob(filepath.Join(target, "assets/card.*.png"))
	if err != nil || len(names) < 5 {
		t.Fatalf("%d cards, %v", len(names), err)
	}
	var cards [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cards = append(cards, data)
	}
	first, another := cards[0], 1
	for bytes.Equal(cards[another], first) { // those of two languages may look the same
		another++
	}
	// A whole card under the name of another tells whether it was taken.
	for name, data := range map[string][]byte{names[0]: first[:len(first)/2], names[another]: first} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(loadFolder(t, folder))
	if got, err := os.ReadFile(names[0]); err != nil || !bytes.Equal(got, first) {
		t.Errorf("a damaged card was kept, or drawn otherwise: %d bytes, %v", len(got), err)
	}
	if got, err := os.ReadFile(names[another]); err != nil || !bytes.Equal(got, first) {
		t.Errorf("a whole card was drawn again: %v", err)
	}
}

// TestUsualAccent: without an accent of its own a site's cards have ours.
func TestUsualAccent(t *testing.T) {
	if want := palettes(t)["light"]["--color-accent"]; usualAccent() != want {
		t.Errorf("the accent of cards is %s, that of tokens.css %s", usualAccent(), want)
	}
}

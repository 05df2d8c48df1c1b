//go:build !js

package app

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"lectern/app/browser"
)

// marks returns the texts of matches, with "|" where one goes on in another part.
func marks(parts []browser.Part, matches []browser.Match) []string {
	units := func(part, from, to int) string {
		all := utf16.Encode([]rune(parts[part].Text))
		return string(utf16.Decode(all[from:to]))
	}
	var got []string
	for _, m := range matches {
		if m.Start.Part == m.End.Part {
			got = append(got, units(m.Start.Part, m.Start.Offset, m.End.Offset))
			continue
		}
		text := units(m.Start.Part, m.Start.Offset, len(utf16.Encode([]rune(parts[m.Start.Part].Text))))
		for i := m.Start.Part + 1; i < m.End.Part; i++ {
			text += "|" + parts[i].Text
		}
		got = append(got, text+"|"+units(m.End.Part, 0, m.End.Offset))
	}
	return got
}

func part(text, lang string, gap browser.Gap) browser.Part {
	return browser.Part{Text: text, Lang: lang, Gap: gap}
}

func TestMatches(t *testing.T) {
	const joined, spaced, apart = browser.Joined, browser.Spaced, browser.Apart
	tests := []struct {
		name, query string
		parts       []browser.Part
		want        []string
	}{
		{"forms", "таможней", []browser.Part{part("Таможня и таможни", "ru", apart)}, []string{"Таможня", "таможни"}},
		{"across inline elements", "таможня", []browser.Part{part("до та", "ru", apart), part("мож", "ru", joined), part("ня!", "ru", joined)}, []string{"та|мож|ня"}},
		{"not across blocks", "таможня", []browser.Part{part("тамо", "ru", apart), part("жня", "ru", apart)}, nil},
		{"not across a new line", "таможня", []browser.Part{part("тамо", "ru", apart), part("жня", "ru", spaced)}, nil},
		{"beside another block", "таможня", []browser.Part{part("таможня", "ru", apart), part("таможня", "ru", apart)}, []string{"таможня", "таможня"}},
		{"after an emoji", "дом", []browser.Part{part("🏠 дом", "ru", apart)}, []string{"дом"}},
		{"english in russian", "houses", []browser.Part{part("Слово ", "ru", apart), part("house", "en", joined), part(" и дом", "ru", joined)}, []string{"house"}},
		{"uzbek in russian", "o'zbekiston", []browser.Part{part("Слово ", "ru", apart), part("Ўзбекистонда", "uz-Cyrl", joined)}, []string{"Ўзбекистонда"}},
		{"arabic", "كتاب", []browser.Part{part("هذا كتاب", "ar", apart)}, []string{"كتاب"}},
		{"excluded", "один -два", []browser.Part{part("один два", "ru", apart)}, []string{"один"}},
		{"prefix while typing", "прог", []browser.Part{part("Программа", "ru", apart)}, []string{"Программа"}},
		{"yo", "ежик", []browser.Part{part("Ёжик", "ru", apart)}, []string{"Ёжик"}},
		{"no language", "word", []browser.Part{part("word", "", apart)}, []string{"word"}},
		{"nothing", " ", []browser.Part{part("слово", "ru", apart)}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []browser.Match
			for _, c := range chunksOf(tt.parts) {
				got = append(got, c.matches(tt.query)...)
			}
			if diff := cmp.Diff(tt.want, marks(tt.parts, got)); diff != "" {
				t.Errorf("query %q in %v (-want +got):\n%s", tt.query, tt.parts, diff)
			}
		})
	}
}

// TestChunks holds that a long article is worked on in parts that end with a
// block, and that nothing is lost between them.
func TestChunks(t *testing.T) {
	var parts []browser.Part
	for i := range 500 {
		parts = append(parts,
			browser.Part{Text: fmt.Sprintf("Абзац %d про таможню и ", i), Lang: "ru", Gap: browser.Apart},
			browser.Part{Text: "таможни", Lang: "ru"})
	}
	chunks := chunksOf(parts)
	if len(chunks) < 5 {
		t.Fatalf("%d chunks of an article of 35 KB", len(chunks))
	}
	n := 0
	for i, c := range chunks {
		if len(c.text) > 2*chunkSize {
			t.Errorf("chunk %d has %d bytes, want about %d", i, len(c.text), chunkSize)
		}
		if !c.pieces[0].apart {
			t.Errorf("chunk %d begins inside a block", i)
		}
		n += len(c.matches("таможня"))
	}
	if n != 1000 {
		t.Errorf("%d matches, want 1000", n)
	}
}

// FuzzMatches holds that matches are places of the article, in order and apart,
// whatever is in it and whatever is asked.
func FuzzMatches(f *testing.F) {
	for _, seed := range [][3]string{
		{"таможня", "до та|можня|\xff\xfe", "ru"}, {`"две части`, "две|части 🏠", "uz"}, {"topic:x -y «z", "<b>|\u200f\u202e", "ar"},
		{"", "", ""}, {"北京", "我在北|京大学", "zh"}, {"a", strings.Repeat("a |", 50), "en"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, query, text, lang string) {
		var parts []browser.Part
		for i, s := range strings.Split(text, "|") {
			parts = append(parts, browser.Part{Text: strings.ToValidUTF8(s, "\uFFFD"), Lang: lang, Gap: browser.Gap(i % 3)})
		}
		at := browser.Place{}
		for _, c := range chunksOf(parts) {
			for _, m := range c.matches(query) {
				if m.Start.Before(at) || !m.Start.Before(m.End) {
					t.Fatalf("query %q in %q: match %v after %v", query, text, m, at)
				}
				at = m.End
				if size := len(utf16.Encode([]rune(parts[m.End.Part].Text))); m.End.Offset > size {
					t.Fatalf("query %q in %q: match %v ends past %d", query, text, m, size)
				}
			}
		}
	})
}

// TestTextIsReadOnce holds that queries do not read the article again, unless
// something has put another text in its place.
func TestTextIsReadOnce(t *testing.T) {
	w := browser.New()
	w.Parts = []browser.Part{part("слово", "ru", browser.Apart)}
	text := &articleText{window: w}
	for range 3 {
		if found, _ := look(newPace(context.Background(), w), text.get(), "слова"); len(found) != 1 {
			t.Fatalf("%d matches, want 1", len(found))
		}
	}
	if w.Reads != 1 {
		t.Errorf("the article was read %d times, want once", w.Reads)
	}
	w.Stale = true
	text.get()
	if w.Reads != 2 {
		t.Errorf("the article was read %d times after it was translated, want twice", w.Reads)
	}
}

// BenchmarkMatches marks an article of 150 KB: one turn is 8 ms, so this says
// how many turns a query takes.
func BenchmarkMatches(b *testing.B) {
	var parts []browser.Part
	size := 0
	for i := 0; size < 150<<10; i++ {
		p := browser.Part{Text: fmt.Sprintf("Абзац %d: таможенное оформление грузов идёт через единый портал, а бумажные бланки остались в прошлом; декларацию подают заранее. ", i), Lang: "ru", Gap: browser.Apart}
		size += len(p.Text)
		parts = append(parts, p)
	}
	chunks := chunksOf(parts)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range chunks {
			c.matches("таможня груза")
		}
	}
}

package site

import (
	"bytes"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func brotliSize(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, 11)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// TestBudget holds what blocks painting: 8 KB of style, and 14 KB with the
// page of an article of a thousand words, the size of a first flight of TCP.
func TestBudget(t *testing.T) {
	lib := sample(t)
	words := strings.Fields(sampleRussian + sampleUzbek + sampleUzbekCyrillic + strings.Join(vocabulary(), " "))
	var text strings.Builder
	for i := range 1000 {
		// A step that shares no factor with most lengths: few phrases repeat.
		text.WriteString(words[i*i*7%len(words)])
		text.WriteByte(' ')
		if i%90 == 89 {
			text.WriteString("\n\n")
		}
	}
	lib.Articles[0].Body = article(t, "ru", "x", "X", text.String()).Body
	out := build(t, lib, Options{BaseURL: "https://news.example/", Compress: true})
	style := 0
	for name, data := range out.files {
		if strings.HasPrefix(name, "assets/style.") && strings.HasSuffix(name, ".css") {
			style = brotliSize(t, data)
		}
	}
	page := len(out.files["ru/customs/index.html.br"])
	t.Logf("style sheet %d bytes, page %d bytes", style, page)
	if style == 0 || style > 8<<10 {
		t.Errorf("style sheet: %d bytes, budget %d", style, 8<<10)
	}
	if page == 0 || page+style > 14<<10 {
		t.Errorf("page and style sheet: %d bytes, budget %d", page+style, 14<<10)
	}
}

// vocabulary makes some 400 words that differ, as those of a real text do.
func vocabulary() []string {
	var words []string
	syllables := []string{"на", "по", "ста", "ре", "ли", "во", "ток", "мир", "ход", "сы", "да", "верх", "ши", "гон", "ду", "бе", "лё", "кру", "чай", "пор"}
	for i, a := range syllables {
		for j, b := range syllables {
			words = append(words, a+b+syllables[(i*j+i)%len(syllables)])
		}
	}
	return words
}

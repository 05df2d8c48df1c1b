package site

import (
	"bytes"
	"math/rand/v2"
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

// TestBudget holds what blocks painting: 6 KB of style, and 14 KB with the
// page of an article of a thousand words, the size of a first flight of TCP.
func TestBudget(t *testing.T) {
	lib := sample(t)
	lib.Articles[0].Body = article(t, "ru", "x", "X", randomText(1000)).Body
	out := build(t, lib, Options{BaseURL: "https://news.example/", Compress: true})
	style := 0
	for name, data := range out.files {
		if strings.HasPrefix(name, "assets/style.") && strings.HasSuffix(name, ".css") {
			style = brotliSize(t, data)
		}
	}
	page := len(out.files["ru/customs/index.html.br"])
	t.Logf("style sheet %d bytes, page %d bytes", style, page)
	if style == 0 || style > 6<<10 {
		t.Errorf("style sheet: %d bytes, budget %d", style, 6<<10)
	}
	if page == 0 || page+style > 14<<10 {
		t.Errorf("page and style sheet: %d bytes, budget %d", page+style, 14<<10)
	}
}

// randomText makes paragraphs of so many words in all.
func randomText(words int) string {
	random := rand.New(rand.NewPCG(1, 2))
	var text strings.Builder
	for i := range words {
		text.WriteString(randomWord(random))
		text.WriteByte(' ')
		if i%90 == 89 {
			text.WriteString("\n\n")
		}
	}
	return text.String()
}

// randomWord makes a word of one to three syllables. A text of such words
// compresses about as well as a real one.
func randomWord(random *rand.Rand) string {
	syllables := []string{"на", "по", "ста", "ре", "ли", "во", "ток", "мир", "ход", "сы", "да", "верх", "ши", "гон", "ду", "бе", "лё", "кру", "чай", "пор"}
	word := ""
	for range 1 + random.IntN(3) {
		word += syllables[random.IntN(len(syllables))]
	}
	return word
}

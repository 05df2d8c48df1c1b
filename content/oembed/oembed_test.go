package oembed

import (
	"encoding/xml"
	"strings"
	"testing"
)

func TestFit(t *testing.T) {
	article := Answer{Title: "T", URL: "https://news.example/ru/a/", Thumbnail: "https://news.example/a.png", ThumbWidth: 400, ThumbHeight: 300}
	list := Answer{Title: "T", URL: "https://news.example/ru/", List: 250}
	for _, test := range []struct {
		answer        Answer
		width, height int // asked
		want          [2]int
		view          string
		thumbnail     bool
	}{
		{article, 0, 0, [2]int{600, 320}, "excerpt", true},
		{article, 300, 0, [2]int{300, 320}, "excerpt", false},
		{article, 0, 319, [2]int{600, 160}, "card", true},
		{article, 0, 100, [2]int{600, 100}, "card", false},
		{article, 5000, 5000, [2]int{600, 320}, "excerpt", true},
		{list, 0, 0, [2]int{600, 250}, "list", false},
		{list, 0, 200, [2]int{600, 200}, "list", false},
	} {
		got := test.answer.Fit(test.width, test.height)
		if [2]int{got.Width, got.Height} != test.want || !strings.Contains(got.HTML, "?view="+test.view+`"`) || (got.Thumbnail != "") != test.thumbnail {
			t.Errorf("Fit(%d, %d) = %dx%d, thumbnail %q, %s; want %v, %s", test.width, test.height, got.Width, got.Height, got.Thumbnail, got.HTML, test.want, test.view)
		}
	}
}

// FuzzRead: what is read can be fitted and written, and a title never leaves its
// place in the markup.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"rich","url":"https://a.example/","title":"<script>\"&"}`), 10, 10)
	f.Add([]byte(`{"type":"rich","url":"http://a/\"><script>/"}`), -1, 1<<40)
	f.Add([]byte(`[]`), 0, 0)
	f.Fuzz(func(t *testing.T, data []byte, width, height int) {
		a, err := Read(data)
		if err != nil {
			return
		}
		a = a.Fit(width, height)
		if strings.Count(a.HTML, "<") != 6 || strings.Contains(a.HTML, "<script") {
			t.Errorf("%q becomes %s", data, a.HTML)
		}
		text, err := a.XML()
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		var same Answer
		if err := xml.Unmarshal(text, &same); err != nil {
			t.Errorf("%q: %v: %s", data, err, text)
		}
		if _, err := a.JSON(); err != nil {
			t.Errorf("%q: %v", data, err)
		}
	})
}

package app

import (
	"fmt"
	"strings"

	"lectern/app/browser"
	"lectern/content/jsontext"
)

// texts are the words of the interface in one language. The zero value shows
// keys in place of words.
type texts struct {
	tag    string
	window *browser.Window
	words  jsontext.Value
}

// parseTexts reads the object the site writes from [tools]: a text is a string,
// or an object of plural categories.
func parseTexts(w *browser.Window, data []byte) (*texts, error) {
	t := &texts{window: w}
	words, err := jsontext.Parse(data)
	if err != nil {
		return t, fmt.Errorf("interface texts: %w", err)
	}
	t.words, t.tag = words, words.Get("tag").Text()
	return t, nil
}

// dir returns the direction of the language.
func (t *texts) dir() string {
	if dir := t.words.Get("dir").Text(); dir != "" {
		return dir
	}
	return "ltr"
}

// get returns a text with its placeholders replaced: get("search_empty", "query", q).
func (t *texts) get(key string, pairs ...string) string {
	words := t.words.Get(key)
	if !words.IsText() {
		return key
	}
	return fill(words.Text(), pairs)
}

// count returns the form of a plural text for n, which stands for {n}.
func (t *texts) count(key string, n int) string {
	forms := t.words.Get(key)
	if forms.Members() == nil {
		return fill(t.get(key), []string{"n", t.window.Number(t.tag, n)})
	}
	form := forms.Get(t.window.PluralCategory(t.tag, n))
	if !form.IsText() {
		form = forms.Get("other")
	}
	return fill(form.Text(), []string{"n", t.window.Number(t.tag, n)})
}

func fill(s string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"lectern/app/browser"
)

// texts are the words of the interface in one language. The zero value shows
// keys in place of words.
type texts struct {
	tag    string
	window *browser.Window
	words  map[string]any
}

// parseTexts reads the object the site writes from [tools]: a text is a string,
// or an object of plural categories.
func parseTexts(w *browser.Window, data []byte) (*texts, error) {
	t := &texts{window: w}
	if err := json.Unmarshal(data, &t.words); err != nil {
		return t, fmt.Errorf("interface texts: %w", err)
	}
	t.tag, _ = t.words["tag"].(string)
	return t, nil
}

// dir returns the direction of the language.
func (t *texts) dir() string {
	if dir, ok := t.words["dir"].(string); ok {
		return dir
	}
	return "ltr"
}

// get returns a text with its placeholders replaced: get("search_empty", "query", q).
func (t *texts) get(key string, pairs ...string) string {
	s, ok := t.words[key].(string)
	if !ok {
		return key
	}
	return fill(s, pairs)
}

// count returns the form of a plural text for n, which stands for {n}.
func (t *texts) count(key string, n int) string {
	forms, ok := t.words[key].(map[string]any)
	if !ok {
		return fill(t.get(key), []string{"n", t.window.Number(t.tag, n)})
	}
	form, ok := forms[t.window.PluralCategory(t.tag, n)].(string)
	if !ok {
		form, _ = forms["other"].(string)
	}
	return fill(form, []string{"n", t.window.Number(t.tag, n)})
}

func fill(s string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

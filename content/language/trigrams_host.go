//go:build !js

package language

import (
	"strings"

	"github.com/abadojack/whatlanggo"

	"lectern/content"
)

const (
	minTrigrams = 60   // letters whatlanggo needs; its short answers are wrong too often
	maxTrigrams = 2000 // bytes whatlanggo gets: its time grows with them, its right answers do not
)

// trigrams asks whatlanggo. Its order is random among languages that are
// equally near; confidence is zero then, so the answer is the same every time.
func (s sample) trigrams(script string) (content.Lang, bool) {
	if s.counts[script] < minTrigrams {
		return "", false
	}
	var b strings.Builder
	for _, w := range s.words {
		if b.Len() > maxTrigrams {
			break
		}
		if w.script == script {
			b.WriteString(restore.Replace(w.text))
			b.WriteByte(' ')
		}
	}
	info := whatlanggo.Detect(b.String())
	if !info.IsReliable() {
		return "", false
	}
	return Parse(info.Lang.Iso6393() + "-" + script)
}

var restore = strings.NewReplacer(string(letterO), "o'", string(letterG), "g'")

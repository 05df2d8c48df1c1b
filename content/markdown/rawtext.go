package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// mostTagsSearched is how many bytes of an article are looked through for the
// ends of template tags that stand in HTML.
const mostTagsSearched = 20_000_000

// markedLink is [words](destination "title") in text that is all the rest HTML.
var markedLink = regexp.MustCompile(`\[([^\[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+"[^"\n]*")?\)`)

// rawText writes text that stands between tags of the author's, from an offset on.
func (w *writer) rawText(s string, offset int) {
	if w.verbatim > 0 {
		w.say(s)
		return
	}
	for {
		start, end := w.findTag(s)
		if start < 0 {
			break
		}
		w.rawWords(s[:start], offset)
		w.templateTag(strings.Join(strings.Fields(s[start:end]), " "), controls([]byte(s[start:end])))
		s = s[end:]
	}
	w.rawWords(s, offset)
}

// findTag returns where the first template tag of s begins and ends; -1 when
// there is none.
func (w *writer) findTag(s string) (start, end int) {
	for start = 0; ; start++ {
		i := strings.IndexByte(s[start:], '{')
		if i < 0 || w.searched > mostTagsSearched {
			return -1, -1
		}
		start += i
		closing := templateEnd([]byte(s[start:min(len(s), start+2)]))
		if closing == "" {
			continue
		}
		value := s[start+2 : min(len(s), start+longestTag)]
		w.searched += len(value)
		if i := strings.Index(value, closing); i >= 0 && (mayGoOn([]byte(s[start:])) || strings.IndexByte(value[:i], '\n') < 0) {
			return start, start + 2 + i + len(closing)
		}
	}
}

// rawWords writes words between tags. Within an element that says markdown="1",
// as kramdown has it, links are links.
func (w *writer) rawWords(s string, offset int) {
	for w.marked > 0 && len(w.opened) >= w.marked && w.inLink == 0 {
		m := markedLink.FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		w.say(w.setter.set(visible(s[:m[0]])))
		label, destination := w.setter.set(visible(s[m[2]:m[3]])), s[m[4]:m[5]]
		at := offset
		if i := bytes.Index(w.text[offset:], []byte("]("+destination)); i >= 0 {
			at += max(0, i-1-(m[3]-m[2]))
		}
		if t, ok := w.resolveLink(destination, label, at); ok {
			w.openLink(t, "")
			w.say(label)
			w.put("</a>")
		} else {
			w.say(label)
		}
		s = s[m[1]:]
	}
	w.say(w.setter.set(visible(s)))
}

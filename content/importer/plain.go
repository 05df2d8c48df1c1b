package importer

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	maxTitle     = 200 // characters of a first line that may be a title
	maxSentence  = 100 // characters of a title made of the first sentence
	longLine     = 100 // bytes: a text with lines as long has a paragraph a line
	longestLines = 5   // percent of lines that must be long for that
)

// plain reads plain text: the first line is the title when it is no sentence,
// empty lines separate paragraphs, and so does every line end where lines are
// too long to have been wrapped by hand.
func (d *draft) plain(text string) {
	lines := strings.Split(text, "\n")
	first := 0
	for first < len(lines) && strings.TrimSpace(lines[first]) == "" {
		first++
	}
	if first == len(lines) {
		d.guess(0, "the file has no text", "")
		return
	}
	head := strings.TrimSpace(lines[first])
	switch {
	case utf8.RuneCountInString(head) <= maxTitle && !strings.HasSuffix(trimQuotes(head), ".") && !strings.ContainsAny(head[len(head)-1:], ":;,") && (first+1 == len(lines) || strings.TrimSpace(lines[first+1]) == "" || wholeLines(lines)):
		d.meta.Title = d.deadLinks(head, first+1)
		d.guess(first+1, "the first line is taken as the title", "")
		first++
	default:
		d.meta.Title = firstSentence(head)
		d.guess(first+1, fmt.Sprintf("the title %q is made of the first sentence", d.meta.Title), "give it one in the front matter")
	}
	var b strings.Builder
	whole := wholeLines(lines)
	inside := false
	for i := first; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		switch {
		case line == "":
			if inside {
				b.WriteString("\n")
			}
			inside = false
			continue
		case inside && whole:
			b.WriteString("\n")
		}
		b.WriteString(d.escapeLine(line, i+1))
		b.WriteString("\n")
		inside = true
	}
	d.body = b.String()
}

// wholeLines tells whether each line is a paragraph.
func wholeLines(lines []string) bool {
	long, all := 0, 0
	for _, line := range lines {
		if n := len(strings.TrimSpace(line)); n > 0 {
			all++
			if utf8.RuneCountInString(line) > longLine {
				long++
			}
		}
	}
	return long*100 > all*longestLines
}

func trimQuotes(s string) string { return strings.TrimRight(s, `»”"') `) }

// firstSentence cuts a title out of a text.
func firstSentence(s string) string {
	runes := []rune(s)
	for i, r := range runes[:min(len(runes), maxSentence)] {
		if (r == '.' || r == '!' || r == '?' || r == '…') && i > 20 && (i+1 == len(runes) || runes[i+1] == ' ') {
			if r == '.' {
				return string(runes[:i])
			}
			return string(runes[:i+1])
		}
	}
	if len(runes) <= maxSentence {
		return strings.TrimRight(s, ".")
	}
	cut := string(runes[:maxSentence])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:—–-") + "…"
}

var (
	// deadLink matches a link to nowhere.
	deadLink = regexp.MustCompile(`\[([^\[\]\n]*)\]\(\s*#?\s*\)`)
	// kept matches what must not be escaped: links of Markdown, addresses.
	kept = regexp.MustCompile(`\[[^\[\]\n]+\]\(https?://[^\s()<>]+\)|https?://[^\s<>"«»\\]+|[\pL\pN._%+\-]+@[\pL\pN\-]+(?:\.[\pL\pN\-]+)+`)
)

// deadLinks replaces links to nowhere by their words.
func (d *draft) deadLinks(line string, number int) string {
	return deadLink.ReplaceAllStringFunc(line, func(link string) string {
		words := deadLink.FindStringSubmatch(link)[1]
		d.guess(number, fmt.Sprintf("the link %q leads nowhere, its words are kept", words), "")
		return words
	})
}

// escapeLine writes a line so that Markdown shows it as it is.
func (d *draft) escapeLine(line string, number int) string {
	line = d.deadLinks(line, number)
	var b strings.Builder
	for at := 0; at < len(line); {
		span := kept.FindStringIndex(line[at:])
		if span == nil {
			b.WriteString(escape(line[at:], at == 0))
			break
		}
		b.WriteString(escape(line[at:at+span[0]], at == 0))
		found := line[at+span[0] : at+span[1]]
		at += span[1]
		switch {
		case found[0] == '[':
			d.guess(number, "a link written in Markdown is kept as a link", "")
			b.WriteString(found)
		default:
			address := strings.TrimRight(found, ".,;:!?)'*_~]}")
			b.WriteString("<" + address + ">" + escape(found[len(address):], false))
		}
	}
	return b.String()
}

var (
	entity  = regexp.MustCompile(`^&#?[a-zA-Z0-9]{1,32};`)
	ordinal = regexp.MustCompile(`^(\d{1,9})([.)])(\s|$)`)
)

// escape writes text so that no sign of it means anything in Markdown; start
// tells that it begins a line.
func escape(text string, start bool) string {
	var b strings.Builder
	if start {
		if m := ordinal.FindStringSubmatch(text); m != nil {
			b.WriteString(m[1] + `\` + m[2])
			text = text[len(m[1])+1:]
		} else if text != "" && strings.IndexByte("#>-+=:|", text[0]) >= 0 {
			b.WriteByte('\\')
			b.WriteByte(text[0])
			text = text[1:]
		}
	}
	for i, r := range text {
		switch {
		case strings.ContainsRune("\\`*[]{}|~<^", r):
			b.WriteByte('\\')
		case r == '_' && !insideWord(text, i):
			b.WriteByte('\\')
		case r == '&' && entity.MatchString(text[i:]):
			b.WriteByte('\\')
		case r == '$' || r == '=' && strings.HasPrefix(text[i:], "=="):
			b.WriteByte('\\') // marks of other dialects
		}
		b.WriteRune(r)
	}
	return b.String()
}

// insideWord tells whether letters or digits stand on both sides of an
// underscore, where it means nothing.
func insideWord(text string, i int) bool {
	return i > 0 && i+1 < len(text) && wordByte(text[i-1]) && wordByte(text[i+1])
}

func wordByte(c byte) bool {
	return c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

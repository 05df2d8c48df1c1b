package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Stand-ins for the Uzbek letters that are written with an apostrophe.
const (
	letterO = '\uE000' // oʻ, o', o‘, o’
	letterG = '\uE001' // gʻ
)

// take sorts the words of a text by script. Left out is what is no prose: code,
// addresses, tags of HTML, names with digits, dots and capitals inside.
func take(text string) sample {
	s := sample{counts: map[string]int{}}
	total, read := 0, 0
	fence := ""
	for line := range strings.SplitSeq(text, "\n") {
		if total >= maxLetters || read > 1<<20 {
			break
		}
		read += len(line) + 1
		trimmed := strings.TrimSpace(line)
		if fence != "" {
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
			continue
		}
		if strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~") {
			fence = trimmed[:3]
			continue
		}
		total += s.line(trimmed, maxLetters-total)
	}
	return s
}

// line adds the words of a line, at most room letters of them.
func (s *sample) line(line string, room int) int {
	added := 0
	for len(line) > 0 && added < room {
		switch c := line[0]; {
		case c == '`':
			line = after(line, "`")
			continue
		case c == '{': // Liquid, shortcodes, attributes
			line = after(line, "}")
			continue
		case c == '<' && len(line) > 1 && (line[1] == '/' || line[1] == '!' || line[1]|0x20 >= 'a' && line[1]|0x20 <= 'z'):
			line = after(line, ">")
			continue
		case c == '(' && (strings.HasPrefix(line, "(http") || strings.HasPrefix(line, "(/") || strings.HasPrefix(line, "(.") || strings.HasPrefix(line, "(#")):
			line = after(line, ")")
			continue
		}
		end := strings.IndexFunc(line, ends)
		if end == 0 {
			_, size := utf8.DecodeRuneInString(line)
			line = line[size:]
			continue
		}
		if end < 0 {
			end = len(line)
		}
		added += s.token(line[:end], room-added)
		line = line[end:]
	}
	return added
}

// ends reports what a word ends at.
func ends(r rune) bool {
	switch r {
	case ' ', '\t', '\u00a0', '`', '<', '>', '{', '}', '(', ')', '[', ']', '|', '«', '»', '“', '”', '"', ',', ';':
		return true
	}
	return false
}

// after returns what follows the second delimiter, or what follows the first
// byte when there is none in the line.
func after(line, delimiter string) string {
	if i := strings.Index(line[1:], delimiter); i >= 0 {
		return line[1+i+len(delimiter):]
	}
	return line[1:]
}

// token adds what stands between two spaces, unless it is no word.
func (s *sample) token(token string, room int) int {
	token = strings.TrimRight(token, ".:!?*_…")
	if code(token) {
		return 0
	}
	added, length := 0, 0
	var b strings.Builder
	var current string
	flush := func() {
		if b.Len() > 0 {
			s.words = append(s.words, word{current, b.String()})
			s.counts[current] += length
			b.Reset()
		}
		length = 0
	}
	var previous rune
	for _, r := range token {
		if added >= room {
			break
		}
		switch {
		case apostrophe(r):
			if previous == 'o' || previous == 'g' {
				kept := strings.TrimSuffix(b.String(), string(previous))
				b.Reset()
				b.WriteString(kept)
				b.WriteRune(map[rune]rune{'o': letterO, 'g': letterG}[previous])
			}
			previous = 0
			continue
		case r >= 'а' && r <= 'я' || r >= 'a' && r <= 'z': // most letters, and no marks
		case unicode.IsMark(r):
			if current == "Latn" || current == "Arab" || current == "Hebr" || current == "Cyrl" {
				continue // vowel points and accents: dictionaries leave them out
			}
			b.WriteRune(r) // vowels of Indic scripts
			continue
		case !unicode.IsLetter(r):
			flush()
			previous = 0
			continue
		}
		r = unicode.ToLower(r)
		name := scriptOf(r)
		if name != current {
			flush()
			current = name
		}
		if name != "" {
			length++
			added++
			b.WriteRune(r)
		}
		previous = r
	}
	flush()
	return added
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '‘', '’', 'ʻ', 'ʼ', '`', '´', 'ʽ', '′':
		return true
	}
	return false
}

// code tells whether a token is an address, a name of a program, or the like.
func code(token string) bool {
	if strings.Contains(token, "://") || strings.HasPrefix(token, "www.") || strings.Contains(token, "@") {
		return true
	}
	for i := 1; i < len(token); i++ {
		switch c := token[i]; {
		case c >= '0' && c <= '9', c == '_', c == '\\', c == '=', c == '{', c == ':', c == '/' && i < len(token)-1:
			return latin(token)
		case c == '.' && i < len(token)-1:
			return latin(token)
		case c >= 'A' && c <= 'Z' && token[i-1] >= 'a' && token[i-1] <= 'z':
			return true
		}
	}
	return false
}

func latin(token string) bool {
	for i := range len(token) {
		if token[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func scriptOf(r rune) string {
	switch {
	case r >= 'a' && r <= 'z':
		return "Latn"
	case r >= 0x400 && r < 0x530:
		return "Cyrl"
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

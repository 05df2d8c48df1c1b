//go:build !js

package markdown

import (
	"bytes"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Code is highlighted with classes alone; the colours are the style sheet's. Lexers
// are regular expressions, some of them slow, so very long code and code with
// very long lines is left plain.
const (
	mostCode     = 64 << 10 // bytes of a block
	mostCodeLine = 4 << 10  // bytes of a line
	mostCodes    = 1 << 18  // bytes of code in one article
	mostNames    = 16       // languages in one article: compiling the rules of one takes up to 0.2 s
)

// A highlighter marks code up.
type highlighter struct {
	lexers sync.Map // *lexer by name; nil for names without one
}

func newHighlighter() *highlighter { return &highlighter{} }

// An allowance is what the code of one article has taken so far.
type allowance struct {
	bytes     int
	time      time.Duration
	languages map[string]bool
}

// highlight returns the markup of code in a language, false when it is to be
// shown plain: an unknown language, or more code than is bearable.
func (h *highlighter) highlight(language, code string, spent *allowance) (markup string, ok bool) {
	if language == "" || len(code) > mostCode || longestLine(code) > mostCodeLine {
		return "", false
	}
	switch language {
	case "text", "txt", "plain", "plaintext", "none", "output":
		return "", false
	}
	if !spent.languages[language] {
		if len(spent.languages) == mostNames {
			return "", false
		}
		if spent.languages == nil {
			spent.languages = map[string]bool{}
		}
		spent.languages[language] = true
	}
	if spent.bytes += len(code); spent.bytes > mostCodes || spent.time > longestInAll {
		return "", false
	}
	lexer := h.lexer(language)
	if lexer == nil {
		return "", false
	}
	h.prepare(lexer, map[string]bool{})
	start := time.Now()
	w := newWatch(longestLexing)
	defer func() {
		w.stop()
		spent.time += time.Since(start)
		if recover() != nil { // chroma's mutators panic when code pops more states than there are
			markup, ok = "", false
		}
	}()
	spans := &spans{}
	if err := lexer.tokens(code, w, spans.add); err != nil {
		return "", false
	}
	spans.flush()
	return string(spans.out), true
}

// lexer returns the lexer of a language, or nil. Finding one takes longer than
// lexing a line, and finding none takes longest.
func (h *highlighter) lexer(language string) *lexer {
	if known, ok := h.lexers.Load(language); ok {
		return known.(*lexer)
	}
	var l *lexer
	if found := lexers.Get(language); found != nil {
		l = newLexer(found, h.lexer)
	}
	h.lexers.Store(language, l)
	return l
}

// prepare finds the lexers a lexer hands code to, and theirs: compiling them
// takes longer than lexing, and must not be on the watch.
func (h *highlighter) prepare(l *lexer, seen map[string]bool) {
	for _, name := range l.others {
		if !seen[name] {
			seen[name] = true
			if other := h.lexer(name); other != nil {
				h.prepare(other, seen)
			}
		}
	}
}

// spans writes tokens as chroma's class names have them. Neighbours of one type
// become one, and no span goes over the end of a line.
type spans struct {
	out  []byte
	kind chroma.TokenType
	text []byte // of the token that is being put together
}

// longestToken is the length, in bytes, from which a token is no longer joined
// with the next one.
const longestToken = 8192

func (s *spans) add(kind chroma.TokenType, text string) {
	if text == "" || kind == chroma.Ignore {
		return
	}
	if kind != s.kind || len(s.text) >= longestToken {
		s.flush()
		s.kind = kind
	}
	s.text = append(s.text, text...)
}

func (s *spans) flush() {
	class := classOf(s.kind)
	for len(s.text) > 0 {
		line := len(s.text)
		if i := bytes.IndexByte(s.text, '\n'); i >= 0 {
			line = i + 1
		}
		if class == "" {
			s.out = appendEscaped(s.out, s.text[:line])
		} else {
			s.out = append(append(append(s.out, `<span class="`...), class...), `">`...)
			s.out = append(appendEscaped(s.out, s.text[:line]), "</span>"...)
		}
		s.text = s.text[line:]
	}
	s.text = s.text[:0]
}

// classOf returns the class of a type of token, or of the nearest type above it
// that is known.
func classOf(kind chroma.TokenType) string {
	for ; kind != 0; kind = kind.Parent() {
		if class, ok := chroma.StandardTypes[kind]; ok {
			return class
		}
	}
	return chroma.StandardTypes[0]
}

// appendEscaped appends code to markup.
func appendEscaped(out, code []byte) []byte {
	for _, c := range code {
		switch c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '\'':
			out = append(out, "&#39;"...)
		case '"':
			out = append(out, "&#34;"...)
		default:
			out = append(out, c)
		}
	}
	return out
}

func longestLine(s string) int {
	longest := 0
	for line := range strings.SplitSeq(s, "\n") {
		longest = max(longest, len(line))
	}
	return longest
}

package markdown

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// Code is highlighted with classes alone; the colours are the style sheet's. Lexers
// are regular expressions, some of them slow, so very long code and code with
// very long lines is left plain.
const (
	mostCode     = 64 << 10 // bytes of a block
	mostCodeLine = 4 << 10  // bytes of a line
	mostCodes    = 1 << 20  // bytes of code in one article
)

// A highlighter marks code up.
type highlighter struct {
	formatter *chromahtml.Formatter
	style     *chroma.Style
	lexers    sync.Map // chroma.Lexer by name: finding one takes longer than lexing a line
}

func newHighlighter() *highlighter {
	return &highlighter{
		formatter: chromahtml.New(chromahtml.WithClasses(true), chromahtml.PreventSurroundingPre(true)),
		style:     styles.Fallback,
	}
}

// highlight returns the markup of code in a language, false when it is to be
// shown plain: an unknown language, or more code than is bearable.
func (h *highlighter) highlight(language, code string) (string, bool) {
	if language == "" || len(code) > mostCode || longestLine(code) > mostCodeLine {
		return "", false
	}
	switch language {
	case "text", "txt", "plain", "plaintext", "none", "output":
		return "", false
	}
	lexer := h.lexer(language)
	if lexer == nil {
		return "", false
	}
	tokens, err := lexer.Tokenise(nil, code)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	if err := h.formatter.Format(&b, h.style, tokens); err != nil {
		return "", false
	}
	return b.String(), true
}

// lexer returns the lexer of a language, or nil.
func (h *highlighter) lexer(language string) chroma.Lexer {
	if known, ok := h.lexers.Load(language); ok {
		lexer, _ := known.(chroma.Lexer)
		return lexer
	}
	lexer := lexers.Get(language)
	if lexer == nil {
		return nil
	}
	lexer = chroma.Coalesce(lexer)
	h.lexers.Store(language, lexer)
	return lexer
}

func longestLine(s string) int {
	longest := 0
	for line := range strings.SplitSeq(s, "\n") {
		longest = max(longest, len(line))
	}
	return longest
}

// codeLanguage returns the language named in the first word of an info string:
// "go", "{.python}", "cpp{1,3}", "js:title".
func codeLanguage(info string) string {
	info = strings.TrimSpace(info)
	if strings.HasPrefix(info, "{") && !strings.HasPrefix(strings.TrimLeft(info, "{ "), ".") {
		return "" // options without a language
	}
	info = strings.TrimLeft(info, "{. ")
	if i := strings.IndexAny(info, "{}:,= \t"); i >= 0 {
		info = info[:i]
	}
	if len(info) > 30 {
		return ""
	}
	return strings.ToLower(info)
}

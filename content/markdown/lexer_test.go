package markdown

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/styles"
)

// samples are pieces of code with what lexers find hard: regions, errors, text
// that ends in the middle, letters beyond ASCII.
var samples = []string{
	"// комментарий\n#include <vector>\n#if 0\nx\n#endif\nclass A : public B {\npublic:\n  template<class T> auto f(T&& x) const -> int { return L\"строка\\n\"[0] + 0x1Fu; }\n};\n",
	"int main(int argc, char *argv[])\n{\n\tprintf(\"%d <&> '\\n\", 'c');\n\tfor (;;) goto end;\nend: return 0;\n}",
	"def f(x: int) -> str:\n    \"\"\"Док\"\"\"\n    return f'{x!r:>10} {\"a\"}' if x else None  # так\n\n@wraps\nclass K(object): pass",
	"<!DOCTYPE html>\n<p class=\"a\" onclick='x()'>&amp; <b>ж</b><script>let a = `x${1}`;</script><style>p{color:#fff}</style>",
	"SELECT a.*, 'строка' FROM t AS a WHERE x <= 10 AND y LIKE '%я%' -- конец\n/* незакрытый",
	"a: 1\nb:\n  - \"два\"\n  - {c: ~, d: !!str 3}\n# x\n---\n&a *b",
	"#!/bin/sh\nfor i in $(ls *.md); do echo \"$i ${x:-y}\" | grep -v 'q' >/dev/null; done\ncat <<EOF\n$x\nEOF",
	"{\"a\": [1, 2.5e3, true, null, \"\\u0416\"],}\n",
	"package main\n\nfunc main() {\n\tx := map[string]int{\"ж\": 1}\n\tgo func() { <-c }()\n}\n",
	"\"unclosed\n'\\\n\n\x01 ` @ $ # незнакомое \\ € 𝄞",
	"",
	"\n\n",
}

// TestLexer holds the tokens and the markup against those of chroma's own loop
// and formatter, for the languages that articles have most.
func TestLexer(t *testing.T) {
	formatter := chromahtml.New(chromahtml.WithClasses(true), chromahtml.PreventSurroundingPre(true))
	h := newHighlighter()
	fast := 0
	for _, name := range strings.Fields(`c c++ c# java javascript typescript python go rust php ruby bash powershell
		html xml css json yaml toml sql diff docker make nasm kotlin swift lua ini http markdown`) {
		own := h.lexer(name)
		if own.states != nil {
			fast++
		}
		for _, code := range samples {
			want, wantErr := byChroma(formatter, own.slow, code)
			got, ok := byUs(h, name, code)
			if wantErr != "" {
				continue // chroma itself fails
			}
			if !ok || got != want {
				t.Errorf("%s\ncode %q\n got %q\nwant %q", name, code, got, want)
			}
		}
	}
	if fast < 20 {
		t.Errorf("%d of the languages are lexed fast, want 20 or more", fast)
	}
}

func byUs(h *highlighter, language, code string) (markup string, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return h.highlight(language, code)
}

func byChroma(f *chromahtml.Formatter, lexer chroma.Lexer, code string) (markup, failure string) {
	defer func() {
		if recover() != nil {
			failure = "panic"
		}
	}()
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return "", err.Error()
	}
	var b strings.Builder
	if err := f.Format(&b, styles.Fallback, tokens); err != nil {
		return "", err.Error()
	}
	return b.String(), ""
}

//go:build !js

package markdown

import (
	"strconv"
	"strings"
	"testing"
	"time"

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
	for _, name := range strings.Fields(`c c++ c# d java javascript typescript jsx python go rust php ruby perl lua bash powershell
		batchfile html xml css scss json yaml toml ini sql mysql postgres diff docker make cmake nasm gas kotlin swift scala haskell
		ocaml elixir erlang clojure r julia matlab fortran dart zig vb.net graphql protobuf nginx terraform latex awk vim
		groovy objective-c cheetah`) {
		own := h.lexer(name)
		if own == nil {
			t.Errorf("%s has no lexer", name)
			continue
		}
		for _, code := range samples {
			want, wantErr := byChroma(formatter, own.slow, code)
			if wantErr != "" {
				continue // chroma itself fails
			}
			if got, ok := h.highlight(name, code, &allowance{}); !ok || got != want {
				t.Errorf("%s\ncode %q\n got %q\nwant %q", name, code, got, want)
			}
		}
	}
}

// TestHardCode lexes code that chroma's rules take quadratic time for, or worse,
// or that makes them push states for ever (jsonata, jungle). A block must end
// within the limit, one match and two ticks of the clock of regular expressions;
// three seconds are allowed, as tests run on busy machines.
func TestHardCode(t *testing.T) {
	h := newHighlighter()
	for _, name := range strings.Fields("actionscript al abap ada agda antlr c++ go html javascript jsonata jungle php python ruby yaml") {
		l := h.lexer(name)
		if l == nil {
			t.Fatalf("%s has no lexer", name)
		}
		for _, piece := range []string{"/", "/* /*\n", "a<", "\n", "\"\\", "(", "<a ", "${\n", "я ", "a::b::c"} {
			code := strings.Repeat(piece, 16<<10/len(piece))
			start := time.Now()
			w := newWatch(20 * time.Millisecond)
			err := l.tokens(code, w, func(chroma.TokenType, string) {})
			w.stop()
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%s took %v for %q repeated, error %v", name, took, piece, err)
			}
		}
	}
}

// TestCodeOfAnArticle checks what all the blocks of an article may take.
func TestCodeOfAnArticle(t *testing.T) {
	h := newHighlighter()
	line := "// " + strings.Repeat("x", 80) + "\n"
	block := strings.Repeat(line, mostCode/len(line))
	tests := []struct {
		name     string
		spent    allowance
		language string
		code     string
		want     bool
	}{
		{"a block", allowance{}, "c", line, true},
		{"the longest block", allowance{}, "c", block, true},
		{"a longer block", allowance{}, "c", block + line, false},
		{"after much code", allowance{bytes: mostCodes}, "c", line, false},
		{"after much time", allowance{time: longestInAll + 1}, "c", line, false},
		{"a language too many", allowance{languages: manyNames()}, "c", line, false},
		{"a known one", allowance{languages: manyNames()}, "l0", line, false},
		{"no language", allowance{}, "l0", line, false},
		{"plain text", allowance{}, "text", line, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, got := h.highlight(test.language, test.code, &test.spent); got != test.want {
				t.Errorf("%d bytes of %s highlighted: %v, want %v", len(test.code), test.language, got, test.want)
			}
		})
	}
}

func manyNames() map[string]bool {
	names := map[string]bool{}
	for i := range mostNames {
		names["l"+strconv.Itoa(i)] = true
	}
	return names
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

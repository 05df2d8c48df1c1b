//go:build !js

package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// A lexer takes code apart by chroma's rules, which are regular expressions
// tried one after another at each place. It tries only those that can begin with
// the character at hand, one in ten, which makes it three times as fast as chroma's
// own loop and gives the same tokens. Unlike that loop it ends: see watch.
type lexer struct {
	slow   *chroma.RegexLexer // chroma's own loop
	fast   *chroma.RegexLexer
	rules  chroma.CompiledRules
	states map[string]*choices
	other  func(name string) *lexer // of the code of another language within this one's
	others []string                 // the languages that takes, but for those that code names
}

// choices are the rules of a state by the character they may begin with; the last
// is for all characters beyond ASCII.
type choices [utf8.RuneSelf + 1][]choice

type choice struct {
	*chroma.CompiledRule
	index int
	parts []part // of the groups of the match; nil: it is taken whole
	whole part
}

// tokens gives the tokens of code to emit, in order. Neighbours may be of one
// type. It fails on code that is too hard.
func (l *lexer) tokens(code string, w *watch, emit func(chroma.TokenType, string)) error {
	if strings.IndexByte(code, '\r') >= 0 || !utf8.ValidString(code) {
		return errHard // our texts have neither
	}
	ends := len(code)
	if l.fast.Config().EnsureNL && !strings.HasSuffix(code, "\n") {
		code += "\n"
	}
	return l.run(code, ends, "root", w, emit)
}

// run lexes code from a state, up to the byte ends: chroma adds a newline that
// rules may look at and take.
func (l *lexer) run(code string, ends int, root string, w *watch, emit func(chroma.TokenType, string)) error {
	if w.depth++; w.depth > mostNested {
		return errHard
	}
	defer func() { w.depth-- }()
	s := &chroma.LexerState{
		Registry: chroma.NewLexerRegistry(), Lexer: l.fast, Text: []rune(code), Rules: l.rules,
		Stack: []string{root}, MutatorContext: map[any]any{},
	}
	at := 0 // byte of code that s.Pos is at
	for still := 0; at < ends && len(s.Stack) > 0; still++ {
		if still > mostStill || len(s.Stack) > mostStates || w.step() {
			return errHard
		}
		s.State = s.Stack[len(s.Stack)-1]
		c, size, err := l.match(s, w)
		if err != nil {
			return err
		}
		if c == nil {
			if code[at] == '\n' && s.State != root {
				s.Stack = []string{root}
				continue
			}
			_, n := utf8.DecodeRuneInString(code[at:])
			emit(chroma.Error, code[at:at+n])
			s.Pos++
			at += n
			still = 0
			continue
		}
		from := at
		for _, r := range s.Text[s.Pos : s.Pos+size] {
			at += utf8.RuneLen(r)
		}
		s.Pos += size
		if size > 0 {
			still = 0
		}
		if c.Mutator != nil {
			if err := c.Mutator.Mutate(s); err != nil {
				return err
			}
		}
		if err := l.emit(s, c, code[from:at], w, emit); err != nil {
			return err
		}
	}
	if at < len(code) && len(s.Stack) == 0 {
		emit(chroma.Error, code[at:])
	}
	return nil
}

// emit gives the tokens of a match.
func (l *lexer) emit(s *chroma.LexerState, c *choice, matched string, w *watch, emit func(chroma.TokenType, string)) error {
	if c.parts == nil {
		return l.emitPart(c.whole, matched, w, emit)
	}
	if len(c.parts) != len(s.Groups)-1 {
		emit(chroma.Error, matched)
		return nil
	}
	for i, p := range c.parts {
		if p.named > 0 {
			if l := l.other(strings.ToLower(s.Groups[p.named])); l != nil {
				if err := l.tokens(s.Groups[i+1], w, emit); err != nil {
					return err
				}
				continue
			}
		}
		if err := l.emitPart(p, s.Groups[i+1], w, emit); err != nil {
			return err
		}
	}
	return nil
}

// emitPart gives the tokens of a part.
func (l *lexer) emitPart(p part, text string, w *watch, emit func(chroma.TokenType, string)) error {
	switch {
	case text == "":
		return nil
	case p.state != "":
		return l.run(text, len(text), p.state, w, emit)
	case p.language != "":
		other := l.other(p.language)
		if other == nil {
			return errHard
		}
		if p.quoted {
			inner := emit
			emit = func(kind chroma.TokenType, text string) {
				if kind == chroma.Other {
					kind = chroma.LiteralString
				}
				inner(kind, text)
			}
		}
		return other.run(text, len(text), "root", w, emit)
	}
	switch e := p.emitter.(type) {
	case nil:
	case chroma.TokenType:
		emit(e, text)
	default:
		return errHard
	}
	return nil
}

// match returns the first rule that matches where s is, and the number of
// characters it takes.
func (l *lexer) match(s *chroma.LexerState, w *watch) (*choice, int, error) {
	state := l.states[s.State]
	if state == nil {
		return nil, 0, errHard
	}
	choices := state[min(s.Text[s.Pos], utf8.RuneSelf)]
	for i := range choices {
		c := &choices[i]
		if c.Pattern == "" && c.Type == nil {
			return c, 0, nil
		}
		m, err := c.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
		if err != nil || w.late.Load() {
			return nil, 0, errHard
		}
		if m == nil || m.RuneIndex != s.Pos {
			continue
		}
		s.Rule, s.Groups, s.NamedGroups = c.index, nil, nil
		if c.parts != nil {
			for _, g := range m.Groups() {
				s.Groups = append(s.Groups, g.String())
			}
		}
		return c, m.RuneLength, nil
	}
	return nil, 0, nil
}

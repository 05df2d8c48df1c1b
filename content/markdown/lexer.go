package markdown

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	regex "github.com/dlclark/regexp2/v2/syntax"
)

// A lexer takes code apart by chroma's rules, which are regular expressions
// tried one after another at each place. It tries only those that can begin with
// the character at hand, one in ten, which makes it three times as fast as chroma's
// own loop and gives the same tokens.
type lexer struct {
	slow     chroma.Lexer // chroma's own loop
	fast     *chroma.RegexLexer
	registry *chroma.LexerRegistry
	rules    chroma.CompiledRules
	states   map[string]*choices // nil: rules that only chroma's own loop can follow
}

// choices are the rules of a state by the character they may begin with; the last
// is for all characters beyond ASCII.
type choices [utf8.RuneSelf + 1][]choice

type choice struct {
	*chroma.CompiledRule
	index int
	parts []part // of the groups of the match; nil: ask the rule's emitter
}

// A part says what becomes of a group: its tokens are those of the same lexer in
// a state, or what an emitter gives.
type part struct {
	state   string
	emitter chroma.Emitter // nil: no tokens
}

// partsOf looks into the emitters for groups, whose types have no names.
func partsOf(e chroma.Emitter) []part {
	kind, ok := e.(chroma.SerialisableEmitter)
	if !ok || kind.EmitterKind() != "bygroups" {
		return nil
	}
	emitters, ok := reflect.ValueOf(e).Elem().FieldByName("Emitters").Interface().(chroma.Emitters)
	if !ok {
		return nil
	}
	parts := make([]part, len(emitters))
	for i, e := range emitters {
		parts[i].emitter = e
		if kind, ok := e.(chroma.SerialisableEmitter); ok && kind.EmitterKind() == "usingself" {
			parts[i].state = reflect.ValueOf(e).Elem().FieldByName("State").String()
		}
	}
	return parts
}

// newLexer prepares a lexer. Lexers that are written in Go, and so may do
// anything, are left to run as they are.
func newLexer(slow chroma.Lexer, registry *chroma.LexerRegistry) *lexer {
	l := &lexer{slow: slow, registry: registry}
	base, ok := slow.(*chroma.RegexLexer)
	if !ok {
		return l
	}
	rules, err := base.Rules()
	if err != nil || !declarative(rules) {
		return l
	}
	// The compiled rules are shown to nobody but those that change them.
	look := &onlooker{}
	rules = rules.Clone()
	rules["_look"] = []chroma.Rule{{Pattern: "x", Mutator: look}}
	fast, err := chroma.NewLexer(base.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return l
	}
	fast.SetRegistry(registry)
	if _, err := fast.Rules(); err != nil || look.rules == nil {
		return l
	}
	l.fast, l.rules, l.states = fast, look.rules, map[string]*choices{}
	for state, rules := range l.rules {
		l.states[state] = choicesOf(rules)
	}
	return l
}

// declarative reports whether rules are made of chroma's own emitters and
// mutators alone.
func declarative(rules chroma.Rules) bool {
	for _, state := range rules {
		for _, rule := range state {
			_, emits := rule.Type.(chroma.SerialisableEmitter)
			_, mutates := rule.Mutator.(chroma.SerialisableMutator)
			if rule.Type != nil && !emits || rule.Mutator != nil && !mutates {
				return false
			}
		}
	}
	return true
}

// An onlooker keeps the rules of the lexer it stands in.
type onlooker struct{ rules chroma.CompiledRules }

func (o *onlooker) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	o.rules = rules
	rules[state][rule].Mutator = nil
	return nil
}

func (o *onlooker) Mutate(*chroma.LexerState) error { return nil }

// choicesOf sorts rules by the characters they may begin with.
func choicesOf(rules []*chroma.CompiledRule) *choices {
	c := &choices{}
	for i, rule := range rules {
		begins, parts := beginnings(rule), partsOf(rule.Type)
		for r := range c {
			if r == utf8.RuneSelf || begins == nil || begins.CharIn(rune(r)) {
				c[r] = append(c[r], choice{rule, i, parts})
			}
		}
	}
	return c
}

// beginnings returns the characters a match of the rule can begin with; nil when
// that is not known, or it may be empty.
func beginnings(rule *chroma.CompiledRule) *regex.CharSet {
	tree, err := regex.Parse(rule.Regexp.String(), regex.ParseOptions{})
	if err != nil {
		return nil
	}
	code, err := regex.Write(tree)
	if err != nil || code.FcPrefix == nil || code.FcPrefix.CaseInsensitive || code.RightToLeft {
		return nil
	}
	return &code.FcPrefix.PrefixSet
}

// tokens gives the tokens of code to emit, in order. Neighbours may be of one type.
func (l *lexer) tokens(code string, emit func(chroma.TokenType, string)) error {
	if l.states == nil || strings.IndexByte(code, '\r') >= 0 || !utf8.ValidString(code) {
		return drain(emit, func() (chroma.Iterator, error) { return l.slow.Tokenise(nil, code) })
	}
	ends := len(code)
	if l.fast.Config().EnsureNL && !strings.HasSuffix(code, "\n") {
		code += "\n"
	}
	return l.run(code, ends, "root", emit)
}

// run lexes code from a state, up to the byte ends: chroma adds a newline that
// rules may look at and take.
func (l *lexer) run(code string, ends int, root string, emit func(chroma.TokenType, string)) error {
	s := &chroma.LexerState{
		Registry: l.registry, Lexer: l.fast, Text: []rune(code), Rules: l.rules,
		Stack: []string{root}, MutatorContext: map[any]any{},
	}
	at := 0 // byte of code that s.Pos is at
	for at < ends && len(s.Stack) > 0 {
		s.State = s.Stack[len(s.Stack)-1]
		c, size := l.match(s)
		if c == nil {
			if code[at] == '\n' && s.State != root {
				s.Stack = []string{root}
				continue
			}
			_, n := utf8.DecodeRuneInString(code[at:])
			emit(chroma.Error, code[at:at+n])
			s.Pos++
			at += n
			continue
		}
		from := at
		for _, r := range s.Text[s.Pos : s.Pos+size] {
			at += utf8.RuneLen(r)
		}
		s.Pos += size
		if c.Mutator != nil {
			if err := c.Mutator.Mutate(s); err != nil {
				return err
			}
		}
		if err := l.emit(s, c, code[from:at], emit); err != nil {
			return err
		}
	}
	if at < len(code) && len(s.Stack) == 0 {
		emit(chroma.Error, code[at:])
	}
	return nil
}

// emit gives the tokens of a match.
func (l *lexer) emit(s *chroma.LexerState, c *choice, matched string, emit func(chroma.TokenType, string)) error {
	if c.parts == nil || len(c.parts) != len(s.Groups)-1 {
		return emitWith(c.Type, s, matched, s.Groups, emit)
	}
	for i, part := range c.parts {
		var err error
		switch group := s.Groups[i+1]; {
		case part.state == "":
			err = emitWith(part.emitter, s, group, s.Groups[i+1:i+2], emit)
		case group != "":
			err = l.run(group, len(group), part.state, emit)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// emitWith gives the tokens of an emitter for text, the first of groups.
func emitWith(e chroma.Emitter, s *chroma.LexerState, text string, groups []string, emit func(chroma.TokenType, string)) error {
	switch e := e.(type) {
	case nil:
		return nil
	case chroma.TokenType:
		emit(e, text)
		return nil
	}
	return drain(emit, func() (chroma.Iterator, error) { return e.Emit(groups, s), nil })
}

// match returns the first rule that matches where s is, and the number of
// characters it takes.
func (l *lexer) match(s *chroma.LexerState) (*choice, int) {
	choices := l.states[s.State][min(s.Text[s.Pos], utf8.RuneSelf)]
	for i := range choices {
		c := &choices[i]
		if c.Pattern == "" && c.Type == nil {
			return c, 0
		}
		m, err := c.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
		if m == nil || err != nil || m.RuneIndex != s.Pos {
			continue
		}
		s.Rule, s.Groups, s.NamedGroups = c.index, nil, nil
		if _, simple := c.Type.(chroma.TokenType); !simple {
			s.NamedGroups = map[string]string{}
			for _, g := range m.Groups() {
				s.NamedGroups[g.Name] = g.String()
				s.Groups = append(s.Groups, g.String())
			}
		}
		return c, m.RuneLength
	}
	return nil, 0
}

// drain gives the tokens of an iterator to emit.
func drain(emit func(chroma.TokenType, string), make func() (chroma.Iterator, error)) error {
	next, err := make()
	if err != nil {
		return err
	}
	for t := next(); t != chroma.EOF; t = next() {
		emit(t.Type, t.Value)
	}
	return nil
}

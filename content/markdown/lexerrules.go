//go:build !js

package markdown

import (
	"maps"
	"reflect"
	"slices"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	regex "github.com/dlclark/regexp2/v2/syntax"
)

// A part says what becomes of a group: its tokens are those of the same lexer in
// a state, of the lexer of another language, or what an emitter gives.
type part struct {
	state    string
	language string
	named    int            // group that names the language; 0: none does
	quoted   bool           // what has no type of its own there is a string
	emitter  chroma.Emitter // nil: no tokens
}

// partsOf looks into the emitters for groups, whose types have no names.
func partsOf(e chroma.Emitter) []part {
	kind := kindOf(e)
	if kind != "bygroups" && kind != "usingbygroup" {
		return nil
	}
	fields := reflect.ValueOf(e).Elem()
	emitters, ok := fields.FieldByName("Emitters").Interface().(chroma.Emitters)
	if !ok {
		return nil
	}
	parts := make([]part, len(emitters))
	for i, e := range emitters {
		if parts[i] = partOf(e); !known(e) {
			// chroma has one such emitter in lexers that are otherwise declared: that
			// of Go's raw strings. TestLexer would show others.
			parts[i] = part{language: "Go Text Template", quoted: true}
		}
	}
	if kind == "usingbygroup" {
		parts[fields.FieldByName("CodeGroup").Int()-1].named = int(fields.FieldByName("SublexerNameGroup").Int())
	}
	return parts
}

// partOf returns what an emitter makes of all it is given.
func partOf(e chroma.Emitter) part {
	switch kindOf(e) {
	case "usingself":
		return part{state: reflect.ValueOf(e).Elem().FieldByName("State").String()}
	case "using":
		return part{language: reflect.ValueOf(e).Elem().FieldByName("Lexer").String()}
	}
	return part{emitter: e}
}

// kindOf returns the kind of an emitter that is not just a type of token.
func kindOf(e chroma.Emitter) string {
	if e, ok := e.(chroma.SerialisableEmitter); ok {
		return e.EmitterKind()
	}
	return ""
}

// newLexer prepares a lexer; nil for one that is written in Go, in part or
// whole, and so may do anything.
func newLexer(slow chroma.Lexer, other func(name string) *lexer) *lexer {
	if within := reflect.Indirect(reflect.ValueOf(slow)).FieldByName("Lexer"); within.IsValid() {
		slow, _ = within.Interface().(chroma.Lexer) // Markdown's, which knows front matter too
	}
	base, ok := slow.(*chroma.RegexLexer)
	if !ok {
		return nil
	}
	rules, err := base.Rules()
	if err != nil || !declarative(base.Config().Name, rules) {
		return nil
	}
	// The compiled rules are shown to nobody but those that change them. They are
	// compiled anew here, so nobody else has these regular expressions.
	look := &onlooker{}
	rules = rules.Clone()
	rules["_look"] = []chroma.Rule{{Pattern: "x", Mutator: look}}
	fast, err := chroma.NewLexer(base.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return nil
	}
	fast.SetRegistry(chroma.NewLexerRegistry()) // empty: nothing gets past other
	if _, err := fast.Rules(); err != nil || look.rules == nil {
		return nil
	}
	l := &lexer{slow: base, fast: fast, rules: look.rules, states: map[string]*choices{}, other: other}
	for state, rules := range l.rules {
		for _, rule := range rules {
			rule.Regexp.MatchTimeout = longestMatch
		}
		l.states[state] = choicesOf(rules)
	}
	l.others = others(rules)
	return l
}

// declarative reports whether the rules of a language are made of chroma's own
// emitters and mutators alone.
func declarative(name string, rules chroma.Rules) bool {
	for _, state := range rules {
		for _, rule := range state {
			_, mutates := rule.Mutator.(chroma.SerialisableMutator)
			if rule.Mutator != nil && !mutates || !known(rule.Type) {
				return false
			}
			for _, part := range partsOf(rule.Type) {
				if part.quoted && name != "Go" {
					return false
				}
			}
		}
	}
	return true
}

// others returns the languages that rules hand code to.
func others(rules chroma.Rules) []string {
	names := map[string]bool{}
	for _, state := range rules {
		for _, rule := range state {
			for _, p := range append(partsOf(rule.Type), partOf(rule.Type)) {
				if p.language != "" {
					names[p.language] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// known reports whether an emitter is one of chroma's own.
func known(e chroma.Emitter) bool {
	_, simple := e.(chroma.TokenType)
	return e == nil || simple || kindOf(e) != ""
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
				c[r] = append(c[r], choice{rule, i, parts, partOf(rule.Type)})
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

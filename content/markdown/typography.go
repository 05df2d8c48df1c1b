package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"lectern/content"
)

// Typography. Straight quotes, hyphens and spaces that authors type become the signs
// that books of the language use. Only what is text in the tree is touched, never code or
// addresses, and text that is already set stays as it is.
//
//	ru, be, uk, kk, ky, tg, uz-Cyrl   «…», „…“ inside; — for " - " and "--"; no-break spaces
//	uz                                “…” «…» inside; oʻ gʻ with U+02BB, other apostrophes U+02BC; —
//	en                                “…” ‘…’ ’ —
//
// In all but English no line begins with a dash: the space before it doesn't break.
// Three dots become "…" in all of these. Other languages are left alone.

// A typesetter sets the text of one language.
type typesetter struct {
	on          bool
	quotes      [4]rune // outer open, outer close, inner open, inner close
	apostrophes func(rs []rune, i int) rune
	words       func(word string) bool // short words that stay with the next one
	bound       bool                   // spaces before dashes, after № and the like don't break
}

// opaque stands for inline content that isn't text: code, images.
const opaque = '\uFFFC'

// hardBreak stands for a line break the author asked for.
const hardBreak = '\v'

func typesetterFor(lang content.Lang) *typesetter {
	guillemets := [4]rune{'«', '»', '„', '“'}
	curly := [4]rune{'“', '”', '‘', '’'}
	t := &typesetter{on: true, quotes: guillemets, bound: true, apostrophes: wordApostrophe}
	switch base := lang.Base(); {
	case base == "ru":
		t.words = shortRussian
	case base == "uk":
		t.words = shortUkrainian
	case base == "be":
		t.words = shortBelarusian
	case base == "kk" && lang.Script() != "Latn", base == "ky", base == "tg", lang == "uz-Cyrl":
	case base == "uz":
		// Single quotes inside would be taken for the tutuq belgisi.
		t.quotes, t.apostrophes = [4]rune{'“', '”', '«', '»'}, uzbekApostrophe
	case base == "en":
		t.quotes, t.apostrophes, t.bound = curly, englishApostrophe, false
	default:
		return &typesetter{}
	}
	return t
}

// set returns s as it is to be shown, in Unicode NFC.
func (t *typesetter) set(s string) string {
	s = composed(s)
	if !t.on || s == "" {
		return s
	}
	pieces := []string{s}
	t.setAll(pieces)
	return pieces[0]
}

// setAll sets pieces of one paragraph, in place.
func (t *typesetter) setAll(pieces []string) {
	if !t.on {
		return
	}
	length := 0
	for _, piece := range pieces {
		length += len(piece)
	}
	rs := make([]rune, 0, length)
	ends := make([]int, len(pieces))
	for i, piece := range pieces {
		for _, c := range piece {
			rs = append(rs, c)
		}
		ends[i] = len(rs)
	}
	edits := t.edits(rs)
	if len(edits) == 0 {
		return
	}
	at := 0
	for i, end := range ends {
		if len(edits) == 0 || edits[0].at >= end {
			at = max(at, end)
			continue
		}
		var b strings.Builder
		b.Grow(len(pieces[i]) + 8)
		for at < end {
			if len(edits) == 0 || edits[0].at != at {
				b.WriteRune(rs[at])
				at++
				continue
			}
			b.WriteRune(edits[0].to)
			at = min(at+edits[0].length, end)
			edits = edits[1:]
		}
		pieces[i] = b.String()
	}
}

// An edit replaces runes by one.
type edit struct {
	at, length int
	to         rune
}

// edits finds what is to be changed, in order.
func (t *typesetter) edits(rs []rune) []edit {
	quotes := t.pairQuotes(rs)
	var edits []edit
	for i := 0; i < len(rs); {
		e := edit{i, 1, 0}
		switch c := rs[i]; {
		case c == '"':
			e.to = quotes[i]
		case c == '.' && at(rs, i+1) == '.' && at(rs, i+2) == '.' && at(rs, i+3) != '.' && at(rs, i-1) != '.':
			e.length, e.to = 3, '…'
		case c == '-':
			e.length, e.to = dash(rs, i)
		case isApostrophe(c):
			e.to = t.apostrophes(rs, i)
		case (c == ' ' || c == '\n') && t.bound && t.binds(rs, i):
			e.to = '\u00A0'
		}
		if e.to != 0 && !(e.length == 1 && e.to == rs[i]) {
			edits = append(edits, e)
		}
		i += max(e.length, 1)
	}
	return edits
}

// at returns the rune at i, or 0 outside the text.
func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

// isGap reports whether c parts words: a space, or the end of the text.
func isGap(c rune) bool {
	if c > '\u00A0' && c < '\u1680' { // most letters, and none of the spaces
		return false
	}
	return c == 0 || c == hardBreak || unicode.IsSpace(c)
}

// dash returns how many hyphens at i are to become a dash. Hyphens with a space on
// both sides do, but for a minus between numbers; "--option" doesn't.
func dash(rs []rune, i int) (int, rune) {
	n := 1
	for at(rs, i+n) == '-' {
		n++
	}
	before, after := at(rs, i-1), at(rs, i+n)
	switch {
	case n > 3 || before == '-':
		return n, 0
	case !isGap(before) || !isGap(after) || after == 0 && before == 0:
		return n, 0
	case after == 0 || after == hardBreak:
		return n, 0 // at the end of a line there is too little to tell
	case (before == 0 || before == hardBreak) && !unicode.IsLetter(at(rs, i+n+1)):
		return n, 0 // at the start only words make it a line of dialogue
	case n == 1 && unicode.IsDigit(at(rs, i-2)) && unicode.IsDigit(at(rs, i+2)):
		return n, 0
	}
	return n, '—'
}

// pairQuotes returns what the straight quotes become. Those without a partner
// (inches, seconds) are not in it.
func (t *typesetter) pairQuotes(rs []rune) map[int]rune {
	type open struct {
		at    int
		fixed bool // a quote that is already set
	}
	var stack []open
	var quotes map[int]rune
	for i, c := range rs {
		switch c {
		case '«', '„':
			stack = append(stack, open{i, true})
		case '»', '“', '”':
			if len(stack) > 0 && stack[len(stack)-1].fixed {
				stack = stack[:len(stack)-1]
			} else if c == '“' && t.quotes[0] == '“' {
				stack = append(stack, open{i, true})
			}
		case '"':
			before, after := at(rs, i-1), at(rs, i+1)
			opens := (isGap(before) || strings.ContainsRune("([{«„—–-/\"", before) || before == t.quotes[0]) && !isGap(after)
			if opens && before == '"' && len(stack) > 0 && stack[len(stack)-1].at != i-1 {
				opens = false
			}
			switch {
			case opens:
				stack = append(stack, open{at: i})
			case len(stack) > 0 && !stack[len(stack)-1].fixed && !isGap(before):
				if quotes == nil {
					quotes = map[int]rune{}
				}
				inner := 2 * ((len(stack) - 1) % 2)
				quotes[stack[len(stack)-1].at], quotes[i] = t.quotes[inner], t.quotes[inner+1]
				stack = stack[:len(stack)-1]
			}
		}
	}
	return quotes
}

// setType sets the texts of each block of the tree.
func (p *page) setType() {
	if !p.setter.on {
		return
	}
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeDocument {
			return ast.WalkContinue, nil
		}
		first := n.FirstChild()
		if n.Type() == ast.TypeInline || first == nil || first.Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		var run textRun
		run.gather(p, n)
		p.setter.setAll(run.pieces)
		run.giveBack(p)
		return ast.WalkSkipChildren, nil
	})
}

// A textRun is the inline content of a block, taken apart.
type textRun struct {
	pieces []string
	nodes  []*ast.Text // nil for what isn't text
	breaks []*ast.Text // the text whose soft line break the piece is, or nil
}

func (r *textRun) add(piece string, node, softBreak *ast.Text) {
	r.pieces = append(r.pieces, piece)
	r.nodes = append(r.nodes, node)
	r.breaks = append(r.breaks, softBreak)
}

// giveBack notes the pieces, once they are set, as the texts of their nodes.
func (r *textRun) giveBack(p *page) {
	for i, piece := range r.pieces {
		if r.nodes[i] != nil {
			p.texts[r.nodes[i]] = piece
		}
		if t := r.breaks[i]; t != nil && piece != "\n" { // now a no-break space
			p.texts[t] += piece
			t.SetSoftLineBreak(false)
		}
	}
}

func (r *textRun) gather(p *page, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if p.gone[c] {
				continue
			}
			r.add(p.texts[c], c, nil)
			if c.HardLineBreak() {
				r.add(string(hardBreak), nil, nil)
			} else if c.SoftLineBreak() {
				r.add("\n", nil, c)
			}
		case *ast.Emphasis, *ast.Link, *extast.Strikethrough:
			r.gather(p, c)
		case *ast.RawHTML, *extast.TaskCheckBox, *extast.FootnoteLink:
		case *ast.Image:
			r.add(string(opaque), nil, nil)
			var alt textRun
			alt.gather(p, c)
			p.setter.setAll(alt.pieces)
			alt.giveBack(p)
		default:
			r.add(string(opaque), nil, nil)
		}
	}
}

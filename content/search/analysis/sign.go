package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs that belong to a word, or are one.

// sign adds the signs of C++, C# and F#, which are words; without their signs
// they drown. The digits of C++20 are another word.
func (s *Scanner) sign() {
	rest := s.Text[s.pos:]
	switch {
	case strings.HasPrefix(rest, "++") && endsSign(rest[2:]):
		s.Word = append(latinC(s.Word), "++"...)
		s.pos += 2
	case strings.HasPrefix(rest, "#") && endsSign(rest[1:]):
		s.Word = append(latinC(s.Word), '#')
		s.pos++
	}
	s.End = s.pos
}

func endsSign(rest string) bool {
	return rest == "" || rest[0] >= '0' && rest[0] <= '9' || !isWordStart(First(rest))
}

// latinC returns word, or c if it is the Cyrillic letter that looks like it.
func latinC(word []byte) []byte {
	if len(word) == 1 {
		return word
	}
	return append(word[:0], 'c')
}

// maxOperator bounds the signs of an operator.
const maxOperator = 3

// operator reads the signs directly after the word "operator", which tell one
// from the others as no word does: operator<< and operator[].
func (s *Scanner) operator() bool {
	const word = "operator"
	before, ok := strings.CutSuffix(s.Text[:s.pos], word)
	if !ok || before != "" && isWordStart(endOf(before)) {
		return false
	}
	rest := s.Text[s.pos:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "()"), strings.HasPrefix(rest, "[]"):
		n = 2
	default:
		for n < len(rest) && n < maxOperator && strings.IndexByte("+-*/%^&|~!<>=", rest[n]) >= 0 {
			n++
		}
	}
	if n == 0 {
		return false
	}
	s.Start, s.End, s.paired = s.pos, s.pos+n, false
	s.Word = append(s.Word[:0], rest[:n]...)
	s.pos = s.End
	return true
}

func endOf(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// IsAbbreviation reports whether a word as written may be one: two to five letters,
// all capitals. Such a word is no form of another that its letters may make.
func IsAbbreviation(word string) bool {
	n := utf8.RuneCountInString(word)
	return n >= 2 && n <= 5 && IsCapitals(word)
}

// IsCapitals reports whether a word as written is of capitals alone.
func IsCapitals(word string) bool {
	for _, r := range word {
		if unicode.ToLower(r) == r {
			return false
		}
	}
	return word != ""
}

// Sign returns the sign directly before the word that belongs to it, where it is
// typed or written: the dot of .NET and .gitignore, the signs of #define and
// @media; 0 for none. Texts have such a word with the sign and without. A dot parts
// most words; it belongs to capitals as in VB.NET.
func (s *Scanner) Sign() byte {
	if s.Start == 0 || strings.IndexByte(".#@", s.Text[s.Start-1]) < 0 || s.Text[s.Start]|0x20 < 'a' || s.Text[s.Start]|0x20 > 'z' {
		return 0
	}
	sign := s.Text[s.Start-1]
	if last := endOf(s.Text[:s.Start-1]); last == utf8.RuneError || unicode.IsSpace(last) || strings.ContainsRune(",;:(/*|«\"'`", last) ||
		sign == '.' && isWordStart(last) && IsAbbreviation(s.Text[s.Start:s.End]) {
		return sign
	}
	return 0
}

package analysis

import (
	"unicode"
	"unicode/utf8"
)

// maxWord bounds a folded word in bytes; the rest of a longer one is ignored.
// The longest words of the languages we know are below it, so it only cuts
// keys, hashes and noise.
const maxWord = 64

// A Scanner cuts text into words. A word is a run of letters, marks and digits
// of any script, apostrophes between letters included; a run of a script that
// writes without spaces gives overlapping pairs of characters instead.
type Scanner struct {
	Text       string
	pos        int
	Start, End int    // bytes of the word in Text
	Word       []byte // folded; valid until the next call of Next
	paired     bool   // the word is a pair out of an unspaced run
	inRun      bool   // the word before was in the same unspaced run

	// Starts, if set, has true at the low byte of the first folded letter of
	// words that matter; others are passed over, which is six times faster.
	Starts *[256]bool
	Passed int // words passed over so far
}

// Next moves to the next word and reports whether there is one.
func (s *Scanner) Next() bool {
	for s.pos < len(s.Text) {
		r, size := utf8.DecodeRuneInString(s.Text[s.pos:])
		switch {
		case IsUnspaced(r):
			if s.pair(size) {
				return true
			}
		case isWordStart(r):
			s.inRun = false
			if s.Starts != nil && s.pass(r, size) {
				s.Passed++
			} else if s.spaced() {
				return true
			}
		case r > ' ' && r < 0x80 && s.operator():
			s.inRun = false
			if s.Starts == nil || s.Starts[s.Word[0]] {
				return true
			}
			s.Passed++
		default:
			if !IsInvisible(r) {
				s.inRun = false
			}
			s.pos += size
		}
	}
	return false
}

// pair reads two characters of an unspaced run and moves on by one. The last
// character of a run is a word only when it is alone.
func (s *Scanner) pair(size int) bool {
	again := s.inRun
	s.Start = s.pos
	s.pos += size
	s.End = s.pos
	s.Word = appendFolded(s.Word[:0], First(s.Text[s.Start:]))
	s.paired, s.inRun = true, false
	for at := s.pos; at < len(s.Text); {
		r, n := utf8.DecodeRuneInString(s.Text[at:])
		if IsUnspaced(r) {
			s.Word = appendFolded(s.Word, r)
			s.End, s.inRun = at+n, true
			return true
		}
		if !IsInvisible(r) {
			break
		}
		at += n
	}
	return !again
}

// pass skips a word that begins with r if its first letter tells that it
// doesn't matter. Words with an Apostrophe are left to spaced.
func (s *Scanner) pass(r rune, size int) bool {
	s.Word = appendFolded(s.Word[:0], r)
	if letter, _ := utf8.DecodeRune(s.Word); s.Starts[byte(letter)] {
		return false
	}
	for at, last := s.pos+size, r; ; at, last = at+size, r {
		// Most of our texts are letters of U+0400 to U+047F, of two bytes.
		for last >= 0x400 && last <= 0x47F && at+1 < len(s.Text) && s.Text[at]&^1 == 0xD0 && s.Text[at+1]&0xC0 == 0x80 {
			at += 2
		}
		if at >= len(s.Text) {
			s.pos = at
			return true
		}
		if r, size = rune(s.Text[at]), 1; r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.Text[at:])
		}
		switch {
		case IsApostrophe(r):
			return false
		case IsInvisible(r) || r >= 0x300 && unicode.IsMark(r):
			r = last
		case changesScript(last, r):
			return false // it may be one word of mixed letters
		case IsUnspaced(r) || !isWordStart(r):
			s.pos = at
			return true
		}
	}
}

// spaced reads a word of a script with spaces.
func (s *Scanner) spaced() bool {
	s.Start, s.paired = s.pos, false
	s.Word = s.Word[:0]
	last := rune(0)
	for s.pos < len(s.Text) {
		r, size := utf8.DecodeRuneInString(s.Text[s.pos:])
		switch {
		case changesScript(last, r):
			if s.respell() {
				return s.bound()
			}
			return s.finish()
		case IsUnspaced(r):
			return s.finish()
		case isWordStart(r) || (r >= 0x300 && unicode.IsMark(r)):
			if len(s.Word) <= maxWord {
				s.Word = appendFolded(s.Word, r)
			}
			if !unicode.IsMark(r) {
				last = r
			}
			s.End = s.pos + size
		case IsApostrophe(r) && s.joins(r, last, s.pos+size):
			if s.elided() {
				// l'homme, d'Artagnan: the article is a word of its own.
				return s.finish()
			}
			s.Word = utf8.AppendRune(s.Word, Apostrophe)
			s.End = s.pos + size
		case IsInvisible(r):
		default:
			return s.finish()
		}
		s.pos += size
	}
	return s.finish()
}

// finish ends a word at the position reached.
func (s *Scanner) finish() bool {
	if len(s.Word) > 3 || s.pos != s.End {
		return s.bound()
	}
	const es = "с" // typed for the Latin letter in С++
	switch {
	case len(s.Word) == 0:
		return false
	case s.Word[0] >= '1' && s.Word[0] <= '9':
		s.group()
	case len(s.Word) == 1 || string(s.Word) == es:
		s.sign()
	}
	return true
}

// group adds the further groups of digits of a number like "10 000".
func (s *Scanner) group() {
	n := 0
	if isDigits(string(s.Word)) {
		n = thousands(s.Text[s.pos:])
	}
	for _, r := range s.Text[s.pos : s.pos+n] {
		if r >= '0' && r <= '9' && len(s.Word) < maxWord {
			s.Word = append(s.Word, byte(r))
		}
	}
	s.pos += n
	s.End = s.pos
}

// bound cuts a word to its longest length and reports whether it has letters.
func (s *Scanner) bound() bool {
	for len(s.Word) > maxWord {
		_, size := utf8.DecodeLastRune(s.Word)
		s.Word = s.Word[:len(s.Word)-size]
	}
	return len(s.Word) > 0
}

// changesScript reports whether one letter is Latin and the other Cyrillic: in
// "iPhoneом" and "WindowsСервер" two words are glued together.
func changesScript(last, r rune) bool {
	switch {
	case last >= 0x400 && last <= 0x52F:
		return r < 0x80 && isWordStart(r) && r > '9'
	case r >= 0x400 && r <= 0x52F:
		return last < 0x80 && last > '9'
	}
	return false
}

// joins reports whether the Apostrophe r after the letter last and before
// text[at:] is inside a word. The letters ʻ and ʼ always are.
func (s *Scanner) joins(r, last rune, at int) bool {
	if r == 'ʻ' || r == 'ʼ' {
		return true
	}
	return unicode.IsLetter(last) && unicode.IsLetter(First(s.Text[at:]))
}

// elided reports whether the word so far is an elided article or pronoun.
func (s *Scanner) elided() bool {
	switch string(s.Word) {
	case "l", "d", "j", "m", "n", "s", "t", "c", "qu":
		return true
	}
	return false
}

// First returns the first rune of text, or 0.
func First(text string) rune {
	if text == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// isWordStart reports whether a word may start with r. utf8.RuneError is what
// damaged text decodes to and never part of a word.
func isWordStart(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	case r >= 0x400 && r <= 0x481:
		return true
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !IsInvisible(r) && !IsApostrophe(r) && !IsUnspaced(r)
}

// IsUnspaced reports whether r belongs to a script that is written without
// spaces between words, or (Hangul) with particles glued to them.
func IsUnspaced(r rune) bool {
	switch {
	case r < 0xE00:
		return false
	case r >= 0xE01 && r <= 0xE4E && r != 0xE3F, r >= 0xE80 && r <= 0xECE: // Thai, Lao
		return true
	case r >= 0x1000 && r <= 0x103F, r >= 0x1050 && r <= 0x109F, r >= 0x1780 && r <= 0x17D3: // Myanmar, Khmer
		return true
	case r >= 0x1100 && r <= 0x11FF, r >= 0xAC00 && r <= 0xD7A3: // Hangul
		return true
	case r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA, r == 0x30FC, r == 0x3005, r == 0x3007: // kana, marks
		return true
	case r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 && r <= 0x3134F: // Han
		return true
	}
	return false
}

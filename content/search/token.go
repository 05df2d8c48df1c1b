package search

import (
	"unicode"
	"unicode/utf8"
)

// maxWord bounds a folded word in bytes; the rest of a longer one is ignored.
// The longest words of the languages we know are below it, so it only cuts
// keys, hashes and noise.
const maxWord = 64

// A scanner cuts text into words. A word is a run of letters, marks and digits
// of any script, apostrophes between letters included; a run of a script that
// writes without spaces gives overlapping pairs of characters instead.
type scanner struct {
	text       string
	pos        int
	start, end int    // bytes of the word in text
	word       []byte // folded; valid until the next call of next
	paired     bool   // the word is a pair out of an unspaced run
	inRun      bool   // the word before was in the same unspaced run

	// starts, if set, has true at the low byte of the first folded letter of
	// words that matter; others are passed over, which is six times faster.
	starts *[256]bool
	passed int // words passed over so far
}

// next moves to the next word and reports whether there is one.
func (s *scanner) next() bool {
	for s.pos < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		switch {
		case isUnspaced(r):
			if s.pair(size) {
				return true
			}
		case isWordStart(r):
			s.inRun = false
			if s.starts != nil && s.pass(r, size) {
				s.passed++
			} else if s.spaced() {
				return true
			}
		default:
			if !isInvisible(r) {
				s.inRun = false
			}
			s.pos += size
		}
	}
	return false
}

// pair reads two characters of an unspaced run and moves on by one. The last
// character of a run is a word only when it is alone.
func (s *scanner) pair(size int) bool {
	again := s.inRun
	s.start = s.pos
	s.pos += size
	s.end = s.pos
	s.word = appendFolded(s.word[:0], first(s.text[s.start:]))
	s.paired, s.inRun = true, false
	for at := s.pos; at < len(s.text); {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if isUnspaced(r) {
			s.word = appendFolded(s.word, r)
			s.end, s.inRun = at+n, true
			return true
		}
		if !isInvisible(r) {
			break
		}
		at += n
	}
	return !again
}

// pass skips a word that begins with r if its first letter tells that it
// doesn't matter. Words with an apostrophe are left to spaced.
func (s *scanner) pass(r rune, size int) bool {
	s.word = appendFolded(s.word[:0], r)
	if letter, _ := utf8.DecodeRune(s.word); s.starts[byte(letter)] {
		return false
	}
	for at, last := s.pos+size, r; ; at, last = at+size, r {
		if at >= len(s.text) {
			s.pos = at
			return true
		}
		if r, size = rune(s.text[at]), 1; r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[at:])
		}
		switch {
		case isApostrophe(r):
			return false
		case isInvisible(r) || r >= 0x300 && unicode.IsMark(r):
			r = last
		case isUnspaced(r) || changesScript(last, r) || !isWordStart(r):
			s.pos = at
			return true
		}
	}
}

// spaced reads a word of a script with spaces.
func (s *scanner) spaced() bool {
	s.start, s.paired = s.pos, false
	s.word = s.word[:0]
	last := rune(0)
	for s.pos < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.pos:])
		switch {
		case isUnspaced(r) || changesScript(last, r):
			return s.finish()
		case isWordStart(r) || (r >= 0x300 && unicode.IsMark(r)):
			if len(s.word) <= maxWord {
				s.word = appendFolded(s.word, r)
			}
			if !unicode.IsMark(r) {
				last = r
			}
			s.end = s.pos + size
		case isApostrophe(r) && s.joins(r, last, s.pos+size):
			if s.elided() {
				// l'homme, d'Artagnan: the article is a word of its own.
				return s.finish()
			}
			s.word = utf8.AppendRune(s.word, apostrophe)
			s.end = s.pos + size
		case isInvisible(r):
		default:
			return s.finish()
		}
		s.pos += size
	}
	return s.finish()
}

// finish ends a word at the position reached.
func (s *scanner) finish() bool {
	for len(s.word) > maxWord {
		_, size := utf8.DecodeLastRune(s.word)
		s.word = s.word[:len(s.word)-size]
	}
	if len(s.word) == 1 && s.pos == s.end {
		// C++, C# and F# are words; without their signs they drown.
		rest := s.text[s.pos:]
		switch {
		case len(rest) >= 2 && rest[:2] == "++" && !isWordStart(first(rest[2:])):
			s.word = append(s.word, "++"...)
			s.pos += 2
		case len(rest) >= 1 && rest[0] == '#' && !isWordStart(first(rest[1:])):
			s.word = append(s.word, '#')
			s.pos++
		}
		s.end = s.pos
	}
	return len(s.word) > 0
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

// joins reports whether the apostrophe r after the letter last and before
// text[at:] is inside a word. The letters ʻ and ʼ always are.
func (s *scanner) joins(r, last rune, at int) bool {
	if r == 'ʻ' || r == 'ʼ' {
		return true
	}
	return unicode.IsLetter(last) && unicode.IsLetter(first(s.text[at:]))
}

// elided reports whether the word so far is an elided article or pronoun.
func (s *scanner) elided() bool {
	switch string(s.word) {
	case "l", "d", "j", "m", "n", "s", "t", "c", "qu":
		return true
	}
	return false
}

// first returns the first rune of text, or 0.
func first(text string) rune {
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
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isInvisible(r) && !isApostrophe(r) && !isUnspaced(r)
}

// isUnspaced reports whether r belongs to a script that is written without
// spaces between words, or (Hangul) with particles glued to them.
func isUnspaced(r rune) bool {
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

package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Some letters look alike in Latin and Cyrillic, and people type the wrong one:
// "cтатья" with a Latin c, "wоrld" with a Cyrillic о. A word of both alphabets
// is spelled in the one it is meant in when all letters of the other have a
// look-alike there. Otherwise it is two words glued together, as in "iPhoneом".

// The look-alikes, in the same order: as typed, not folded, for В is like B and
// в is not like b.
const (
	latinAlike    = "aceopxykmtiABCEHKMOPTXYI"
	cyrillicAlike = "асеорхукмтіАВСЕНКМОРТХУІ"
)

// alike returns what r looks like in the alphabet that others are written in,
// and whether there is such a letter.
func alike(r rune, from, to string) (rune, bool) {
	n := 0
	for _, other := range from {
		if other == r {
			for _, twin := range to {
				if n == 0 {
					return twin, true
				}
				n--
			}
		}
		n++
	}
	return r, false
}

// isCyrillic and isLatin leave out letters that have no look-alike anyway, and
// so need not be told apart here.
func isCyrillic(r rune) bool { return r >= 0x400 && r <= 0x52F }
func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xC0 && r <= 0x24F
}

// respell reads the word at the scanner's start whole, over changes of script,
// if it is one word of mixed letters, and reports whether it was.
func (s *Scanner) respell() bool {
	end, latin, cyrillicLetters := s.Start, 0, 0
	latinAlikes, cyrillicAlikes := true, true
	latinLast := false
	for end < len(s.Text) {
		r, size := utf8.DecodeRuneInString(s.Text[end:])
		switch {
		case isCyrillic(r) && unicode.IsLetter(r):
			_, ok := alike(r, cyrillicAlike, latinAlike)
			cyrillicAlikes = cyrillicAlikes && ok
			cyrillicLetters++
			latinLast = false
		case isLatin(r):
			_, ok := alike(r, latinAlike, cyrillicAlike)
			latinAlikes = latinAlikes && ok
			latin++
			latinLast = true
		case IsInvisible(r), r >= 0x300 && unicode.IsMark(r):
		default:
			if IsApostrophe(r) || IsUnspaced(r) || isWordStart(r) {
				return false // digits and third scripts: not a plain word
			}
			size = 0
		}
		if size == 0 || end-s.Start > 4*maxWord {
			break
		}
		end += size
	}
	from, to := latinAlike, cyrillicAlike
	switch {
	case latinAlikes && cyrillicLetters >= latin:
	case cyrillicAlikes && latin > cyrillicLetters && latinLast:
		// Not "Gitа": there an ending is glued to a name.
		from, to = to, from
	default:
		return false
	}
	s.Word = s.Word[:0]
	for at, r := range s.Text[s.Start:end] {
		twin, _ := alike(r, from, to)
		if len(s.Word) <= maxWord {
			s.Word = appendFolded(s.Word, twin)
		}
		if !IsInvisible(r) {
			s.End = s.Start + at + utf8.RuneLen(r)
		}
	}
	s.pos = end
	return true
}

// thousands returns how many bytes of text after a group of up to three digits
// belong to the same number, as in "10 000" and "1 234 567". Between words that
// are set as one, the space doesn't break; an ordinary space is taken for it
// only where no further number follows, as in a row of a table.
func thousands(text string) int {
	at, plain := 0, false
	for {
		rest := text[at:]
		space, size := utf8.DecodeRuneInString(rest)
		if space != ' ' && space != 0xA0 && space != 0x2009 && space != 0x202F {
			break
		}
		group := rest[size:]
		if len(group) < 3 || !isDigits(group[:3]) || len(group) > 3 && (isDigits(group[3:4]) || isWordStart(First(group[3:]))) {
			if plain && len(group) > 0 && isDigits(group[:1]) {
				return 0
			}
			break
		}
		plain = plain || space == ' '
		at += size + 3
	}
	if plain && strings.HasPrefix(text[at:], ".") && isDigits(text[min(len(text), at+1):min(len(text), at+2)]) {
		return 0
	}
	return at
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// Package slug makes the parts of addresses out of words of any language.
//
// Rules:
//   - A slug matches ^[a-z0-9]+(-[a-z0-9]+)*$, is 1 to 80 bytes long, and is
//     its own slug: Make(Make(s)) == Make(s).
//   - Addresses are forever: a letter's spelling is pinned by the tables of
//     this package and by a test for every letter of them. A change there moves
//     pages of published sites.
//   - One table serves all languages of a script, so that the address of a
//     title does not depend on a language that was perhaps only guessed.
//
// Where languages disagree, Russian and Uzbek decide:
//
//	Russian     as on road signs and in the press: ё yo, ж zh, й y, х kh, ц ts,
//	            ч ch, ш sh, щ shch, ы y, э e, ю yu, я ya; ъ and ь are dropped
//	Uzbek       ў o, қ q, ғ g, ҳ h; in Latin every apostrophe is dropped:
//	            "oʻzbek", "o'zbek" and "o‘zbek" are all "ozbek"
//	Ukrainian   є ye, і i, ї yi, ґ g (г stays g, и stays i, as in Russian)
//	Latin       marks are dropped (é e, ü u, ş s); ß ss, æ ae, ø o, ł l, ı i, ə a
//	Arabic      consonants and long vowels; the letters waw and yeh are "w" and
//	            "y" at the start of a word or after a vowel, else "u" and "i"
//	others      Greek, Hebrew, Georgian and Armenian have tables here; Chinese,
//	            Japanese, Korean, Hindi, Thai and the rest are spelled by
//	            go-unidecode, whose version is pinned
//
// Marks that tell one subject from another are kept: "C++" is "c-plus-plus",
// "C#" is "c-sharp", so that topics of these names do not become topic "c".
package slug

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

const (
	maxLength = 80 // bytes of a slug: whole in a search result, far below any limit of a file system
	minCut    = 40 // bytes kept at least when cutting at a hyphen; a longer last word is cut inside
	// Between these, marks are the vowels of Indian and South-East Asian scripts.
	indic, afterIndic = 0x0900, 0x1AB0

	maxInput = 2048 // bytes of s that are looked at; what follows cannot reach the slug of a real title
)

// Make returns s in lower-case ASCII letters, digits and single hyphens, at
// most 80 bytes, cut at a hyphen where possible. It is never empty: a text without a single letter
// or digit that can be written so becomes "x" and a short hash of s.
func Make(s string) string {
	w := writer{}
	runes := []rune(norm.NFC.String(head(s)))
	for i := 0; i < len(runes) && len(w.out) <= maxLength+1; i++ {
		var next rune
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		if pair, ok := digraphs[[2]rune{unicode.ToLower(runes[i]), unicode.ToLower(next)}]; ok {
			w.letters(pair)
			i++
			continue
		}
		w.rune(runes[i], next)
	}
	out := cut(string(w.out))
	if out == "" {
		sum := sha256.Sum256([]byte(s))
		return "x" + hex.EncodeToString(sum[:4])
	}
	return out
}

// head cuts s to the bytes that are looked at, at the start of a rune.
func head(s string) string {
	if len(s) <= maxInput {
		return s
	}
	return strings.ToValidUTF8(s[:maxInput], "")
}

// cut shortens a finished slug to the longest allowed.
func cut(s string) string {
	if len(s) > maxLength {
		if i := strings.LastIndexByte(s[:maxLength+1], '-'); i >= minCut {
			s = s[:i]
		} else {
			s = s[:maxLength]
		}
	}
	return strings.TrimRight(s, "-")
}

// A writer collects the bytes of a slug.
type writer struct {
	out []byte
	gap bool // a separator stands between out and what comes next
}

// letters appends ASCII text; everything in it but letters and digits
// separates.
func (w *writer) letters(s string) {
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			w.gap = true
			continue
		}
		if w.gap && len(w.out) > 0 {
			w.out = append(w.out, '-')
		}
		w.gap = false
		w.out = append(w.out, c)
	}
}

// last returns the last byte of the present word, or 0 at the start of one.
func (w *writer) last() byte {
	if w.gap || len(w.out) == 0 {
		return 0
	}
	return w.out[len(w.out)-1]
}

// rune appends what r is spelled as; next is the rune that follows it.
func (w *writer) rune(r, next rune) {
	r = unicode.ToLower(r)
	if r < 0x80 {
		w.ascii(byte(r), next)
		return
	}
	if s, ok := spell(r, w.last()); ok {
		w.letters(s)
		return
	}
	if unicode.Is(unicode.Mn, r) && (r < indic || r >= afterIndic) || unicode.Is(unicode.Cf, r) {
		return // accents, vowel points, soft hyphens, joiners: inside words
	}
	if parts := norm.NFKD.String(string(r)); parts != string(r) {
		for _, part := range parts {
			if s, ok := spell(part, w.last()); ok {
				w.letters(s)
			} else if part < 0x80 {
				w.letters(string(part))
			} else if !unicode.Is(unicode.Mn, part) {
				w.foreign(part)
			}
		}
		return
	}
	w.foreign(r)
}

func (w *writer) ascii(c byte, next rune) {
	switch {
	case c == '\'' || c == '`':
		// inside words in Uzbek, English, French
	case c == '+' && w.last() != 0 || c == '+' && w.gap && next == '+':
		w.gap = true
		w.letters("plus")
	case c == '#' && w.last() != 0 && !unicode.IsLetter(next) && !unicode.IsDigit(next):
		w.gap = true
		w.letters("sharp")
	default:
		w.letters(string(rune(c)))
	}
}

// foreign appends a rune no table of ours has.
func (w *writer) foreign(r rune) {
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
		w.gap = true
		return
	}
	// A space after a syllable of Chinese separates, as it should.
	w.letters(unidecode.Unidecode(string(r)))
}

// spell returns the table's spelling of a lower-case letter; last is the byte
// before it in the word.
func spell(r rune, last byte) (string, bool) {
	if vowel, ok := arabicVowels[r]; ok {
		if last == 0 || strings.IndexByte("aeiou", last) >= 0 {
			return vowel[:1], true
		}
		return vowel[1:], true
	}
	s, ok := letters[r]
	return s, ok
}

package analysis

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"lectern/content"
)

// A rule is a way to turn a folded word into the term it is indexed under.
type rule uint8

const (
	plain   rule = iota // the word itself
	stemRU              // our own, Russian
	stemEN              // Snowball, English
	stemAR              // our own, Arabic
	plainAR             // Urdu and others: letters folded, no stem
	uzbek               // Latin and Cyrillic to one key
	persian             // Persian: letters folded, endings cut
	kazakh              // Kazakh and its kin in Cyrillic letters
)

// ruleOf tells how a folded word is indexed in a text of language lang. Words
// of a script that the language doesn't write in are taken for words of the
// script's commonest language here: Latin ones English, Cyrillic ones Russian.
func ruleOf(word []byte, lang content.Lang) rule {
	base := lang.Base()
	switch scriptOf(word) {
	case cyrillic:
		switch base {
		case "uz":
			return uzbek
		case "kk", "ky", "tt", "ba":
			return kazakh
		case "be", "uk", "bg", "sr", "mk", "bs", "tg", "mn", "cv", "os", "ce", "av", "sah", "tyv", "tk", "az", "kaa":
			return plain
		}
		return stemRU
	case latinScript:
		switch base {
		case "uz", "kaa":
			return uzbek
		case "", "en", "ru", "uk", "be", "bg", "mk", "kk", "ky", "tg", "tt", "ba", "mn", "ar", "fa", "ur", "ps", "he", "hi", "zh", "ja", "ko", "th", "ka", "hy", "el", "am":
			return stemEN
		}
		return plain
	case arabicScript:
		switch base {
		case "fa", "prs":
			return persian
		case "ur", "ps", "ug", "ku", "ckb", "sd", "azb", "kk", "uz":
			return plainAR
		}
		return stemAR
	}
	return plain
}

// appendTerm appends the term of a folded word under a rule.
func appendTerm(term []byte, word []byte, by rule) []byte {
	switch by {
	case stemRU:
		return appendRussian(term, word)
	case uzbek:
		return appendUzbekTerm(term, word)
	case persian:
		return appendPersian(term, word)
	case kazakh:
		return appendKazakh(term, word)
	case stemEN:
		return append(term, stemmed(withoutApostrophes(string(word)), english.Stem)...)
	case stemAR:
		return appendArabic(term, word)
	}
	return appendPrefixKey(term, word, by)
}

// appendPrefixKey appends what terms of words that begin with word begin with:
// the same letters as the term's, without stemming.
func appendPrefixKey(term []byte, word []byte, by rule) []byte {
	switch by {
	case stemEN:
		return append(term, withoutApostrophes(string(word))...)
	case stemAR, plainAR, persian:
		return appendArabicKey(term, word)
	case uzbek:
		return appendUzbek(term, string(word))
	}
	return appendYeForYo(term, word)
}

func stemmed(word string, stem func(*snowballstem.Env) bool) string {
	env := snowballstem.NewEnv(word)
	stem(env)
	if env.Current() == "" {
		return word
	}
	return env.Current()
}

func yeForYo(word string) string { return strings.ReplaceAll(word, "ё", "е") }

// withoutApostrophes drops the English possessive and joins what is left:
// "author's" is "author", "don't" is "dont".
func withoutApostrophes(word string) string {
	word = strings.TrimSuffix(word, string(Apostrophe)+"s")
	return strings.ReplaceAll(word, string(Apostrophe), "")
}

// A script is what ruleOf needs to know about the letters of a word.
type script uint8

const (
	otherScript script = iota // or a mixture, or with digits
	cyrillic
	latinScript
	arabicScript
)

// scriptOf returns the script of all letters of a folded word.
func scriptOf(word []byte) script {
	found := otherScript
	for rest := word; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		var is script
		switch {
		case r == Apostrophe:
			continue
		case r >= 'a' && r <= 'z':
			is = latinScript
		case r >= 0x400 && r <= 0x52F:
			is = cyrillic
		case r >= 0x620 && r <= 0x6D5 || r >= 0x6EE && r <= 0x6FF:
			is = arabicScript
		case r >= 0xC0 && r <= 0x24F || r >= 0x1E00 && r <= 0x1EFF:
			is = latinScript
		default:
			return otherScript
		}
		if found != otherScript && found != is {
			return otherScript
		}
		found = is
	}
	return found
}

// An Analyzer turns words into terms, for texts of one language, and remembers
// the words it has seen up to a bound: a text repeats its words.
type Analyzer struct {
	lang content.Lang
	seen map[string]string
	buf  []byte
}

// NewAnalyzer returns an analyzer of texts in lang.
func NewAnalyzer(lang content.Lang) *Analyzer {
	return &Analyzer{lang: lang, seen: make(map[string]string)}
}

// Term returns the term of a folded word.
func (a *Analyzer) Term(word []byte) string {
	if term, ok := a.seen[string(word)]; ok {
		return term
	}
	a.buf = appendTerm(a.buf[:0], word, ruleOf(word, a.lang))
	term := string(a.buf)
	if bytes.Equal(a.buf, word) {
		term = string(word)
	}
	if len(a.seen) < 1<<14 {
		a.seen[string(word)] = term
	}
	return term
}

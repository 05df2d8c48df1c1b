package library

import (
	"slices"
	"unicode"

	"lectern/content"
	"lectern/content/language"
)

const (
	// loneShare is the share of a library below which a language that was only
	// guessed is looked at twice.
	loneShare = 0.05
	// loneFrom is the number of articles from which a library has habits.
	loneFrom = 20
	// foreignLetters is the share of its own letters that makes a text with
	// much code or many names in Latin letters one of the library's language
	// after all: measured were 0.27 to 0.45 in such texts, 0.05 in a German
	// one with a Russian title.
	foreignLetters = 0.15
)

// reconsider takes back lone guesses that a library in one language makes
// unlikely: a text that detection took for one in Latin letters, though much of it is in
// the letters of the library's language, and Bulgarian, Macedonian or Serbian
// in a Russian library. Languages an author has named are not touched, and
// neither are guesses that come in numbers.
func reconsider(sources []*source, langs []content.Lang, byDefault content.Lang) {
	declared := map[content.Lang]bool{}
	guessed := map[content.Lang]int{}
	for i, s := range sources {
		if s.declared {
			declared[langs[i]] = true
		} else {
			guessed[langs[i]]++
		}
	}
	if guessed[byDefault] < loneFrom {
		return
	}
	for i, s := range sources {
		lang := langs[i]
		if s.declared || lang == byDefault || declared[lang] || float64(guessed[lang]) > loneShare*float64(guessed[byDefault]) {
			continue
		}
		own := language.ScriptOf(byDefault)
		mixed := own != "Latn" && language.ScriptOf(lang) == "Latn" && s.letters.share(own) >= foreignLetters
		alike := byDefault == "ru" && slices.Contains([]string{"bg", "mk", "sr"}, lang.Base()) && language.ScriptOf(lang) == "Cyrl"
		if mixed || alike {
			langs[i] = byDefault
		}
	}
}

// letters counts the letters of a text by script.
type letters struct{ latin, cyrillic, arabic, other int }

func countLetters(text string) (n letters) {
	for _, r := range text {
		switch {
		case r >= 'а' && r <= 'я': // most letters of a Russian text
			n.cyrillic++
		case !unicode.IsLetter(r):
		case r < 0x250:
			n.latin++
		case unicode.Is(unicode.Cyrillic, r):
			n.cyrillic++
		case unicode.Is(unicode.Arabic, r):
			n.arabic++
		default:
			n.other++
		}
	}
	return n
}

func (n letters) share(script string) float64 {
	own := n.other
	switch script {
	case "Latn":
		own = n.latin
	case "Cyrl":
		own = n.cyrillic
	case "Arab":
		own = n.arabic
	}
	return float64(own) / float64(max(1, n.latin+n.cyrillic+n.arabic+n.other))
}
